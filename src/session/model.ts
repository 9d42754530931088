import type { Instant } from '../time/index.ts';
import type { AnyEntry, Deviation, Head, Marking, Person, Precision, Via } from '../entry/index.ts';
import type { Refusal } from '../statechart/index.ts';
import type { Act, Incident } from '../incident/index.ts';
import type { Guide, LogLine, SentMessage } from '../guide/index.ts';
import type { Remains } from '../timeline/index.ts';
import type { TimelineReader } from './timeline-reader.ts';

/** What a session needs from outside; tests give their own. */
export interface Ports {
  /** Milliseconds since the epoch. */
  wall(): number;
  /** A new globally unique id that sorts by time. */
  newId(): string;
  /** Random bytes as hex, for salts. */
  newSalt(): string;
  /** Calls back after so many milliseconds; gives a function that takes it back. */
  later(ms: number, call: () => void): () => void;
  /** Hands a command to a process of its own, which records its end on its own connection; never waits. */
  start(job: CommandJob): void;
}

/** A command that a person started. */
export interface CommandJob {
  readonly incident: string;
  /** `run:step`. */
  readonly step: string;
  /** The id of its `command.started`. */
  readonly started: string;
  /** The program and its arguments; no shell. */
  readonly command: readonly string[];
  readonly folder: string;
  /** Milliseconds. */
  readonly timeout: number;
  /** Who started it. */
  readonly by: string;
}

/** How an act was done; everything may be missing. */
export interface How {
  readonly at?: Instant;
  readonly precision?: Precision;
  /** Done by another than the one who types. */
  readonly by?: string;
  /** It stood on paper and is typed in now: until `paperThrough` time goes by the paper. */
  readonly via?: 'paper';
  readonly why?: string;
  readonly note?: string;
  readonly marking?: Marking;
}

export type Outcome =
  | {
      readonly ok: true;
      /** Committed: every one is on the disk when this is returned. First what fell due meanwhile, then the act's own. */
      readonly entries: readonly AnyEntry[];
      /** The act's own deviation, when its reason is owed. */
      readonly owes?: AnyEntry;
      /** Of words that were taken out: where they may still be read for now, among our own files. */
      readonly remains?: Remains;
      /** The numbers of other entries that still say what was taken out; absent where there are none. */
      readonly quoted?: readonly number[];
      /** Of an act that is about another incident too: what stands in the others' records, in the order written. */
      readonly beside?: readonly Beside[];
    }
  | {
      readonly ok: false;
      readonly refusal: Refusal;
      /** True where somebody else's entry came in between and changed the answer. */
      readonly lostRace: boolean;
      /** Others were faster every time: nothing was decided, and trying again may do. */
      readonly gaveUp?: true;
    };

/** What an act wrote into the record of another incident. */
export interface Beside {
  /** Its short id. */
  readonly incident: string;
  readonly entries: readonly AnyEntry[];
  readonly head: Head;
  /** Its entries in words, one each. */
  readonly lines: readonly string[];
  /** Why it could not be written there, while it stands in the first one: what stands where, and how it is completed. */
  readonly problem?: string;
}

/** What the judge would say to an act. */
export interface Probed {
  readonly refusal?: Refusal;
  /** Its reason is asked for. */
  readonly deviates: boolean;
  readonly deviation?: Deviation;
  /** The open steps that nobody would be asked for any more, in a sentence, where it leads the flow elsewhere. */
  readonly leaves?: string;
  /** How the incident stands that it would be done to, where that is another one than this. */
  readonly elsewhere?: Guide;
}

/** One terminal's hold on one incident. Acts are synchronous: decide, append, then show. */
export interface Session {
  readonly me: Person;
  readonly via: Via;
  /** As of the last entry seen. */
  readonly incident: Incident;
  readonly head: Head;
  /** Why what fell due by itself could not be written, in a sentence; absent where it was. */
  readonly unwritten?: string | undefined;
  /** Why what was recorded is not found any more, in a sentence and what to do; absent where it is. */
  readonly lost?: string | undefined;
  /** The incident's clock now; in a drill the exercise clock. */
  now(): Instant;
  act(act: Act, how?: How): Outcome;
  /** What `act` would answer, with nothing written: its refusal or its deviations; `deviates`: its reason is asked for. */
  probe(act: Act, how?: How): Probed;
  guide(): Guide;
  /** The last lines of the log, newest last, derived ones included. */
  log(last: number): readonly LogLine[];
  /** Every message that was sent, oldest first, in the words of then. */
  sent(): readonly SentMessage[];
  /** Every entry, oldest first; the same array until something was written. */
  entries(): readonly AnyEntry[];
  /** The timeline by the place of its entries, read only where somebody looks. */
  readonly timeline: TimelineReader;
  /** Nothing more stands on paper: what is still due is written as of now. Gives what was written. */
  paperThrough(): readonly AnyEntry[];
  /** Called after each change of state, own or another process's, and when a timer fell due. Gives the way to stop. */
  subscribe(listener: () => void): () => void;
  /** Begin to follow other processes and to write what falls due by itself. */
  follow(): void;
  /** Starts the command of a `run` step in a child process; the end is recorded when it comes. */
  run(step: string, how?: How): Outcome;
  /** The same incident, to be looked at as it stood at each of its entries. `wayBack`: how one comes back to now, in a sentence. */
  replay(wayBack: string): Replay;
  setMe(name: string): void;
  close(): void;
}

/** A place in the timeline, or in plain words why there is none such. */
export type FoundPlace =
  | { readonly place: number; readonly at?: Instant }
  | { readonly code: 'no-such-thing' | 'wrong-type'; readonly message: string; readonly hint: string };

/**
 * A session that stands at one entry of its incident, the present of which is the time of that entry: what came later is
 * not there, and every act is refused. Nothing is written and nothing falls due.
 */
export interface Replay extends Session {
  /** The entry that it stands at, from 1 on. */
  readonly place: number;
  /** How many entries there are. */
  readonly count: number;
  /** How one comes back to now, in a sentence. */
  readonly wayBack: string;
  /** Stands at an entry, the first or the last where there is none such. `at`: a time between it and the next. */
  stand(place: number, at?: Instant): void;
  /** What a person means: `12`, `#12`, `03:12`, `2026-11-22 03:12`. */
  find(typed: string): FoundPlace;
  /** The next entry, or the one before, that moved the plan; undefined where there is none. */
  nextChange(way: 1 | -1): number | undefined;
}
