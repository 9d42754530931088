import { millis } from './instant.ts';
import type { Instant } from './instant.ts';

/** A stretch of time from its beginning up to, not including, its end; without an end it still goes on. */
export interface Period {
  readonly from: Instant;
  readonly to?: Instant;
}

/** Whether two periods have a moment in common. One that ends where the other begins has none. */
export function overlapping(a: Period, b: Period): boolean {
  return millis(a.from) < end(b) && millis(b.from) < end(a);
}

function end(period: Period): number {
  return period.to === undefined ? Infinity : millis(period.to);
}
