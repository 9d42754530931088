import type { ExercisedIn } from '../analysis/index.ts';
import type { AnyEntry } from '../entry/index.ts';
import { type Incident, replay, own } from '../incident/index.ts';
import type { Audience } from './redaction/audience.ts';
import type { Entries } from './windows.ts';
import { type LeftOut, Redaction } from './redaction/redaction.ts';

/** A timeline, and the incident that it folds to. */
export interface Recorded extends Entries {
  /** The same as JSON, what `JSON.stringify` gives of each, where they can be had without reading them. */
  readonly texts?: () => Iterable<string>;
  readonly incident: Incident;
  /** What the other incidents and drills of the same records exercised; absent where there are no such records. */
  readonly others?: () => readonly ExercisedIn[];
}

/** A timeline as its audience may read it. */
export interface Shown extends Recorded {
  readonly audience: Audience;
  /** As far as it is written: some is known only then. */
  readonly leftOut: LeftOut;
  /** Whether nothing at all was left out. */
  readonly isWhole: boolean;
  /** Entries as they were sealed, as JSON, so that their hashes can be checked; of those that are left out none stands in for them. */
  readonly sealed: () => Iterable<string>;
}

/**
 * What an audience may read of a timeline. Where anything is left out the incident is folded anew without it: what the state
 * keeps of people's words (reasons, titles, what is to be done) has to be without them too.
 */
export function shownTo(audience: Audience, recorded: Recorded): Shown {
  const redaction = new Redaction(audience, (role) => own(recorded.incident.roles, role)?.role.title ?? role);
  if (recorded.incident.guarded || audience.pseudonyms) for (const entry of recorded.entries()) redaction.learn(entry);
  const { leftOut } = redaction;
  if (leftOut.answers + leftOut.entries + leftOut.people === 0)
    return {
      ...recorded,
      audience,
      leftOut,
      isWhole: true,
      sealed: recorded.texts ?? (() => asTexts(recorded.entries())),
    };
  const entries = function* (): Iterable<AnyEntry> {
    for (const entry of recorded.entries()) yield redaction.take(entry);
  };
  const sealed = function* (): Iterable<AnyEntry> {
    for (const entry of recorded.entries()) {
      const kept = redaction.sealed(entry);
      if (kept !== undefined) yield kept;
    }
  };
  return {
    entries,
    sealed: () => asTexts(sealed()),
    incident: redaction.shown(replay(entries())),
    audience,
    get leftOut() {
      return redaction.leftOut;
    },
    isWhole: false,
    ...(recorded.others !== undefined && { others: recorded.others }),
  };
}

function* asTexts(entries: Iterable<AnyEntry>): Iterable<string> {
  for (const entry of entries) yield JSON.stringify(entry);
}
