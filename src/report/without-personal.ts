import type { AnyEntry } from '../entry/index.ts';

/** Shorter answers ("no", "12") stand in too many words by chance to be taken for the answer. */
const tellsWho = 4;

/**
 * The entries with the values of personal facts taken out of their words, and how many there were. What leaves the room
 * leaves without them, also where a message that was sent said them; that they were given stays.
 */
export function withoutPersonal(entries: readonly AnyEntry[]): {
  readonly shown: readonly AnyEntry[];
  readonly leftOut: number;
} {
  let leftOut = 0;
  const said = entries.filter(isPrivateAnswer).flatMap(({ words = '' }) => (words.length < tellsWho ? [] : [words]));
  const shown = entries.map((entry) => {
    if (entry.words === undefined) return entry;
    if (!isPrivateAnswer(entry)) {
      const words = said.reduce((text, value) => text.replaceAll(value, '[left out]'), entry.words);
      return words === entry.words ? entry : { ...entry, words };
    }
    leftOut += 1;
    const { words: _words, 'words-salt': _salt, ...rest } = entry;
    return rest;
  });
  return { shown, leftOut };
}

function isPrivateAnswer(entry: AnyEntry): boolean {
  return entry.type === 'fact.recorded' && entry.data.privacy !== undefined;
}
