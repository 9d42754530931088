import type { Rating, Scenario } from '../../runbook/index.ts';
import type { Instant } from '../../time/index.ts';

/** The drill as its timeline has it: the scenario that is played, and what became of its injects. */
export interface DrillState {
  readonly scenario: Scenario;
  readonly sha256: string;
  /** The id of its `scenario.followed`. */
  readonly entry: string;
  /** Where exercise time is counted from. */
  readonly begun: Instant;
  /** What the clock showed when something was last written: somebody, or a screen, was there. */
  readonly seen: Instant;
  /** By id, of each that something has become of. */
  readonly injects: Readonly<Record<string, InjectState>>;
  /** Told without standing in the scenario, oldest first. */
  readonly improvised: readonly Told[];
  /** What evaluators gave, by objective, oldest first. */
  readonly rated: Readonly<Record<string, readonly Rated[]>>;
  /** Stretches that the clock has jumped over, oldest first: nobody lived through them. */
  readonly jumps: readonly { readonly from: Instant; readonly to: Instant; readonly phase?: string }[];
  /** Who facilitates it, or did so last; absent: nobody ever has, and it plays by itself. */
  readonly facilitator?: Facilitator;
  /** By name: who takes part, since when on the clock of the exercise. */
  readonly participants: Readonly<Record<string, Instant>>;
}

export interface InjectState {
  /** When it came, each time. */
  readonly delivered: readonly Told[];
  /** From when all that it waits for holds, as far as can be foreseen; milliseconds since 1970. */
  readonly holdsFrom?: number;
  readonly held?: true;
  /** When somebody let it come that was held or skipped: it comes no earlier, for nobody was told then. */
  readonly letGo?: Instant;
  readonly skipped?: { readonly at: Instant; readonly entry: string; readonly byItself?: true };
  readonly answered?: {
    readonly at: Instant;
    readonly by: string;
    readonly entry: string;
    readonly option?: string;
    readonly words?: string;
  };
}

export interface Facilitator {
  readonly name: string;
  readonly since: Instant;
  /** When they went away; absent while they are there. */
  readonly left?: Instant;
}

/** Something that the players were told. */
export interface Told {
  readonly at: Instant;
  readonly entry: string;
  /** Roles; everybody where it is missing. */
  readonly to?: readonly string[];
  /** Those of them that nobody held. */
  readonly unheld?: readonly string[];
  readonly words: string;
}

interface Rated {
  readonly rating: Rating;
  readonly by: string;
  readonly at: Instant;
  readonly entry: string;
  readonly words?: string;
}
