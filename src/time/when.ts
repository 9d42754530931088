import { afterDuration } from './calendar.ts';
import { parseDuration } from './duration.ts';
import type { Duration } from './duration.ts';
import { instant, isInstant, millis, wallOf } from './instant.ts';
import type { Instant } from './instant.ts';
import { showTime } from './show.ts';
import { atWall, wallAt } from './zone.ts';
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
}

/**
 * Reads when something happened: `now`, `-5m`, `5m ago`, `03:12`, `03:12:30`, `2026-11-20`, `2026-11-20 23:50`,
 * `yesterday 23:50`, ISO 8601 with offset. A bare clock time later than now means yesterday; any other time in the
 * future is a problem. A date alone is its first moment, precision `day`. A wall time that came twice is the earlier, one
 * that never came as much later as the clocks were moved. Whoever does not know it so well writes `about` or `~` before it.
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
  if (read.ms <= now) return { at: instant(read.ms, timeZone), precision: read.precision };
  if (!read.bareClock) return future(typed, options);
  return { at: instant(atWall(read.wall - DAY, timeZone), timeZone), precision: read.precision };
}

/**
 * Reads a deadline, which lies ahead: `4h`, `+90m`, `in 10m`, `1 month`, `5 working days`, `17:00` (tomorrow if that has
 * passed today), `tomorrow 09:00`, `2026-11-25 12:00`, ISO 8601 with offset. A date alone means until its last second.
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
  const wall = read.precision === 'day' ? read.wall + DAY - 1000 : read.wall;
  const ms = read.precision === 'day' ? atWall(wall, timeZone) : read.ms;
  if (ms > now) return { at: instant(ms, timeZone), precision: read.precision };
  if (read.bareClock) return { at: instant(atWall(wall + DAY, timeZone), timeZone), precision: read.precision };
  return {
    problem: `${quoted(typed)} has passed: it is ${showTime(options.now, options)} now. Give a time that lies ahead.`,
  };
}

interface Point {
  readonly wall: Wall;
  readonly ms: number;
  readonly precision: TimePrecision;
  /** Typed without a date, so that the day is ours to choose. */
  readonly bareClock: boolean;
}

const DATE = '(\\d{4})-(\\d\\d)-(\\d\\d)';
const CLOCK = '(\\d{1,2}):(\\d\\d)(?::(\\d\\d))?';
const DATED = new RegExp(`^${DATE}(?:[ T]+${CLOCK})?$`);
const NAMED_DAY = new RegExp(`^(?:(today|yesterday|tomorrow)(?: +|$))?(?:${CLOCK})?$`);

function readPoint(typed: string, now: number, timeZone: string): Point | { problem: string } | undefined {
  if (isInstant(typed)) {
    const ms = millis(typed);
    const precision = /^[^T ]+[Tt ]\d\d:\d\d:/.test(typed) ? 'second' : 'minute';
    return { wall: wallAt(ms, timeZone), ms, precision, bareClock: false };
  }
  const dated = DATED.exec(typed);
  if (dated !== null) {
    const [, year, month, day, hour, minute, second] = dated;
    const midnight = wallOf(Number(year), Number(month), Number(day));
    if (midnight === undefined)
      return { problem: `${quoted(typed)} names a date that no calendar has. Give it as YYYY-MM-DD.` };
    return onDay(typed, midnight, { hour, minute, second }, timeZone, false);
  }
  const named = typed === '' ? null : NAMED_DAY.exec(typed);
  if (named === null) return undefined;
  const [, name, hour, minute, second] = named;
  const today = wallAt(now, timeZone);
  const midnight = Math.floor(today / DAY) * DAY + (name === 'yesterday' ? -DAY : name === 'tomorrow' ? DAY : 0);
  return onDay(typed, midnight, { hour, minute, second }, timeZone, name === undefined);
}

interface Clock {
  readonly hour: string | undefined;
  readonly minute: string | undefined;
  readonly second: string | undefined;
}

function onDay(
  typed: string,
  midnight: Wall,
  { hour, minute, second }: Clock,
  timeZone: string,
  bareClock: boolean,
): Point | { problem: string } {
  const isDay = hour === undefined;
  const [h, m, s] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)];
  if (h > 23 || m > 59 || s > 59) {
    return { problem: `${quoted(typed)} names a time that no clock shows. Give it from 00:00 to 23:59.` };
  }
  const wall = midnight + ((h * 60 + m) * 60 + s) * 1000;
  const precision = isDay ? 'day' : second === undefined ? 'minute' : 'second';
  return { wall, ms: atWall(wall, timeZone), precision, bareClock };
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
