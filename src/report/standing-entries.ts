import { type AnyEntry, correctedTimes } from '../entry/index.ts';
import type { Incident } from '../incident/index.ts';

/** What counts of some entries: those that were not undone, each at the time at which it truly happened. */
export function standingEntries(
  { undone }: Pick<Incident, 'undone'>,
  entries: readonly AnyEntry[],
): readonly AnyEntry[] {
  const believed = correctedTimes(entries);
  return entries.flatMap((entry): readonly AnyEntry[] => {
    if (Object.hasOwn(undone, entry.id)) return [];
    const at = believed.get(entry.id);
    return [at === undefined ? entry : { ...entry, at }];
  });
}
