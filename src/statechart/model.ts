import type { Instant } from '../time/index.ts';
import type { Outcome, TimerKind } from '../entry/index.ts';
import type { Bundle, Runbook, Step, Verb } from '../runbook/index.ts';

export type StepState = 'waiting' | 'active' | 'awaiting' | 'done' | 'skipped' | 'failed' | 'passed' | 'left-open';

/** A step of the whole runbook, as compiled: `follow` expanded, ids whole (`breach-too/revoke-keys`). */
export interface PlannedStep {
  readonly id: string;
  readonly verb: Verb;
  readonly title: string;
  readonly step: Step;
  /** The runbook in which it is written (differs from the run's inside a `follow`). */
  readonly runbook: Runbook;
  /** `''` in the root runbook, else the ids of the `follow` steps around it with a slash at the end: `breach-too/`. */
  readonly prefix: string;
  /** The step that it stands in, where it is not in a root list. */
  readonly parent?: string;
  /** The option or track of the parent that it stands in. */
  readonly branch?: string;
  /** The role that does it: its own, else its track's, else none. */
  readonly role?: string;
  /** Depth for drawing, 0 for a root list. */
  readonly level: number;
  /** In document order over the whole plan. */
  readonly index: number;
  /** A duty that outlives the response. */
  readonly afterwards: boolean;
  /** Added by a responder during the incident. */
  readonly added?: true;
  /** Of an added step: the one, planned or added, that it follows. */
  readonly anchor?: string;
}

/** What became of a step. `since`: when it became active. `at`, `by`, `entry`: of the entry that settled it. */
export interface StepLife {
  readonly state: StepState;
  readonly turn: number;
  readonly since?: Instant;
  readonly at?: Instant;
  readonly by?: string;
  readonly entry?: string;
  readonly chose?: string;
  /** Items ticked this turn, counted from 1. */
  readonly ticks?: readonly number[];
  /** Facts answered (known or "not known yet") since the turn began. */
  readonly answered?: readonly string[];
  readonly evidence?: number;
  /** The completion that waits for an approval. */
  readonly awaiting?: { readonly entry: string; readonly by: string; readonly at: Instant };
  /** Why the last approval was refused: the id of that entry. */
  readonly refused?: string;
  /** A repeat: rounds begun, when this round began, whether it is in its pause. */
  readonly round?: number;
  readonly roundAt?: Instant;
  readonly resting?: true;
  /** A run: the id of a started command that has not ended; how often it was tried; how the last one ended. */
  readonly command?: string;
  readonly attempts?: number;
  readonly lastCommand?: 'ok' | 'failed' | 'unknown';
  readonly timedOut?: true;
  /** Its `when` is unknown: the facts that would settle it. */
  readonly asks?: readonly string[];
  /** Active beside the flow (reopened, or added after its anchor had passed). */
  readonly beside?: true;
  /** The flow has gone on from it in this turn: a step added after it now stands open beside the flow. */
  readonly left?: true;
  /** Timers that elapsed this turn: they are not wanted again. */
  readonly elapsed?: readonly TimerKind[];
  /** How it was completed last in an earlier turn: a round may begin again in the very moment in which it is. */
  readonly last?: LastDone;
}

/** A completion in an earlier turn. */
export type LastDone = Pick<StepLife, 'turn' | 'at' | 'entry' | 'chose'>;

/** JSON. All that the chart of one followed runbook remembers; `snapshot` is XState's persisted one. */
export interface RunState {
  readonly snapshot: unknown;
}

/**
 * What the rest of the incident looks like to a runbook, as data in the event: an unanswered or stale fact is missing.
 * Steps are not in it: each chart knows its own.
 */
export interface Surroundings {
  readonly now: Instant;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly org: Readonly<Record<string, unknown>>;
  readonly clocks: Readonly<Record<string, { readonly state: string; readonly due?: Instant }>>;
  readonly services: Readonly<
    Record<string, { readonly state: string; readonly title: string; readonly fallback?: string }>
  >;
  readonly incident: Readonly<Record<string, unknown>>;
}

/** A timer that is wanted now; derived from state on every load, never remembered. */
export interface WantedTimer {
  readonly timer: TimerKind;
  readonly step: string;
  readonly turn: number;
  readonly round?: number;
  readonly due: Instant;
  /** The option of a decision's default. */
  readonly option?: string;
}

/** Why an act does not fit. `code` for programs, `message` for people, `hint` what to do. */
export interface Refusal {
  readonly code:
    | 'no-such-step'
    | 'ambiguous-step'
    | 'already-settled'
    | 'old-turn'
    | 'not-an-option'
    | 'wrong-verb'
    | 'not-active'
    | 'nothing-awaiting'
    | 'same-person'
    | 'no-such-item'
    | 'no-such-thing'
    | 'wrong-type'
    | 'already-so'
    | 'runbook-not-followed'
    | 'wrong-state'
    | 'clash'
    | 'in-future'
    | 'needs-words'
    | 'held';
  readonly message: string;
  readonly hint?: string;
  /** The entry that stands against it (a race: who did it first). */
  readonly entry?: string;
}

export interface RunEnd {
  readonly at: Instant;
  readonly outcome?: Outcome;
}

/** One compiled bundle. `plan` is cheap; the XState machine behind it is built at the first transition. */
export interface Chart {
  readonly bundle: Bundle;
  /** By whole id, in document order; `afterwards` last. Steps added in an incident are not here but in the run. */
  readonly plan: ReadonlyMap<string, PlannedStep>;
}
