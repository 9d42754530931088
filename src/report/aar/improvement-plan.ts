import { own } from '../../incident/index.ts';
import type { EntryType } from '../../entry/index.ts';
import { type Block, joined, type Line, paragraph, table } from '../review/document.ts';
import type { AarSource } from './aar-source.ts';

/** The corrective actions: what, for which core capability, by whom, until when, whether done, and in which later exercise it was seen to help. */
export function improvementPlan({ source, drill, entries, behind }: AarSource): readonly Block[] {
  const { incident, time, name, say } = source;
  const all = Object.values(incident.followUps);
  if (all.length === 0) return [paragraph([say('aar.actions.none'), { code: say('aar.actions.how') }])];
  const entryOf = (id: string, type: EntryType): Line => {
    const found = entries.findLast(
      (entry) => entry.type === type && 'follow-up' in entry.data && entry.data['follow-up'] === id,
    );
    return found === undefined ? '' : behind([found.id]);
  };
  const capabilityOf = (id: string | undefined): Line => {
    const objective = id === undefined ? undefined : own(drill.scenario.objectives, id);
    return objective === undefined
      ? say('aar.action.no-objective')
      : `${objective.capability} (${name('element.', objective.element)})`;
  };
  return table(
    [
      say('aar.action'),
      say('aar.action.capability'),
      say('aar.action.kind'),
      say('owner'),
      say('due'),
      say('aar.action.done'),
      say('aar.action.verified'),
      say('aar.action.id'),
    ],
    all.map(({ id, words, kind, objective, owner, due, doneAt, verifiedAt, verifiedIn }) => [
      joined([words, entryOf(id, 'follow-up.proposed')]),
      capabilityOf(objective),
      kind === undefined ? '' : name('follow-up.', kind),
      owner ?? { strong: say('nobody-yet') },
      due === undefined ? { strong: say('aar.action.no-day') } : time(due),
      doneAt === undefined ? say('not-yet') : joined([time(doneAt), entryOf(id, 'follow-up.done')]),
      verifiedAt === undefined
        ? say('aar.action.next')
        : joined([verifiedIn ?? say('aar.action.somewhere'), entryOf(id, 'follow-up.verified')]),
      id,
    ]),
  );
}
