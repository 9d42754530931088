import { actByWord } from '../guide/index.ts';
import { findBySymptoms, sentenceOf } from '../home/index.ts';
import type { Begin, HomeItem, HomeRunbook, ThereIs } from '../home/index.ts';
import { nearest } from '../text/index.ts';

/** What somebody at home wants. */
export type HomeWant =
  | { readonly want: 'search'; readonly typed: string }
  /** To see what it is; a runbook can then be begun. */
  | { readonly want: 'look'; readonly item: HomeItem }
  | { readonly want: 'open'; readonly id: string }
  | { readonly want: 'begin'; readonly begin: Begin }
  | { readonly want: 'everything' | 'runbooks' | 'back' | 'leave' }
  | { readonly want: 'help' }
  | { readonly want: 'problem'; readonly message: string; readonly hint?: string };

/** Every word of home: how it is typed, what it does. */
export const homeWords: readonly (readonly [usage: string, help: string])[] = [
  ['WORDS …', 'What you see: water, smoke, nobody can log in; or a word of a title'],
  ['N', 'Take the choice with that number'],
  ['show RUNBOOK|ID', 'What a runbook is for and how it begins; how an incident stands'],
  ['declare [SENTENCE]', 'Declare a real incident; the runbook now or later'],
  ['drill RUNBOOK', 'Practise a runbook as a DRILL; nothing leaves the room'],
  ['switch ID', 'Work on that incident, or read one that is over'],
  ['back', 'Back to the incident that you came from; in a question: the one before'],
  ['cancel', 'In a question: leave it; nothing is declared'],
  ['home', 'Show everything again; an empty line does too'],
  ['quit', 'Leave; nothing is lost'],
];

/**
 * What a line typed at home means. A word of home is one only where what stands behind it can be meant: "switch fell out in rack
 * four" is what somebody sees. @param back the incident that one came from, by its short id
 */
export function readHome(line: string, there: ThereIs, back: string | undefined): HomeWant {
  const typed = line.trim();
  const word = /^\S*/.exec(typed)?.[0].toLowerCase() ?? '';
  const rest = typed.slice(word.length).trim();
  if (word === 'declare')
    return { want: 'begin', begin: { mode: 'real', ...(rest !== '' && { reason: sentenceOf(unquoted(rest)) }) } };
  if (rest === '') return readAlone(typed, word, there, back);
  if (!/\s/.test(rest)) {
    if (word === 'switch') return { want: 'open', id: rest };
    if (word === 'show') return lookAt(rest, there);
    if (word === 'drill') {
      const book = bookNamed(rest, there);
      return 'want' in book ? book : { want: 'begin', begin: { mode: 'drill', runbook: book.id } };
    }
  }
  return { want: 'search', typed };
}

function readAlone(typed: string, word: string, there: ThereIs, back: string | undefined): HomeWant {
  const known = actByWord(word);
  if (typed === '' || word === 'home' || word === 'incidents') return { want: 'everything' };
  if (word === 'switch' || (word === 'back' && back === undefined))
    return back === undefined
      ? { want: 'problem', message: 'You came from no incident.', hint: 'A number opens one; quit leaves.' }
      : { want: 'back' };
  if (word === 'back') return { want: 'back' };
  if (known?.name === 'help') return { want: 'help' };
  if (known?.name === 'quit') return { want: 'leave' };
  if (word === 'show' || word === 'drill')
    return { want: 'problem', message: `${word} what?`, hint: `It is typed: ${word} ${idsOf(there)[0] ?? 'RUNBOOK'}` };
  if (/^\d+$/.test(word)) return { want: 'problem', message: `There is no choice ${word}.` };
  if (known !== undefined && findBySymptoms(there.runbooks, typed).length === 0)
    return {
      want: 'problem',
      message: `"${word}" is a word of the guide.`,
      hint: 'Open an incident first, by its number; help lists the words of home.',
    };
  return { want: 'search', typed };
}

function lookAt(name: string, there: ThereIs): HomeWant {
  const incident = there.incidents.find(({ alias, id }) => alias === name.toLowerCase() || id === name);
  if (incident !== undefined) return { want: 'look', item: { id: incident.alias, kind: 'incident', incident } };
  const book = bookNamed(
    name,
    there,
    there.incidents.map(({ alias }) => alias),
  );
  return 'want' in book ? book : { want: 'look', item: { id: name, kind: 'runbook', book } };
}

function bookNamed(name: string, there: ThereIs, others: readonly string[] = []): HomeRunbook | HomeWant {
  const book = there.runbooks.find(({ id }) => id === name.toLowerCase());
  if (book !== undefined) return book;
  const ids = [...idsOf(there), ...others];
  const meant = nearest(name, ids);
  const hint =
    meant === undefined ? (ids.length === 0 ? undefined : `There is: ${ids.join(', ')}`) : `Did you mean "${meant}"?`;
  return { want: 'problem', message: `There is no "${name}" here.`, ...(hint !== undefined && { hint }) };
}

const idsOf = ({ runbooks }: ThereIs): string[] => runbooks.map(({ id }) => id);

/** `declare "Water in hall A"`, as in a shell. */
const unquoted = (text: string): string => /^"([^"]+)"$/.exec(text)?.[1] ?? text;
