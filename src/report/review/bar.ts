/** A part of a bar; between two moments, in milliseconds. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly kind: 'expected' | 'took' | 'over' | 'limit';
}

/** Where a moment stands: from 0 to 1. */
export type Scale = (at: number) => number;

/** As long as it is. */
export function evenly(longest: number): Scale {
  return (at) => Math.min(1, at / longest);
}

/**
 * A night of hours and what is put right in the weeks after it, on one scale: the time between two neighbouring moments is drawn by
 * its logarithm. What was earlier stays left of what was later.
 */
export function byMoments(moments: readonly number[]): Scale {
  const sorted = [...new Set(moments)].toSorted((a, b) => a - b);
  const places: number[] = [0];
  for (let index = 1; index < sorted.length; index += 1)
    places.push((places[index - 1] ?? 0) + Math.log1p(((sorted[index] ?? 0) - (sorted[index - 1] ?? 0)) / 60_000));
  const known = new Map(sorted.map((at, index) => [at, (places[index] ?? 0) / (places.at(-1) || 1)]));
  return (at) => known.get(at) ?? 0;
}
