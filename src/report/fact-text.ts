import type { FactRow } from '../guide/index.ts';
import { own } from '../incident/index.ts';
import type { Incident } from '../incident/index.ts';
import { type Instant, isInstant } from '../time/index.ts';

/**
 * What was answered to a fact, as the guide shows it; a moment with its date, which the guide leaves out on its own day and no reader of
 * a report knows. Undefined where nothing is known.
 */
export function factText(
  { id, type, shown }: FactRow,
  { facts }: Pick<Incident, 'facts'>,
  time: (at: Instant) => string,
): string | undefined {
  const value = own(facts, id)?.answer?.value;
  return type === 'time' && typeof value === 'string' && isInstant(value) ? time(value) : shown;
}
