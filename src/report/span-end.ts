import type { StepSpan } from '../incident/index.ts';
import type { Instant } from '../time/index.ts';

/** Until when a turn of a step went on, as far as is known: what was left open ended nobody knows when, and has no length. */
export function spanEnd({ began, ended, state }: StepSpan, last: Instant): Instant {
  return ended ?? (state === 'left-open' ? began : last);
}
