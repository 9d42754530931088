import { millis } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { Heard } from './model.ts';

/**
 * So long without an act ends a shift, in milliseconds: the rest that two hours of work to one of rest leave in a day (NWCG Standards
 * for Interagency Incident Business, work and rest). A handover alone ends none: who goes on writing after it has not rested.
 */
export const restBetweenShifts = 8 * 3_600_000;

type Shift = Pick<Heard, 'first' | 'last' | 'since' | 'rested'>;

/** Between when somebody was heard of, and since when in their shift, once they are at that time as well. */
export function heardAt(heard: Heard | undefined, at: Instant): Shift {
  if (heard === undefined) return { first: at, last: at, since: at };
  const { first, last, since, rested } = heard;
  const later = millis(at) - millis(last);
  if (later >= restBetweenShifts) return { first, last: at, since: at, rested: last };
  const shift =
    later >= 0
      ? { first, last: later > 0 ? at : last, since }
      : // It was written down later than others.
        { first: millis(at) < millis(first) ? at : first, last, since: isOfShift(heard, at) ? at : since };
  return rested === undefined ? shift : { ...shift, rested };
}

/** Whether it was done before the first act of their shift, and after the shift before that. */
function isOfShift({ since, rested }: Heard, at: Instant): boolean {
  const before = millis(since) - millis(at);
  return before > 0 && before < restBetweenShifts && (rested === undefined || millis(at) > millis(rested));
}
