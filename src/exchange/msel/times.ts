import { elapsedOf, wallOf } from './cells.ts';

/** When a row comes, in milliseconds from the start of the exercise; or why that cannot be told from its cell. */
export type RowTime = { readonly ms: number } | { readonly problem: string };

/**
 * Reads the times of a list together, for what one of them means the others say: whether they are days with their times, of which the
 * earliest is the start, or times from the start. One that stands among those of the other kind has no start that it counts from.
 */
export function timesOf(cells: readonly (string | Date)[]): readonly RowTime[] {
  const walls = cells.map(wallOf);
  const elapsed = cells.map((cell, place) => (walls[place] === undefined ? elapsedOf(cell) : undefined));
  const days = walls.filter((wall) => wall !== undefined);
  const isByDays = days.length > elapsed.filter((ms) => ms !== undefined).length;
  const start = days.reduce((least, wall) => Math.min(least, wall), Infinity);
  const isPastMidnight = isByDays ? () => false : pastMidnight(cells, elapsed);
  return cells.map((_cell, place): RowTime => {
    const [wall, ms] = [walls[place], elapsed[place]];
    if (wall !== undefined)
      return isByDays ? { ms: wall - start } : { problem: 'has a day, and other times of the list are from the start' };
    if (ms === undefined) return { problem: 'is no time from the start, such as 01:30' };
    if (isByDays) return { problem: 'has no day, and other times of the list have one' };
    if (isPastMidnight(place))
      return {
        problem: 'is half a day or more before one above it: times of day need their day, such as 2026-12-03 00:15',
      };
    return { ms };
  });
}

/** Times of a list that goes out, so that whoever reads it takes none of them for a time of day past midnight. */
export function fromTheStart(times: readonly string[]): readonly string[] {
  const read = timesOf(times);
  return times.map((time, place) => {
    const found = read[place];
    const isMistaken = found !== undefined && 'problem' in found && elapsedOf(time) !== undefined;
    return isMistaken ? `${startEx}${time}` : time;
  });
}

/** The words of a time without the mark that it counts from the start. */
export const withoutStart = (time: string): string => (time.startsWith(startEx) ? time.slice(startEx.length) : time);

const startEx = 'StartEx+';

const halfADay = 12 * 3_600_000;

/**
 * Which times fall so far behind one above them that they are rather times of day, and midnight lay between. Whoever writes `+` or a
 * unit, or more than 24 hours anywhere, counts from the start.
 */
function pastMidnight(
  cells: readonly (string | Date)[],
  elapsed: readonly (number | undefined)[],
): (place: number) => boolean {
  if (elapsed.some((ms) => ms !== undefined && ms >= 2 * halfADay)) return () => false;
  const clocks = cells.map((cell, place) =>
    cell instanceof Date || /^\s*\d{1,2}:/.test(cell) ? elapsed[place] : undefined,
  );
  let latest = 0;
  const above = clocks.map((ms) => (latest = Math.max(latest, ms ?? 0)));
  return (place) => {
    const ms = clocks[place];
    return ms !== undefined && (above[place] ?? 0) - ms >= halfADay;
  };
}
