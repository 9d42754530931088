import type { AnyEntry } from './entry.ts';

const LAST_COUNT = 0xffff;

/**
 * The next reading of a hybrid logical clock (Kulkarni et al., 2014): `MMMMMMMMMMMMM.CCCC`, 13 digits of milliseconds
 * since 1970 and four hex digits that count within one of them. Always sorts after `last`, also when the wall clock was
 * set back.
 * @param last the greatest stamp seen so far
 * @param wallMs milliseconds since 1970
 */
export function nextStamp(last: string | undefined, wallMs: number): string {
  const wall = Math.max(0, Math.floor(wallMs));
  if (last === undefined) return stampOf(wall, 0);
  const lastMs = millisOfStamp(last);
  if (wall > lastMs) return stampOf(wall, 0);
  const count = Number.parseInt(last.slice(14), 16) + 1;
  return count > LAST_COUNT ? stampOf(lastMs + 1, 0) : stampOf(lastMs, count);
}

/** What the wall clock showed at a stamp, or would have if none had been set back: milliseconds since 1970. */
export const millisOfStamp = (stamp: string): number => Number(stamp.slice(0, 13));

/** Clocks that are right differ by less, in milliseconds; so do those of two machines whose records were brought together. */
const AGREES = 60_000;

/** By how many milliseconds a wall clock is behind the greatest stamp of a record; undefined where it agrees with it. */
export function clockBehind(stamp: string, wallMs: number): number | undefined {
  const behind = millisOfStamp(stamp) - wallMs;
  return behind >= AGREES ? behind : undefined;
}

/** The order in which entries of all origins are folded: by `stamp`, then by `origin`. Negative where `a` comes first. */
export function compareEntries(a: AnyEntry, b: AnyEntry): number {
  if (a.stamp !== b.stamp) return a.stamp < b.stamp ? -1 : 1;
  if (a.origin !== b.origin) return a.origin < b.origin ? -1 : 1;
  return a.seq - b.seq;
}

function stampOf(ms: number, count: number): string {
  return `${String(ms).padStart(13, '0')}.${count.toString(16).padStart(4, '0')}`;
}
