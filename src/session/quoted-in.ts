import type { AnyEntry } from '../entry/index.ts';
import { worriesIn } from '../guide/index.ts';

/** What is shorter is in every other sentence; of what is longer the beginning is enough, for a brief cuts it. */
const [shortest, enough] = [8, 40];

/**
 * The numbers of the entries that still say what was taken out of others, such as the brief of a handover, which quotes the log.
 * @param before all entries as they were before that
 * @param written the entries that say that words were taken out
 */
export function quotedIn(before: readonly AnyEntry[], written: readonly AnyEntry[]): readonly number[] {
  const gone = new Set(written.flatMap((entry) => (entry.type === 'entry.expunged' ? [entry.data.entry] : [])));
  const said = before.flatMap((entry) => (gone.has(entry.id) ? retoldOf(entry).map(flat) : []));
  const beginnings = said.filter(({ length }) => length >= shortest).map((words) => words.slice(0, enough));
  return before.flatMap(({ id, seq, words }) => {
    if (gone.has(id) || words === undefined) return [];
    const text = flat(words);
    return beginnings.some((beginning) => text.includes(beginning)) ? [seq] : [];
  });
}

/** What others say again of an entry: its words, and of a brief what worried whoever gave it. */
function retoldOf({ type, words }: AnyEntry): readonly string[] {
  if (words === undefined) return [];
  const worries = type === 'handover.given' ? worriesIn(words) : undefined;
  return worries === undefined ? [words] : [words, worries];
}

/** A brief breaks its lines elsewhere. */
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
