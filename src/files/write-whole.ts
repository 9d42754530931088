import { closeSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { makeFolder } from '../disk/index.ts';
import { FilesError } from './files-error.ts';
import { behindLink } from './folders.ts';

/** Text, or bytes. */
type Part = string | Uint8Array;

/**
 * Writes a file that its owner alone may read, whole or not at all: what stood there stays until the new one is complete. Of a link
 * the file that it leads to: many keep their settings in a folder of their own, and have them linked to where they are looked for.
 * @param text in one piece, or in parts as they are made
 * @throws FilesError `unwritable` where the folder or the disk does not take it; what making the parts throws
 */
export function writeWhole(file: string, text: string | Iterable<Part>): void {
  writeAside(file, text).keep();
}

/** A file that is complete, but not under its name yet. */
export interface Aside {
  /** Where it lies until then. */
  readonly path: string;
  /** Gives it its name, in the place of what stood there. @throws FilesError, and then it is gone */
  keep(): void;
  drop(): void;
}

/** As `writeWhole`, up to the moment before the file gets its name: where several belong together, all are written first. */
export function writeAside(file: string, text: string | Iterable<Part>): Aside {
  const target = behindLink(file);
  const path = `${target}.${process.pid}.new`;
  const drop = (): void => rmSync(path, { force: true });
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw unwritable(file, error);
    }
  };
  const opened = guarded(() => {
    makeFolder(dirname(target));
    // What a killed one left, or somebody put there to be written through, is never written to.
    drop();
    return openSync(path, 'wx', 0o600);
  });
  try {
    try {
      for (const part of typeof text === 'string' ? [text] : inLargeParts(text)) guarded(() => writeAll(opened, part));
    } finally {
      guarded(() => closeSync(opened));
    }
  } catch (error) {
    drop();
    throw error;
  }
  return {
    path,
    keep: () => {
      try {
        renameSync(path, target);
      } catch (error) {
        drop();
        throw unwritable(file, error);
      }
    },
    drop,
  };
}

/** About as much as one write takes well, in characters. */
const enough = 1 << 16;

function* inLargeParts(parts: Iterable<Part>): Iterable<Part> {
  let held = '';
  for (const part of parts) {
    if (typeof part === 'string') held += part;
    if (typeof part === 'string' && held.length < enough) continue;
    if (held !== '') yield held;
    held = '';
    if (typeof part !== 'string') yield part;
  }
  yield held;
}

let held: Buffer | undefined;

/** The bytes of a text, in a place that is used again: they are to be written before the next are asked for. */
function bytesOf(text: string): Uint8Array {
  // No character of UTF-16 takes more than three bytes.
  if (held === undefined || held.length < text.length * 3)
    held = Buffer.allocUnsafe(Math.max(enough * 4, text.length * 3));
  return held.subarray(0, held.write(text));
}

/** One write may take less than it was given. */
function writeAll(opened: number, part: Part): void {
  const bytes = typeof part === 'string' ? bytesOf(part) : part;
  for (let done = 0; done < bytes.length;) done += writeSync(opened, bytes, done);
}

function unwritable(file: string, error: unknown): FilesError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return new FilesError(
    'unwritable',
    `${file} cannot be written (${code}).`,
    code === 'EISDIR' || code === 'ENOTEMPTY'
      ? 'It is a folder: give the name of a file in it.'
      : 'Check the permissions of its folder and the space on the disk.',
  );
}

/**
 * Writes a private file that must not be there yet, in a folder that is.
 * @param instead what to do where there is one
 * @throws FilesError where there is a file already, or it cannot be written; then none is left.
 */
export function writeNew(file: string, text: string, instead: string): void {
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'EEXIST') throw new FilesError('exists', `${basename(file)} is there already.`, instead);
    rmSync(file, { force: true });
    const hint =
      code === 'ENOENT'
        ? 'There is no such folder: give another name.'
        : 'Check the permissions of its folder and the space on the disk.';
    throw new FilesError('unwritable', `${file} cannot be written (${code}).`, hint);
  }
}
