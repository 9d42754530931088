import type { Instant } from '../time/index.ts';
import type {
  AnyEntry,
  Deviation,
  Draft,
  FactValue,
  IncidentField,
  Marking,
  Person,
  Precision,
  Severity,
  Via,
} from '../entry/index.ts';
import type { Refusal } from '../statechart/index.ts';
import type { Rating } from '../runbook/index.ts';
import type { Incident, FollowUpKind } from './model.ts';

/** Who acts, when, by what means; the same for every act. */
export interface ActContext {
  /** The incident's clock now (in a drill: the exercise clock); with offset. */
  readonly now: Instant;
  /** When it happened, where `--at` said so; else `now`. */
  readonly at?: Instant;
  readonly precision?: Precision;
  readonly by: Person;
  readonly 'entered-by'?: Person;
  readonly via: Via;
  /** The reason of a deviation. Missing where one is needed: recorded as owed. */
  readonly why?: string;
  /** A note written beside it in the same transaction. */
  readonly note?: string;
  readonly marking?: Marking;
  /**
   * Gives the ids of what will be written. With them the incident that was foreseen is the one that comes about, and need not
   * be folded again (`cameAbout`).
   */
  readonly newId?: () => string;
}

/** A step as people name it: `water-rising`, or `data-centre-flood:water-rising` where several runbooks have it. */
export type StepName = string;

/** Everything that a person, a timer or a command can do to an incident. */
export type Act =
  | { readonly act: 'follow'; readonly source: RunbookSource }
  /** The run goes on in a newer text of its runbook. */
  | { readonly act: 'revise'; readonly run: string; readonly source: RunbookSource }
  | { readonly act: 'done'; readonly step: StepName; readonly turn?: number }
  | { readonly act: 'skip' | 'fail' | 'reopen' | 'jump'; readonly step: StepName; readonly turn?: number }
  | { readonly act: 'tick'; readonly step: StepName; readonly item: number; readonly ticked: boolean }
  | { readonly act: 'choose'; readonly step: StepName; readonly option: string; readonly turn?: number }
  | { readonly act: 'add'; readonly title: string; readonly after?: StepName; readonly role?: string }
  /** `unknown`: "not known yet"; `clear`: as if never answered; text is parsed by the fact's type. */
  | {
      readonly act: 'fact';
      readonly values: readonly {
        readonly fact: string;
        readonly value: string | FactValue | { readonly unknown: true } | { readonly clear: true };
      }[];
      readonly step?: StepName;
    }
  | { readonly act: 'approve'; readonly step: StepName; readonly answer: 'given' | 'refused' | 'gone-without' }
  | { readonly act: 'command-start'; readonly step: StepName }
  | {
      readonly act: 'command-end';
      readonly step: StepName;
      readonly started: string;
      readonly exitCode?: number;
      readonly signal?: string;
      readonly timedOut?: boolean;
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly act: 'command-unknown'; readonly step: StepName; readonly started: string }
  | {
      readonly act: 'send';
      readonly step?: StepName;
      readonly message?: string;
      readonly to?: string;
      readonly language?: string;
      readonly body: string;
      readonly missing?: readonly string[];
    }
  | {
      readonly act: 'attach';
      readonly step?: StepName;
      readonly name: string;
      readonly sha256: string;
      readonly bytes: number;
    }
  | { readonly act: 'note'; readonly words: string; readonly step?: StepName }
  /** What was weighed when a decision was made: each in words of its own, what nobody said left out. */
  | {
      readonly act: 'minutes';
      readonly step: StepName;
      readonly considered?: readonly string[];
      readonly inFavour?: string;
      /** `WHO: WHY`; none: somebody asked, and nobody objects. Absent: nobody asked. */
      readonly objections?: readonly string[];
    }
  | { readonly act: 'undo'; readonly entry?: string }
  /** `target`: the entry itself, read from the timeline by the caller; an incident does not remember every entry. */
  | {
      readonly act: 'correct';
      readonly entry: string;
      readonly target?: AnyEntry;
      readonly words?: string;
      /** The words are the reason that the entry owes. */
      readonly isReason?: true;
      readonly at?: Instant;
      /** How well the new time is known; to the second where it is not said. */
      readonly precision?: Precision;
      readonly marking?: Marking;
    }
  /** `target`: the entry itself, which an incident does not remember; absent: it is not looked at. */
  | { readonly act: 'expunge'; readonly entry: string; readonly target?: AnyEntry; readonly basis: string }
  /** The words of all these entries, in one transaction. */
  | { readonly act: 'expunge-all'; readonly entries: readonly string[]; readonly basis: string }
  /** `until`: the day on which the time of its words is over, `YYYY-MM-DD`; absent: without a limit. */
  | { readonly act: 'retain'; readonly until?: string; readonly basis: string }
  | { readonly act: 'hold'; readonly held: boolean; readonly words: string }
  | { readonly act: 'assign'; readonly role: string; readonly person: string }
  | { readonly act: 'ack'; readonly role: string }
  | { readonly act: 'release'; readonly role: string }
  | {
      readonly act: 'call';
      readonly role?: string;
      readonly contact?: string;
      readonly result: 'reached' | 'voicemail' | 'no-answer' | 'refused';
    }
  | { readonly act: 'ask'; readonly person: string; readonly words: string; readonly due?: Instant }
  | { readonly act: 'take-task' | 'finish-task'; readonly task: string }
  /** `roles`: only these of what the person holds. */
  | { readonly act: 'handover'; readonly brief: string; readonly to?: string; readonly roles?: readonly string[] }
  /** `from`: whose, where several wait. */
  | { readonly act: 'accept-handover'; readonly from?: string }
  /** Without a number: the next one. With that of the running one: what is given stands in place of what stood there. */
  | {
      readonly act: 'period';
      readonly number?: number;
      readonly until?: Instant;
      readonly objectives: readonly string[];
    }
  | { readonly act: 'objective'; readonly words: string }
  | { readonly act: 'describe'; readonly values: readonly { readonly field: IncidentField; readonly value: string }[] }
  | { readonly act: 'severity'; readonly severity: Severity }
  | { readonly act: 'aware'; readonly topic: string }
  | { readonly act: 'met'; readonly clock: string; readonly reference?: string }
  | { readonly act: 'set-aside'; readonly clock: string }
  | { readonly act: 'asked'; readonly clock: string; readonly due?: Instant }
  | { readonly act: 'lost' | 'suspect' | 'restored'; readonly services: readonly string[] }
  | { readonly act: 'stabilise' | 'resolve' | 'close' | 'reopen-incident' }
  /** `incident`, of this and the next two: the one that it is done to, by its short id; absent: this one. */
  | {
      readonly act: 'stand-down';
      readonly as: 'false-alarm' | 'duplicate';
      readonly of?: string;
      readonly incident?: string;
    }
  | { readonly act: 'link'; readonly to: string; readonly as?: string; readonly incident?: string }
  | { readonly act: 'merge'; readonly into: string; readonly incident?: string }
  | {
      readonly act: 'follow-up';
      readonly words: string;
      readonly owner?: string;
      readonly due?: string;
      readonly kind?: FollowUpKind;
      readonly objective?: string;
    }
  | { readonly act: 'follow-up-done'; readonly followUp: string }
  | { readonly act: 'follow-up-verified'; readonly followUp: string; readonly in?: string }
  /** `entry`: the id of the one that it is about. */
  | { readonly act: 'annotate'; readonly kind: string; readonly words: string; readonly entry?: string }
  | { readonly act: 'sign-off' }
  | { readonly act: 'feedback'; readonly statement?: string; readonly agreement?: number; readonly words?: string }
  | {
      readonly act: 'exercise';
      /**
       * `leave`: nobody has it open any more, and it stands; `left`: nobody had it open, and it stands at what it showed when somebody
       * was last there. `real-world`: it ends, for something real has happened.
       */
      readonly change:
        | 'pause'
        | 'leave'
        | 'left'
        | 'resume'
        | 'end'
        | 'real-world'
        | { readonly speed: number }
        | { readonly phase: string };
    }
  | { readonly act: 'scenario'; readonly source: ScenarioSource }
  /** It comes now, whatever it waits for. */
  | { readonly act: 'inject'; readonly inject: string }
  | { readonly act: 'hold-inject' | 'release-inject' | 'skip-inject'; readonly inject: string }
  | { readonly act: 'improvise'; readonly words: string; readonly to?: readonly string[] }
  | { readonly act: 'answer'; readonly inject: string; readonly answer: string }
  | { readonly act: 'observe'; readonly words: string; readonly objective?: string; readonly rating?: Rating }
  | { readonly act: 'rate'; readonly objective: string; readonly rating: Rating }
  /** `from`: the facilitator who is there already, and from whom it is taken over. */
  | { readonly act: 'facilitate'; readonly from?: string }
  /** `unseen`: they did not say so; their screen is gone. */
  | { readonly act: 'facilitator-left'; readonly unseen?: true }
  /** Who does it takes part in the exercise from now on. */
  | { readonly act: 'join' };

/** A scenario as it was read, to be played. */
export interface ScenarioSource {
  readonly text: string;
  /** Of `text`; the caller hashes, this room is pure. */
  readonly sha256: string;
  readonly file?: string;
}

export interface RunbookSource {
  readonly text: string;
  readonly followed: Readonly<Record<string, string>>;
  readonly organisation?: string;
  readonly folder?: string;
  readonly file?: string;
  /** Of `text`; the caller hashes, this room is pure. */
  readonly sha256: string;
}

/** What an act may do; the deviation is the one of the act's own entry. */
export type Decision =
  | {
      readonly ok: true;
      readonly drafts: readonly Draft[];
      readonly deviation?: Deviation;
      /** The incident as it will stand once the drafts are written, but for what only the writing gives. */
      readonly foreseen: Incident;
    }
  | { readonly ok: false; readonly refusal: Refusal };
