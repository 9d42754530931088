import { type AnyEntry, correctedTimes } from '../entry/index.ts';
import type { Incident } from '../incident/index.ts';

/** Entries, each at the time at which it is believed now to have happened. */
export function atTrueTimes(entries: readonly AnyEntry[]): readonly AnyEntry[] {
  const believed = correctedTimes(entries);
  if (believed.size === 0) return entries;
  return entries.map((entry): AnyEntry => ({ ...entry, at: believed.get(entry.id) ?? entry.at }));
}

/** An entry at the time at which it is believed now to have happened, by what the incident keeps of its corrections. */
export function atTrueTime(entry: AnyEntry, { retimed }: Pick<Incident, 'retimed'>): AnyEntry {
  const at = Object.hasOwn(retimed, entry.id) ? retimed[entry.id] : undefined;
  return at === undefined ? entry : { ...entry, at };
}

/** What counts of some entries: those that were not undone, each at the time at which it truly happened. */
export function standingEntries(
  { undone }: Pick<Incident, 'undone'>,
  entries: readonly AnyEntry[],
): readonly AnyEntry[] {
  return atTrueTimes(entries).filter(({ id }) => !Object.hasOwn(undone, id));
}
