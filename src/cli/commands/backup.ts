import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { plural } from '../../text/index.ts';
import { openTimeline, timelineIsThere } from '../../timeline/index.ts';
import { type Call, onlyWord } from '../call.ts';
import { evidenceFolder } from '../keeping/evidence.ts';
import { exit, Failure, notFound } from '../failure.ts';
import { folderIsThere } from '../writing/may-write.ts';
import { timelinePorts } from '../ports.ts';
import { databaseOf } from '../opening/store.ts';
import { soundness } from '../verifying/soundness.ts';

/** Copies the timeline while others go on writing, then checks the copy. */
export function run(call: Call): void {
  const to = resolve(call.around.cwd, onlyWord(call));
  const database = databaseOf(call);
  if (!timelineIsThere(database)) throw notFound(`There is no timeline at ${database}.`, 'Name it with --db FILE.');
  folderIsThere(to);
  const timeline = openTimeline(database, timelinePorts, { readonly: true });
  try {
    timeline.backup(to);
  } finally {
    timeline.close();
  }
  const { incidents, entries, problems } = soundness(to);
  if (problems.length > 0)
    throw new Failure(
      exit.storage,
      'corrupt',
      `The copy was written, but is not whole: ${problems[0] ?? ''}`,
      'See: holdfast verify, and holdfast doctor',
    );
  const evidence = evidenceFolder(database);
  if (call.json) {
    call.io.json({ file: to, incidents, entries });
    return;
  }
  call.io.say(`Copied and checked: ${to} (${plural(incidents, 'incident')}, ${plural(entries, 'entry', 'entries')})`);
  if (existsSync(evidence)) call.io.say(`Files kept as evidence are not in it; copy the folder too: ${evidence}`);
}
