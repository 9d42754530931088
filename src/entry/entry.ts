import type { Instant } from '../time/index.ts';

/**
 * One row of the timeline: one fact, never changed. The keys are those of `schemas/entry.schema.json`, the public
 * contract, so that what is stored, printed and hashed has one shape.
 */
export interface Entry<T extends EntryType = EntryType> {
  /** Globally unique. `#42` is the local alias (its `seq`). */
  readonly id: string;
  /** The incident's globally unique id; `flood-7` is its local alias. */
  readonly incident: string;
  /** The installation that wrote it … */
  readonly origin: string;
  /** … and its place in that installation's chain for this incident: 1, 2, … */
  readonly seq: number;
  /** Hybrid logical clock, sorts as text; never goes backwards when a wall clock does. */
  readonly stamp: string;
  /** In a drill: what the exercise clock showed. */
  readonly 'exercise-at'?: Instant;
  /** The id of the entry of the same transaction that brought this one with it. */
  readonly cause?: string;
  /** When it happened: ISO 8601 with offset; may be long before it was written. */
  readonly at: Instant;
  readonly precision: Precision;
  /** When it was written (wall clock). */
  readonly recorded: Instant;
  readonly by: Person;
  /** Who typed it, where that is another than who did it. */
  readonly 'entered-by'?: Person;
  readonly via: Via;
  readonly type: T;
  /** Which followed runbook of the incident. */
  readonly run?: string;
  readonly step?: string;
  /** Rounds of going back; a completion of turn 1 can never finish turn 2. */
  readonly turn?: number;
  readonly deviation?: Deviation;
  readonly data: EntryData[T];
  /** What a person said: a note, a reason, a message's body, the value of a personal fact. Outside the hash. */
  readonly words?: string;
  /** Hex; the salt of the digest, outside the hash and gone with the words. */
  readonly 'words-salt'?: string;
  /** Hex SHA-256 of salt and words, inside the hash. */
  readonly 'words-digest'?: string;
  readonly marking?: Marking;
  /** Hash of the entry before it in its origin's chain; empty for the first. */
  readonly prev: string;
  readonly hash: string;
}

export type AnyEntry = { [T in EntryType]: Entry<T> }[EntryType];

export type Severity = 'sev1' | 'sev2' | 'sev3' | 'sev4' | 'sev5';
export type Outcome = 'resolved' | 'stood-down' | 'handed-over' | 'escalated' | 'false-alarm' | 'duplicate';
export type FactValue = number | string | boolean | readonly string[];
export type Precision = 'second' | 'minute' | 'about' | 'day';
export type Via = 'tui' | 'cli' | 'plain' | 'paper' | 'timer' | 'drill' | 'import' | 'alert' | 'sync';
export type Marking = 'clear' | 'green' | 'amber' | 'amber+strict' | 'red';

export interface Person {
  readonly name: string;
  /** The role held when it was done. */
  readonly role?: string;
  readonly host?: string;
}

export type DeviationKind =
  | 'ahead-of-turn'
  | 'skipped'
  | 'failed'
  | 'reopened'
  | 'jumped'
  | 'added'
  | 'not-suggested'
  | 'changed-choice'
  | 'checklist-open'
  | 'evidence-missing'
  | 'fact-not-known'
  | 'without-approval'
  | 'other-role'
  | 'default-by-timer'
  | 'set-aside'
  | 'undone';

/** How an act left the plan; decided when it was written, never worked out again. */
export interface Deviation {
  readonly kinds: readonly DeviationKind[];
  /** True while the reason is owed; the reason itself is in the entry's `words`. */
  readonly owed: boolean;
}

export type IncidentField =
  | 'title'
  | 'began'
  | 'detected'
  | 'detected-by'
  | 'impact'
  | 'tlp'
  | 'cause'
  | 'trigger'
  | 'area'
  | 'people';

/** What one of the minutes of a decision tells; of the last that somebody asked, and nobody objected. */
export type MinuteKind = 'considered' | 'in-favour' | 'objection' | 'no-objection';

type Nothing = Readonly<Record<string, never>>;

/** The structured part of each type of entry. Free text is in `words`. */
export interface EntryData {
  /** words: the reason. */
  'incident.declared': {
    readonly mode: 'real' | 'drill';
    /** The short id, said on the phone: `flood-7`. */
    readonly alias: string;
    readonly timezone: string;
    readonly holidays?: readonly string[];
  };
  /** words: the value, where it is free text (title, detected-by, impact, cause, trigger, area, people). */
  'incident.described': { readonly field: IncidentField; readonly value?: string };
  /** `withdrawn`: it was said by mistake and is undone. */
  'incident.aware': { readonly topic: string; readonly withdrawn?: true };
  'incident.stabilised': Nothing;
  'incident.resolved': Nothing;
  'incident.closed': Nothing;
  'incident.reopened': Nothing;
  'incident.stood-down': { readonly as: 'false-alarm' | 'duplicate' | 'merged'; readonly of?: string };
  /** `as`: in what way, where that follows from another act (merged, a duplicate); else words: what a person said of it. */
  'incident.linked': { readonly to: string; readonly as?: string };
  'incident.merged': { readonly into: string };
  'severity.set': { readonly severity: Severity };
  'runbook.followed': {
    readonly runbook: string;
    readonly title: string;
    readonly revision?: string;
    /** Hex SHA-256 of `text`. */
    readonly sha256: string;
    readonly text: string;
    /** Texts of the runbooks reached by `follow`, by id. */
    readonly followed: Readonly<Record<string, string>>;
    /** The text of organisation.yaml, where there was one. */
    readonly organisation?: string;
    /** The folder that its commands start from. */
    readonly folder?: string;
    readonly file?: string;
    /** The number of the semantics that it is replayed with. */
    readonly semantics: 1;
  };
  'runbook.revised': {
    readonly sha256: string;
    readonly text: string;
    readonly followed: Readonly<Record<string, string>>;
    readonly organisation?: string;
    readonly semantics: 1;
  };
  'runbook.ended': { readonly outcome?: Outcome };
  'scenario.followed': {
    readonly scenario: string;
    readonly title: string;
    readonly revision?: string;
    /** Hex SHA-256 of `text`. */
    readonly sha256: string;
    readonly text: string;
    readonly file?: string;
    /** The number of the semantics that it is replayed with. */
    readonly semantics: 1;
  };
  'step.done': { readonly 'timed-out'?: true };
  'step.skipped': Nothing;
  'step.failed': Nothing;
  'step.reopened': Nothing;
  'step.jumped': { readonly from?: string };
  /** words: its title. `step` is the new id, `after` the anchor. */
  'step.added': { readonly after?: string; readonly role?: string };
  /** `item` counts from 1 over the checklist, then over `each`; `label` is the text that was ticked. */
  'item.ticked': { readonly item: number; readonly ticked: boolean; readonly label?: string };
  'choice.made': { readonly option: string; readonly auto?: true };
  'default.taken': { readonly option: string };
  /** words: the value of a personal fact. Of a secret one only that it was given. */
  'fact.recorded': {
    readonly fact: string;
    readonly known: boolean;
    readonly value?: FactValue;
    readonly cleared?: true;
    readonly privacy?: 'personal' | 'secret';
  };
  /** `of`: the id of the `step.done` that it approves. */
  'approval.given': { readonly of: string };
  'approval.refused': { readonly of: string };
  'approval.gone-without': { readonly of: string };
  'command.started': { readonly command: readonly string[]; readonly drill?: true; readonly attempt: number };
  /** words: the end of what it printed. `captured` facts follow as `fact.recorded` with this cause. */
  'command.finished': {
    readonly started: string;
    readonly 'exit-code'?: number;
    readonly signal?: string;
    readonly 'timed-out'?: true;
    readonly ok: boolean;
    readonly bytes?: number;
  };
  'command.unknown': { readonly started: string };
  /** words: the body as sent. */
  'message.sent': {
    readonly message?: string;
    readonly to: string;
    readonly by?: string;
    readonly language?: string;
    readonly missing?: readonly string[];
  };
  'role.assigned': { readonly role: string; readonly person: string };
  'role.acknowledged': { readonly role: string; readonly person: string };
  'role.released': { readonly role: string; readonly person: string };
  'call.attempted': {
    readonly role?: string;
    readonly contact?: string;
    readonly result: 'reached' | 'voicemail' | 'no-answer' | 'refused';
  };
  /** words: what is asked. */
  'task.given': { readonly task: string; readonly to: string; readonly due?: Instant };
  'task.taken': { readonly task: string };
  'task.done': { readonly task: string };
  /**
   * Written, not derived: `due` depends on time-zone data. `provisional`: it may not apply. `interim`: what `again` waits
   * for had not come; when met, it is followed by another.
   */
  'clock.started': {
    readonly clock: string;
    readonly round: number;
    readonly due?: Instant;
    readonly provisional?: true;
    readonly interim?: true;
  };
  /** `interim`: what `again` waits for had not come. Of a final report this was a progress report. */
  'clock.met': {
    readonly clock: string;
    readonly round: number;
    readonly reference?: string;
    readonly late?: true;
    readonly interim?: true;
  };
  'clock.missed': { readonly clock: string; readonly round: number; readonly due: Instant; readonly interim?: true };
  /**
   * `inapplicable`: there is no duty, since its `applies-when` became definitely false or, `taken-back`, what began it was a mistake;
   * else a person decided, and words: why.
   */
  'clock.set-aside': {
    readonly clock: string;
    readonly round: number;
    readonly inapplicable?: true;
    readonly 'taken-back'?: true;
  };
  'clock.asked': { readonly clock: string; readonly due?: Instant };
  /** `role`: whose acknowledgement did not come. */
  'timer.elapsed': {
    readonly timer: TimerKind;
    readonly due: Instant;
    readonly round?: number;
    readonly role?: string;
  };
  'service.lost': { readonly service: string };
  'service.suspect': { readonly service: string };
  'service.restored': { readonly service: string };
  /** With `minutes` it is one of the minutes of the decision that the entry's `step` names. */
  'note.written': { readonly minutes?: MinuteKind };
  'evidence.attached': { readonly name: string; readonly sha256: string; readonly bytes: number };
  /**
   * words: the new words; of another field the reason. `undone`: `entry` is undone, and so is its cause. `reason` stands in
   * old timelines only: inside the hash nothing can be removed.
   */
  'entry.corrected': {
    readonly entry: string;
    readonly field: 'words' | 'at' | 'marking' | 'undone';
    readonly value?: string;
    /** Of a new time: how well it is known; to the second where it is absent. */
    readonly precision?: Precision;
    readonly reason?: string;
  };
  /** words: the basis. */
  'entry.expunged': { readonly entry: string };
  'entry.moved': { readonly entry: string; readonly to: string };
  /** words: the brief. */
  'handover.given': { readonly to?: string; readonly roles?: readonly string[] };
  'handover.accepted': { readonly from?: string; readonly roles?: readonly string[] };
  /** words: its objectives, one a line. With the number of the running one: what is said of it now. */
  'period.begun': { readonly number: number; readonly until?: Instant };
  'timeline.merged': { readonly origin: string; readonly entries: number };
  /** words: what is to be done. `objective`: of a drill, the one that it is to make better. */
  'follow-up.proposed': {
    readonly 'follow-up': string;
    readonly owner?: string;
    readonly due?: string;
    readonly kind?: 'prevent' | 'detect' | 'mitigate' | 'process';
    readonly objective?: string;
  };
  'follow-up.done': { readonly 'follow-up': string };
  /** `in`: the short id of the incident or drill in which it was seen. */
  'follow-up.verified': { readonly 'follow-up': string; readonly in?: string };
  'review.annotated': { readonly entry?: string; readonly kind?: string };
  'review.signed-off': Nothing;
  /** words: what a participant says. With a statement: how far they agree with it, from 1 (not at all) to 5. */
  'feedback.given': { readonly statement?: string; readonly agreement?: number };
  'retention.set': { readonly until?: string };
  'hold.set': { readonly held: boolean };
  'exercise.started': { readonly 'exercise-at': Instant; readonly speed: number };
  /** `exercise-at`: nobody had it open, and it stands at what it showed when somebody was last there. */
  'exercise.paused': { readonly 'exercise-at'?: Instant };
  'exercise.resumed': Nothing;
  'exercise.speed-set': { readonly speed: number };
  'exercise.jumped': { readonly 'exercise-at': Instant; readonly phase?: string };
  'exercise.ended': { readonly 'real-world'?: true };
  /** `from`: whoever it was until now. */
  'facilitator.joined': { readonly from?: string };
  /** `unseen`: nobody said so; their screen was gone. */
  'facilitator.left': { readonly facilitator: string; readonly unseen?: true };
  /** `late`: how long the exercise had run by then, once something had been told in it (ISO 8601). */
  'participant.joined': { readonly late?: string };
  /**
   * words: its message as it was told. `to`: roles; everybody where it is missing. `unheld`: those of them that nobody held.
   * `round`: of one that comes again.
   */
  'inject.delivered': {
    readonly inject: string;
    readonly to?: readonly string[];
    readonly unheld?: readonly string[];
    readonly round?: number;
  };
  'inject.held': { readonly inject: string; readonly lifted?: true };
  /** words: the reason. `unless`: by itself, for that held. */
  'inject.skipped': { readonly inject: string; readonly unless?: true };
  'inject.improvised': { readonly to?: readonly string[]; readonly unheld?: readonly string[] };
  /** words: the answer, where it is not one to choose from. */
  'inject.answered': { readonly inject: string; readonly option?: string };
  'observation.written': { readonly objective?: string; readonly rating?: 'P' | 'S' | 'M' | 'U' };
  'objective.rated': { readonly objective: string; readonly rating: 'P' | 'S' | 'M' | 'U' };
}

export type EntryType = keyof EntryData;

/**
 * `wait`: its `for` is over · `at-most`: its limit is reached · `round`: a repeat's next round begins · `approval`:
 * nobody approved in time and the plan goes on without · `overdue`: a step took longer than its `overdue` ·
 * `acknowledge`: a role was not acknowledged within its time · `default`: a decision's default fell due while nobody
 * had the incident open, so it is asked about, not taken.
 */
export type TimerKind = 'wait' | 'at-most' | 'round' | 'approval' | 'overdue' | 'acknowledge' | 'default';

/** What `decide` gives: an entry before the timeline has put id, place, stamp, digest and hash to it. */
export type Draft<T extends EntryType = EntryType> = {
  [K in T]: {
    /** Where whoever decided it has given it its id already; else it gets one when it is written. */
    readonly id?: string;
    readonly type: K;
    readonly at: Instant;
    readonly precision: Precision;
    readonly by: Person;
    readonly 'entered-by'?: Person;
    readonly via: Via;
    readonly run?: string;
    readonly step?: string;
    readonly turn?: number;
    readonly deviation?: Deviation;
    readonly data: EntryData[K];
    readonly words?: string;
    readonly marking?: Marking;
    readonly 'exercise-at'?: Instant;
    /** Place in the same list of drafts of the one that brought this one with it. */
    readonly causedBy?: number;
  };
}[T];

/** The end of one origin's chain. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}
