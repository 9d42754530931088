import type { Instant } from '../time/index.ts';
import type {
  Deviation,
  EntryData,
  EntryType,
  FactValue,
  Head,
  IncidentField,
  IncidentState,
  Marking,
  MinuteKind,
  Outcome,
  Severity,
  StoodDown,
} from '../entry/index.ts';
import type { Chart, RunState, StepState } from '../statechart/index.ts';
import type { Clock, Fact, Message, Role, Service, Verb } from '../runbook/index.ts';
import type { DrillState } from './drill/model.ts';

/**
 * The state of an incident: a pure function of its timeline. Everything in it is JSON but `runs[].chart`, which is
 * compiled from the text kept in `runbook.followed`, or in the last `runbook.revised`.
 */
export interface Incident {
  readonly semantics: 1;
  /** Globally unique. */
  readonly id: string;
  /** Said on the phone: `flood-7`. */
  readonly alias: string;
  readonly mode: 'real' | 'drill';
  readonly state: IncidentState;
  readonly title: string;
  readonly reason: string;
  readonly timezone: string;
  readonly holidays: readonly string[];
  readonly severity?: Severity;
  readonly declared: Instant;
  /** When it reached each state last, since it was declared or opened again. */
  readonly reached: Readonly<Partial<Record<IncidentState, Instant>>>;
  /** What was said with `describe`: the latest of each. */
  readonly described: Readonly<Partial<Record<IncidentField, string>>>;
  /** By which entry its reason, and each of `described` that was said in words, was said. */
  readonly saidBy: Readonly<Partial<Record<IncidentField | 'reason', string>>>;
  readonly marking: Marking;
  /** Whether any entry holds what not every reader may see: a marking of its own, the value of a fact that is not public. */
  readonly guarded: boolean;
  readonly aware: Readonly<Record<string, Instant>>;
  /** By short id: the incidents that it has to do with, as it was said last. */
  readonly links: Readonly<Record<string, LinkState>>;
  /** As what it was stood down, and of or into which other incident; absent while it is not. */
  readonly stoodDown?: StoodDown;
  /** The short id of the incident that it was merged into, or a duplicate of, until it was reopened; absent once it is moved on. */
  readonly reopenedFrom?: string;
  /** By origin. One origin a database for now. */
  readonly heads: Readonly<Record<string, Head>>;
  /** The stamp of the last entry folded. */
  readonly stamp: string;
  /** Entries folded. */
  readonly count: number;
  /** The latest time that any entry tells of: what is written down late turns no clock back. */
  readonly lastAt: Instant;
  readonly runs: readonly Run[];
  /** The turns of steps that have ended, in that order: a step itself remembers its last one alone. */
  readonly turns: readonly StepSpan[];
  /** Declared by any followed runbook; one id is one thing. */
  readonly facts: Readonly<Record<string, FactState>>;
  readonly roles: Readonly<Record<string, RoleState>>;
  readonly services: Readonly<Record<string, ServiceState>>;
  readonly clocks: Readonly<Record<string, ClockState>>;
  readonly topics: Readonly<Record<string, string>>;
  readonly messages: Readonly<Record<string, MessageState>>;
  readonly tasks: Readonly<Record<string, TaskState>>;
  readonly followUps: Readonly<Record<string, FollowUpState>>;
  /** What the review says beside the record, oldest first. */
  readonly annotations: readonly Annotation[];
  /** What participants said of the exercise, oldest first. */
  readonly feedback: readonly Feedback[];
  /** Who signed the review off, oldest first. */
  readonly signedOff: readonly { readonly entry: string; readonly by: string; readonly at: Instant }[];
  /** What was weighed in decisions, oldest first. */
  readonly minutes: readonly Minute[];
  /** Who was rung and what came of it, oldest first. */
  readonly calls: readonly CallRecord[];
  /** By name: between when a person has done something in this incident, as far as it is known. */
  readonly heard: Readonly<Record<string, Heard>>;
  /** Entries that left the plan, oldest first. */
  readonly deviations: readonly DeviationRecord[];
  /** Entries that were kept and did not change the state. */
  readonly misfits: readonly Misfit[];
  /** Ids of entries undone, with the id of the entry that did it. */
  readonly undone: Readonly<Record<string, string>>;
  /** Ids of entries whose words, time or marking were corrected, or whose words were expunged, with that entry's id. */
  readonly corrected: Readonly<Record<string, string>>;
  /** By entry: the ids of the corrections that hold other words for it, oldest first. */
  readonly reworded: Readonly<Record<string, readonly string[]>>;
  /** By entry: when it is believed now to have happened, where that was corrected. */
  readonly retimed: Readonly<Record<string, Instant>>;
  /**
   * By entry: what the steps (`run:step`) that it changed, and the options (`run:step:option`) that were chosen, were called when
   * it was written; only where that changes with what is known.
   */
  readonly called: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What may still be undone: the acts of the last transactions, newest last (bounded to 50). */
  readonly undoable: readonly Undoable[];
  /** Given and not accepted yet, by who gave it: a whole shift may change at once. */
  readonly handovers: Readonly<Record<string, HandoverState>>;
  /** The operational period that runs; absent until somebody begins one. */
  readonly period?: PeriodState;
  /**
   * Decisions (`run:step`) taken by themselves since anybody or any timer did something: none is taken by itself twice in
   * a row, or a loop of automatic decisions would never end.
   */
  readonly automatic: readonly string[];
  readonly exercise?: ExerciseState;
  /** In a drill that plays a scenario. */
  readonly drill?: DrillState;
  /** Its words must be kept for legal reasons, whatever the retention; absent while nobody has said so. */
  readonly hold?: HoldState;
  /** Until when its words are kept, as it was said last; absent where nobody has said it of this incident. */
  readonly retention?: RetentionState;
}

export interface HoldState {
  readonly entry: string;
  readonly since: Instant;
  readonly by: string;
  /** Absent where the words were removed. */
  readonly why?: string;
}

export interface RetentionState {
  readonly entry: string;
  readonly at: Instant;
  readonly by: string;
  /** The day on which its time is over, `YYYY-MM-DD`; absent: without a limit. */
  readonly until?: string;
  /** On what legal basis, in words. */
  readonly basis?: string;
}

/** One of the minutes of a decision. */
export interface Minute {
  readonly entry: string;
  readonly at: Instant;
  readonly by: string;
  readonly run: string;
  readonly step: string;
  readonly turn: number;
  readonly kind: MinuteKind;
  /** Absent where they were expunged, and of `no-objection`. */
  readonly words?: string;
}

/** That another incident has to do with this one. */
export interface LinkState {
  /** In what way, in words. */
  readonly as?: string;
  readonly at: Instant;
}
/** A handover that waits to be accepted. */
export interface HandoverState {
  readonly entry: string;
  readonly from: string;
  readonly at: Instant;
  /** Absent: whoever accepts first. */
  readonly to?: string;
  /** What goes over: of what `from` held when it was given, all or a part. */
  readonly roles: readonly string[];
  /** The brief as it was given. */
  readonly brief: string;
}

/** An operational period with what is to be reached in it. */
export interface PeriodState {
  /** Of what was said of it last. */
  readonly entry: string;
  readonly number: number;
  readonly begunAt: Instant;
  readonly until?: Instant;
  readonly objectives: readonly string[];
}

/** One followed runbook. */
export interface Run {
  /** The runbook's id; a second following of the same one is `ID-2`. */
  readonly id: string;
  readonly runbook: string;
  readonly title: string;
  readonly revision?: string;
  readonly sha256: string;
  readonly folder?: string;
  readonly followedAt: Instant;
  /** The id of its `runbook.followed`. */
  readonly entry: string;
  /** The id of the entry that keeps its text: that one, or its last `runbook.revised`. */
  readonly textEntry: string;
  /**
   * What a newer text no longer calls by that name, by `calledKey`; oldest first. `until`: the stamp of the entry by which the newer text
   * was taken.
   */
  readonly earlier?: readonly { readonly until: string; readonly titles: Readonly<Record<string, string>> }[];
  readonly ended?: { readonly at: Instant; readonly outcome?: Outcome; readonly by: string };
  readonly state: RunState;
  readonly chart: Chart;
}

/** One turn of a step: from when it was open to how it ended. */
export interface StepSpan {
  readonly run: string;
  readonly step: string;
  /** As it was called when it ended, or last. */
  readonly title: string;
  readonly turn: number;
  readonly verb: Verb;
  readonly role?: string;
  readonly began: Instant;
  /** Absent while it is open. */
  readonly ended?: Instant;
  readonly state: StepState;
  readonly by?: string;
  /** The id of the entry that settled it. */
  readonly entry?: string;
  /** How long it should take, in milliseconds. */
  readonly expected?: number;
}

/** A step that was settled and never open. */
export type StepOutOfTurn = Omit<StepSpan, 'began'> & { readonly began?: undefined };

export interface FactState {
  readonly id: string;
  readonly fact: Fact;
  /** Absent: never answered or cleared. `known: false`: "not known yet". */
  readonly answer?: FactAnswer;
}

export interface FactAnswer {
  readonly known: boolean;
  /** Of a personal fact the words, until they are expunged; of a secret one never. */
  readonly value?: FactValue;
  readonly at: Instant;
  readonly by: string;
  readonly entry: string;
}

export interface RoleState {
  readonly id: string;
  readonly role: Role;
  readonly holder?: string;
  readonly assignedAt?: Instant;
  readonly acknowledgedAt?: Instant;
  /** When `ack-within` ran out for this holder. */
  readonly overdueAt?: Instant;
}

/** A moment, and the entry that tells it. */
interface Told {
  readonly at: Instant;
  readonly entry: string;
}

/** When a service was lost and came back last. */
interface ServiceTimes {
  /** RTO and MTPD count from it. */
  readonly loss?: Told;
  readonly back?: Told;
}

export interface ServiceState extends ServiceTimes {
  readonly id: string;
  readonly service: Service;
  readonly state: 'up' | 'suspect' | 'lost';
  /** Suspect because a service that it needs is lost (derived). */
  readonly because?: readonly string[];
}

export interface ClockState {
  readonly id: string;
  readonly clock: Clock;
  readonly state: 'not-started' | 'provisional' | 'running' | 'met' | 'missed' | 'set-aside';
  /** Started so often; a cadence rises with each time that it is met. */
  readonly round: number;
  /** When it began, where that was not taken back. */
  readonly started?: Instant;
  /** Absent while running: no deadline is made up (`without-undue-delay`, `as-asked`). */
  readonly due?: Instant;
  readonly metAt?: Instant;
  readonly late?: boolean;
  readonly reference?: string;
  /** Met while what `again` waits for had not come: it is owed once more. */
  readonly interim?: true;
  /** Who met it or set it aside, and by which entry: its reason stands with the deviations. */
  readonly settled?: { readonly by: string; readonly at: Instant; readonly entry: string };
  /** When it was met in an earlier round, the last time. */
  readonly earlier?: { readonly metAt: Instant; readonly entry: string; readonly interim?: true };
  /** When it ran out, if it did: a missed clock may still be met, late. */
  readonly missedAt?: Instant;
  /** It may not apply (its `applies-when` was unknown); kept while missed. */
  readonly provisional?: true;
  /**
   * Set aside because its `applies-when` became definitely false, or what began it was taken back (then it has not `started`); not by a
   * person's decision.
   */
  readonly inapplicable?: true;
  /** When somebody asked for it last, in which round, and until when. */
  readonly asked?: Told & { readonly round: number; readonly due?: Instant };
}

export interface MessageState {
  readonly id: string;
  readonly message: Message;
  readonly sent: number;
  readonly lastAt?: Instant;
  readonly lastEntry?: string;
}

export interface TaskState {
  readonly id: string;
  /** The id of the entry that gave it. */
  readonly entry: string;
  readonly words: string;
  readonly to: string;
  readonly givenBy: string;
  readonly givenAt: Instant;
  readonly due?: Instant;
  readonly takenAt?: Instant;
  readonly doneAt?: Instant;
}

export interface CallRecord {
  readonly entry: string;
  readonly at: Instant;
  readonly by: string;
  readonly role?: string;
  /** An id of contacts.yaml; never a number. */
  readonly contact?: string;
  readonly result: EntryData['call.attempted']['result'];
}

/** When a person was heard of: each time is that of an act of theirs. */
export interface Heard {
  readonly first: Instant;
  readonly last: Instant;
  /** The first act of their shift: before it they did nothing for as long as a rest takes. */
  readonly since: Instant;
  /** The last act of the shift before; none in their first. */
  readonly rested?: Instant;
  /** Who accepted what they handed over last, and when. */
  readonly relieved?: { readonly by: string; readonly at: Instant };
}

/** What was said in the review, apart from the record: it changes nothing that happened. */
export interface Annotation {
  /** The id of its `review.annotated`. */
  readonly entry: string;
  /** An id of `reviewKinds`, or one that only a newer holdfast knows. */
  readonly kind: string;
  readonly words: string;
  /** The id of the entry that it is about. */
  readonly about?: string;
  readonly by: string;
  readonly at: Instant;
}

/** What a participant said of an exercise: how far they agree with a statement, or in words alone. */
export interface Feedback {
  /** The id of its `feedback.given`. */
  readonly entry: string;
  /** An id of `feedbackStatements`. */
  readonly statement?: string;
  /** From 1, not at all, to 5. */
  readonly agreement?: number;
  /** Absent where nothing was said, or it was expunged. */
  readonly words?: string;
  readonly by: string;
  readonly at: Instant;
}

/** What a follow-up is for: that it does not come again, is seen sooner, hurts less, or is handled better. */
export type FollowUpKind = NonNullable<EntryData['follow-up.proposed']['kind']>;

export interface FollowUpState {
  readonly id: string;
  /** The id of the entry that proposed it. */
  readonly entry: string;
  readonly words: string;
  readonly kind?: FollowUpKind;
  /** The objective of the drill that it is to make better. */
  readonly objective?: string;
  readonly owner?: string;
  readonly due?: string;
  readonly doneAt?: Instant;
  readonly verifiedAt?: Instant;
  /** The short id of the incident or drill in which its effect was seen. */
  readonly verifiedIn?: string;
}

export interface DeviationRecord {
  readonly entry: string;
  readonly seq: number;
  readonly at: Instant;
  readonly type: EntryType;
  readonly run?: string;
  readonly step?: string;
  readonly by: string;
  readonly deviation: Deviation;
  /** The reason, where it was given (also later, by a correction). */
  readonly reason?: string;
  /** Of an added step, whose own words are its title: the entry whose words the reason is. */
  readonly reasonIn?: string;
}

export interface Misfit {
  readonly entry: string;
  readonly seq: number;
  readonly type: EntryType;
  readonly step?: string;
  readonly reason: string;
}

export interface Undoable extends UndoPart {
  readonly seq: number;
  readonly by: string;
  /** Who typed it, where that was another. */
  readonly enteredBy?: string;
  /** What the act brought with it, in the order written. */
  readonly parts: readonly UndoPart[];
}

/** One entry of a transaction that may be undone. */
export interface UndoPart {
  readonly entry: string;
  readonly type: EntryType;
  readonly run?: string;
  readonly step?: string;
  /** What stood before it, where putting that back takes more than the entry's type. */
  readonly before?: Before;
}

/** What an entry changed, as it stood before. */
export type Before =
  | { readonly of: 'fact'; readonly id: string; readonly answer?: FactAnswer }
  | { readonly of: 'severity'; readonly severity?: Severity }
  | { readonly of: 'aware'; readonly id: string; readonly at?: Instant }
  | { readonly of: 'described'; readonly field: IncidentField; readonly value?: string }
  | { readonly of: 'clock'; readonly id: string; readonly state: Omit<ClockState, 'id' | 'clock'> }
  | ({ readonly of: 'service'; readonly id: string; readonly state: ServiceState['state'] } & ServiceTimes)
  | {
      readonly of: 'role';
      readonly id: string;
      readonly holder?: string;
      readonly assignedAt?: Instant;
      readonly acknowledged: boolean;
    }
  | { readonly of: 'task'; readonly id: string; readonly state?: TaskState }
  | { readonly of: 'follow-up'; readonly id: string; readonly state?: FollowUpState }
  | { readonly of: 'handover'; readonly id: string; readonly state?: HandoverState }
  | { readonly of: 'period'; readonly state?: PeriodState }
  | { readonly of: 'tick'; readonly item: number; readonly ticked: boolean; readonly label?: string }
  /** A decision was taken anew: at which steps the flow stood. */
  | { readonly of: 'flow'; readonly at: readonly string[] };

/** exercise time = `exerciseAt` + (wall − `wallAt`) × speed while not paused. */
export interface ExerciseState {
  readonly wallAt: Instant;
  readonly exerciseAt: Instant;
  readonly speed: number;
  readonly paused: boolean;
  /** It stands only because nobody has it open. */
  readonly unattended?: true;
  readonly ended?: Instant;
  /** It was ended because something real had happened. */
  readonly realWorld?: true;
}
