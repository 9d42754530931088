import type { EntryType } from '../../entry/index.ts';
import { type Block, joined, type Line, paragraph, table } from '../review/document.ts';
import type { AarSource } from './aar-source.ts';

/** The corrective actions: what, by whom, until when, whether done, and in which later exercise it was seen to help. */
export function improvementPlan({ source, entries, behind }: AarSource): readonly Block[] {
  const { incident, time, name } = source;
  const all = Object.values(incident.followUps);
  if (all.length === 0)
    return [
      paragraph([
        'No corrective action is written down. Write one: ',
        { code: 'holdfast follow-up WORDS --owner PERSON --due DAY' },
      ]),
    ];
  const entryOf = (id: string, type: EntryType): Line => {
    const found = entries.findLast(
      (entry) => entry.type === type && 'follow-up' in entry.data && entry.data['follow-up'] === id,
    );
    return found === undefined ? '' : behind([found.id]);
  };
  return table(
    ['Corrective action', 'Kind', 'Owner', 'Due', 'Done', 'Verified in', 'Id'],
    all.map(({ id, words, kind, owner, due, doneAt, verifiedAt, verifiedIn }) => [
      joined([words, entryOf(id, 'follow-up.proposed')]),
      kind === undefined ? '' : name('follow-up.', kind),
      owner ?? { strong: 'nobody yet' },
      due === undefined ? { strong: 'no day yet' } : time(due),
      doneAt === undefined ? 'not yet' : joined([time(doneAt), entryOf(id, 'follow-up.done')]),
      verifiedAt === undefined
        ? 'not yet: the next drill'
        : joined([verifiedIn ?? 'not said in which drill', entryOf(id, 'follow-up.verified')]),
      id,
    ]),
  );
}
