import { offsetAt } from './zone.ts';

/** A moment as all data has it: ISO 8601 with offset, `2026-11-21T03:12:00+01:00`, milliseconds only where not zero. */
export type Instant = string;

/** RFC 3339 section 5.6, without leap seconds: no clock that we read has them. */
const WITH_OFFSET =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:([Zz])|([+-])(\d\d):?(\d\d))$/;

let read: Instant = '';
let readAs = NaN;

/** Milliseconds since 1970-01-01T00:00Z; NaN where the text is no instant (so that a replay never throws). */
export function millis(at: Instant): number {
  // The moment of an entry is asked for several times in a row.
  if (at !== read) {
    readAs = millisOfText(at);
    read = at;
  }
  return readAs;
}

function millisOfText(at: Instant): number {
  const asWritten = millisAsWritten(at);
  if (asWritten !== undefined) return asWritten;
  const found = WITH_OFFSET.exec(at);
  return found === null ? NaN : millisOf(found);
}

/**
 * An instant in the form in which this program writes it, with milliseconds or without, read by the places of its digits: a long
 * record holds hundreds of thousands. Undefined where the text is of another form.
 */
function millisAsWritten(at: Instant): number | undefined {
  const { length } = at;
  const hasFraction = length === 29;
  if (!hasFraction && length !== 25) return undefined;
  const sign = at.charCodeAt(length - 6);
  if ((sign !== PLUS && sign !== MINUS) || (hasFraction && at.charCodeAt(19) !== DOT)) return undefined;
  if (at.charCodeAt(10) !== T || !isColon(at, 13) || !isColon(at, 16) || !isColon(at, length - 3)) return undefined;
  const hour = twoAt(at, 11);
  const minute = twoAt(at, 14);
  const second = twoAt(at, 17);
  const fraction = hasFraction ? twoAt(at, 20) * 10 + digitAt(at, 22) : 0;
  const offsetMinute = twoAt(at, length - 2);
  const offset = twoAt(at, length - 5) * 60 + offsetMinute;
  // What is no digit is NaN, and no comparison holds for it.
  if (!(fraction < 1000 && offset < 24 * 60 && offsetMinute < 60)) return undefined;
  const wall = wallOf(twoAt(at, 0) * 100 + twoAt(at, 2), twoAt(at, 5), twoAt(at, 8), hour, minute, second);
  if (wall === undefined || at.charCodeAt(4) !== MINUS || at.charCodeAt(7) !== MINUS) return undefined;
  return wall + fraction - (sign === MINUS ? -offset : offset) * 60_000;
}

const PLUS = 0x2b;
const MINUS = 0x2d;
const DOT = 0x2e;
const T = 0x54;

const isColon = (text: string, place: number): boolean => text.charCodeAt(place) === 0x3a;

const digitAt = (text: string, place: number): number => {
  const digit = text.charCodeAt(place) - 0x30;
  return digit >= 0 && digit <= 9 ? digit : NaN;
};

const twoAt = (text: string, place: number): number => digitAt(text, place) * 10 + digitAt(text, place + 1);

function millisOf(found: RegExpExecArray): number {
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second = '0',
    fraction = '0',
    ,
    sign,
    offsetHours = '0',
    offsetMinutes = '0',
  ] = found;
  const wall = wallOf(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second));
  if (wall === undefined || Number(offsetHours) > 23 || Number(offsetMinutes) > 59) return NaN;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
  return wall + Math.trunc(Number(`0.${fraction}`) * 1000) - (sign === '-' ? -offset : offset);
}

/** Whether the text is an instant: date, time and offset, all in range. */
export function isInstant(text: string): boolean {
  return !Number.isNaN(millis(text));
}

let written: { readonly ms: number; readonly timeZone: string; readonly at: Instant } | undefined;

/**
 * The instant as data has it, with the offset of that zone at that moment. A fraction of a millisecond is dropped.
 * @throws RangeError where there is no such zone, or the year is not one of 0 to 9999.
 */
export function instant(ms: number, timeZone: string): Instant {
  const whole = Math.floor(ms);
  if (written?.ms === whole && written.timeZone === timeZone) return written.at;
  const offset = offsetAt(whole, timeZone);
  const wall = whole + offset;
  const time = wall - Math.floor(wall / DAY) * DAY;
  const at = `${dayOf(wall)}T${timeOfDay(time)}${offsetText(offset)}`;
  written = { ms: whole, timeZone, at };
  return at;
}

const DAY = 86_400_000;
let day: { readonly number: number; readonly text: string } | undefined;

/** `2026-11-21` of a wall; what is written down one after the other is mostly of the same day. */
function dayOf(wall: number): string {
  const number = Math.floor(wall / DAY);
  if (day?.number === number) return day.text;
  const [text = ''] = new Date(number * DAY).toISOString().split('T');
  if (text.length !== 10) throw new RangeError(`${text} lies outside the years 0 to 9999.`);
  day = { number, text };
  return text;
}

/** `03:12:00`, with milliseconds only where there are any. */
function timeOfDay(ms: number): string {
  const second = Math.floor(ms / 1000);
  const minute = Math.floor(second / 60);
  const rest = ms - second * 1000;
  const time = `${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second % 60)}`;
  return rest === 0 ? time : `${time}.${String(rest).padStart(3, '0')}`;
}

/** `+01:00` for an offset in milliseconds. */
export function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / 60_000;
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Calendar fields as milliseconds since 1970-01-01T00:00 on the same wall; undefined where there is no such date or time. */
export function wallOf(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number | undefined {
  // Positively: of what is no number nothing holds.
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return undefined;
  if (!(hour < 24 && minute < 60 && second < 60)) return undefined;
  return (((daysTo(year, month, day) * 24 + hour) * 60 + minute) * 60 + second) * 1000;
}

/**
 * Days from 1970-01-01, in the Gregorian calendar. A year begins in March here, so that the leap day is its last; 306 days of it are
 * over by then, and 400 years have 146,097 days.
 */
function daysTo(year: number, month: number, day: number): number {
  const since = month > 2 ? year : year - 1;
  const months = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5);
  const leapDays = Math.floor(since / 4) - Math.floor(since / 100) + Math.floor(since / 400);
  return since * 365 + leapDays + months + day - 1 - daysToEpoch;
}

/** From the first day of March of the year 0 to 1970-01-01. */
const daysToEpoch = 719_468;

/** How many days the month has, 1 to 12, in the Gregorian calendar. */
export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function two(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}

/** Milliseconds from a moment until now; none where the clock shows less than that, as one does that was set back. */
export const elapsed = (from: Instant, now: Instant): number => Math.max(0, millis(now) - millis(from));
