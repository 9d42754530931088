/** What stands where something was taken out. */
export const leftOut = '[left out]';

/**
 * What is looked for: anywhere; as words of their own, a genitive ("Sara Linds") among them; or as such words in just these letters.
 * Of the others large and small letters are the same.
 */
export type Where = 'anywhere' | 'as-words' | 'as-written';

/** Replaces what was said by what is to stand for it, the longest first. Gives the text itself where there is nothing to replace. */
export function replacing(insteadOf: ReadonlyMap<string, string>, where: Where): (text: string) => string {
  const key = where === 'as-written' ? (text: string): string => text : (text: string): string => text.toLowerCase();
  const known = new Map([...insteadOf].map(([said, instead]) => [key(said), instead]));
  known.delete('');
  if (known.size === 0) return (text) => text;
  const longestFirst = [...known.keys()].toSorted((a, b) => b.length - a.length);
  const said = longestFirst.map((each) => each.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)).join('|');
  const pattern = where === 'anywhere' ? `(?:${said})` : `(?<!${letter})(?:${said})(?=s?(?!${letter}))`;
  const found = new RegExp(pattern, where === 'as-written' ? 'gu' : 'giu');
  // A letter whose small form is another here than there is found and not known: then it goes without a word in its place.
  return (text) => text.replaceAll(found, (each) => known.get(key(each)) ?? leftOut);
}

const letter = String.raw`[\p{L}\p{N}]`;
