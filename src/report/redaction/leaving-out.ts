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
  const all = [...values];
  if (all.length === 0) return (text) => text;
  // The longest first: of one that begins another the rest would be left.
  const ways = [...new Set(all.flatMap(waysOf))].toSorted((a, b) => b.length - a.length);
  const wholly = new RegExp(ways.length === 0 ? '(?!)' : ways.join('|'), 'giu');
  const names = all.filter((value) => readsAsName(value) || shortName.test(value));
  const parts = names.flatMap((name) => longPartsOf(name).slice(1)); // behind the whole of it
  const gone = (said: readonly string[]): ReadonlyMap<string, string> => new Map(said.map((each) => [each, leftOut]));
  const asWords = replacing(gone(parts.filter((part) => !plan.has(part))), 'as-words', leftOut);
  const short = names.flatMap(shortPartsOf).filter((part) => !plan.has(part));
  const asWritten = replacing(gone([...parts, ...short]), 'as-written', leftOut);
  return (text) => asWritten(asWords(text.replaceAll(wholly, leftOut)));
}

/** A first name that is too short to be looked for inside other words. */
const shortName = /^\p{Lu}\p{L}{1,2}$/u;

/** Patterns of the ways in which a value is written; none of one that is too short to be told from other words. */
function waysOf(value: string): readonly string[] {
  if (value.length < tellsWho) return [];
  const wholly = inBothForms(value).map((form) => {
    const words = form.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
    return words.join('').length < tellsWho ? literally(form) : words.join(String.raw`[^\p{L}\p{N}]*`);
  });
  const numbers = (value.match(number) ?? []).flatMap(digitsOf);
  return [...wholly, ...numbers.map((digits) => digits.split('').join(String.raw`[^\p{L}\p{N}]{0,2}`))];
}

/** Of a telephone, a person, an account, with the signs by which people group its digits. */
const number = /\+?\d(?:[\s()./-]*\d)+/g;

/** The digits, the longest first; of a telephone number also without what only who rings from elsewhere dials. */
function digitsOf(written: string): readonly string[] {
  const digits = written.replaceAll(/\D/g, '');
  const dialled = digits.replace(/^0+/, '');
  const isFromElsewhere = /^(?:\+|00)/.test(written);
  const national = isFromElsewhere ? [1, 2, 3].map((code) => dialled.slice(code)) : [];
  return [...new Set([digits, dialled, ...national])].filter(({ length }) => length >= tellsNumber);
}
