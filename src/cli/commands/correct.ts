import { markings } from '../../entry/index.ts';
import type { Marking } from '../../entry/index.ts';
import { nearest } from '../../text/index.ts';
import { type Call, usageHint } from '../call.ts';
import { notFound, wrongUsage } from '../failure.ts';
import { howOf } from '../arguments/how.ts';
import { openIncident } from '../opening/open-incident.ts';
import { perform } from '../perform.ts';

/** Corrects words, shown time or marking of an entry: here `--at` is the time that it should have borne. */
export async function run(call: Call): Promise<void> {
  const [said, ...rest] = call.words;
  const words = rest.join(' ').trim();
  const marking = markingOf(call.option('marking'));
  if (said === undefined || (words === '' && call.option('at') === undefined && marking === undefined))
    throw wrongUsage('Say which entry, and what is right.', `${usageHint(call)} [--at TIME] [--marking TLP]`);
  const { session, timeline, close } = openIncident(call, 'act');
  try {
    const seq = /^#?(\d{1,9})$/.exec(said)?.[1];
    const entry = seq === undefined ? said : session.timeline.entryId(Number(seq));
    if (entry === undefined || timeline.entry(entry)?.incident !== session.incident.id)
      throw notFound(`There is no entry "${said}" in this incident.`, 'See their numbers: holdfast log');
    const { at, precision, ...how } = howOf(call, session);
    await perform(
      call,
      session,
      {
        act: 'correct',
        entry,
        ...(words !== '' && { words }),
        ...(at !== undefined && { at }),
        ...(precision !== undefined && { precision }),
        ...(marking !== undefined && { marking }),
      },
      how,
    );
  } finally {
    close();
  }
}

function markingOf(said: string | undefined): Marking | undefined {
  if (said === undefined) return undefined;
  const word = said.toLowerCase().replace(/^tlp:/, '');
  const found = markings.find((each) => each === word);
  if (found) return found;
  const meant = nearest(word, markings);
  throw notFound(
    `There is no marking "${said}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    `It is one of: ${markings.join(', ')}.`,
  );
}
