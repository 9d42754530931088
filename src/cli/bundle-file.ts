import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import type { ChainReport, Head } from '../entry/index.ts';
import { readBundle } from '../exchange/index.ts';
import type { TimelineBundle } from '../report/index.ts';
import { exit, Failure, notFound } from './failure.ts';

/** Larger than this is no incident's record, and more than one text can hold, in bytes. */
const largest = 500 * 1024 * 1024;

/** Whether the file is a database of SQLite, by how every one begins (https://sqlite.org/fileformat.html, section 1.3). */
export function isDatabase(file: string): boolean {
  const head = Buffer.alloc(16);
  const opened = openSync(file, 'r');
  try {
    const length = readSync(opened, head, 0, head.length, 0);
    // An empty one is a database that nothing was written to yet.
    return length === 0 || head.toString('latin1') === 'SQLite format 3\0';
  } finally {
    closeSync(opened);
  }
}

/** The bundle in a file, with the check of its chains. @throws Failure where it is none */
export function bundleIn(file: string, head?: Head): { readonly bundle: TimelineBundle; readonly report: ChainReport } {
  if (!existsSync(file)) throw notFound(`There is no file ${file}.`, 'Name the bundle that was exported.');
  const bytes = readFileSync(file);
  if (bytes.length > largest)
    throw new Failure(
      exit.refused,
      'too-large',
      `${file} is too large for a bundle.`,
      'Check that it is the right file.',
    );
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Failure(
      exit.refused,
      'not-utf8',
      `${file} is not UTF-8 text, so it is no bundle.`,
      'Check that it is the right file.',
    );
  }
  const read = readBundle(text, head);
  if (read.ok) return read;
  throw new Failure(exit.refused, read.code, `${file} is no bundle: ${read.message}`, read.hint);
}
