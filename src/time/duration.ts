import { oncePerText } from '../text/index.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Longer than any duty or drill; it keeps every sum inside what a date can hold. */
const MOST_YEARS = 100;

/**
 * How long something may take.
 * - `exact`: real time, `2d` is 48 hours whatever the clocks do meanwhile.
 * - `calendar`: counted on the calendar of a zone, the time on the wall stays.
 * - `working-days`: Saturdays, Sundays and holidays do not count.
 */
export type Duration =
  | { readonly kind: 'exact'; readonly ms: number }
  | { readonly kind: 'calendar'; readonly months: number; readonly days: number }
  | { readonly kind: 'working-days'; readonly days: number };

const EXACT_UNITS: ReadonlyMap<string, number> = new Map([
  ...named(SECOND, 's', 'sec', 'secs', 'second', 'seconds'),
  ...named(MINUTE, 'm', 'min', 'mins', 'minute', 'minutes'),
  ...named(HOUR, 'h', 'hour', 'hours'),
  ...named(DAY, 'd'),
  ...named(WEEK, 'w'),
]);

const CALENDAR_UNITS: ReadonlyMap<string, { months: number; days: number }> = new Map([
  ...named({ months: 0, days: 1 }, 'day', 'days'),
  ...named({ months: 0, days: 7 }, 'week', 'weeks'),
  ...named({ months: 1, days: 0 }, 'month', 'months'),
  ...named({ months: 12, days: 0 }, 'year', 'years'),
]);

/** The same few lengths of time stand in every step of a runbook. */
const MOST_KEPT = 500;

/**
 * Reads a duration. Letters are exact (`30s 15m 4h 2d 1w 1h30m`), and so are words up to the hour (`15 minutes`);
 * from the day up words are calendar (`14 days`, `1 month`, `1 year 6 months`), as deadlines in law are; `5 working
 * days`. In ISO 8601 `D`, `W` and the time are exact (`PT15M`, `P2DT4H`), `Y` and `M` calendar (`P1M`), and days beside
 * those too (`P1M2D`). Undefined where it is none of these, mixes exact with calendar, or exceeds 100 years.
 */
export const parseDuration = oncePerText(MOST_KEPT, readDuration);

function readDuration(text: string): Duration | undefined {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > 64) return undefined;
  const duration = parseWorkingDays(trimmed) ?? (trimmed.startsWith('P') ? parseIso(trimmed) : parseUnits(trimmed));
  return duration !== undefined && isWithinLimit(duration) ? duration : undefined;
}

/** Whether it is over as soon as it begins: `0s`, `0 days`. */
export function isNoTime(duration: Duration): boolean {
  if (duration.kind === 'exact') return duration.ms === 0;
  return duration.days === 0 && (duration.kind === 'working-days' || duration.months === 0);
}

/** The milliseconds of an exact duration; undefined for calendar ones, working days, and what is no duration. */
export function durationMs(text: string): number | undefined {
  const duration = parseDuration(text);
  return duration?.kind === 'exact' ? duration.ms : undefined;
}

/** ISO 8601: `PT15M`, `P2DT4H`, `PT1.5S`, `PT0S`, `-PT5M`. A day is 24 hours. */
export function isoDuration(ms: number): string {
  const { days, hours, minutes, seconds, rest } = parts(ms);
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(3, '0').replace(/0+$/, '')}`;
  const time = unit(hours, 'H') + unit(minutes, 'M') + (seconds + rest === 0 ? '' : `${seconds}${fraction}S`);
  const date = unit(days, 'D');
  if (date + time === '') return 'PT0S';
  return `${ms < 0 ? '-' : ''}P${date}${time === '' ? '' : `T${time}`}`;
}

/** For people, to two units from the hour up, rounded towards zero: `45s`, `12m`, `1h 30m`, `2d 4h`, `-5m`. */
export function shortDuration(ms: number): string {
  const { days, hours, minutes, seconds } = parts(ms);
  const shown =
    days > 0
      ? `${days}d ${unit(hours, 'h')}`
      : hours > 0
        ? `${hours}h ${unit(minutes, 'm')}`
        : minutes > 0
          ? `${minutes}m`
          : `${seconds}s`;
  return (ms <= -SECOND ? '-' : '') + shown.trimEnd();
}

function parseWorkingDays(text: string): Duration | undefined {
  const found = /^(\d{1,5}) *working[ -]days?$/.exec(text);
  return found === null ? undefined : { kind: 'working-days', days: Number(found[1]) };
}

function parseUnits(text: string): Duration | undefined {
  if (!/^(?:\d{1,9}(?:\.\d{1,3})? *[a-z]+[ ,]*)+$/.test(text)) return undefined;
  let ms = 0;
  let months = 0;
  let days = 0;
  const kinds = new Set<'exact' | 'calendar'>();
  for (const [, amount = '', name = ''] of text.matchAll(/([\d.]+) *([a-z]+)/g)) {
    const exact = EXACT_UNITS.get(name);
    const calendar = CALENDAR_UNITS.get(name);
    if (exact !== undefined) {
      kinds.add('exact');
      ms += Number(amount) * exact;
    } else if (calendar !== undefined && !amount.includes('.')) {
      kinds.add('calendar');
      months += Number(amount) * calendar.months;
      days += Number(amount) * calendar.days;
    } else {
      return undefined;
    }
  }
  if (kinds.size !== 1) return undefined;
  return kinds.has('exact') ? { kind: 'exact', ms: Math.round(ms) } : { kind: 'calendar', months, days };
}

const ISO =
  /^P(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,10}(?:[.,]\d{1,3})?)S)?)?$/;

function parseIso(text: string): Duration | undefined {
  const found = ISO.exec(text);
  if (found === null || text === 'P') return undefined;
  const [years, months, weeks, days, hours, minutes] = found.slice(1, 7).map((part) => Number(part ?? 0));
  const seconds = Number((found[7] ?? '0').replace(',', '.'));
  const allDays = (weeks ?? 0) * 7 + (days ?? 0);
  const ms = Math.round((hours ?? 0) * HOUR + (minutes ?? 0) * MINUTE + seconds * SECOND);
  if (found[1] === undefined && found[2] === undefined) return { kind: 'exact', ms: allDays * DAY + ms };
  return ms === 0 ? { kind: 'calendar', months: (years ?? 0) * 12 + (months ?? 0), days: allDays } : undefined;
}

function isWithinLimit(duration: Duration): boolean {
  if (duration.kind === 'exact') return duration.ms <= MOST_YEARS * 366 * DAY;
  if (duration.kind === 'working-days') return duration.days <= MOST_YEARS * 260;
  return duration.months <= MOST_YEARS * 12 && duration.days <= MOST_YEARS * 366;
}

function parts(ms: number): { days: number; hours: number; minutes: number; seconds: number; rest: number } {
  const size = Math.abs(Math.trunc(ms));
  return {
    days: Math.floor(size / DAY),
    hours: Math.floor((size % DAY) / HOUR),
    minutes: Math.floor((size % HOUR) / MINUTE),
    seconds: Math.floor((size % MINUTE) / SECOND),
    rest: size % SECOND,
  };
}

function unit(amount: number, name: string): string {
  return amount === 0 ? '' : `${amount}${name}`;
}

function named<Unit>(value: Unit, ...names: string[]): (readonly [string, Unit])[] {
  return names.map((name) => [name, value] as const);
}
