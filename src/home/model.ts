import type { IncidentState, Severity } from '../entry/index.ts';
import type { Runbook } from '../runbook/index.ts';
import type { Instant } from '../time/index.ts';

/** An incident or drill as a list shows it. Text in it is raw. */
export interface HomeIncident {
  readonly id: string;
  readonly alias: string;
  readonly title: string;
  readonly mode: 'real' | 'drill';
  readonly state: IncidentState;
  /** How it stands, in a few words. */
  readonly stands: string;
  readonly severity?: Severity;
  readonly declared: Instant;
  readonly timezone: string;
  /** What its own clock shows, where that is the clock of an exercise and not the wall's. */
  readonly clock?: Instant;
  /** The step in front, and the next deadline, in words. */
  readonly now?: string;
  readonly nextDue?: { readonly title: string; readonly due: Instant };
  /** How many alarms there are in it. */
  readonly alarms?: number;
  /** When it came to its end, of one that is over; its runbook; how many entries its record has. */
  readonly ended?: Instant;
  readonly runbook?: string;
  readonly entries?: number;
  /** What it has to do with, in words. */
  readonly links?: string;
}

export interface HomeRunbook {
  readonly id: string;
  readonly runbook: Runbook;
}

/** All that can be opened or begun at a moment, and who looks at it. */
export interface ThereIs {
  readonly incidents: readonly HomeIncident[];
  readonly runbooks: readonly HomeRunbook[];
  readonly me: string;
  readonly now: Instant;
  readonly timezone: string;
}

/** What there is now: asked again while somebody is at home. */
export type WhatThereIs = () => ThereIs;

/** What is to be declared. */
export interface Begin {
  readonly mode: 'real' | 'drill';
  /** None: a sentence is enough, the runbook may come later. */
  readonly runbook?: string;
  readonly reason?: string;
  readonly severity?: Severity;
}

/** What the person chose: to open an incident, to declare one, to go back to the one that they came from, or to leave. */
export type HomeEnd =
  | { readonly end: 'open'; readonly id: string }
  | { readonly end: 'begin'; readonly begin: Begin }
  | { readonly end: 'back' }
  | { readonly end: 'leave' };
