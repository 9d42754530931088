import { markup, type Markup } from './markup.ts';

/** A part of a bar; between two moments, in milliseconds. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly kind: 'expected' | 'took' | 'over' | 'limit';
}

/** Where a moment stands: from 0 to 1. */
export type Scale = (at: number) => number;

/** Of a thousand; a moment is seen too. */
const width = 1000;
const least = 3;

const heights: Readonly<Record<Bar['kind'], number>> = { expected: 18, took: 10, over: 4, limit: 20 };

/** A bar over a span of time. What it shows stands in words beside it, so it is nothing to whoever has it read out. */
export function bar(parts: readonly Bar[], scale: Scale): Markup {
  const x = (at: number): number => Math.round(scale(at) * (width - least));
  const shapes = parts.map(({ kind, from, to }) => {
    const height = heights[kind];
    return markup`<rect class="${kind}" x="${x(from)}" y="${10 - height / 2}" width="${Math.max(least, x(to) - x(from))}" height="${height}"/>`;
  });
  return markup`<svg class="bar" viewBox="0 0 ${width} 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">${shapes}</svg>`;
}

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
