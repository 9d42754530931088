import type { AnyEntry } from '../entry/index.ts';

/**
 * The entries with the values of personal facts taken out of their words, and how many there were. What leaves the room
 * leaves without them; that they were given stays.
 */
export function withoutPersonal(entries: readonly AnyEntry[]): {
  readonly shown: readonly AnyEntry[];
  readonly leftOut: number;
} {
  let leftOut = 0;
  const shown = entries.map((entry) => {
    if (entry.type !== 'fact.recorded' || entry.data.privacy === undefined || entry.words === undefined) return entry;
    leftOut += 1;
    const { words: _words, 'words-salt': _salt, ...rest } = entry;
    return rest;
  });
  return { shown, leftOut };
}
