import { resolve } from 'node:path';
import { plural } from '../../text/index.ts';
import { replaceTimeline, TimelineError, type TimelineErrorCode, timelineIsThere } from '../../timeline/index.ts';
import { askYes } from '../ask.ts';
import { type Call, onlyWord } from '../call.ts';
import { exit, Failure, notFound, wrongUsage } from '../failure.ts';
import { soundness } from '../verifying/soundness.ts';
import { databaseOf } from '../opening/store.ts';

const ofBackup = 'Give the file that `holdfast backup` wrote.';

/** What to do about a file that is no backup; what the timeline itself would say is about `--db`. */
const hints: Partial<Record<TimelineErrorCode, string>> = {
  'not-ours': ofBackup,
  corrupt: 'Use an earlier backup.',
  newer: 'Use that newer holdfast.',
};

/** Puts a backup in the place of the timeline. It is checked first; what stood there is kept under another name. */
export async function run(call: Call): Promise<void> {
  const from = resolve(call.around.cwd, onlyWord(call));
  if (!timelineIsThere(from)) throw notFound(`There is no backup at ${from}.`, ofBackup);
  const database = databaseOf(call);
  if (from === database) throw wrongUsage('The backup is the timeline itself.', ofBackup);
  const { incidents, entries, problems } = soundnessOf(from);
  if (problems.length > 0)
    throw new Failure(
      exit.no,
      'damaged',
      `The backup is not whole: ${problems[0] ?? ''}. Nothing was changed.`,
      'Use an earlier backup.',
    );
  const content = `${plural(incidents, 'incident')}, ${plural(entries, 'entry', 'entries')}`;
  const present = timelineIsThere(database);
  if (present && !call.has('yes')) {
    if (!call.io.interactive)
      throw wrongUsage(
        `A timeline stands at ${database} already. Nothing was changed.`,
        'To put the backup in its place, which keeps that one aside: --yes',
      );
    if (!(await askYes(`Put the backup (${content}) in the place of ${database}? That one is kept aside.`)))
      throw wrongUsage('Left as it is. Nothing was changed.');
  }
  const aside = replaceTimeline(from, database, new Date().toISOString().slice(0, 19).replaceAll(':', ''));
  if (call.json) call.io.json({ file: database, aside: aside ?? null, incidents, entries });
  else
    call.io.say(
      `Restored: ${database} (${content})`,
      ...(aside === undefined ? [] : [`What stood there is kept: ${aside}`]),
    );
}

/** @throws TimelineError */
function soundnessOf(backup: string): ReturnType<typeof soundness> {
  try {
    return soundness(backup);
  } catch (error) {
    const hint = error instanceof TimelineError ? hints[error.code] : undefined;
    if (!(error instanceof TimelineError) || hint === undefined) throw error;
    throw new TimelineError(error.code, error.message, hint, error);
  }
}
