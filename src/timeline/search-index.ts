import Database from 'better-sqlite3';
import { dropSearch, makeSearchFile, searchFile } from './search-file.ts';
import type { SearchIndex } from './search-model.ts';
import { indexIn, prepareTables } from './search-tables.ts';

/**
 * Does the work with the index of that timeline. No fault of the index stands between a person and the answer: one that is damaged or
 * of another version is made anew, and where none can be kept it is made in memory.
 */
export function withSearchIndex<T>(file: string, work: (index: SearchIndex) => T): T {
  try {
    return working(() => opened(searchFile(file)), true, work);
  } catch (error) {
    if (!isFault(error)) throw error;
    if (isRoomless(error)) dropSearch(file);
    if (!isInTheWay(error)) return working(() => new Database(':memory:'), false, work);
  }
  try {
    dropSearch(file);
    return working(() => opened(searchFile(file)), true, work);
  } catch {
    return working(() => new Database(':memory:'), false, work);
  }
}

function working<T>(open: () => Database.Database, isKept: boolean, work: (index: SearchIndex) => T): T {
  const database = open();
  try {
    prepareTables(database);
    return work(indexIn(database, isKept));
  } finally {
    database.close();
  }
}

function opened(index: string): Database.Database {
  makeSearchFile(index);
  return new Database(index, { timeout: 10_000, fileMustExist: true });
}

/** Of SQLite, or of the disk before SQLite was asked. */
const isFault = (error: unknown): boolean =>
  error instanceof Database.SqliteError || (error instanceof Error && 'errno' in error && 'syscall' in error);

/** What room there is belongs to the record. */
const isRoomless = (error: unknown): boolean =>
  error instanceof Database.SqliteError && /^SQLITE_(?:FULL|IOERR)/.test(error.code);

/** It can be helped by making the index anew: it is damaged, or no index of ours. */
const isInTheWay = (error: unknown): boolean =>
  error instanceof Database.SqliteError && /^SQLITE_(?:ERROR|CORRUPT|NOTADB|MISMATCH|CONSTRAINT)/.test(error.code);
