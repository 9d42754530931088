import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder, unfinished } from '../disk/index.ts';
import { sync } from './copy-database.ts';
import { guarded, TimelineError } from './timeline-error.ts';

const CHUNK = 256 * 1024;

/**
 * Keeps a copy of the file under its content's name, `FOLDER/ab/abcdef…`, once however often it is given.
 * On the disk when it returns.
 * @returns hex SHA-256 and size in bytes
 * @throws TimelineError
 */
export function storeEvidence(folder: string, path: string): { sha256: string; bytes: number } {
  const source = guarded(path, () => openSource(path));
  try {
    guarded(folder, () => makeFolder(folder));
    const part = unfinished(join(folder, 'file'));
    try {
      const stored = guarded(folder, () => copyHashed(source, part));
      const target = evidenceFile(folder, stored.sha256);
      const shelf = dirname(target);
      guarded(target, () => {
        makeFolder(shelf);
        // Also over one that is there: should that have been damaged, it is whole again.
        renameSync(part, target);
        sync(shelf);
        sync(folder);
      });
      return stored;
    } finally {
      rmSync(part, { force: true });
    }
  } finally {
    closeSync(source);
  }
}

/** Where what has that content lies: `FOLDER/ab/abcdef…`. */
export const evidenceFile = (folder: string, sha256: string): string => join(folder, sha256.slice(0, 2), sha256);

/** Whether what was kept under that digest is there, and as it was kept: all of it is read. @throws TimelineError where it may not be */
export function evidenceState(folder: string, sha256: string): 'whole' | 'changed' | 'missing' {
  const file = evidenceFile(folder, sha256);
  if (!existsSync(file)) return 'missing';
  return guarded(file, () => digestOf(file)) === sha256 ? 'whole' : 'changed';
}

/** The digests of all that lies there. @throws TimelineError where it may not be read */
export function evidenceKept(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const files = guarded(folder, () => readdirSync(folder, { recursive: true, withFileTypes: true }));
  return files
    .filter((each) => each.isFile() && join(each.parentPath, each.name) === evidenceFile(folder, each.name))
    .map(({ name }) => name);
}

function digestOf(file: string): string {
  const digest = createHash('sha256');
  const source = openSync(file, 'r');
  try {
    for (const chunk of chunksOf(source)) digest.update(chunk);
  } finally {
    closeSync(source);
  }
  return digest.digest('hex');
}

/** What is read, a quarter of a megabyte at a time; a piece stands until the next is asked for. */
function* chunksOf(source: number): Iterable<Buffer> {
  const chunk = Buffer.alloc(CHUNK);
  for (let length; (length = readSync(source, chunk, 0, CHUNK, null)) > 0;) yield chunk.subarray(0, length);
}

function openSource(path: string): number {
  const source = openSync(path, 'r');
  if (fstatSync(source).isFile()) return source;
  closeSync(source);
  throw new TimelineError(
    'cannot-open',
    `${path} is not a file.`,
    'Attach files one by one, or pack the folder into one.',
  );
}

function copyHashed(source: number, part: string): { sha256: string; bytes: number } {
  const digest = createHash('sha256');
  const target = openSync(part, 'w', 0o600);
  let bytes = 0;
  try {
    for (const chunk of chunksOf(source)) {
      digest.update(chunk);
      bytes += chunk.length;
      for (let written = 0; written < chunk.length;) written += writeSync(target, chunk, written);
    }
    fsyncSync(target);
  } finally {
    closeSync(target);
  }
  return { sha256: digest.digest('hex'), bytes };
}
