import type { Incident } from '../../incident/index.ts';
import { wordAmong } from '../../text/index.ts';
import { actByWord } from '../acts.ts';
import type { Guide } from '../model.ts';
import { problem, splitOptions, unknownWord, withHyphen } from './kit.ts';
import type { Asking, Lookup, Parsed, Spoken } from './kit.ts';
import { actParsers } from './acts.ts';
import { viewParsers } from './views.ts';

/** Words whose rest is taken as it was typed: no quotes needed, and an apostrophe is only an apostrophe. */
const verbatim: ReadonlySet<string> = new Set(['note', 'scribe', 'follow-up', 'objective']);

/**
 * Reads a typed line as {@link parseWords} reads its words; what follows `note` or `n` is kept to the letter. `lookup`
 * tells what only the timeline knows.
 */
export function parseLine(line: string, guide: Guide, incident: Incident, lookup?: Lookup): Parsed {
  const typed = line.trim();
  const first = /^\S+/.exec(typed)?.[0] ?? '';
  const info = actByWord(first);
  const words =
    info !== undefined && verbatim.has(info.name) ? [first, typed.slice(first.length).trim()] : wordsOf(typed);
  return parseWords(
    words.filter((word, index) => index === 0 || word !== ''),
    guide,
    incident,
    lookup,
  );
}

/**
 * What a person wants by these words: an act, something to look at, a question that has to be answered first, or what is
 * wrong with them. Nothing is judged here: whether an act fits is for the judge to say. Where a step is not named it is
 * the one that the guide puts first (`focus`) if the act suits it, else the only one that it suits. `apart`: options that were said
 * beside the words.
 */
export function parseWords(
  words: readonly string[],
  guide: Guide,
  incident: Incident,
  lookup?: Lookup,
  apart: Spoken['options'] = {},
): Parsed {
  const [first, ...rest] = asWritten(words);
  if (first === undefined || first === '') return problem('Nothing was typed.', 'Type a number, or help.');
  const info = actByWord(first);
  if (info === undefined) return unknownWord(first, guide, rest);
  const whole = verbatim.has(info.name) ? { words: rest, options: {} } : splitOptions(rest);
  if ('kind' in whole) return whole;
  const options = { ...apart, ...whole.options };
  const spoken: Spoken = { name: info.name, words: whole.words, options, guide, incident, lookup };
  const parse = parsers[info.name];
  return parse === undefined ? unknownWord(first, guide, rest) : parse(spoken);
}

/** `no duff`, `set aside public-update`: a word of the guide that has a hyphen is understood without it. */
function asWritten(words: readonly string[]): readonly string[] {
  const [first, second, ...rest] = words;
  const joined = `${first}-${second}`;
  return second !== undefined && actByWord(joined) !== undefined ? [joined, ...rest] : words;
}

const parsers: Readonly<Record<string, (spoken: Spoken) => Parsed>> = { ...actParsers, ...viewParsers };

/**
 * The words that an answer makes: it stands behind those that asked for it, unless somebody typed all of those once more.
 * Only as they are written: "Add sandbags" is the title of a step, and what Bo shall do may be "ask the neighbours".
 */
export function answerWords(
  { before = [], after = [] }: Pick<Asking, 'before' | 'after'>,
  answer: string,
): readonly string[] {
  const asked = before.join(' ');
  return asked !== '' && answer.startsWith(`${asked} `) ? wordsOf(answer) : [...before, answer, ...after];
}

/** The word that tells a choice from the others: its last, of an option the value. */
export function wordOf({ words }: Asking['choices'][number]): string {
  return (words.at(-1) ?? '').replace(/^--[a-z-]+=/, '');
}

/** The choice that an answer means: by the number before it, the word behind it or as it is shown, whatever the capitals. */
export function choiceMeant(choices: Asking['choices'], line: string): Asking['choices'][number] | undefined {
  const numbered = /^\d+$/.test(line) ? choices[Number(line) - 1] : undefined;
  if (numbered !== undefined) return numbered;
  const words = choices.map(wordOf);
  const word = wordAmong(withHyphen(line.split(/\s+/), words).join(' '), words);
  if (word !== undefined) return choices[words.indexOf(word)];
  const label = wordAmong(
    line,
    choices.map((choice) => choice.label),
  );
  return choices.find((choice) => choice.label === label);
}

/** So many choices can be read before an answer is typed. */
const MOST_LISTED = 30;

/** The choices that are listed before an answer is typed, and what is said of those that are not. */
export function choicesListed(choices: Asking['choices']): {
  readonly listed: Asking['choices'];
  readonly rest?: string;
} {
  const more = choices.length - MOST_LISTED;
  if (more <= 0) return { listed: choices };
  return { listed: choices.slice(0, MOST_LISTED), rest: `… and ${more} more: type its name` };
}

/**
 * The words of a line: split at spaces; what stands in quotes, also behind `=`, is one word. A quote that is never
 * closed, or stands inside a word (`rack's`), is a character like any other.
 */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  const word = /(?:[^\s"'=]+=)?(?:"[^"]*"|'[^']*')(?=\s|$)|\S+/g;
  for (const [found] of line.matchAll(word)) words.push(unquoted(found));
  return words;
}

function unquoted(word: string): string {
  const quoted = /^([^\s"'=]+=)?(?:"([^"]*)"|'([^']*)')$/.exec(word);
  return quoted === null ? word : `${quoted[1] ?? ''}${quoted[2] ?? quoted[3] ?? ''}`;
}
