import type { AnyEntry, EntryType } from '../entry/index.ts';
import type { Incident } from '../incident/index.ts';
import type { Instant } from '../time/index.ts';
import { type ExercisedIn, exercisedIn, exercising } from './exercised.ts';
import { outages, outageTypes } from './outages.ts';

/** What one incident or drill tells of how ready its runbooks are. Moments are on the wall, of drills too. */
export interface History {
  readonly exercised: ExercisedIn;
  /** When it was declared. */
  readonly begun: Instant;
  /** Ids of the runbooks that were followed, by themselves or by another. */
  readonly runbooks: readonly string[];
  /** Services that were away: how long, in milliseconds on the clock of the incident, and whether they came back. */
  readonly outages: readonly { readonly service: string; readonly length: number; readonly restored: boolean }[];
  readonly followUps: readonly PastFollowUp[];
  /** Who held which role and was heard of. */
  readonly holders: readonly { readonly role: string; readonly person: string }[];
}

/** A follow-up with when it was written down and done. */
export interface PastFollowUp {
  readonly id: string;
  readonly words: string;
  readonly owner?: string;
  readonly due?: string;
  readonly proposed: Instant;
  readonly done?: Instant;
}

/** The types of entries that a history is made from. */
export const telling: readonly EntryType[] = [
  ...exercising,
  ...outageTypes,
  'role.assigned',
  'follow-up.proposed',
  'follow-up.done',
];

/** What an incident tells; `entries` are those of `telling`, oldest first. */
export function historyOf({ incident, entries }: { incident: Incident; entries: readonly AnyEntry[] }): History {
  return {
    exercised: exercisedIn({ incident, entries }),
    begun: entries[0]?.recorded ?? incident.declared,
    runbooks: [
      ...new Set(
        incident.runs.flatMap(({ chart: { bundle } }) => [bundle.runbook.id, ...Object.keys(bundle.followed)]),
      ),
    ],
    outages: outages(incident, entries).map(({ service, restored, length }) => ({
      service,
      length,
      restored: restored !== undefined,
    })),
    followUps: followUpsOf(incident, entries),
    holders: entries.flatMap((entry) =>
      entry.type === 'role.assigned' &&
      Object.hasOwn(incident.heard, entry.data.person) &&
      !Object.hasOwn(incident.undone, entry.id)
        ? [entry.data]
        : [],
    ),
  };
}

function followUpsOf({ followUps, declared }: Incident, entries: readonly AnyEntry[]): readonly PastFollowUp[] {
  const when = new Map<string, Instant>();
  for (const entry of entries)
    if (entry.type === 'follow-up.proposed' || entry.type === 'follow-up.done')
      when.set(`${entry.type} ${entry.data['follow-up']}`, entry.recorded);
  return Object.values(followUps).map(({ id, words, owner, due, doneAt }) => {
    const done = doneAt === undefined ? undefined : (when.get(`follow-up.done ${id}`) ?? doneAt);
    return {
      id,
      words,
      ...(owner !== undefined && { owner }),
      ...(due !== undefined && { due }),
      proposed: when.get(`follow-up.proposed ${id}`) ?? declared,
      ...(done !== undefined && { done }),
    };
  });
}
