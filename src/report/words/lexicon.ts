import { filled, type Filling } from '../../text/index.ts';
import { type Instant, shortDuration } from '../../time/index.ts';
import { type Language, languages } from '../languages.entry.ts';
import { aarWords } from './aar-words.ts';
import { changeWords } from './change-words.ts';
import { findingWords } from './finding-words.ts';
import { mapWords } from './map-words.ts';
import { noticeWords } from './notice-words.ts';
import { paperWords } from './paper-words.ts';
import { registerWords } from './register-words.ts';
import { sheetWords } from './sheet-words.ts';
import { timesIn } from './times.ts';
import { words } from './words.ts';

const tables = [
  words,
  mapWords,
  changeWords,
  noticeWords,
  paperWords,
  registerWords,
  sheetWords,
  aarWords,
  findingWords,
] as const;

type All<Tables extends readonly object[]> = Tables extends readonly [
  infer First,
  ...infer Rest extends readonly object[],
]
  ? First & All<Rest>
  : unknown;

/**
 * All that reports say of themselves, in one table. Without a prototype V8 takes it for a dictionary from the start: the shape of an object
 * that grows by a thousand keys would be worked out a thousand times.
 */
export const table = tables.reduce<object>(
  (all, some) => Object.assign(all, some),
  Object.create(null) as object,
) as All<typeof tables>;
export type Key = keyof typeof table;

/** How a document is written: in which language, and for the clock on which wall. */
export interface Lexicon {
  readonly language: Language;
  /** The words of that key with their places filled. */
  readonly say: (key: Key, values?: Filling) => string;
  /** A word of a family (`deviation.` and `skipped`); what the table does not have stands as it is. */
  readonly name: (family: string, id: string) => string;
  /** A moment with its date and offset; what is none stands as it is. */
  readonly time: (at: Instant) => string;
  /** How long, in milliseconds; null: that it is not known. */
  readonly length: (ms: number | null) => string;
  /** A length as somebody wrote it: `8h`. */
  readonly lengthAsWritten: (duration: string) => string;
}

/** The words of a language, and times as the clocks of that zone showed them. */
export function lexicon(language: Language, timezone: string): Lexicon {
  const place = languages.indexOf(language);
  const say: Lexicon['say'] = (key, values) => filled(table[key][place] ?? table[key][0], values);
  return {
    language,
    say,
    name: (family, id) => (Object.hasOwn(table, family + id) ? say((family + id) as Key) : id),
    time: timesIn(timezone, language),
    lengthAsWritten: units[language],
    length: (ms) => (ms === null ? say('not-known') : units[language](shortDuration(ms))),
  };
}

const units: Readonly<Record<Language, (length: string) => string>> = {
  en: (length) => length,
  da: (length) => length.replaceAll(/(\d)h/g, '$1t'),
};
