import type { AnyEntry } from '../entry/index.ts';
import type { Incident } from './model.ts';
import { own } from './own.ts';

/** The words of an entry as they are believed now, corrections taken in; undefined where it has none, or they were taken out for good. */
export function wordsNow(
  entry: AnyEntry,
  { reworded }: Pick<Incident, 'reworded'>,
  entries: readonly AnyEntry[],
): string | undefined {
  const last = own(reworded, entry.id)?.at(-1);
  return last === undefined ? entry.words : entries.find(({ id }) => id === last)?.words;
}
