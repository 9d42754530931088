import type { Database } from 'better-sqlite3';
import SqliteDatabase from 'better-sqlite3';
import type { Remains } from './model.ts';
import { briefly, withPatience } from './patience.ts';
import { dropSearch } from './search-file.ts';

/**
 * Does work that takes words out: what stood there is overwritten in place, and the index of the search, which has them too, is taken
 * away. Afterwards the file is to be `rewritten`.
 * @throws TimelineError where the index cannot be taken away; nothing was done then
 */
export function overwriting<T>(database: Database, work: () => T): T {
  dropSearch(database.name);
  database.pragma('secure_delete = ON');
  try {
    return work();
  } finally {
    database.pragma('secure_delete = OFF');
    // Somebody may have searched meanwhile.
    dropSearch(database.name);
  }
}

/**
 * Makes the file anew, so that what was taken out is gone from it and not only from the table: SQLite leaves what was given up where it
 * stood, on free pages (replaced snapshots), beside what took its place (a former title) and in its log.
 * @returns where words may remain for now
 */
export function rewritten(database: Database): Remains | undefined {
  try {
    return withPatience(database, briefly, () => {
      // What is overwritten now lies on no block that the shorter file gives back to the disk.
      emptyLog(database);
      database.exec('VACUUM');
      return emptyLog(database) ? undefined : 'log';
    });
  } catch (error) {
    // The words are out of the record, and the record is whole: that there was no room to make the file anew undoes nothing.
    if (error instanceof SqliteDatabase.SqliteError) return 'pages';
    throw error;
  }
}

/** Whether all of the log is in the file now, and the log is empty. */
function emptyLog(database: Database): boolean {
  const [told] = database.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
  return told?.busy === 0;
}
