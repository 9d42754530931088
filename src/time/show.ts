import { millis, offsetText } from './instant.ts';
import type { Instant } from './instant.ts';
import { offsetAt } from './zone.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What stands where a time cannot be read; a damaged entry must not stop the screen that shows it. */
const UNREADABLE = '--:--';

/** Against what a time is shown: today's date, and the zone of the reader. */
export interface ShowOptions {
  readonly now: Instant;
  readonly timeZone: string;
}

/**
 * A time for people, always with its offset: `03:12 +01:00`; with its date where that is not today (`20 Nov 23:50
 * +01:00`), and its year where that is not this one. `--:--` where `at` is no instant.
 */
export function showTime(at: Instant, options: ShowOptions): string {
  const ms = millis(at);
  if (Number.isNaN(ms)) return UNREADABLE;
  const offset = offsetAt(ms, options.timeZone);
  const wall = isoWall(ms, offset);
  const today = isoToday(options);
  const clock = `${wall.slice(11, 16)} ${offsetText(offset)}`;
  if (wall.slice(0, 10) === today) return clock;
  const year = wall.slice(0, 4) === today.slice(0, 4) ? '' : ` ${wall.slice(0, 4)}`;
  return `${Number(wall.slice(8, 10))} ${MONTHS[Number(wall.slice(5, 7)) - 1]}${year} ${clock}`;
}

/**
 * A time inside a sentence that is made where neither the reader's day nor zone is known: with its date, in the offset that
 * it was written with, `21 Nov 2026 03:12 +01:00`. What is no instant comes back as it is.
 */
export function sayTime(at: Instant): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})(?::[\d.]+)?(Z|[+-]\d{2}:\d{2})$/.exec(at);
  if (parts === null) return at;
  const [, year, month, day, clock, offset = ''] = parts;
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year} ${clock} ${offset === 'Z' ? '+00:00' : offset}`;
}

/** The clock on the wall of that zone, `03:12:07`; `--:--` where `at` is no instant. */
export function showClock(at: Instant, timeZone: string): string {
  const ms = millis(at);
  return Number.isNaN(ms) ? UNREADABLE : isoWall(ms, offsetAt(ms, timeZone)).slice(11, 19);
}

function isoToday({ now, timeZone }: ShowOptions): string {
  const ms = millis(now);
  return Number.isNaN(ms) ? '' : isoWall(ms, offsetAt(ms, timeZone)).slice(0, 10);
}

function isoWall(ms: number, offset: number): string {
  return new Date(ms + offset).toISOString();
}
