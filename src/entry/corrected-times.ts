import type { Instant } from '../time/index.ts';
import type { AnyEntry } from './entry.ts';

/** By their ids, when entries happened as is now believed, of those whose time was corrected: the last correction counts. */
export function correctedTimes(entries: readonly AnyEntry[]): ReadonlyMap<string, Instant> {
  const times = new Map<string, Instant>();
  for (const entry of entries)
    if (entry.type === 'entry.corrected' && entry.data.field === 'at' && entry.data.value !== undefined)
      times.set(entry.data.entry, entry.data.value);
  return times;
}
