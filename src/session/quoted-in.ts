import type { AnyEntry } from '../entry/index.ts';

/** What is shorter is in every other sentence; of what is longer the beginning is enough, for a brief cuts it. */
const [shortest, enough] = [8, 40];

/**
 * The numbers of the entries that still say what was taken out of others, such as the brief of a handover, which quotes the log.
 * @param before all entries as they were before that
 * @param written the entries that say that words were taken out
 */
export function quotedIn(before: readonly AnyEntry[], written: readonly AnyEntry[]): readonly number[] {
  const gone = new Set(written.flatMap((entry) => (entry.type === 'entry.expunged' ? [entry.data.entry] : [])));
  const said = before.flatMap(({ id, words }) => (gone.has(id) && words !== undefined ? [flat(words)] : []));
  const beginnings = said.filter(({ length }) => length >= shortest).map((words) => words.slice(0, enough));
  return before.flatMap(({ id, seq, words }) => {
    if (gone.has(id) || words === undefined) return [];
    const text = flat(words);
    return beginnings.some((beginning) => text.includes(beginning)) ? [seq] : [];
  });
}

/** A brief breaks its lines elsewhere. */
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
