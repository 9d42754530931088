import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import type { ChainReport, Head } from '../entry/index.ts';
import { readBundle } from '../exchange/index.ts';
import type { TimelineBundle } from '../report/index.ts';
import { exit, Failure, notFound, wrongUsage } from './failure.ts';

/** Larger than this is no incident's record, and more than one text can hold, in bytes. */
const largest = 500 * 1024 * 1024;

/** Whether the file is a database of SQLite, by how every one begins (https://sqlite.org/fileformat.html, section 1.3). @throws Failure */
export function isDatabase(file: string): boolean {
  const head = Buffer.alloc(16);
  return reading(file, (opened) => {
    // Of an empty one there is nothing to check as a timeline: it was cut off.
    readSync(opened, head, 0, head.length, 0);
    return head.toString('latin1') === 'SQLite format 3\0';
  });
}

/** All of a file that was exported. @throws Failure */
export function bytesOf(file: string): Buffer {
  return reading(file, (opened) => {
    if (fstatSync(opened).size > largest)
      throw new Failure(
        exit.refused,
        'too-large',
        `${file} is too large for a bundle.`,
        'Check that it is the right file.',
      );
    return readFileSync(opened);
  });
}

/** Reads an ordinary file: a folder holds nothing to read, and a device may have no end. */
function reading<T>(file: string, work: (opened: number) => T): T {
  let opened: number | undefined;
  try {
    if (!statSync(file).isFile()) throw wrongUsage(`${file} is no file that can be checked.`, 'Name the file.');
    opened = openSync(file, 'r');
    return work(opened);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw notFound(`There is no file ${file}.`, 'Name the file that was exported.');
    throw new Failure(exit.storage, 'unreadable', `${file} cannot be read (${code}).`, 'Check its permissions.');
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** The bundle in a file, with the check of its chains. @throws Failure where it is none */
export function bundleIn(file: string, head?: Head): { readonly bundle: TimelineBundle; readonly report: ChainReport } {
  const bytes = bytesOf(file);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Failure(
      exit.refused,
      'not-utf8',
      `${file} is not UTF-8 text, so it is no bundle.`,
      'Check that it is the right file. Of an export that is no bundle only its signature is checked: holdfast verify FILE --key PUBLIC',
    );
  }
  const read = readBundle(text, head);
  if (read.ok) return read;
  throw new Failure(exit.refused, read.code, `${file} is no bundle: ${read.message}`, read.hint);
}
