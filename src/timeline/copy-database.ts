import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder, unfinished } from '../disk/index.ts';
import { openToRead } from './open-to-read.ts';
import { guarded, TimelineError } from './timeline-error.ts';

/**
 * Writes a consistent copy of a database to a new file of mode 0600, while others go on writing. The copy appears under
 * its name only when it is whole and on the disk.
 * @throws TimelineError `exists` where something stands there already; others as the disk gives them
 */
export function copyDatabase(from: string, to: string, busyMs = 5000): void {
  if (existsSync(to)) throw exists(to);
  const part = unfinished(to);
  guarded(to, () => {
    makeFolder(dirname(to));
    rmSync(part, { force: true });
    closeSync(openSync(part, 'wx', 0o600));
  });
  try {
    const source = guarded(from, () => openToRead(from, busyMs));
    try {
      guarded(to, () => source.prepare('VACUUM INTO ?').run(part));
    } finally {
      source.close();
    }
    guarded(to, () => {
      sync(part);
      if (existsSync(to)) throw exists(to);
      renameSync(part, to);
      sync(dirname(to));
    });
  } finally {
    rmSync(part, { force: true });
  }
}

/** Brings a file or a folder to the disk. */
export function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export function exists(to: string): TimelineError {
  return new TimelineError(
    'exists',
    `${to} is there already; it was left untouched.`,
    'Give a name that is not taken.',
  );
}
