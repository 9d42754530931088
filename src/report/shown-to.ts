import type { AnyEntry } from '../entry/index.ts';
import { type Incident, replay } from '../incident/index.ts';
import type { Audience } from './redaction/audience.ts';
import { type LeftOut, Redaction } from './redaction/redaction.ts';

/** A timeline, and the incident that it folds to. */
export interface Recorded {
  /** Oldest first; may be asked for more than once. */
  readonly entries: () => Iterable<AnyEntry>;
  readonly incident: Incident;
}

/** A timeline as its audience may read it. */
export interface Shown extends Recorded {
  readonly audience: Audience;
  readonly leftOut: LeftOut;
}

/**
 * What an audience may read of a timeline. Where anything is left out the incident is folded anew without it: what the state
 * keeps of people's words (reasons, titles, what is to be done) has to be without them too.
 */
export function shownTo(audience: Audience, recorded: Recorded): Shown {
  const redaction = new Redaction(audience, (role) => recorded.incident.roles[role]?.role.title ?? role);
  for (const entry of recorded.entries()) redaction.learn(entry);
  const { leftOut } = redaction;
  if (leftOut.answers + leftOut.entries + leftOut.people === 0) return { ...recorded, audience, leftOut };
  const entries = function* (): Iterable<AnyEntry> {
    for (const entry of recorded.entries()) yield redaction.take(entry);
  };
  return { entries, incident: replay(entries()), audience, leftOut };
}
