import { type AnyEntry, isCompletion } from '../entry/index.ts';
import type { Incident } from '../incident/index.ts';
import { shortDuration } from '../time/index.ts';
import { deviationCounts, isLate, marginOf } from './metrics/metrics.ts';
import { timeNames, timesOf } from './metrics/times.ts';
import type { Times } from './metrics/times.ts';
import { roundsOf } from './rounds.ts';
import { atTrueTime, standingEntries } from './standing-entries.ts';
import { type Lexicon, lexicon } from './words/lexicon.ts';

export interface Figure {
  readonly name: string;
  readonly value: string;
  /** Of how long something took, where that is known: what. */
  readonly of?: keyof Times;
}

/**
 * The numbers that every reader asks for first. Durations count from `at`, not from when it was written.
 * @param entries all, or those that are not answers, notes, ticks or calls
 * @param record how many there are of all, and were written late
 * @param words in whose language; absent: English
 */
export function figures(
  incident: Incident,
  entries: readonly AnyEntry[],
  { entries: written, late } = recordOf(incident, entries),
  { say, length }: Pick<Lexicon, 'say' | 'length'> = lexicon('en', incident.timezone),
): readonly Figure[] {
  const counted = standingEntries(incident, entries);
  const times = timesOf(incident, counted);
  const clocks = clockCounts(incident, entries);
  const deviations = deviationCounts(incident);
  const count = (...types: readonly AnyEntry['type'][]) => counted.filter(({ type }) => types.includes(type)).length;
  return [
    ...(Object.keys(timeNames) as (keyof Times)[]).map((name) => ({
      name: say(`time.${name}`),
      value: length(times[name]),
      ...(times[name] !== null && { of: name }),
    })),
    {
      name: say('figure.steps'),
      value: `${counted.filter(isCompletion).length}, ${count('step.skipped')}, ${count('step.failed')}`,
    },
    {
      name: say('figure.deviations'),
      value: `${deviations.total} (${deviations.owed})`,
    },
    {
      name: say('figure.clocks'),
      value: `${clocks.met}, ${clocks.late}, ${clocks.missed}`,
    },
    { name: say('figure.messages'), value: `${count('message.sent')}` },
    {
      name: say('figure.late'),
      value: `${written}, ${incident.mode === 'drill' ? say('quality.late.drill') : late}`,
    },
  ];
}

/** Each round counts, as the register of deadlines has them; one that has no deadline is met in time. */
function clockCounts(incident: Incident, entries: readonly AnyEntry[]) {
  const rounds = roundsOf(entries);
  const met = rounds.filter((round) => round.met !== undefined).length;
  const passed = rounds.flatMap((round) => marginOf(incident, round) ?? []).filter(({ missed }) => missed);
  const late = passed.filter((round) => round.met !== null).length;
  return { met: met - late, late, missed: passed.length - late };
}

function recordOf(incident: Incident, entries: readonly AnyEntry[]) {
  return {
    entries: entries.length,
    late: entries.filter((entry) => isLate(incident, atTrueTime(entry, incident))).length,
  };
}

/** A length for people; what is not known is said. */
export const lengthText = (length: number | null): string => (length === null ? 'not known' : shortDuration(length));
