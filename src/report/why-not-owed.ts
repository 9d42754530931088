import type { ClockRow } from '../guide/index.ts';
import { type Incident, neverApplied, own } from '../incident/index.ts';
import type { Lexicon } from './words/lexicon.ts';

/** Why a duty is not owed: nothing began it, it does not apply, what began it was taken back, somebody set it aside. */
export type NotOwed = 'not-started' | 'inapplicable' | 'taken-back' | 'set-aside';

/** Why nobody owes the duty of a clock; undefined where it is owed, may be, or was done. */
export function whyNotOwed(incident: Incident, { id, state, settled }: ClockRow): NotOwed | undefined {
  const clock = own(incident.clocks, id);
  if (state === 'not-started')
    return clock !== undefined && neverApplied(incident, clock) ? 'inapplicable' : 'not-started';
  if (state !== 'set-aside') return undefined;
  if (settled?.itself !== true) return 'set-aside';
  return clock?.started === undefined ? 'taken-back' : 'inapplicable';
}

/** Who set it aside, and why; a decision whose reason is owed does not look like one that needs none. */
export function setAsideText(settled: ClockRow['settled'], say: Lexicon['say']): string {
  const why = settled?.owed === true ? say('reason-owed') : settled?.why;
  return `${say('clocks.set-aside', { who: settled?.by ?? '' })}${why === undefined ? '' : `: ${why}`}`;
}
