import { chmodSync, closeSync, existsSync, fsyncSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { copyDatabase } from './copy-database.ts';
import { connect, looksLikeTimeline, mayWrite, notOurs } from './database-header.ts';
import { migrate, newer, versionOf, migrations } from './migrations.ts';
import { isThere, makeFolder } from '../disk/index.ts';
import type { OpenOptions } from './model.ts';
import { openToRead } from './open-to-read.ts';
import { guarded, TimelineError } from './timeline-error.ts';

export interface Connection {
  readonly database: Database.Database;
  /** Whether the file is still the one at its path. */
  readonly isInPlace: () => boolean;
  readonly close: () => void;
}

/** Whether a timeline, or something else, stands there. @throws TimelineError where nobody may look */
export const timelineIsThere = (file: string): boolean => guarded(file, () => isThere(file));

/**
 * A connection to the timeline in that file, made and migrated where needed, set up to be durable.
 * @param newOrigin the id of this installation, asked for only where the file is new
 * @throws TimelineError
 */
export function openDatabase(file: string, newOrigin: () => string, options: OpenOptions): Connection {
  const { readonly = false, create = !readonly, busyMs = 5000 } = options;
  return guarded(file, () => {
    const present = isThere(file);
    if (!present && !create) throw missing(file);
    // Asked once more: another process may be making both just now.
    if (!present && existsSync(`${file}-wal`) && !existsSync(file)) throw parted(file);
    if (present && !statSync(file).isFile()) throw notOurs(file);
    if (!present) makeFile(file);
    else if (!readonly && statSync(file).size === 0) makeOurs(file);
    const old = looksLikeTimeline(file);
    if (!old && !create) throw missing(file);
    if (!readonly && !mayWrite(file)) throw notWritable(file);
    const database = readonly ? openToRead(file, busyMs) : new Database(file, { fileMustExist: true, timeout: busyMs });
    const { isInPlace, disconnect } = connect(file);
    const close = () => {
      database.close();
      disconnect();
    };
    try {
      if (readonly) checkReadable(database, file);
      else prepare(database, file, newOrigin, busyMs);
      return { database, isInPlace, close };
    } catch (error) {
      close();
      throw error;
    }
  });
}

/** Waits in this thread; the store is synchronous. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function prepare(database: Database.Database, file: string, newOrigin: () => string, busyMs: number): void {
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  migrate(database, file, (version) => copyDatabase(file, freeName(`${file}.v${version}`), busyMs));
  intoWal(database, busyMs);
  if (database.prepare('SELECT 1 FROM origin').pluck().get() === undefined)
    database.prepare('INSERT INTO origin (number, id) VALUES (1, ?) ON CONFLICT DO NOTHING').run(newOrigin());
}

/** SQLite does not wait for locks by itself when the journal mode changes. */
function intoWal(database: Database.Database, busyMs: number): void {
  for (let waited = 0; ; waited += 10) {
    try {
      database.pragma('journal_mode = WAL', { simple: true });
      return;
    } catch (error) {
      if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY') || waited >= busyMs)
        throw error;
      pause(10);
    }
  }
}

function checkReadable(database: Database.Database, file: string): void {
  const version = versionOf(database);
  if (version > migrations.length) throw newer(file, version);
  if (version < migrations.length)
    throw new TimelineError(
      'read-only',
      `${file} is of an older format and must be brought up to date before it can be read.`,
      'Open it once with an account that may write it.',
    );
}

/** `FILE.v1.bak`, or with a number where an earlier attempt left one. */
function freeName(stem: string): string {
  let name = `${stem}.bak`;
  for (let n = 2; existsSync(name); n += 1) name = `${stem}.${n}.bak`;
  return name;
}

/** Made before SQLite opens it: SQLite takes the mode of its other files from this one. */
function makeFile(file: string): void {
  makeFolder(dirname(file));
  try {
    const descriptor = openSync(file, 'wx', 0o600);
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** An empty file becomes a timeline, and is then for its owner's eyes as one that was made here. */
function makeOurs(file: string): void {
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    // Another's file that we may write: who may read it is for its owner to say.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
  }
}

function notWritable(file: string): TimelineError {
  return new TimelineError(
    'read-only',
    `${file} can be read but not written.`,
    'Check the permissions of the file and of its disk, or give another with --db FILE.',
  );
}

/** SQLite removes the log of a database that is new: with it would go what was written last. */
function parted(file: string): TimelineError {
  return new TimelineError(
    'missing',
    `There is no timeline at ${file}, but its log ${file}-wal is there, with what was written last. It was left untouched.`,
    'Put the timeline back beside it, or move the log away.',
  );
}

function missing(file: string): TimelineError {
  return new TimelineError(
    'missing',
    `There is no timeline at ${file}.`,
    'Declare an incident, or give another file with --db FILE.',
  );
}
