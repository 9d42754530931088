import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { makeFolder, unfinished } from '../disk/index.ts';
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
  const path = unfinished(target);
  const drop = (): void => rmSync(path, { force: true });
  const opened = guarded(file, () => {
    makeFolder(dirname(target));
    // What a killed one left, or somebody put there to be written through, is never written to.
    drop();
    return openNew(path);
  });
  fill(opened, { path, named: file }, typeof text === 'string' ? [text] : text);
  return {
    path,
    keep: () => {
      try {
        guarded(file, () => renameSync(path, target));
      } catch (error) {
        drop();
        throw error;
      }
    },
    drop,
  };
}

/** A private file that nobody had there. */
const openNew = (path: string): number => openSync(path, 'wx', 0o600);

/** Fills a file that was opened and closes it; none is left where that fails. `named` is what people call it. */
function fill(
  opened: number,
  { path, named }: Readonly<Record<'path' | 'named', string>>,
  parts: Iterable<Part>,
): void {
  try {
    try {
      const sheet = new Sheet(opened);
      for (const part of parts) guarded(named, () => sheet.add(part));
      guarded(named, () => sheet.write());
    } finally {
      guarded(named, () => closeSync(opened));
    }
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

/** Octets that are written together: of little at a time the system keeps pages that are twice as dear. */
const enough = 1 << 18;

/** What goes into a file, put together on a sheet until there is enough of it. */
class Sheet {
  readonly #file: number;
  readonly #bytes = Buffer.allocUnsafeSlow(enough);
  readonly #encoder = new TextEncoder();
  #held = 0;

  constructor(file: number) {
    this.#file = file;
  }

  add(part: Part): void {
    if (typeof part === 'string') this.#addText(part);
    else this.#addBytes(part);
  }

  #addText(text: string): void {
    // No character of UTF-16 takes more than three bytes.
    if (text.length * 3 <= enough - this.#held) {
      this.#held += this.#bytes.write(text, this.#held);
      return;
    }
    for (let rest = text; rest !== '';) {
      const { read, written } = this.#encoder.encodeInto(rest, this.#bytes.subarray(this.#held));
      this.#held += written;
      rest = rest.slice(read);
      if (rest !== '') this.write();
    }
  }

  #addBytes(bytes: Uint8Array): void {
    if (bytes.length > enough - this.#held) this.write();
    if (bytes.length > enough) {
      writeAll(this.#file, bytes);
      return;
    }
    this.#bytes.set(bytes, this.#held);
    this.#held += bytes.length;
  }

  /** Writes what it holds. */
  write(): void {
    writeAll(this.#file, this.#bytes.subarray(0, this.#held));
    this.#held = 0;
  }
}

/** One write may take less than it was given. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}

/** What the system refuses, with what to do about it. @throws FilesError `unwritable` */
function guarded<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = codeOf(error);
    throw new FilesError('unwritable', `${file} cannot be written (${code}).`, hintFor(code));
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown');

function hintFor(code: string): string {
  if (code === 'EISDIR' || code === 'ENOTEMPTY') return 'It is a folder: give the name of a file in it.';
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'There is no such folder: make it, or name another.';
  return 'Check the permissions of its folder and the space on the disk.';
}

/**
 * Writes a private file that must not be there yet, in a folder that is.
 * @param instead what to do where there is one
 * @throws FilesError where there is a file already, or it cannot be written; then none is left.
 */
export function writeNew(file: string, text: string, instead: string): void {
  const opened = guarded(file, () => {
    try {
      return openNew(file);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return undefined;
      throw error;
    }
  });
  if (opened === undefined) throw new FilesError('exists', `${basename(file)} is there already.`, instead);
  fill(opened, { path: file, named: file }, [text]);
}
