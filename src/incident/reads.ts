import { references } from '../conditions/index.ts';
import type { Incident } from './model.ts';
import type { Instant } from '../time/index.ts';
import { isStale } from './surroundings.ts';
import { own } from './own.ts';

/**
 * One thing of an incident that something else goes by, at a moment. What an incident holds is replaced, never changed: while it is the same
 * thing it says the same, and need not be thought through again.
 */
export type Read = (incident: Incident, now: Instant) => unknown;

/** All that a condition goes by; what it reads of a step is up to whose steps it speaks of. */
export function readsOfCondition(source: string, ofStep: (id: string) => Read): Read[] {
  const { facts, clocks, services, steps, more } = references(source);
  return [
    ...facts.flatMap((id): Read[] => [
      (incident) => own(incident.facts, id),
      (incident, now) => {
        const fact = own(incident.facts, id);
        return fact !== undefined && isStale(fact, now);
      },
    ]),
    ...clocks.map(
      (id): Read =>
        (incident) =>
          own(incident.clocks, id),
    ),
    ...services.map(
      (id): Read =>
        (incident) =>
          own(incident.services, id),
    ),
    ...steps.map(ofStep),
    // What is no number is never the same, not even as itself.
    ...(more ? [() => NaN] : []),
  ];
}

/** What is read now. */
export function readNow(reads: readonly Read[], incident: Incident, now: Instant): unknown[] {
  return reads.map((read) => read(incident, now));
}

/** Whether all of it is what was read before. */
export function readsTheSame(
  reads: readonly Read[],
  before: readonly unknown[],
  incident: Incident,
  now: Instant,
): boolean {
  for (let index = 0; index < reads.length; index += 1)
    if (reads[index]?.(incident, now) !== before[index]) return false;
  return true;
}
