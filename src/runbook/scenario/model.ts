import type { Condition, DurationText, FactValue } from '../model.ts';
import type { Rating } from './words.ts';

/*
 * What the scenario of a drill looks like once read: the very shape of the YAML. Its words are those of the Homeland Security
 * Exercise and Evaluation Program (HSEEP, doctrine of January 2020) and its Master Scenario Events List (MSEL).
 */

/** What came of injects, of the exercise's time and of the responders; what stands side by side must hold together. */
export type Trigger =
  | Condition
  | {
      readonly at?: DurationText;
      readonly when?: Condition;
      readonly after?: string;
      readonly answered?: string;
      readonly as?: string;
      readonly all?: readonly Trigger[];
      readonly any?: readonly Trigger[];
    };

export interface Player {
  readonly team: string;
  readonly unreachable?: boolean;
  readonly note?: string;
}

export interface Evaluator {
  readonly name: string;
  /** Roles. */
  readonly watches: readonly string[];
}

/** Times count from the start of the exercise. */
export interface Phase {
  readonly id: string;
  readonly title: string;
  readonly at: DurationText;
  /** Then the clock jumps to the next phase. */
  readonly until?: DurationText;
  readonly text?: string;
}

interface Branch {
  readonly title: string;
  readonly when: Trigger;
}

/** A duration, or one for each rating. */
export type Timely = DurationText | { readonly P: DurationText; readonly S?: DurationText; readonly M?: DurationText };

/** What is read from the timeline; meaning is in `docs/drill-format.md`. */
export interface Measure {
  readonly step?: string;
  readonly before?: string;
  readonly choice?: string;
  readonly is?: FactValue;
  readonly fact?: string;
  readonly message?: string;
  readonly to?: string;
  readonly answer?: string;
  readonly entries?: string;
  readonly 'at-least'?: number;
  readonly role?: string;
  readonly result?: string;
  readonly 'clock-kept'?: string;
  readonly 'no-deviation'?: readonly string[];
  readonly on?: string;
  readonly within?: Timely;
  /** `start`, `inject ID` or `step ID`. */
  readonly from?: string;
  readonly else?: Exclude<Rating, 'P'>;
}

export interface CriticalTask {
  readonly task: string;
  readonly measure?: Measure;
  readonly branch?: string;
}

export interface Objective {
  readonly statement: string;
  readonly capability: string;
  /** Of POETE. */
  readonly element: 'planning' | 'organization' | 'equipment' | 'training' | 'exercises';
  readonly tasks?: readonly CriticalTask[];
  readonly rated?: boolean;
  readonly discuss?: readonly string[];
  readonly 'listen-for'?: readonly string[];
}

export interface AwaitedAnswer {
  readonly ask?: string;
  readonly of?: readonly string[];
  readonly within?: DurationText;
}

export interface Repetition {
  readonly every: DurationText;
  readonly times: number;
  readonly until?: Trigger;
}

export interface Inject {
  readonly id: string;
  readonly number?: number;
  readonly title?: string;
  readonly kind?: 'inject' | 'contingency' | 'expected-action';
  readonly at?: DurationText;
  readonly when?: Trigger;
  readonly after?: string;
  readonly branch?: string;
  readonly delay?: DurationText;
  readonly unless?: Trigger;
  readonly 'by-hand'?: boolean;
  readonly repeat?: Repetition;
  /** Roles; everybody where it is missing. */
  readonly to?: readonly string[];
  readonly from?: string;
  readonly by?: string;
  readonly message: string;
  readonly expect?: string;
  readonly objectives?: readonly string[];
  readonly notes?: string;
  readonly attachments?: readonly string[];
  readonly answer?: AwaitedAnswer;
  readonly tells?: Readonly<Record<string, FactValue>>;
  readonly measure?: Measure;
}

interface Overview {
  readonly kind: 'seminar' | 'workshop' | 'tabletop' | 'game' | 'drill' | 'functional' | 'full-scale';
  /** `YYYY-MM-DD` each. */
  readonly dates?: readonly string[];
  readonly scope: string;
  readonly threat: string;
  readonly sponsor: string;
  readonly contact: string;
  readonly assumptions?: readonly string[];
}

interface Staff {
  readonly facilitator?: string;
  /** What becomes of the clock when the facilitator goes away; `go-on` where it is missing. */
  readonly 'facilitator-away'?: 'go-on' | 'pause';
  readonly 'simulation-cell'?: readonly string[];
  readonly evaluators?: readonly Evaluator[];
}

export interface Scenario {
  readonly holdfast: 1;
  readonly id: string;
  readonly title: string;
  readonly summary?: string;
  readonly revision?: string;
  readonly owner?: string;
  /** The id of the runbook that is drilled. */
  readonly runbook: string;
  readonly timezone?: string;
  /** `HH:MM`, or `YYYY-MM-DD HH:MM`. */
  readonly begins?: string;
  readonly lasts: DurationText;
  readonly overview: Overview;
  /** By role of the runbook. */
  readonly players?: Readonly<Record<string, Player>>;
  readonly staff?: Staff;
  readonly phases?: readonly Phase[];
  readonly facts?: Readonly<Record<string, FactValue>>;
  readonly branches?: Readonly<Record<string, Branch>>;
  readonly objectives: Readonly<Record<string, Objective>>;
  readonly injects: readonly Inject[];
}
