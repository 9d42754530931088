import type { AnyEntry } from '../../entry/index.ts';
import { type Incident, lived } from '../../incident/index.ts';
import { type Instant, millis } from '../../time/index.ts';

/** How long it took, in milliseconds; null where one of the two moments is not known. */
export interface Times {
  /** From when it began to when it was detected. */
  readonly detect: number | null;
  /** From its detection to its declaration. */
  readonly declare: number | null;
  /** From its declaration: to the first role that somebody took … */
  readonly acknowledge: number | null;
  /** … to the first decision that a person made … */
  readonly decide: number | null;
  readonly stabilise: number | null;
  readonly resolve: number | null;
}

/** What each of them is called. */
export const timeNames: Readonly<Record<keyof Times, string>> = {
  detect: 'Time to detect (from its beginning)',
  declare: 'Time to declare (from detection)',
  acknowledge: 'Time to the first acknowledgement',
  decide: 'Time to the first decision',
  stabilise: 'Time to stabilise',
  resolve: 'Time to resolve',
};

/** @param entries without those that were undone */
export function timesOf(incident: Incident, entries: readonly AnyEntry[]): Times {
  const { described, declared, reached } = incident;
  const stabilised = entries.findLast(({ type }) => type === 'incident.stabilised')?.at;
  const between = (from: Instant | undefined, to: Instant | undefined): number | null => {
    if (from === undefined || to === undefined) return null;
    const length = lived(incident, millis(from), millis(to));
    return Number.isFinite(length) ? length : null;
  };
  return {
    detect: between(described.began, described.detected),
    declare: between(described.detected, declared),
    acknowledge: between(declared, firstAcknowledged(entries)?.at),
    decide: between(declared, firstDecided(entries)?.at),
    // Where its time was put right that is told by its entry alone.
    stabilise: reached.stabilised === undefined ? null : between(declared, stabilised),
    resolve: between(declared, reached.resolved),
  };
}

/** The entry by which a role was first taken. */
export const firstAcknowledged = (entries: readonly AnyEntry[]): AnyEntry | undefined =>
  earliest(entries.filter(({ type }) => type === 'role.acknowledged'));

/** The entry by which somebody first decided: what the plan decides by itself is no decision of anybody. */
export const firstDecided = (entries: readonly AnyEntry[]): AnyEntry | undefined =>
  earliest(entries.filter((entry) => entry.type === 'choice.made' && entry.data.auto !== true));

/** The one that happened first: what comes from paper is written when others have been. */
function earliest(entries: readonly AnyEntry[]): AnyEntry | undefined {
  return entries.toSorted((a, b) => millis(a.at) - millis(b.at))[0];
}
