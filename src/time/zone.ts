const MINUTE = 60_000;
const DAY = 86_400_000;

/** Enough for ten years; beyond it the cache begins again. */
const MOST_DAYS = 4000;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  /** By the number of the UTC day since 1970: the offset that holds all day, or nothing where it changes that day. */
  readonly days: Map<number, number | undefined>;
}

const zones = new Map<string, Zone>();

/** Wall time of some zone, its fields carried as if they were UTC: milliseconds since 1970-01-01T00:00 on that wall. */
export type Wall = number;

let localZone: string | undefined;

/**
 * For start-up's sake: says that this is the zone of the process, so that `Date` answers for it in a fifth of a
 * millisecond and no formatter is made. Only for the edge that has set `process.env.TZ` to this very name. Undefined
 * takes it back. Names that a formatter takes, a TZ need not know (`europe/copenhagen`, `CST`), and then it silently
 * means UTC: where `Date` answers like that, the formatter is asked.
 */
export function trustLocalZone(timeZone: string | undefined): void {
  const isAway = (month: number): boolean => new Date(Date.UTC(2026, month)).getTimezoneOffset() !== 0;
  localZone = timeZone !== undefined && (isAway(0) || isAway(6)) ? timeZone : undefined;
}

/** Names that were found to be time zones: a thousand runbooks name the same one. */
const found = new Set<string>();

/**
 * Whether the name is a time zone of the IANA database that this program knows (`Europe/Copenhagen`, `UTC`).
 * A bare offset (`+01:00`) is none: it has no rule for summer time.
 */
export function isTimeZone(name: string): boolean {
  if (isUtc(name) || found.has(name)) return true;
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/.test(name)) return false;
  // The list is there in 2 ms, a formatter in 11; only older names (`US/Eastern`) need the latter.
  if (!Intl.supportedValuesOf('timeZone').includes(name)) {
    try {
      zoneNamed(name);
    } catch {
      return false;
    }
  }
  found.add(name);
  return true;
}

/**
 * The zone's offset from UTC at that instant, in milliseconds, east positive, whole minutes.
 * @throws RangeError where there is no such zone, or the instant is out of the calendar's range.
 */
export function offsetAt(ms: number, timeZone: string): number {
  if (isUtc(timeZone)) return 0;
  if (timeZone === localZone) return -Math.round(new Date(ms).getTimezoneOffset()) * MINUTE;
  const zone = zoneNamed(timeZone);
  const day = Math.floor(ms / DAY);
  if (!zone.days.has(day)) {
    if (zone.days.size >= MOST_DAYS) zone.days.clear();
    zone.days.set(day, offsetOfDay(zone.format, day));
  }
  return zone.days.get(day) ?? readOffset(zone.format, ms);
}

/** What the clock on the wall showed in that zone at that instant. */
export function wallAt(ms: number, timeZone: string): Wall {
  return ms + offsetAt(ms, timeZone);
}

/**
 * The instants at which that zone's clocks showed this wall time, the earlier first. Where they were set back there are
 * two; where they never showed it (clocks set forward) it is as much later as they were moved: 02:30 becomes 03:30.
 */
export function momentsAt(wall: Wall, timeZone: string): readonly [number, ...number[]] {
  const before = wall - offsetAt(wall - DAY, timeZone);
  const after = wall - offsetAt(wall + DAY, timeZone);
  const [first, ...others] = [...new Set([before, after])]
    .filter((ms) => wallAt(ms, timeZone) === wall)
    .toSorted((a, b) => a - b);
  return first === undefined ? [before] : [first, ...others];
}

/**
 * The instant at which that zone's clocks showed this wall time, of two the earlier. This is also what RFC 5545 section
 * 3.3.5 and Temporal's "compatible" do.
 */
export function atWall(wall: Wall, timeZone: string): number {
  return momentsAt(wall, timeZone)[0];
}

function isUtc(timeZone: string): boolean {
  return timeZone === 'UTC' || timeZone === 'Etc/UTC';
}

function zoneNamed(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  // The first formatter of a process costs 11 ms: none is made before a zone other than UTC is asked for.
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const zone = { format, days: new Map<number, number | undefined>() };
  zones.set(timeZone, zone);
  return zone;
}

/** No zone has ever changed its offset twice within a day: equal at both ends is equal throughout. */
function offsetOfDay(format: Intl.DateTimeFormat, day: number): number | undefined {
  const atStart = readOffset(format, day * DAY);
  return atStart === readOffset(format, (day + 1) * DAY - 1) ? atStart : undefined;
}

function readOffset(format: Intl.DateTimeFormat, ms: number): number {
  const found = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(ms));
  if (found?.[1] === undefined) return 0;
  const minutes = Math.round(Number(found[2]) * 60 + Number(found[3]) + Number(found[4] ?? 0) / 60);
  return (found[1] === '-' ? -minutes : minutes) * MINUTE;
}
