import { existsSync, readFileSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { versionOf } from './migrations.ts';

/** What SQLite says where it cannot make its files beside the timeline: no room, or no right to. */
const noFileBeside = new Set([
  'SQLITE_FULL',
  'SQLITE_IOERR_SHMSIZE',
  'SQLITE_READONLY_DIRECTORY',
  'SQLITE_READONLY_CANTINIT',
  'SQLITE_CANTOPEN',
]);

/**
 * How much of the file is kept in memory, in KiB: an entry is read once, and of a long record SQLite's usual 16 MB of pages would be
 * new memory for each of them, where here the same few are read into again.
 */
const cacheSize = 1024;

/**
 * A connection for reading alone, to a timeline that is there. Even reading makes a file beside it, WAL's shared memory. Where a full
 * disk or a folder that may not be written does not let it, nobody has the timeline open, and it is read into memory: who asks at
 * night where they stand gets an answer, and who wants a copy on another disk gets that.
 */
export function openToRead(file: string, busyMs = 5000): Database.Database {
  const database = new Database(file, { readonly: true, fileMustExist: true, timeout: busyMs });
  try {
    versionOf(database);
    database.pragma(`cache_size = ${-cacheSize}`);
    return database;
  } catch (error) {
    database.close();
    const isBarred = error instanceof Database.SqliteError && noFileBeside.has(error.code);
    // What lies in the log is not in the file yet: without it the answer would be an old one.
    if (!isBarred || (existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0)) throw error;
    return inMemory(file);
  }
}

function inMemory(file: string): Database.Database {
  const bytes = readFileSync(file);
  // Its journal (https://sqlite.org/fileformat.html, 1.3.3): WAL is 2, and needs files that a database in memory has not.
  bytes.fill(1, 18, 20);
  return new Database(bytes, { readonly: true });
}
