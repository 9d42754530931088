import { afterDuration } from './calendar.ts';
import { parseDuration } from './duration.ts';
import type { Duration } from './duration.ts';
import { instant, isInstant, millis, wallOf } from './instant.ts';
import type { Instant } from './instant.ts';
import { showTime } from './show.ts';
import { momentsAt, wallAt } from './zone.ts';
import type { Wall } from './zone.ts';

const DAY = 86_400_000;

export type TimePrecision = 'second' | 'minute' | 'about' | 'day';

/** A time that was typed, or in plain words why it cannot be taken. */
export type ReadTime = { readonly at: Instant; readonly precision: TimePrecision } | { readonly problem: string };

export interface WhenOptions {
  readonly now: Instant;
  readonly timeZone: string;
  /** For deadlines in working days: days not worked, `YYYY-MM-DD`. */
  readonly holidays?: readonly string[];
  /** Of a time with its date that the clocks showed twice, the second is meant where the first lies before this. */
  readonly notBefore?: Instant;
}

/**
 * Reads when something happened: `now`, `-5m`, `5m ago`, `03:12`, `03:12:30`, `2026-11-20`, `2026-11-20 23:50`,
 * `yesterday 23:50`, ISO 8601 with offset; the offset may stand behind the others as times are shown (`02:30 +01:00`). A bare
 * clock time is the last such time that has passed; any other time in the future is a problem. A date alone is its first
 * moment, precision `day`. A wall time with its date that came twice is the earlier, one that never came as much later as
 * the clocks were moved. Whoever does not know it so well writes `about` or `~` before it.
 */
export function parseWhen(text: string, options: WhenOptions): ReadTime {
  const typed = text.trim();
  const rough = /^(?:about +|~ *)(.+)$/.exec(typed)?.[1];
  if (rough === undefined) return readPast(typed, options);
  const read = readPast(rough, options);
  // Of a day alone no time was claimed.
  return 'problem' in read || read.precision === 'day' ? read : { ...read, precision: 'about' };
}

function readPast(typed: string, options: WhenOptions): ReadTime {
  const { timeZone } = options;
  const now = millis(options.now);
  if (typed === 'now') return { at: instant(now, timeZone), precision: 'second' };

  const ago = /^-(?!.*\bago$)(.+)$/.exec(typed)?.[1] ?? /^(.+?) +ago$/.exec(typed)?.[1];
  if (ago !== undefined) {
    const back = parseDuration(ago);
    if (back === undefined || back.kind === 'working-days') return unreadable(typed, PAST_FORMS);
    return { at: instant(afterDuration(now, negated(back), options), timeZone), precision: precisionOf(ago) };
  }

  const read = readPoint(typed, now, timeZone);
  if (read === undefined) {
    return typed.startsWith('+') ? future(typed, options) : unreadable(typed, PAST_FORMS);
  }
  if ('problem' in read) return read;
  const { precision, bareClock } = read;
  const passed = [...read.moments(bareClock ? -DAY : 0), ...read.moments()].filter((ms) => ms <= now);
  const from = options.notBefore === undefined ? -Infinity : millis(options.notBefore);
  const meant = bareClock ? passed.at(-1) : (passed.find((ms) => ms >= from) ?? passed[0]);
  return meant === undefined ? future(typed, options) : { at: instant(meant, timeZone), precision };
}

/**
 * Reads a deadline, which lies ahead: `4h`, `+90m`, `in 10m`, `1 month`, `5 working days`, `17:00` (tomorrow if that has
 * passed today), `tomorrow 09:00`, `2026-11-25 12:00`, ISO 8601 with offset. A date alone means until its last second; a wall
 * time that comes twice is the first that still lies ahead.
 */
export function parseDue(text: string, options: WhenOptions): ReadTime {
  const { timeZone } = options;
  const now = millis(options.now);
  const typed = text.trim();
  const span = typed.replace(/^(?:\+|in +)/, '');
  const duration = parseDuration(span);
  if (duration !== undefined) {
    return { at: instant(afterDuration(now, duration, options), timeZone), precision: precisionOf(span) };
  }
  const read = readPoint(typed, now, timeZone);
  if (read === undefined) return unreadable(typed, DUE_FORMS);
  if ('problem' in read) return read;
  const { precision, bareClock } = read;
  const ends =
    precision === 'day' ? read.moments(DAY - 1000) : [...read.moments(), ...(bareClock ? read.moments(DAY) : [])];
  const meant = ends.find((ms) => ms > now);
  if (meant !== undefined) return { at: instant(meant, timeZone), precision };
  return {
    problem: `${quoted(typed)} has passed: it is ${showTime(options.now, options)} now. Give a time that lies ahead.`,
  };
}

interface Point {
  /** When the clocks show it, so much later on the wall: twice where they are set back meanwhile. */
  readonly moments: (later?: number) => readonly number[];
  readonly precision: TimePrecision;
  /** Typed without a date, so that the day is ours to choose. */
  readonly bareClock: boolean;
}

const DATE = '(\\d{4})-(\\d\\d)-(\\d\\d)';
const CLOCK = '(\\d{1,2}):(\\d\\d)(?::(\\d\\d))?(?: *([+-]\\d\\d:\\d\\d))?';
const DATED = new RegExp(`^${DATE}(?:[ T]+${CLOCK})?$`);
const NAMED_DAY = new RegExp(`^(?:(today|yesterday|tomorrow)(?: +|$))?(?:${CLOCK})?$`);

function readPoint(typed: string, now: number, timeZone: string): Point | { problem: string } | undefined {
  if (isInstant(typed)) {
    const ms = millis(typed);
    const precision = /^[^T ]+[Tt ]\d\d:\d\d:/.test(typed) ? 'second' : 'minute';
    return { moments: () => [ms], precision, bareClock: false };
  }
  const dated = DATED.exec(typed);
  if (dated !== null) {
    const [, year, month, day, ...clock] = dated;
    const midnight = wallOf(Number(year), Number(month), Number(day));
    if (midnight === undefined)
      return { problem: `${quoted(typed)} names a date that no calendar has. Give it as YYYY-MM-DD.` };
    return onDay(typed, () => midnight, clock, timeZone, false);
  }
  const named = typed === '' ? null : NAMED_DAY.exec(typed);
  if (named === null) return undefined;
  const [, name, ...clock] = named;
  const days = name === 'yesterday' ? -1 : name === 'tomorrow' ? 1 : 0;
  // With an offset the day is the one of that offset.
  const midnight = (offset: number | undefined): Wall =>
    Math.floor((offset === undefined ? wallAt(now, timeZone) : now + offset) / DAY) * DAY + days * DAY;
  return onDay(typed, midnight, clock, timeZone, name === undefined);
}

function onDay(
  typed: string,
  midnight: (offset: number | undefined) => Wall,
  [hour, minute, second, east]: readonly (string | undefined)[],
  timeZone: string,
  bareClock: boolean,
): Point | { problem: string } {
  const [h, m, s] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)];
  const offset = east === undefined ? undefined : -millis(`1970-01-01T00:00${east}`);
  if (h > 23 || m > 59 || s > 59 || Number.isNaN(offset)) {
    return { problem: `${quoted(typed)} names a time that no clock shows. Give it from 00:00 to 23:59.` };
  }
  const wall = midnight(offset) + ((h * 60 + m) * 60 + s) * 1000;
  const moments = (later = 0): readonly number[] =>
    offset === undefined ? momentsAt(wall + later, timeZone) : [wall + later - offset];
  return { moments, precision: hour === undefined ? 'day' : second === undefined ? 'minute' : 'second', bareClock };
}

const PAST_FORMS = '-5m, 03:12, about 03:10, yesterday 23:50, 2026-11-20 23:50, or ISO 8601 with offset';
const DUE_FORMS = '4h, 17:00, tomorrow 09:00, 2026-11-25 12:00, or ISO 8601 with offset';

function unreadable(typed: string, forms: string): ReadTime {
  return { problem: `${quoted(typed)} is not a time. Write ${forms}.` };
}

function future(typed: string, options: WhenOptions): ReadTime {
  return {
    problem: `${quoted(typed)} lies in the future: it is ${showTime(options.now, options)} now. Give a time that has passed.`,
  };
}

/** What was typed goes into the message only where it is short and plain: this room cannot make it safe. */
function quoted(typed: string): string {
  return /^[\x20-\x7e]{1,40}$/.test(typed) ? `"${typed}"` : 'That';
}

function negated(duration: Exclude<Duration, { kind: 'working-days' }>): Duration {
  return duration.kind === 'exact'
    ? { kind: 'exact', ms: -duration.ms }
    : { kind: 'calendar', months: -duration.months, days: -duration.days };
}

/** Whoever counts in seconds knows the second; "5m ago" does not. */
function precisionOf(span: string): TimePrecision {
  return /\d *s|sec|\dS/.test(span) ? 'second' : 'minute';
}
