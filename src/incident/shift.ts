import { millis } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { Heard } from './model.ts';

/**
 * So long without an act ends a shift, in milliseconds: the rest that two hours of work to one of rest leave in a day (NWCG Standards
 * for Interagency Incident Business, work and rest). A handover alone ends none: who goes on writing after it has not rested.
 */
export const restBetweenShifts = 8 * 3_600_000;

/** When the shift began to which an act belongs; also where it was written down later than others. */
export function shiftSince(heard: Heard | undefined, at: Instant): Instant {
  if (heard === undefined || millis(at) - millis(heard.last) >= restBetweenShifts) return at;
  const before = millis(heard.since) - millis(at);
  return before > 0 && before < restBetweenShifts ? at : heard.since;
}
