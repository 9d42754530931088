import { closeSync, openSync, readSync } from 'node:fs';
import { APPLICATION_ID, migrations, newer } from './migrations.ts';
import { TimelineError } from './timeline-error.ts';

const MAGIC = 'SQLite format 3\0';

/**
 * Looks at the first 100 bytes (https://sqlite.org/fileformat.html, 1.3) before SQLite opens the file, because opening
 * alone may already change a file that is not ours.
 * @returns whether there is anything in it yet
 * @throws TimelineError `not-ours`, `newer`; and what Node throws where the file cannot be read
 */
export function looksLikeTimeline(file: string): boolean {
  const header = Buffer.alloc(100);
  const descriptor = openSync(file, 'r');
  let length: number;
  try {
    length = readSync(descriptor, header, 0, header.length, 0);
  } finally {
    closeSync(descriptor);
  }
  if (length === 0) return false;
  if (
    length < header.length ||
    header.toString('latin1', 0, 16) !== MAGIC ||
    header.readUInt32BE(68) !== APPLICATION_ID
  )
    throw notOurs(file);
  const version = header.readUInt32BE(60);
  if (version > migrations.length) throw newer(file, version);
  return true;
}

export function notOurs(file: string): TimelineError {
  return new TimelineError(
    'not-ours',
    `${file} is not a timeline of holdfast. It was left untouched.`,
    'Give another file with --db FILE.',
  );
}
