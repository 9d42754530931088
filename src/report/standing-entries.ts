import type { AnyEntry } from '../entry/index.ts';
import { type Incident, trueTime } from '../incident/index.ts';

/** An entry at the time at which it is believed now to have happened. */
export function atTrueTime(entry: AnyEntry, incident: Pick<Incident, 'retimed'>): AnyEntry {
  const at = trueTime(entry, incident);
  return at === entry.at ? entry : { ...entry, at };
}

/** What counts of some entries: those that were not undone, each at the time at which it truly happened. */
export function standingEntries(
  incident: Pick<Incident, 'undone' | 'retimed'>,
  entries: readonly AnyEntry[],
): readonly AnyEntry[] {
  return entries.filter(({ id }) => !Object.hasOwn(incident.undone, id)).map((entry) => atTrueTime(entry, incident));
}
