import type { IncidentState, Precision } from '../../entry/index.ts';
import type { Act, Incident } from '../../incident/index.ts';
import { nameMeant, nearest, wordAmong } from '../../text/index.ts';
import { parseWhen } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import { wordsHere } from '../acts.ts';
import { withHere } from '../people.ts';
import type { ActInfo, ActName, OtherName, ViewName } from './act-info.ts';
import type { HandingOver } from '../brief.ts';
import type { Guide } from '../model.ts';
import type { Wanted } from '../wanted.ts';

/** How an act was done, where the words said so: `--why`, `--note`, `--by`, `--at`. */
export interface Said {
  readonly why?: string;
  readonly note?: string;
  readonly by?: string;
  readonly at?: Instant;
  readonly precision?: Precision;
}

/** Something has to be said first: one of the choices, or free words to be put behind `before`. Each answer is read anew. */
export interface Asking {
  readonly kind: 'asking';
  readonly prompt: string;
  readonly choices: readonly { readonly label: string; readonly words: readonly string[] }[];
  /** The answer is put behind these as one word, and read by `parseWords`. Absent: only a choice will do. */
  readonly before?: readonly string[];
  /** Put behind the answer: what is to be asked next. */
  readonly after?: readonly string[];
  /** What Enter alone means. Absent: nothing is recorded. */
  readonly empty?: readonly string[];
  /** The words that ask on once the answer is recorded; absent: that is all. */
  readonly again?: readonly string[];
  /** The fact whose answer is asked for: whoever can asks as for every fact, and shows no secret. */
  readonly fact?: string;
  /** Which runbook is asked: whoever knows those that there are offers them. */
  readonly runbook?: true;
  /** Somebody of this role is being rung: whoever has the numbers shows them. */
  readonly ringing?: string;
}

/** An option whose value is this asks for it, and takes "none" for an answer. */
const ASK = '?';

/** The words that ask for an option. */
export const asksFor = (option: string): readonly string[] => [`--${option}`, ASK];

/** The question for an option that was to be asked for; undefined where its value was given, or none. `words`: without the option. */
export function askedOption({ options, name, words }: Spoken, option: string, prompt: string): Asking | undefined {
  if (options[option] !== ASK) return undefined;
  const { [option]: _, ...others } = options;
  const said = [name, ...words, ...optionWords(others)];
  return { kind: 'asking', prompt, choices: [], before: [...said, `--${option}`], empty: said };
}

/** Options as the words that they were said by, one each. */
export const optionWords = (options: Spoken['options']): readonly string[] =>
  Object.entries(options).map(([name, value]) => `--${name}=${value}`);

export interface Problem {
  readonly kind: 'problem';
  /** For programs: a name that is not there, or an act that does not fit now; absent where the words are wrong. */
  readonly code?: 'not-found' | 'refused';
  readonly message: string;
  readonly hint?: string;
}

/** What words can mean. `about`: what help is wanted for; `of`: one thing of a view, the only one that is shown. */
export type Parsed =
  | { readonly kind: 'act'; readonly act: Act; readonly how: Said }
  | { readonly kind: 'run'; readonly step: string; readonly how: Said }
  | { readonly kind: 'attach'; readonly file: string; readonly step?: string; readonly how: Said }
  | { readonly kind: 'follow'; readonly runbook: string; readonly how: Said }
  /** `run`: the id of the run that is to go on in the newer text of its runbook. */
  | { readonly kind: 'revise'; readonly run: string; readonly how: Said }
  /** `asks`: the worries, where nothing was said of them; whoever has a person before them puts the question. */
  | {
      readonly kind: 'handover';
      readonly said: HandingOver;
      readonly how: Said;
      readonly asks?: Asking;
    }
  | {
      readonly kind: 'view';
      readonly view: ViewName;
      /** So many entries of the log. */
      readonly last?: number;
      /** The id of the one thing to be looked at. */
      readonly of?: string;
      /** The word that help was asked about. */
      readonly about?: ActInfo<string>;
      /** Which entries of the timeline are meant, or which one, by its number. */
      readonly wanted?: Wanted;
      readonly seq?: number;
    }
  /** `step`: the key into `current`. */
  | { readonly kind: 'look'; readonly step: string }
  | { readonly kind: 'iam'; readonly name: string }
  | { readonly kind: 'paper' }
  | { readonly kind: 'replay'; readonly move: ReplayMove }
  /** To go on in another incident; absent: in the one before. */
  | { readonly kind: 'switch'; readonly incident?: string }
  | { readonly kind: 'home' }
  /** The handover brief, to the clipboard of the terminal. */
  | { readonly kind: 'copy' }
  /** The handover brief, as a file. */
  | { readonly kind: 'save'; readonly file: string }
  | { readonly kind: 'quit' }
  | Asking
  | Problem;

/** Another incident, as it can be chosen. */
export interface OtherIncident {
  /** Its short id. */
  readonly alias: string;
  readonly title: string;
  readonly mode: 'real' | 'drill';
  readonly state: IncidentState;
}

/** To begin a replay, at a place where one was said; or in one to move by so many entries, or to a place. */
export type ReplayMove = { readonly begin: string | undefined } | { readonly by: number } | { readonly to: string };

/** What only the timeline itself can tell. */
export interface Lookup {
  /** The id of the entry that people call `#42`. */
  readonly entryId: (seq: number) => string | undefined;
  /** Everybody who did or typed something. */
  readonly people: () => readonly string[];
  /** The other incidents of the same timeline, oldest first. */
  readonly others?: () => readonly OtherIncident[];
  /** Who has the incident open on this machine now, whether or not they have done anything yet. */
  readonly here?: () => readonly string[];
}

/** One command with its words and options apart, and what it is said about. */
export interface Spoken {
  readonly name: ActName | ViewName | OtherName;
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  readonly guide: Guide;
  readonly incident: Incident;
  readonly lookup: Lookup | undefined;
}

/** Who is "I" in the words: whoever they are said to be done by, else whose guide it is. */
export const meIn = ({ options, guide }: Pick<Spoken, 'options' | 'guide'>): string => options['by'] ?? guide.me.name;

/**
 * The names that are offered where somebody is asked for: the people of the record, and behind them those who have only
 * opened the incident. In the first minutes that is everybody but whoever declared it.
 */
export function namesKnown({ guide, lookup }: Pick<Spoken, 'guide' | 'lookup'>): readonly string[] {
  return withHere(guide.people, lookup?.here?.() ?? []).map(({ name }) => name);
}

/** The options that typed words may have; what each one means is told in the help of the commands. */
export const wordOptions = [
  'why',
  'note',
  'by',
  'at',
  'after',
  'ref',
  'due',
  'basis',
  'as',
  'of',
  'into',
  'language',
  'role',
  'owner',
  'to',
  'in',
  'considered',
  'favour',
  'objection',
  'no-objection',
  'until',
  'worries',
  'objective',
  'rating',
] as const;

const optionNames: ReadonlySet<string> = new Set(wordOptions);

/** Options that may be said more than once: each adds to what was said. */
const many: ReadonlySet<string> = new Set(['considered', 'favour', 'objection']);
/** Options that say all by themselves. */
const switches: ReadonlySet<string> = new Set(['no-objection']);

/** Takes `--why WORDS …` out of the words: an option's value goes on to the next option, so it needs no quotes. */
export function splitOptions(
  words: readonly string[],
): { readonly words: readonly string[]; readonly options: Readonly<Record<string, string>> } | Problem {
  const plain: string[] = [];
  const options: Record<string, string> = {};
  let open: string | undefined;
  for (const word of words) {
    const option = /^--([a-z-]+)(?:=(.*))?$/is.exec(word);
    if (option?.[1] !== undefined) {
      const name = option[1].toLowerCase();
      if (!optionNames.has(name)) {
        const meant = nearest(name, [...optionNames]);
        return problem(
          `There is no option --${option[1]}.`,
          meant === undefined ? undefined : `Did you mean "--${meant}"?`,
        );
      }
      const [, , value = ''] = option;
      if (switches.has(name)) options[name] = 'yes';
      else {
        const before = many.has(name) ? options[name] : undefined;
        options[name] = before === undefined ? value : `${before}; ${value}`;
      }
      open = switches.has(name) ? undefined : name;
    } else if (open === undefined) plain.push(word);
    else options[open] = `${options[open] ?? ''} ${word}`.trim();
  }
  const empty = Object.keys(options).find((name) => options[name] === '');
  return empty === undefined ? { words: plain, options } : problem(`--${empty} is missing its words.`);
}

/** A problem as data, with what to do about it. */
export function problem(message: string, hint?: string, code?: Problem['code']): Problem {
  return { kind: 'problem', message, ...(hint === undefined ? {} : { hint }), ...(code === undefined ? {} : { code }) };
}

/** The how of an act, or why the time in it cannot be taken. */
export function saidOf({ options, guide }: Spoken): Said | Problem {
  const { why, note, by, at } = options;
  const read = at === undefined ? undefined : parseWhen(at, { now: guide.now, timeZone: guide.timezone });
  if (read !== undefined && 'problem' in read) return problem(read.problem);
  return {
    ...(why === undefined ? {} : { why }),
    ...(note === undefined ? {} : { note }),
    ...(by === undefined ? {} : { by }),
    ...(read === undefined ? {} : { at: read.at, precision: read.precision }),
  };
}

/** An act with how it was done. */
export function asAct(spoken: Spoken, act: Act): Parsed {
  const how = saidOf(spoken);
  return 'kind' in how ? how : { kind: 'act', act, how };
}

/** Words that are too many: better asked again than half understood. */
export function tooMany({ name }: Spoken, word: string, usage: string): Problem {
  return problem(`"${word}" was not understood after ${name}.`, `It is typed: ${usage}`);
}

/** Which of the named things a word means, whatever its capitals, or the problem with it; no more than `most` are named. */
export function oneOf<Word extends string>(
  word: string,
  ids: readonly Word[],
  what: string,
  most = 12,
): { readonly id: Word } | Problem {
  const known = wordAmong(word, ids);
  if (known !== undefined) return { id: known };
  const meant = nameMeant(word, ids);
  if (meant !== undefined) return problem(`There is no ${what} "${word}".`, `Did you mean "${meant}"?`, 'not-found');
  const named = ids.slice(0, most).join(', ');
  return problem(
    `There is no ${what} "${word}".`,
    ids.length === 0 ? undefined : `There is: ${named}${ids.length > most ? ' …' : ''}`,
    'not-found',
  );
}

/** `no answer`, `false alarm`: words of which the first two are one of these but for its hyphen, with it; else as they are. */
export function withHyphen(words: readonly string[], among: readonly string[]): readonly string[] {
  const [first, second, ...rest] = words;
  if (first === undefined || second === undefined || wordAmong(first, among) !== undefined) return words;
  const hyphened = wordAmong(`${first}-${second}`, among);
  return hyphened === undefined ? words : [hyphened, ...rest];
}

/** No command begins with this word. */
export function unknownWord(word: string, guide: Guide, rest: readonly string[] = []): Problem {
  // What somebody else alone may say is no help: a player is not led to the words of the staff.
  const here = wordsHere(guide).flatMap(({ name, also }) => [name, ...also]);
  const meant = nearest(word, here);
  if (meant !== undefined) return problem(`"${word}" is not a word of the guide.`, `Did you mean "${meant}"?`);
  const hint =
    rest.length >= 2 ? 'To write it down as a note, begin the line with n.' : 'Type help to see what there is.';
  return problem(`"${word}" is not a word of the guide.`, hint);
}
