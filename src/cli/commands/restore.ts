import { existsSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { plural } from '../../text/index.ts';
import { dropSearch, openTimeline, restoreTimeline } from '../../timeline/index.ts';
import { askYes } from '../ask.ts';
import { type Call, onlyWord } from '../call.ts';
import { exit, Failure, notFound, wrongUsage } from '../failure.ts';
import { timelinePorts } from '../ports.ts';
import { soundness } from '../soundness.ts';
import { databaseOf } from '../store.ts';

/** Puts a backup in the place of the timeline. It is checked first; what stood there is kept under another name. */
export async function run(call: Call): Promise<void> {
  const from = resolve(call.around.cwd, onlyWord(call));
  if (!existsSync(from))
    throw notFound(`There is no backup at ${from}.`, 'Give the file that `holdfast backup` wrote.');
  const database = databaseOf(call);
  if (from === database)
    throw wrongUsage('The backup is the timeline itself.', 'Give the file that `holdfast backup` wrote.');
  const { incidents, entries, problems } = soundness(from);
  if (problems.length > 0)
    throw new Failure(
      exit.no,
      'damaged',
      `The backup is not whole: ${problems[0] ?? ''}. Nothing was changed.`,
      'Use an earlier backup.',
    );
  const content = `${plural(incidents, 'incident')}, ${plural(entries, 'entry', 'entries')}`;
  const present = existsSync(database);
  if (present && !call.has('yes')) {
    if (!call.io.interactive)
      throw wrongUsage(
        `A timeline stands at ${database} already. Nothing was changed.`,
        'To put the backup in its place, which keeps that one aside: --yes',
      );
    if (!(await askYes(`Put the backup (${content}) in the place of ${database}? That one is kept aside.`)))
      throw wrongUsage('Left as it is. Nothing was changed.');
  }
  const aside = present ? putAside(database) : undefined;
  try {
    restoreTimeline(from, database);
  } catch (error) {
    if (aside !== undefined) renameSync(aside, database);
    throw error;
  }
  if (call.json) call.io.json({ file: database, aside: aside ?? null, incidents, entries });
  else
    call.io.say(
      `Restored: ${database} (${content})`,
      ...(aside === undefined ? [] : [`What stood there is kept: ${aside}`]),
    );
}

/**
 * Moves the timeline away. Its log must be gone, as it is when nobody has the file open any more: else others would go on
 * writing into what is no longer the timeline.
 */
function putAside(database: string): string {
  closeCleanly(database);
  if (existsSync(`${database}-wal`))
    throw new Failure(
      exit.storage,
      'locked',
      `Another program has ${database} open. Nothing was changed.`,
      'Close every other holdfast (see: fuser, lsof), then try again.',
    );
  const aside = freeName(`${database}.before-restore-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}`);
  renameSync(database, aside);
  rmSync(`${database}-shm`, { force: true });
  dropSearch(database);
  return aside;
}

/** The last to close the file takes its log in; a damaged one has nothing to take in. */
function closeCleanly(database: string): void {
  try {
    openTimeline(database, timelinePorts, { create: false }).close();
  } catch {
    // Damaged, of a newer version, not ours: it is moved away as it is.
  }
}

function freeName(stem: string): string {
  let name = stem;
  for (let n = 2; existsSync(name); n += 1) name = `${stem}-${n}`;
  return name;
}
