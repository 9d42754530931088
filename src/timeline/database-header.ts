import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { APPLICATION_ID, migrations, newer } from './migrations.ts';
import { damaged, TimelineError } from './timeline-error.ts';

const MAGIC = 'SQLite format 3\0';
const HEADER = 100;

/**
 * Files that this process has open through SQLite, with the number of connections. Such a file must not be opened and
 * closed by hand: that drops every lock the process has on it (https://sqlite.org/howtocorrupt.html, 2.2).
 */
const connected = new Map<string, number>();

/**
 * Looks at the first 100 bytes (https://sqlite.org/fileformat.html, 1.3) before SQLite opens the file, because opening
 * alone may already change a file that is not ours.
 * @returns whether there is anything in it yet
 * @throws TimelineError `not-ours`, `newer`, `corrupt`; and what Node throws where the file cannot be read
 */
export function looksLikeTimeline(file: string): boolean {
  if (connected.has(identity(file))) return true;
  const header = headerOf(file);
  if (header.length === 0) return false;
  if (!begins(header) || header.readUInt32BE(68) !== APPLICATION_ID) throw notOurs(file);
  const version = header.readUInt32BE(60);
  if (version > migrations.length) throw newer(file, version);
  // It is written together with the sign that it is ours: one without was overwritten.
  if (version === 0) throw damaged(file);
  return true;
}

/** Whether any program's SQLite would take it for a database. Not of a file that this process has open. */
export const isDatabase = (file: string): boolean => existsSync(file) && begins(headerOf(file));

const begins = (header: Buffer): boolean => header.length === HEADER && header.toString('latin1', 0, 16) === MAGIC;

/** The first bytes, as many as there are of them. */
function headerOf(file: string): Buffer {
  const header = Buffer.alloc(HEADER);
  const descriptor = openSync(file, 'r');
  try {
    return header.subarray(0, readSync(descriptor, header, 0, HEADER, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** Whether this process may write the file. SQLite opens one that it may not write for reading, without a word. */
export function mayWrite(file: string): boolean {
  if (connected.has(identity(file))) return true;
  try {
    closeSync(openSync(file, 'r+'));
    return true;
  } catch {
    return false;
  }
}

/** That SQLite has a file open. */
interface Connected {
  /** Whether the file is still the one at its path: SQLite goes on with one that was deleted, and what is written then is lost. */
  readonly isInPlace: () => boolean;
  /** To be called when it is closed. */
  readonly disconnect: () => void;
}

/** Notes that SQLite has the file open. */
export function connect(file: string): Connected {
  const opened = statSync(file);
  const key = `${opened.dev}:${opened.ino}`;
  connected.set(key, (connected.get(key) ?? 0) + 1);
  return {
    isInPlace: () => {
      const found = statSync(file, { throwIfNoEntry: false });
      return found?.ino === opened.ino && found.dev === opened.dev;
    },
    disconnect: () => {
      const rest = (connected.get(key) ?? 0) - 1;
      if (rest > 0) connected.set(key, rest);
      else connected.delete(key);
    },
  };
}

/** Which file stands at that path; of none the name of nothing. */
function identity(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? 'none' : `${found.dev}:${found.ino}`;
}

export function notOurs(file: string): TimelineError {
  return new TimelineError(
    'not-ours',
    `${file} is not a timeline of holdfast. It was left untouched.`,
    'Give another file with --db FILE.',
  );
}
