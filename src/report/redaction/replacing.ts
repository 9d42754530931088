/**
 * What is looked for: words of their own, a genitive ("Sara Linds") among them; or such words in just these letters. Of the
 * others large and small letters are the same.
 */
export type Where = 'as-words' | 'as-written';

/**
 * Replaces what was said by what is to stand for it, the longest first; `leftOut` stands where that cannot be told. Gives the text
 * itself where there is nothing to replace.
 */
export function replacing(
  insteadOf: ReadonlyMap<string, string>,
  where: Where,
  leftOut: string,
): (text: string) => string {
  const key = (text: string): string => (where === 'as-written' ? composed(text) : composed(text).toLowerCase());
  const known = new Map([...insteadOf].map(([said, instead]) => [key(said), instead]));
  known.delete('');
  if (known.size === 0) return (text) => text;
  const longestFirst = [...known.keys()].flatMap(inBothForms).toSorted((a, b) => b.length - a.length);
  const said = longestFirst.map((each) => literally(each).replaceAll("'", anyApostrophe)).join('|');
  // Two capital letters and a number are the name of a room: a short name is not looked for in it.
  const found =
    where === 'as-written' ? new RegExp(asWords(said, letterOrDigit), 'gu') : new RegExp(asWords(said), 'giu');
  // A letter whose small form is another here than there is found and not known: then it goes without a word in its place.
  return (text) =>
    text.replaceAll(found, (each, place: number) => {
      const instead = known.get(key(each)) ?? leftOut;
      // A number behind a number would be that of somebody else.
      return /\d$/.test(instead) && /^\d/.test(text.slice(place + each.length)) ? `${instead}-` : instead;
    });
}

/** A letter with its accent is one character or two, by the machine at which it was typed. */
export function inBothForms(text: string): readonly string[] {
  return [...new Set([text.normalize('NFC'), text.normalize('NFD')])];
}

/** A pattern of just these characters. */
export function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}

const anyApostrophe = String.raw`['’ʼ]`;

/** A text with each letter as one character, and the apostrophe that is typed: some machines make a rounder one of it. */
export const composed = (text: string): string => text.normalize('NFC').replaceAll(/[’ʼ]/gu, "'");

const letter = String.raw`[\p{L}\p{M}]`;
const letterOrDigit = String.raw`[\p{L}\p{M}\p{N}]`;

/** The pattern where it stands as words of its own, a genitive among them, or beside a number as in an account or the name of a file. */
export const asWords = (pattern: string, beside = letter): string => `(?<!${beside})(?:${pattern})(?=s?(?!${beside}))`;
