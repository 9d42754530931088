import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { copyDatabase, exists } from './copy-database.ts';
import { looksLikeTimeline, notOurs } from './database-header.ts';
import { guarded, TimelineError } from './timeline-error.ts';

/**
 * Makes a timeline out of a backup, at a place where none is: nothing is ever written over. The origin stays that of the
 * backup, so one of the two must not be written to any more.
 * @throws TimelineError `missing`, `not-ours`, `newer`, `corrupt` for the backup, `exists` for the target
 */
export function restoreTimeline(from: string, to: string): void {
  if (!existsSync(from))
    throw new TimelineError('missing', `There is no backup at ${from}.`, 'Give the file that `holdfast backup` wrote.');
  if (existsSync(to)) throw exists(to);
  guarded(from, () => {
    if (!looksLikeTimeline(from)) throw notOurs(from);
    const database = new Database(from, { readonly: true, fileMustExist: true });
    try {
      const damage = damageOf(database);
      if (damage.length > 0)
        throw new TimelineError(
          'corrupt',
          `${from} is damaged (${damage[0]}). Nothing was restored.`,
          'Use an earlier backup.',
        );
    } finally {
      database.close();
    }
  });
  copyDatabase(from, to);
}

/** What SQLite finds wrong with the file; empty when it is sound. */
export function damageOf(database: Database.Database): readonly string[] {
  try {
    const found = database.pragma('integrity_check') as readonly { readonly integrity_check: string }[];
    return found.map((row) => row.integrity_check).filter((line) => line !== 'ok');
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CORRUPT')) return [error.message];
    throw error;
  }
}
