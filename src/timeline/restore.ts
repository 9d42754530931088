import { existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { copyDatabase, exists, sync } from './copy-database.ts';
import { isDatabase, looksLikeTimeline, notOurs } from './database-header.ts';
import { openToRead } from './open-to-read.ts';
import { dropSearch } from './search-file.ts';
import { guarded, TimelineError } from './timeline-error.ts';

/**
 * Makes a timeline out of a backup, at a place where none is, nor the log of one: SQLite would take that for the log of the
 * backup (https://sqlite.org/howtocorrupt.html, 1.4). Nothing is ever written over. The origin stays that of the backup, so
 * one of the two must not be written to any more.
 * @throws TimelineError `missing`, `not-ours`, `newer`, `corrupt` for the backup, `exists` for the target
 */
export function restoreTimeline(from: string, to: string): void {
  if (!existsSync(from))
    throw new TimelineError('missing', `There is no backup at ${from}.`, 'Give the file that `holdfast backup` wrote.');
  for (const each of allOf(to)) if (existsSync(each)) throw exists(each);
  guarded(from, () => {
    if (!looksLikeTimeline(from)) throw notOurs(from);
    const database = openToRead(from);
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

/**
 * The same where a timeline may stand, or the log of one: that is kept under another name. It is moved once the backup lies
 * beside it on the disk, so that there is no time in which somebody finds no timeline and begins one.
 * @param day for the name under which it is kept
 * @returns where what stood there is kept; undefined where nothing did
 * @throws TimelineError as `restoreTimeline`, and `locked` where others have the timeline open
 */
export function replaceTimeline(from: string, to: string, day: string): string | undefined {
  if (!allOf(to).some((each) => existsSync(each))) {
    restoreTimeline(from, to);
    return undefined;
  }
  if (existsSync(to) && !statSync(to).isFile()) throw notOurs(to);
  const fresh = freeName(`${to}.restored`);
  const aside = freeName(`${to}.before-restore-${day}`);
  restoreTimeline(from, fresh);
  try {
    closeCleanly(to);
    // Others would go on writing into what is no longer the timeline.
    if (existsSync(`${to}-wal`) && isDatabase(to)) throw inUse(to);
    guarded(to, () => {
      const [, ...logs] = allOf(to);
      for (const [index, each] of logs.entries())
        if (existsSync(each)) renameSync(each, allOf(aside)[index + 1] ?? aside);
      if (existsSync(to)) keepAside(to, aside);
      renameSync(fresh, to);
      sync(dirname(to));
    });
  } finally {
    rmSync(fresh, { force: true });
  }
  rmSync(`${to}-shm`, { force: true });
  dropSearch(to);
  return allOf(aside).find((each) => existsSync(each));
}

/**
 * Gives the file a second name and leaves it under its own, which the backup then takes over in one go: whoever is killed in
 * between leaves a timeline there. Where a disk knows no second names the file is moved.
 */
function keepAside(file: string, aside: string): void {
  try {
    linkSync(file, aside);
  } catch {
    renameSync(file, aside);
  }
}

/** A database and what of its content may lie beside it. */
const allOf = (file: string): readonly string[] => [file, `${file}-wal`, `${file}-journal`];

/** The last to close the file takes its log in; what is none of ours, or damaged, is moved away as it is. */
function closeCleanly(file: string): void {
  try {
    if (!looksLikeTimeline(file)) return;
    const database = new Database(file, { fileMustExist: true });
    try {
      database.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      database.close();
    }
  } catch {
    // Not there, damaged, of a newer version, not ours.
  }
}

function inUse(file: string): TimelineError {
  return new TimelineError(
    'locked',
    `Another program has ${file} open. Nothing was changed.`,
    `Close every other holdfast (see: fuser, lsof), then try again. If there is none, move it away together with its log ${file}-wal.`,
  );
}

function freeName(stem: string): string {
  let name = stem;
  for (let n = 2; allOf(name).some((each) => existsSync(each)); n += 1) name = `${stem}-${n}`;
  return name;
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
