import { fstatSync, readFileSync } from 'node:fs';
import type { ChainReport, Head } from '../../entry/index.ts';
import { readBundle } from '../../exchange/index.ts';
import type { TimelineBundle } from '../../report/index.ts';
import { exit, Failure } from '../failure.ts';
import { reading } from '../writing/ordinary-file.ts';

/** Larger than this is no incident's record, and more than one text can hold, in bytes. */
const largest = 500 * 1024 * 1024;

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
