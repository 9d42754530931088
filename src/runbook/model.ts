/**
 * What a runbook, an organisation and a book of contacts look like once read: the very shape of the YAML, so that
 * schema, editor, checker and machine speak of the same keys. Meaning is in `docs/runbook-format.md`.
 */

/** The nine verbs; a step has exactly one of them as a key and its value is the step's title. */
export const verbs = ['do', 'decide', 'run', 'tell', 'wait', 'parallel', 'repeat', 'follow', 'end'] as const;
export type Verb = (typeof verbs)[number];

export type FactType = 'number' | 'text' | 'boolean' | 'time' | 'choice' | 'list';
export type Privacy = 'public' | 'personal' | 'secret';
export type FactValue = number | string | boolean | readonly string[];

/** A duration as written: `15m`, `1h30m`, `1 month`, `5 working days`, `PT15M`. */
export type DurationText = string;
/** A CEL expression as written. */
export type Condition = string;

export interface Role {
  readonly title: string;
  readonly duty?: string;
  readonly 'ack-within'?: DurationText;
  /** Ids in contacts.yaml, rung in this order. */
  readonly call?: readonly string[];
}

export interface Service {
  readonly title: string;
  readonly rto?: DurationText;
  readonly rpo?: DurationText;
  readonly mtpd?: DurationText;
  readonly fallback?: string;
  readonly needs?: readonly string[];
}

export interface Fact {
  readonly ask: string;
  readonly type: FactType;
  readonly of?: readonly string[];
  readonly unit?: string;
  readonly 'fresh-for'?: DurationText;
  readonly privacy?: Privacy;
}

/** `within`: a duration, `without-undue-delay`, `as-asked`, a CEL template, or a choice between two of these. */
export type Within = string | { readonly when: Condition; readonly then: string; readonly else: string };

/** A clock is owed once more from another moment, where it was met before that moment came. */
interface Again {
  /** As the `from` of a clock. */
  readonly from: string;
  readonly within: Within;
  /** What is due until that moment, in place of the clock's title: a progress report. */
  readonly 'until-then'?: string;
  /** Until that moment each submission is followed by another, so long after it. */
  readonly every?: DurationText;
  readonly basis?: string;
}

export interface Clock {
  readonly title: string;
  readonly to?: string;
  /** `declared`, `detected`, `aware of TOPIC`, `clock ID met`, `clock ID last met`, `step ID done`, `fact ID`, `service ID lost`, `resolved`, `asked`. */
  readonly from: string;
  readonly within?: Within;
  /** A second period: of two deadlines the earlier binds. */
  readonly 'and-within'?: { readonly from: string; readonly within: Within };
  /** A deadline on a day that is not worked moves to `at` (HH:MM) of the next that is, where `when` is true. */
  readonly 'next-working-day'?: { readonly at: string; readonly when?: Condition };
  readonly again?: Again;
  /** A cadence: met, it starts again. */
  readonly every?: DurationText;
  readonly 'applies-when'?: Condition;
  readonly 'must-contain'?: readonly string[];
  readonly basis?: string;
  /** The day on which the basis was last read, `YYYY-MM-DD`. */
  readonly 'read-on'?: string;
  readonly target?: 'law' | 'contract' | 'ours';
}

export interface Message {
  readonly to: string;
  readonly by?: string;
  /** By language tag. */
  readonly text: Readonly<Record<string, string>>;
}

export type Expect =
  | DurationText
  | { readonly min: DurationText; readonly likely: DurationText; readonly max: DurationText };

export interface Approval {
  readonly by: string;
  readonly within?: DurationText;
  /** What happens when nobody approves in time: keep waiting, or go on without (a deviation). */
  readonly else?: 'wait' | 'go-on';
}

export interface StepCommon {
  readonly id: string;
  readonly role?: string;
  readonly when?: Condition;
  readonly after?: string;
  readonly expect?: Expect;
  readonly overdue?: DurationText;
  readonly text?: string;
  readonly checklist?: readonly string[];
  /** CEL that gives a list; one tick per item. */
  readonly each?: Condition;
  readonly record?: readonly string[];
  readonly 'needs-evidence'?: boolean | string;
  readonly starts?: readonly string[];
  readonly stops?: readonly string[];
  readonly loses?: readonly string[];
  readonly restores?: readonly string[];
  readonly approval?: Approval;
  readonly 'go-to'?: string;
}

export interface Option {
  readonly title: string;
  readonly 'suggest-when'?: Condition;
  readonly steps?: readonly Step[];
  readonly 'go-to'?: string;
  readonly loses?: readonly string[];
  readonly restores?: readonly string[];
  readonly starts?: readonly string[];
  readonly stops?: readonly string[];
}

export interface Track {
  readonly title: string;
  readonly role?: string;
  readonly steps: readonly Step[];
}

export interface DoStep extends StepCommon {
  readonly do: string;
}
export interface DecideStep extends StepCommon {
  readonly decide: string;
  readonly options: Readonly<Record<string, Option>>;
  readonly default?: { readonly choose: string; readonly after: DurationText };
  readonly auto?: boolean;
  /** Whoever decides is asked what was considered and who objects. */
  readonly minutes?: boolean;
}
export interface RunStep extends StepCommon {
  readonly run: string;
  /** The program and its arguments; no shell. */
  readonly command: readonly string[];
  readonly timeout: DurationText;
  readonly capture?: Readonly<Record<string, 'stdout' | 'stderr' | 'exit-code'>>;
  /** `ask`, `retry N` or `go-to ID`. */
  readonly 'on-failure'?: string;
  readonly 'drill-command'?: readonly string[];
}
export interface TellStep extends StepCommon {
  readonly tell: string;
  readonly message: string;
}
export interface WaitStep extends StepCommon {
  readonly wait: string;
  readonly for?: DurationText;
  readonly until?: Condition;
  readonly 'at-most'?: DurationText;
}
export interface ParallelStep extends StepCommon {
  readonly parallel: string;
  readonly tracks: Readonly<Record<string, Track>>;
  readonly join?: readonly string[];
}
export interface RepeatStep extends StepCommon {
  readonly repeat: string;
  readonly steps: readonly Step[];
  readonly every?: DurationText;
  /** CEL, or the word `asked`: somebody says that it is enough. */
  readonly until?: Condition;
  readonly times?: number;
  readonly 'at-most'?: DurationText;
}
export interface FollowStep extends StepCommon {
  /** The id of another runbook. */
  readonly follow: string;
  readonly title?: string;
}
export type Outcome = 'resolved' | 'stood-down' | 'handed-over' | 'escalated' | 'false-alarm' | 'duplicate';
export interface EndStep extends StepCommon {
  readonly end: string;
  readonly outcome?: Outcome;
}
export type Step =
  | DoStep
  | DecideStep
  | RunStep
  | TellStep
  | WaitStep
  | ParallelStep
  | RepeatStep
  | FollowStep
  | EndStep;

export type Severity = 'sev1' | 'sev2' | 'sev3' | 'sev4' | 'sev5';

export interface Runbook {
  readonly holdfast: 1;
  readonly id: string;
  readonly title: string;
  readonly summary?: string;
  readonly revision?: string;
  readonly owner?: string;
  /** IANA name; the organisation's where missing, else UTC. */
  readonly timezone?: string;
  readonly tags?: readonly string[];
  readonly 'use-when'?: readonly string[];
  readonly severity?: Readonly<Partial<Record<Severity, string>>>;
  readonly roles?: Readonly<Record<string, Role>>;
  readonly services?: Readonly<Record<string, Service>>;
  readonly facts?: Readonly<Record<string, Fact>>;
  readonly topics?: Readonly<Record<string, string>>;
  readonly clocks?: Readonly<Record<string, Clock>>;
  readonly messages?: Readonly<Record<string, Message>>;
  readonly steps: readonly Step[];
  /** Duties that outlive the response; they never hold it open. */
  readonly afterwards?: readonly Step[];
}

export type OrgValue = string | number | boolean | null | readonly OrgValue[] | { readonly [key: string]: OrgValue };

/** `organisation.yaml`: what does not change at night; read in conditions and texts as `org.*`. */
export interface Organisation {
  readonly holdfast: 1;
  readonly name: string;
  readonly timezone?: string;
  /** `YYYY-MM-DD`, for deadlines in working days. */
  readonly holidays?: readonly string[];
  /** How long what people said in an incident is kept, counted from its end: `5 years`. */
  readonly retention?: { readonly incidents?: string; readonly drills?: string; readonly basis?: string };
  readonly [key: string]: OrgValue | undefined;
}

export interface Contact {
  readonly name: string;
  readonly duty?: string;
  readonly organisation?: string;
  readonly numbers: readonly { readonly kind: string; readonly number: string }[];
  readonly email?: string;
  readonly note?: string;
}

/** `contacts.yaml`: people and numbers; private, never exported below TLP:AMBER. */
export interface Contacts {
  readonly holdfast: 1;
  readonly contacts: Readonly<Record<string, Contact>>;
}

/** One finding of the checker; always in the order of the file. Lines and columns count from 1. */
export interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Columns that the caret line underlines; at least 1. */
  readonly length: number;
  readonly severity: 'error' | 'warning';
  /** The rule's name, kebab-case. */
  readonly rule: string;
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** The source line, for the caret. */
  readonly source?: string;
}

/**
 * Everything that gives one followed runbook its meaning: its text, the texts of all that it follows and the
 * organisation's. This is what `runbook.followed` keeps, so that an old timeline replays as it was.
 */
export interface Bundle {
  readonly runbook: Runbook;
  /** The runbooks reached by `follow`, by id (not the root one). */
  readonly followed: Readonly<Record<string, Runbook>>;
  readonly organisation: Organisation;
}
