import { longPartsOf, readsAsName, shortPartsOf } from './names.ts';
import { inBothForms, literally, replacing } from './replacing.ts';

/** Shorter answers ("no", "12") stand in too many words by chance to be taken for the answer; "Ane" is a name. */
const tellsWho = 4;

/** Fewer digits are also a time, a year, a room: they are looked for as they were written. */
const tellsNumber = 6;

/**
 * Takes personal values out of texts and puts `leftOut` there, however whoever repeats them writes them: in other letters, with
 * other signs or none between the words, as part of a longer word. Of a name also each part by which somebody is called; one that
 * is also a word of the plan only as a name is written. Of a number the digits, with or without its country code.
 */
export function leavingOut(
  values: Iterable<string>,
  plan: { readonly has: (word: string) => boolean },
  leftOut: string,
): (text: string) => string {
  const all = [...values].toSorted((a, b) => b.length - a.length);
  if (all.length === 0) return (text) => text;
  const ways = [...new Set(all.flatMap(waysOf))];
  const wholly = new RegExp(ways.length === 0 ? '(?!)' : ways.join('|'), 'giu');
  const names = all.filter((value) => readsAsName(value) || shortName.test(value));
  const parts = names.flatMap(longPartsOf);
  const gone = (said: readonly string[]): ReadonlyMap<string, string> => new Map(said.map((each) => [each, leftOut]));
  const asWords = replacing(gone(parts.filter((part) => !plan.has(part))), 'as-words', leftOut);
  const short = names.flatMap(shortPartsOf).filter((part) => !plan.has(part));
  const asWritten = replacing(gone([...parts.filter((part) => plan.has(part)), ...short]), 'as-written', leftOut);
  return (text) => asWritten(asWords(text.replaceAll(wholly, leftOut)));
}

/** A first name that is too short to be looked for inside other words. */
const shortName = /^\p{Lu}\p{L}{1,2}$/u;

/** Patterns of the ways in which a value is written; none of one that is too short to be told from other words. */
function waysOf(value: string): readonly string[] {
  if (value.length < tellsWho) return [];
  const digits = value.replaceAll(/\D/g, '');
  if (digits.length >= tellsNumber && /^[\d\s()+./-]+$/.test(value))
    return numbersIn(value, digits).map((number) => number.split('').join(String.raw`[^\p{L}\p{N}]{0,2}`));
  return inBothForms(value).map((form) => {
    const words = form.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
    return words.join('').length < tellsWho ? literally(form) : words.join(String.raw`[^\p{L}\p{N}]*`);
  });
}

/** The digits, the longest first; of a telephone number also without what only who rings from elsewhere dials. */
function numbersIn(value: string, digits: string): readonly string[] {
  const dialled = digits.replace(/^0+/, '');
  const isFromElsewhere = /^\s*(?:\+|00)/.test(value);
  const national = isFromElsewhere ? [1, 2, 3].map((code) => dialled.slice(code)) : [];
  return [...new Set([digits, dialled, ...national])].filter((number) => number.length >= tellsNumber);
}
