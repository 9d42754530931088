import type { Duration } from './duration.ts';
import { daysIn, instant, millis, wallOf } from './instant.ts';
import type { Instant } from './instant.ts';
import { atWall, wallAt } from './zone.ts';
import type { Wall } from './zone.ts';

const DAY = 86_400_000;

/** Where a deadline is counted. */
export interface CalendarOptions {
  /** The IANA zone whose calendar and clocks count. */
  readonly timeZone: string;
  /** Days that are not worked, `YYYY-MM-DD` in that zone. */
  readonly holidays?: readonly string[];
}

/**
 * When the duration, begun at that instant, is over.
 *
 * - exact: so many real hours later, whatever the clocks did meanwhile.
 * - calendar: the same day of a later month, or its last day where it has no such day (Regulation (EEC, Euratom)
 *   1182/71, Art. 3(2)(c)), then the days; the time on the wall stays as `atWall` says. The Regulation would let the
 *   period run to the end of its last day, and hold two working days at least (Art. 3(5)); the stricter time is taken.
 * - working days: the same time on the wall on the nth day after that is no Saturday, Sunday or holiday. The day on
 *   which it began does not count (Art. 3(1)).
 *
 * @throws RangeError where `from` is no instant or there is no such zone.
 */
export function addDuration(from: Instant, duration: Duration, options: CalendarOptions): Instant {
  const start = millis(from);
  if (Number.isNaN(start)) throw new RangeError(`"${from}" is no instant: give date, time and offset.`);
  return instant(afterDuration(start, duration, options), options.timeZone);
}

/** As {@link addDuration}, in milliseconds since 1970; a calendar duration may be negative. */
export function afterDuration(start: number, duration: Duration, options: CalendarOptions): number {
  const { timeZone, holidays = [] } = options;
  switch (duration.kind) {
    case 'exact':
      return start + duration.ms;
    case 'calendar': {
      // Nothing added must not move the second of two equal wall times to the first.
      if (duration.months === 0 && duration.days === 0) return start;
      const wall = addMonths(wallAt(start, timeZone), duration.months) + duration.days * DAY;
      return atWall(wall, timeZone);
    }
    case 'working-days':
    default:
      if (duration.days === 0) return start;
      return atWall(afterWorkingDays(wallAt(start, timeZone), duration.days, new Set(holidays)), timeZone);
  }
}

/**
 * The deadline itself where it falls on a working day in that zone; else `time` (HH:MM on the wall) of the next working day,
 * as Regulation (EU) 2025/301, Art. 5(4) has it: noon.
 *
 * @throws RangeError where `due` is no instant, `time` no time of day, or there is no such zone.
 */
export function onWorkingDay(due: Instant, time: string, options: CalendarOptions): Instant {
  const { timeZone, holidays = [] } = options;
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(time) ?? [];
  const start = millis(due);
  if (Number.isNaN(start) || hours === undefined || minutes === undefined)
    throw new RangeError(`"${due}" or "${time}" is no time.`);
  const days = new Set(holidays);
  const wall = wallAt(start, timeZone);
  if (isWorkingDay(wall, days)) return due;
  const midnight = Math.floor(afterWorkingDays(wall, 1, days) / DAY) * DAY;
  return instant(atWall(midnight + (Number(hours) * 60 + Number(minutes)) * 60_000, timeZone), timeZone);
}

function addMonths(wall: Wall, months: number): Wall {
  const date = new Date(wall);
  const monthsSinceZero = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const year = Math.floor(monthsSinceZero / 12);
  const month = (monthsSinceZero % 12) + 1;
  const day = Math.min(date.getUTCDate(), daysIn(year, month));
  const timeOfDay = wall - Math.floor(wall / DAY) * DAY;
  const midnight = wallOf(year, month, day) ?? NaN;
  return midnight + timeOfDay;
}

function afterWorkingDays(wall: Wall, days: number, holidays: ReadonlySet<string>): Wall {
  let day = wall;
  for (let left = days; left > 0;) {
    day += DAY;
    if (isWorkingDay(day, holidays)) left--;
  }
  return day;
}

function isWorkingDay(wall: Wall, holidays: ReadonlySet<string>): boolean {
  const date = new Date(wall);
  const weekday = date.getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(date.toISOString().slice(0, 10));
}
