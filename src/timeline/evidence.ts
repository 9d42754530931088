import { createHash } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
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
      const shelf = join(folder, stored.sha256.slice(0, 2));
      const target = join(shelf, stored.sha256);
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
  const chunk = Buffer.alloc(CHUNK);
  const target = openSync(part, 'w', 0o600);
  let bytes = 0;
  try {
    for (let length; (length = readSync(source, chunk, 0, CHUNK, null)) > 0; bytes += length) {
      digest.update(chunk.subarray(0, length));
      for (let written = 0; written < length;) written += writeSync(target, chunk, written, length - written);
    }
    fsyncSync(target);
  } finally {
    closeSync(target);
  }
  return { sha256: digest.digest('hex'), bytes };
}
