import type { Entry } from '../entry/index.ts';

/** Which entries were put right, by their ids, each once: their words, time or marking. What was undone is another thing. */
export function correctedIn(corrections: readonly Entry<'entry.corrected'>[]): readonly string[] {
  return [...new Set(corrections.flatMap(({ data }) => (data.field === 'undone' ? [] : [data.entry])))];
}

/** Of which entries words were taken out for good, by their ids, each once. They may have been put right too, before or since. */
export function expungedIn(removals: readonly Entry<'entry.expunged'>[]): readonly string[] {
  return [...new Set(removals.map(({ data }) => data.entry))];
}
