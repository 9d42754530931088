import { type Entries, traceOf } from './entries.ts';

/** What is looked for; what is absent does not matter. */
export interface Wanted {
  /** As they are looked for; each has to be in it. */
  readonly words: readonly string[];
  readonly person?: string;
  readonly kind?: number;
  readonly step?: string;
  readonly leftPlan: boolean;
  /** Seconds since 1970, both included. */
  readonly from: number;
  readonly to: number;
}

interface Sought {
  readonly word: string;
  readonly trace: RegExp;
}

/** So long the page may stand still, in milliseconds. */
const slice = 20;

/**
 * Looks through all entries in slices, so that the first found are shown long before the last was looked at. `tell` hears the
 * places found so far after each slice. Gives what stops it.
 */
export function look(
  entries: Entries,
  wanted: Wanted,
  tell: (found: readonly number[], isAll: boolean) => void,
): () => void {
  const found: number[] = [];
  const words = wanted.words.map((word): Sought => ({ word, trace: traceOf(word) }));
  let next = 0;
  let waiting: number | undefined;
  const go = (): void => {
    const until = performance.now() + slice;
    while (next < entries.count) {
      for (const end = Math.min(entries.count, next + 500); next < end; next += 1)
        if (fits(entries, next, wanted) && says(entries, next, words)) found.push(next);
      if (performance.now() > until) break;
    }
    const isAll = next >= entries.count;
    waiting = isAll ? undefined : setTimeout(go);
    tell(found, isAll);
  };
  go();
  return () => clearTimeout(waiting);
}

function fits(entries: Entries, place: number, { person, kind, step, leftPlan, from, to }: Wanted): boolean {
  if (person !== undefined && entries.person(place) !== person) return false;
  if (kind !== undefined && entries.kind(place) !== kind) return false;
  if (step !== undefined && entries.step(place) !== step) return false;
  if (leftPlan && !entries.leftPlan(place)) return false;
  const at = entries.at(place);
  return at >= from && at <= to;
}

/** Whether it says all the words. Most rows have no trace of them, and need not be read as their reader sees them. */
function says(entries: Entries, place: number, words: readonly Sought[]): boolean {
  return words.every(({ word, trace }) => trace.test(entries.row(place)) && entries.words(place).includes(word));
}
