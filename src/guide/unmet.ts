import type { AnyEntry } from '../entry/index.ts';
import { isInterim, isOpenClock } from '../incident/index.ts';
import type { Incident } from '../incident/index.ts';
import { dutyTitle } from './clocks.ts';
import { standing } from './standing.ts';

/**
 * What to offer after a message that was sent by itself: the duties that its step meets run on, for nobody did the step. Undefined where none
 * of them runs. `typed`: how the words that meet one are typed there.
 */
export function unmetOffer(
  entries: readonly AnyEntry[],
  incident: Incident,
  typed: (words: string) => string,
): string | undefined {
  const sent = entries.find((entry) => entry.type === 'message.sent');
  if (sent?.data.message === undefined || sent.step !== undefined) return undefined;
  const { message } = sent.data;
  const stops = new Set(
    standing(incident).steps.flatMap(({ planned: { step } }) =>
      'message' in step && step.message === message ? (step.stops ?? []) : [],
    ),
  );
  const ways = Object.values(incident.clocks)
    .filter((clock) => stops.has(clock.id) && isOpenClock(clock))
    .map((clock) => `for "${dutyTitle(clock, isInterim(incident, clock))}": ${typed(`met ${clock.id}`)}`);
  return ways.length === 0 ? undefined : `By itself it met no duty; ${ways.join(', ')}`;
}
