import type { AnyEntry } from '../../entry/index.ts';
import type { Contact } from '../../runbook/index.ts';
import type { Instant } from '../../time/index.ts';
import type { Retention } from '../../incident/index.ts';
import type { Recorded } from '../shown-to.ts';
import type { Way } from './mention.ts';

/** What the tool has, gathered by whoever can see the files. */
export interface Holdings {
  /** The timeline. */
  readonly database: string;
  readonly made: Instant;
  /** `organisation.name`; absent where there is no organisation.yaml. */
  readonly organisation?: string;
  readonly incidents: readonly HeldIncident[];
  /** The telephone list, where one is found. */
  readonly contacts?: { readonly file: string; readonly all: Readonly<Record<string, Contact>> };
  /** Terminals that have an incident open now. */
  readonly present: readonly HeldName[];
  /** What terminals settled for themselves. */
  readonly terminals: readonly HeldName[];
  /** Commands that run now, and who started them. */
  readonly commands: readonly HeldName[];
  readonly settings?: HeldName;
  /** The folder of the files kept as evidence. */
  readonly evidence?: { readonly folder: string; readonly files: number; readonly bytes: number };
  /** The index of the words, which is made anew from the timeline. */
  readonly index?: string;
  /** Copies of the timeline that lie beside it. */
  readonly copies: readonly string[];
}

/** A name that stands in a file beside the timeline. */
export interface HeldName {
  readonly file: string;
  readonly name: string;
}

export interface HeldIncident extends Recorded {
  readonly retention: Retention;
}

/** All that is stored about one person (GDPR Art. 15(1) and (3)). */
export interface PersonRegister {
  readonly register: 'person';
  readonly person: string;
  readonly made: Instant;
  readonly database: string;
  readonly entries: readonly PersonEntry[];
  readonly contacts: readonly ({ readonly id: string; readonly file: string } & Contact)[];
  /** Files beside the timeline in which the name stands, and what for. */
  readonly files: readonly { readonly what: 'present' | 'terminal' | 'command' | 'settings'; readonly file: string }[];
  /** Until when, incident by incident, and on what basis. */
  readonly kept: readonly KeptIncident[];
  /** Copies of the timeline beside it, which hold the same. */
  readonly copies: readonly string[];
}

export interface PersonEntry {
  readonly incident: string;
  readonly seq: number;
  readonly id: string;
  readonly at: Instant;
  readonly recorded: Instant;
  readonly type: AnyEntry['type'];
  /** What they have to do with it. */
  readonly ways: readonly Way[];
  readonly by: string;
  readonly role: string | null;
  readonly host: string | null;
  /** The entry in a sentence. */
  readonly text: string;
  /** What was said; null where nothing was, or it was removed. */
  readonly words: string | null;
}

/** How long what was said in an incident is kept. */
export interface KeptIncident {
  readonly incident: string;
  readonly until: string | null;
  readonly period: string | null;
  readonly basis: string | null;
  readonly hold: boolean;
}

/** The record of processing (GDPR Art. 30(1)), as far as the tool can know it. */
export interface ProcessingRegister {
  readonly register: 'processing';
  readonly made: Instant;
  /** Art. 30(1)(a); null where no organisation.yaml says it. */
  readonly controller: string | null;
  /** Art. 30(1)(b). */
  readonly purposes: readonly string[];
  /** Art. 30(1)(c), with where it is and how long it is kept (f). */
  readonly categories: readonly Category[];
  readonly incidents: readonly (KeptIncident & {
    readonly title: string;
    readonly mode: 'real' | 'drill';
    readonly state: string;
    readonly declared: Instant;
    readonly entries: number;
    readonly people: number;
    readonly words: number;
    readonly personal: number;
  })[];
  /** Art. 30(1)(d): to whom something went, as it was recorded, and how often. */
  readonly recipients: readonly { readonly to: string; readonly how: string; readonly times: number }[];
  /** Art. 30(1)(g). */
  readonly security: readonly string[];
  /** What Art. 30 asks for and the tool cannot know. */
  readonly missing: readonly string[];
}

export interface Category {
  readonly what: string;
  readonly whose: string;
  readonly where: string;
  readonly kept: string;
  readonly count: number;
}
