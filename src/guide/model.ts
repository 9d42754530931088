import type { Instant } from '../time/index.ts';
import type { AnyEntry, IncidentState, Precision, Severity, StoodDown } from '../entry/index.ts';
import type { StepState } from '../statechart/index.ts';
import type { FactType, Privacy, Verb } from '../runbook/index.ts';
import type { Act, CallRecord, Incident, LinkState, MessageBody, Minute, TaskState } from '../incident/index.ts';
import type { DrillView } from './drill/model.ts';

/** What tui, plain and `now` all draw: pure data, made from an incident, a person and a time. Text in it is raw. */
export interface Guide {
  readonly alias: string;
  readonly title: string;
  readonly mode: 'real' | 'drill';
  readonly state: IncidentState;
  readonly severity?: Severity | undefined;
  readonly declared: Instant;
  readonly now: Instant;
  readonly timezone: string;
  /** Milliseconds since declared. */
  readonly age: number;
  /** `#42 3f9a…`: seq and the first 12 digits. */
  readonly head: string;
  /** What was said of how long its words are kept. */
  readonly kept: Pick<Incident, 'hold' | 'retention'>;
  readonly me: { readonly name: string; readonly roles: readonly string[] };
  /** Who holds what, for the people line. */
  readonly roles: readonly RoleRow[];
  /** Who is known in this incident, and what was asked of whom. */
  readonly people: readonly PersonRow[];
  readonly tasks: readonly TaskRow[];
  /** Given and not accepted yet, those for this person first. */
  readonly handovers: readonly HandoverRow[];
  readonly period?: PeriodRow | undefined;
  readonly runs: readonly { readonly id: string; readonly title: string; readonly ended?: string }[];
  /** All steps of all runs in document order, with what is known of them. */
  readonly steps: readonly StepRow[];
  /** Active or awaiting, mine first, then by document order. */
  readonly current: readonly CurrentStep[];
  /** What is worked on side by side, in document order; empty where all goes on in one list. */
  readonly lanes: readonly Lane[];
  /** What to do first: the key into `current`, if any. */
  readonly focus?: string | undefined;
  /** Not settled ones first by due, then those without deadline. */
  readonly clocks: readonly ClockRow[];
  /** What people can become aware of, since when, and the titles of the clocks that count from it. */
  readonly topics: readonly TopicRow[];
  readonly services: readonly ServiceRow[];
  readonly facts: readonly FactRow[];
  /** What an open step wants first, then what is due next. */
  readonly messages: readonly MessageRow[];
  /** Things a person should answer: unknown facts a `when` waits for, provisional clocks, defaults that fell due, owed reasons, roles not taken, misfits. */
  readonly questions: readonly Question[];
  /** What was weighed in decisions, oldest first. */
  readonly minutes: readonly Minute[];
  readonly deviations: { readonly count: number; readonly owed: number };
  /** The other incidents that it has to do with, in the order in which that was said first. */
  readonly links: readonly LinkRow[];
  /** As what it was stood down. */
  readonly stoodDown?: StoodDown | undefined;
  /** Of a drill: its exercise has ended, and nothing in it presses any more. */
  readonly playedOut: boolean;
  /** The drill was stopped because something real has happened, said in words. */
  readonly noDuff?: string | undefined;
  /** In a drill that plays a scenario. */
  readonly drill?: DrillView | undefined;
  /** Nothing more to do in any runbook: what a person may do next is said in words. */
  readonly finished?: string | undefined;
}

/** Another incident that this one has to do with. */
export interface LinkRow extends LinkState {
  /** Its short id. */
  readonly incident: string;
}

/** `key` is `run:step`, unique in the incident. */
export interface StepRow {
  readonly key: string;
  /** As short as is unique: `step`, else `run:step`. */
  readonly name: string;
  readonly run: string;
  readonly step: string;
  readonly title: string;
  readonly verb: Verb;
  readonly state: StepState;
  /** It waits, and the flow does not come to it any more unless somebody leaves the order. */
  readonly isOut?: true;
  readonly level: number;
  readonly role?: string;
  /** The track or option that it stands in, by title. */
  readonly branch?: string;
  readonly at?: Instant;
  readonly by?: string;
  /** The id of the option that was chosen, and its title. */
  readonly chose?: string;
  readonly chosen?: string;
  readonly overdue: boolean;
  readonly afterwards: boolean;
  readonly turn: number;
}

/** A list of steps that is worked on beside others: a track, or one of several runbooks. */
export interface Lane {
  readonly key: string;
  readonly title: string;
  /** Of a runbook otherwise. */
  readonly isTrack: boolean;
  readonly level: number;
  /** Keys of its steps, in document order; a track within it has its own. */
  readonly steps: readonly string[];
  /** How many of its steps are settled, of those that are settled, open or can still come. */
  readonly settled: number;
  readonly total: number;
  /** What is open in it. */
  readonly open: readonly CurrentStep[];
  /** A track within it is worked on. */
  readonly goesOnWithin: boolean;
}

export interface CurrentStep extends StepRow {
  readonly mine: boolean;
  /** Who holds the role that it waits for; absent: nobody, or it is for anyone. */
  readonly holder?: string;
  readonly since: Instant;
  /** Milliseconds active. */
  readonly running: number;
  /** Milliseconds, of `expect` (likely) and `overdue`. */
  readonly expect?: number;
  readonly overdueAfter?: number;
  /** Milliseconds over the time that it may take; absent where it is not overdue. */
  readonly over?: number;
  /** Markdown, `{{ }}` filled. */
  readonly text?: string;
  readonly checklist: readonly { readonly item: number; readonly label: string; readonly ticked: boolean }[];
  readonly options: readonly OptionRow[];
  /** Facts to answer before it is finished. */
  readonly record: readonly FactRow[];
  readonly needsEvidence: boolean;
  readonly approval?: {
    readonly by: string;
    readonly awaiting: boolean;
    readonly completedBy?: string;
    readonly refused?: string;
  };
  readonly command?: {
    readonly line: readonly string[];
    readonly timeout: string;
    readonly running: boolean;
    readonly last?: 'ok' | 'failed' | 'unknown';
    readonly attempts: number;
    readonly drill: boolean;
    /** In a drill without a `drill-command`: nothing is run, its end is recorded at once. */
    readonly simulated?: true;
  };
  readonly message?: FilledMessage;
  /** The moment a wait is over, a round begins, a default is taken. */
  readonly until?: { readonly due: Instant; readonly what: string };
  readonly default?: { readonly option: string; readonly due: Instant };
  readonly stops: readonly string[];
  readonly starts: readonly string[];
  /** Unknown `when`: what would settle it. */
  readonly asks: readonly string[];
  /** What can be done with it now, in the order in which it should be offered; each with a reason when it is off. */
  readonly acts: readonly Offer[];
}

/** A message as it would be sent now: what is known stands in it, what is not is marked. */
export interface FilledMessage {
  readonly id: string;
  readonly to: string;
  readonly by?: string;
  readonly bodies: readonly MessageBody[];
}

export interface MessageRow extends FilledMessage {
  /** How often it was sent, and when last. */
  readonly sent: number;
  readonly lastAt?: Instant;
  /** The open clock that says when it is due next. */
  readonly next?: ClockRow;
  /** The open step that it would finish: its key in `current`. */
  readonly wanted?: string;
}

export interface OptionRow {
  readonly id: string;
  readonly title: string;
  readonly suggested: boolean;
}

/** An act that may be offered. `off`: why it cannot be done now. */
export interface Offer {
  readonly act: OfferName;
  readonly label: string;
  readonly off?: string;
}
export type OfferName =
  | 'done'
  | 'choose'
  | 'run'
  | 'send'
  | 'approve'
  | 'refuse'
  | 'go-without'
  | 'tick'
  | 'fact'
  | 'skip'
  | 'fail'
  | 'reopen'
  | 'jump'
  | 'note'
  | 'attach'
  | 'add'
  | 'undo'
  | 'aware'
  | 'met'
  | 'set-aside';

export interface ClockRow {
  readonly id: string;
  readonly title: string;
  readonly to?: string;
  readonly state: 'not-started' | 'provisional' | 'running' | 'met' | 'missed' | 'set-aside';
  readonly due?: Instant;
  /** Milliseconds until due; negative when over. */
  readonly left?: number;
  /** 0 just started … 1 due; for the bar. */
  readonly share?: number;
  readonly basis?: string;
  /** A cadence: met, it starts again after so long, as it is written. */
  readonly every?: string;
  readonly target?: 'law' | 'contract' | 'ours';
  readonly mustContain: readonly string[];
  readonly late: boolean;
  /** What is still to follow a report that was not the last one. */
  readonly follows?: string;
  /** What it counts from, as the runbook says it: `aware of significant-incident`. */
  readonly from: string;
  /** The day on which the basis was last read. */
  readonly readOn?: string;
  readonly started?: Instant;
  /** Somebody asked for it. */
  readonly asked?: Instant;
  readonly reference?: string;
  /** When it was met in an earlier round, the last time. */
  readonly earlier?: Instant;
  /** Who met it or set it aside, and why where that was said; `itself`: it does not apply by its own condition. */
  readonly settled?: {
    readonly by: string;
    readonly at: Instant;
    readonly why?: string;
    /** Nobody said why yet, and it has to be said. */
    readonly owed: boolean;
    readonly itself: boolean;
  };
  /** The facts that would settle whether it applies. */
  readonly dependsOn: readonly { readonly fact: string; readonly ask: string }[];
  /** What is sent now is a progress report; the duty itself follows, counted from this. */
  readonly progress?: { readonly then: string; readonly from: string };
}

export interface RoleRow {
  readonly id: string;
  readonly title: string;
  readonly duty?: string;
  readonly holder?: string;
  readonly acknowledged: boolean;
  /** The holder has not said yes in time. */
  readonly overdue: boolean;
  /** Since when the holder's yes is waited for, and until when. */
  readonly askedAt?: Instant;
  readonly ackDue?: Instant;
  readonly takenAt?: Instant;
  /** A duration as it stands in the runbook. */
  readonly ackWithin?: string;
  /** Ids in contacts.yaml, rung in this order. */
  readonly order: readonly string[];
  /** Who was rung for it, oldest first. */
  readonly calls: readonly CallRecord[];
}

export interface TaskRow extends TaskState {
  readonly state: 'given' | 'taken' | 'done';
  /** Milliseconds until due; negative when over. Absent where it is done, or has no time. */
  readonly left?: number;
  readonly overdue: boolean;
}

export interface PersonRow {
  readonly name: string;
  /** Titles of the roles held. */
  readonly roles: readonly string[];
  /** On shift since: their first act here, or the first one after a rest. */
  readonly since?: Instant;
  /** Milliseconds on shift, until now or until they were relieved. Absent where they have done nothing, or went long ago. */
  readonly onShift?: number;
  /** On shift for longer than leaves a day its rest. */
  readonly isTooLong: boolean;
  /** What they handed over was accepted, and they hold no role since. */
  readonly relieved?: { readonly by: string; readonly at: Instant };
  /** The last act of theirs. */
  readonly last?: Instant;
}

/** A handover that waits: the roles stay with `from` until somebody accepts. */
export interface HandoverRow {
  readonly entry: string;
  readonly from: string;
  /** Absent: whoever accepts. */
  readonly to?: string;
  readonly at: Instant;
  /** Titles of what goes over. */
  readonly roles: readonly string[];
  /** The brief as it was given. */
  readonly brief: string;
  /** This person gave it. */
  readonly isMine: boolean;
  /** This person is to accept it: it was given to them, or to nobody by name. */
  readonly isForMe: boolean;
}

/** The operational period that runs. */
export interface PeriodRow {
  readonly number: number;
  readonly begunAt: Instant;
  readonly until?: Instant;
  readonly isOver: boolean;
  readonly objectives: readonly string[];
}

export interface TopicRow {
  readonly id: string;
  readonly title: string;
  readonly since?: Instant;
  readonly starts: readonly string[];
}

export interface ServiceRow {
  readonly id: string;
  readonly title: string;
  readonly state: 'up' | 'suspect' | 'lost';
  readonly lostAt?: Instant;
  readonly rtoDue?: Instant;
  readonly mtpdDue?: Instant;
  /** As they are written. */
  readonly rto?: string;
  readonly mtpd?: string;
  readonly fallback?: string;
  /** Ids of the services that it needs, and of those that need it. */
  readonly needs: readonly string[];
  readonly neededBy: readonly string[];
  readonly because?: readonly string[];
}

export interface FactRow {
  readonly id: string;
  readonly ask: string;
  readonly type: FactType;
  readonly of?: readonly string[];
  readonly unit?: string;
  readonly privacy: Privacy;
  readonly state: 'unanswered' | 'known' | 'not-known' | 'stale';
  /** As shown: with unit; never of a secret one. */
  readonly shown?: string;
  readonly at?: Instant;
  readonly by?: string;
  /** How long an answer counts, as it is written. */
  readonly freshFor?: string;
  /** In a `record`: answered since the turn began, and not so long ago that it is stale. */
  readonly answered?: boolean;
}

export interface Question {
  readonly kind:
    | 'wall-clock'
    | 'handover'
    | 'period'
    | 'fact'
    | 'provisional-clock'
    | 'awareness'
    | 'default'
    | 'owed-reason'
    | 'role'
    | 'misfit'
    | 'command-unknown'
    | 'inject'
    | 'exercise';
  readonly text: string;
  /** What to type in plain mode to answer it. */
  readonly command?: string;
  readonly ref: string;
}

/** How rough a time is that is shown to the minute. */
export type Roughness = Exclude<Precision, 'second' | 'minute'>;

/** A line for the log on screen: who, when, what, in words; derived lines stand under the entry that caused them. */
export interface LogLine {
  readonly id: string;
  readonly seq: number;
  readonly at: Instant;
  readonly by: string;
  readonly text: string;
  readonly title?: TitleIn;
  readonly kind: AnyEntry['type'];
  readonly deviation: boolean;
  readonly undone: boolean;
  readonly corrected: boolean;
  /** Where the time that is shown says more than is known: it is about then, or on that day. */
  readonly rough?: Roughness;
  readonly step?: string;
  /** Not written but worked out from the entry above it, whose `seq` it bears; `by` is empty. */
  readonly derived?: true;
}

/**
 * The title of what a sentence is about: from where to where it stands there, and where the sentence ends and its reason begins. On
 * a narrow screen it gives way, for what became of the thing comes behind it.
 */
export interface TitleIn {
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

export type { Act };
