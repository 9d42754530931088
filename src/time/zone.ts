const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const DAY = 86_400_000;

/** Before this, offsets changed at odd seconds; since then always on a quarter of an hour, so that one answer holds for it. */
const QUARTERS_SINCE = Date.UTC(1973, 0, 1);

/** Enough for six weeks of entries; beyond it the cache begins again. */
const MOST_QUARTERS = 4096;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly quarters: Map<number, number>;
}

const zones = new Map<string, Zone>();

/** Wall time of some zone, its fields carried as if they were UTC: milliseconds since 1970-01-01T00:00 on that wall. */
export type Wall = number;

/**
 * Whether the name is a time zone of the IANA database that this program knows (`Europe/Copenhagen`, `UTC`).
 * A bare offset (`+01:00`) is none: it has no rule for summer time.
 */
export function isTimeZone(name: string): boolean {
  if (isUtc(name)) return true;
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/.test(name)) return false;
  // The list is there in 2 ms, a formatter in 11; only older names (`US/Eastern`) need the latter.
  if (Intl.supportedValuesOf('timeZone').includes(name)) return true;
  try {
    zoneNamed(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * The zone's offset from UTC at that instant, in milliseconds, east positive, whole minutes.
 * @throws RangeError where there is no such zone, or the instant is out of the calendar's range.
 */
export function offsetAt(ms: number, timeZone: string): number {
  if (isUtc(timeZone)) return 0;
  const zone = zoneNamed(timeZone);
  if (ms < QUARTERS_SINCE) return readOffset(zone.format, ms);
  const quarter = Math.floor(ms / QUARTER);
  const known = zone.quarters.get(quarter);
  if (known !== undefined) return known;
  const offset = readOffset(zone.format, ms);
  if (zone.quarters.size >= MOST_QUARTERS) zone.quarters.clear();
  zone.quarters.set(quarter, offset);
  return offset;
}

/** What the clock on the wall showed in that zone at that instant. */
export function wallAt(ms: number, timeZone: string): Wall {
  return ms + offsetAt(ms, timeZone);
}

/**
 * The instant at which that zone's clocks showed this wall time. Where they showed it twice (clocks set back) the
 * earlier; where they never did (clocks set forward) as much later as they were moved: 02:30 becomes 03:30. This is
 * also what RFC 5545 section 3.3.5 and Temporal's "compatible" do.
 */
export function atWall(wall: Wall, timeZone: string): number {
  const before = offsetAt(wall - DAY, timeZone);
  const after = offsetAt(wall + DAY, timeZone);
  const candidates = [wall - before, wall - after].filter((ms) => wallAt(ms, timeZone) === wall);
  return candidates.length === 0 ? wall - before : Math.min(...candidates);
}

function isUtc(timeZone: string): boolean {
  return timeZone === 'UTC' || timeZone === 'Etc/UTC';
}

function zoneNamed(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  // The first formatter of a process costs 11 ms: none is made before a zone other than UTC is asked for.
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const zone = { format, quarters: new Map<number, number>() };
  zones.set(timeZone, zone);
  return zone;
}

function readOffset(format: Intl.DateTimeFormat, ms: number): number {
  const found = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(ms));
  if (found?.[1] === undefined) return 0;
  const minutes = Math.round(Number(found[2]) * 60 + Number(found[3]) + Number(found[4] ?? 0) / 60);
  return (found[1] === '-' ? -minutes : minutes) * MINUTE;
}
