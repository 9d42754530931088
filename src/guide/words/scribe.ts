import type { Incident } from '../../incident/index.ts';
import { millis, parseWhen, sayTime } from '../../time/index.ts';
import type { ReadTime } from '../../time/index.ts';
import type { Guide } from '../model.ts';
import { isCalled } from '../wanted.ts';
import { problem } from './kit.ts';
import type { Problem, Said } from './kit.ts';

/** What a scribe's line says: the words, and whose they are from when, where it says so. */
export interface ScribeLine {
  readonly words: string;
  readonly how: Said;
}

/** Where a scribe writes. */
export interface ScribeRoom {
  readonly guide: Guide;
  readonly incident: Incident;
  /** Everybody who stands in the timeline already. */
  readonly people: readonly string[];
}

/** Of yesterday a clock alone means the last hours; what is older has its date. */
const LONG_AGO = 6 * 3_600_000;

/** What stands before the first colon with a blank behind it; `03:12` has none. */
const HEAD = /^([^\n]{0,80}?):(?:\s+|$)/;

/**
 * Reads `WHO WHEN: WHAT`, where who and when may stand in either order or be left out: `Ida -5m: power is off`, `03:12 Bo:
 * the van is here`, `power is off`. What stands before a colon and is neither a name nor a time belongs to the words; a line
 * that begins with a colon is words alone.
 */
export function readScribeLine(typed: string, room: ScribeRoom): ScribeLine | Problem {
  const line = typed.trim();
  const found = HEAD.exec(line);
  if (found === null) return said(line, {});
  const head = (found[1] ?? '').trim();
  const words = line.slice(found[0].length);
  if (head === '') return said(words, {});
  const { name, when } = partsOf(head, room.guide);
  const people = peopleOf(room);
  if (name !== '' && !isName(name, people, when !== undefined)) return said(line, {});
  if (when !== undefined && 'problem' in when) return problem(when.problem);
  const by = name === '' ? undefined : personOf(name, people);
  if (typeof by === 'object') return by;
  return said(words, {
    ...(by === undefined ? {} : { by }),
    ...(when === undefined ? {} : { at: when.at, precision: when.precision }),
  });
}

/** How a line would be recorded, to be read before it is sent off. */
export function scribeEcho(line: string, room: ScribeRoom, me: string): string {
  const read = readScribeLine(line, room);
  if ('kind' in read) return read.hint === undefined ? read.message : `${read.message} ${read.hint}`;
  const { by = me } = read.how;
  const isNew = by !== me && !peopleOf(room).includes(by);
  return `${by}${isNew ? ' (a new name)' : ''}, ${timeSaid(read.how) ?? 'now'}`;
}

function timeSaid({ at, precision }: Said): string | undefined {
  return at === undefined ? undefined : `${precision === 'about' ? 'about ' : ''}${sayTime(at)}`;
}

/**
 * Reads a note: words alone, or `WHEN: WHAT` (`-5m: the power is off`, `03:12: the van is here`) for one that is written down
 * later. What stands before a colon and is no time belongs to the words.
 */
export function readNoteLine(typed: string, { guide }: Pick<ScribeRoom, 'guide'>): ScribeLine | Problem {
  const line = typed.trim();
  const found = HEAD.exec(line);
  const head = found?.[1]?.trim() ?? '';
  if (found === null || head === '') return { words: line, how: {} };
  const { name, when } = partsOf(head, guide);
  if (name !== '' || when === undefined) return { words: line, how: {} };
  if ('problem' in when) return problem(when.problem);
  // "17:00: the mayor comes", written at four, is a plan and not of yesterday.
  const isFarBack = when.at.slice(0, 10) !== guide.now.slice(0, 10) && millis(guide.now) - millis(when.at) > LONG_AGO;
  if (isFarBack && /^(?:about +|~ *)?\d{1,2}:\d\d$/.test(head)) return { words: line, how: {} };
  return said(line.slice(found[0].length), { at: when.at, precision: when.precision });
}

/** When a note would be recorded to have been, or what is wrong with it; empty where it is of now. */
export function noteEcho(line: string, room: Pick<ScribeRoom, 'guide'>): string {
  const read = readNoteLine(line, room);
  if ('kind' in read) return read.hint === undefined ? read.message : `${read.message} ${read.hint}`;
  return timeSaid(read.how) ?? '';
}

function said(words: string, how: Said): ScribeLine | Problem {
  return words.trim() === ''
    ? problem('What happened is missing.', 'It is typed: Ida -5m: the power is off')
    : { words: words.trim(), how };
}

/** A head as name and time: the longest part at its beginning or its end that is a time. */
function partsOf(head: string, guide: Guide): { readonly name: string; readonly when?: ReadTime } {
  const parts = head.split(/\s+/);
  const read = (words: readonly string[]): ReadTime =>
    parseWhen(words.join(' '), { now: guide.now, timeZone: guide.timezone });
  for (let length = parts.length; length > 0; length -= 1) {
    for (const [time, name] of [
      [parts.slice(0, length), parts.slice(length)],
      [parts.slice(-length), parts.slice(0, -length)],
    ] as const) {
      const when = read(time);
      if (!('problem' in when) || (length === 1 && looksLikeTime(time[0] ?? ''))) return { name: name.join(' '), when };
    }
  }
  return { name: head };
}

/** Meant as a time, whether or not it is one: then what is wrong with it is said. */
function looksLikeTime(word: string): boolean {
  return /^(?:[-+]\d|\d{1,2}:\d|\d{4}-\d)/.test(word);
}

/** Whoever is known, and what is written like a name; beside a time any one word is one. */
function isName(name: string, people: readonly string[], hasTime: boolean): boolean {
  if (people.some((person) => isCalled(person, name))) return true;
  const parts = name.split(' ');
  if (hasTime && parts.length === 1) return true;
  const isCapital = (word: string | undefined): boolean => /^\p{Lu}/u.test(word ?? '');
  return (
    parts.length <= 4 &&
    isCapital(parts[0]) &&
    isCapital(parts.at(-1)) &&
    parts.every((word) => isCapital(word) || word.length <= 3)
  );
}

/** Whoever is meant by a name; of two with the same first name none is guessed. */
function personOf(name: string, people: readonly string[]): string | Problem {
  const whole = people.find((person) => person.toLowerCase() === name.toLowerCase());
  if (whole !== undefined) return whole;
  const called = people.filter((person) => isCalled(person, name));
  if (called.length > 1)
    return problem(`More than one is called ${name}: ${called.join(', ')}.`, 'Write the whole name.');
  return called[0] ?? name;
}

/** Everybody who holds a role, was asked for something, or stands in the timeline. */
function peopleOf({ guide, incident, people }: ScribeRoom): readonly string[] {
  const names = [
    ...guide.roles.map(({ holder }) => holder),
    ...Object.values(incident.tasks).map(({ to }) => to),
    ...people,
  ];
  return [...new Set(names.filter((name) => name !== undefined))];
}
