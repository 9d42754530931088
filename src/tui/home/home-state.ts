import type { Severity } from '../../entry/index.ts';
import type { Runbook } from '../../runbook/index.ts';
import type { Instant } from '../../time/index.ts';
import type { Line } from '../line-edit.ts';
import type { Notice } from '../state.ts';

/** An incident or drill as the list shows it. */
export interface HomeIncident {
  readonly id: string;
  readonly alias: string;
  readonly title: string;
  readonly mode: 'real' | 'drill';
  readonly state: string;
  readonly severity?: Severity;
  readonly declared: Instant;
  readonly timezone: string;
  /** Closed or stood down: it is there to be read. */
  readonly isOver: boolean;
  /** The step in front, and the next deadline, in words. */
  readonly now?: string;
  readonly nextDue?: { readonly title: string; readonly due: Instant };
  /** How many alarms there are in it. */
  readonly alarms?: number;
  /** When it came to its end, of one that is over; its runbook; how many entries its record has. */
  readonly ended?: Instant;
  readonly runbook?: string;
  readonly entries?: number;
  /** As what it was stood down, and what it has to do with, in words. */
  readonly stoodDown?: string;
  readonly links?: string;
}

export interface HomeRunbook {
  readonly id: string;
  readonly runbook: Runbook;
}

/** All that the home screen is drawn from, besides what it remembers itself. */
export interface HomeWorld {
  readonly incidents: readonly HomeIncident[];
  readonly runbooks: readonly HomeRunbook[];
  readonly me: string;
  readonly now: Instant;
  readonly timezone: string;
  readonly columns: number;
  readonly rows: number;
  /** The incident that one came from, by its short id. */
  readonly back?: string;
}

/** What there is now, without the size of the terminal; asked again while the screen stands. */
export type WhatThereIs = () => Omit<HomeWorld, 'columns' | 'rows' | 'back'>;

/** What is to be declared. */
export interface Begin {
  readonly mode: 'real' | 'drill';
  /** None: a sentence is enough, the runbook may come later. */
  readonly runbook?: string;
  readonly reason?: string;
  readonly severity?: Severity;
}

/** What is asked before an incident is declared: one sentence, how bad it is, and a last look. */
export type HomeAsk =
  | { readonly ask: 'reason'; readonly begin: Begin; readonly line: Line }
  | { readonly ask: 'severity'; readonly begin: Begin; readonly at: number }
  | { readonly ask: 'sure'; readonly begin: Begin };

export interface HomeState {
  /** What was typed to find something by. */
  readonly typed: string;
  /** The id of the marked item. */
  readonly marked?: string;
  readonly top: number;
  readonly detailTop: number;
  readonly ask?: HomeAsk;
  readonly help: boolean;
  readonly notice?: Notice;
  /** A sentence that was begun and left: it stands there again. */
  readonly draft: string;
}

export const firstHome: HomeState = { typed: '', top: 0, detailTop: 0, help: false, draft: '' };

/** What the person chose: to open an incident, to declare one, or to leave. */
export type HomeEnd =
  | { readonly end: 'open'; readonly id: string }
  | { readonly end: 'begin'; readonly begin: Begin }
  | { readonly end: 'back' }
  | { readonly end: 'leave' };

/** Severities by their meaning, where no runbook says what they mean. */
const meanings: Readonly<Record<string, string>> = {
  sev1: 'People are in danger, or what many cannot do without is lost',
  sev2: 'A service is lost, or people are held up',
  sev3: 'A warning, or a small part of something',
};

/** What can be chosen as severity, by its meaning; the last one says that it is not known yet. */
export function severitiesFor(
  world: HomeWorld,
  id: string | undefined,
): readonly { readonly severity?: Severity; readonly words: string }[] {
  const own = world.runbooks.find((each) => each.id === id)?.runbook.severity;
  const said = Object.entries(own ?? meanings) as [Severity, string][];
  return [
    ...said.map(([severity, meaning]) => ({ severity, words: `${severity}: ${meaning}` })),
    { words: 'Not known yet' },
  ];
}
