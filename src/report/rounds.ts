import type { AnyEntry, Entry, EntryType } from '../entry/index.ts';

/** One round of a clock, with the entries that tell how it went. */
export interface Round {
  readonly clock: string;
  /** A cadence has many, all others one. */
  readonly round: number;
  /** Absent where its duty was done before it began. */
  readonly started?: Entry<'clock.started'>;
  readonly met?: Entry<'clock.met'>;
  readonly missed?: Entry<'clock.missed'>;
  readonly setAside?: Entry<'clock.set-aside'>;
}

/** The types of entry that rounds follow from. */
export const roundTypes = [
  'clock.started',
  'clock.met',
  'clock.missed',
  'clock.set-aside',
] as const satisfies EntryType[];

/**
 * Every round of every clock, in the order in which they were told first, as the incident itself counts them: what a clock is
 * told last holds. One that starts again was neither met nor missed, and has no later round.
 * @param entries with those that were undone: what put them right is among them
 */
export function roundsOf(entries: Iterable<AnyEntry>): readonly Round[] {
  const rounds = new Map<string, Round>();
  // By clock, the highest that was told.
  const highest = new Map<string, number>();
  for (const entry of entries) {
    if (!isOfRound(entry)) continue;
    const { clock, round } = entry.data;
    const key = `${clock}#${round}`;
    const top = highest.get(clock) ?? round;
    if (entry.type === 'clock.started')
      for (let later = top; later > round; later -= 1) rounds.delete(`${clock}#${later}`);
    highest.set(clock, entry.type === 'clock.started' ? round : Math.max(top, round));
    rounds.set(key, told(rounds.get(key) ?? { clock, round }, entry));
  }
  return [...rounds.values()];
}

type OfRound = AnyEntry & Entry<(typeof roundTypes)[number]>;

const types: ReadonlySet<EntryType> = new Set<EntryType>(roundTypes);
const isOfRound = (entry: AnyEntry): entry is OfRound => types.has(entry.type);

function told(before: Round, entry: OfRound): Round {
  const { clock, round } = before;
  switch (entry.type) {
    case 'clock.started':
      return { clock, round, started: entry };
    case 'clock.met': {
      const { setAside: _, ...rest } = before;
      return { ...rest, met: entry };
    }
    case 'clock.missed':
      return { ...before, missed: entry };
    case 'clock.set-aside':
      return { ...before, setAside: entry };
  }
}
