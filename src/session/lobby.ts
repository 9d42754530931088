import type { ExercisedIn } from '../analysis/index.ts';
import { isOver } from '../entry/index.ts';
import type { Begin, WhatThereIs } from '../home/index.ts';
import type { Run, RunbookSource } from '../incident/index.ts';
import type { Reader } from '../report/index.ts';
import type { Contact } from '../runbook/index.ts';
import type { Session } from './model.ts';
import type { Neighbours } from './neighbours.ts';

/** A thing that could not be had, in words for people. */
export interface NotHad {
  readonly problem: string;
}

/** What a guide can reach that lies outside its incident. */
export interface Reach {
  /** Reads a runbook for `follow`. */
  readonly runbook?: (name: string) => Promise<RunbookSource | NotHad>;
  /** Reads the text of a runbook that is followed as it stands in its file now, for `revise`. */
  readonly newer?: (run: Run) => Promise<RunbookSource | NotHad>;
  /** What there is to be taken up now that the record does not know of: asked once the incident stands before somebody, and from time to time. */
  readonly offer?: () => string | undefined;
  /** The runbooks that could be followed. */
  readonly library?: () => Promise<readonly { readonly id: string; readonly title: string }[]>;
  /** What the other incidents and drills of the timeline exercised of their runbooks. */
  readonly exercised?: () => Promise<readonly ExercisedIn[]>;
  /** Stores a file as evidence for `attach`. */
  readonly file?: (
    path: string,
  ) => Promise<{ readonly name: string; readonly sha256: string; readonly bytes: number } | NotHad>;
  /** The telephone list, by the ids in contacts.yaml. Private: it is shown and never recorded. */
  readonly contacts?: () => Readonly<Record<string, Contact>>;
  /** Keeps a text as a file that only this person can read; never over another. */
  readonly save?: (path: string, text: string) => Promise<{ readonly file: string } | NotHad>;
  /** In which language the user has reports written; absent, or undefined: English. */
  readonly language?: () => Reader['language'];
  /** Who has the incident open on this machine now: a name for each terminal. */
  readonly here?: () => readonly string[];
}

/** An incident that is held open, with what its guide can reach outside it. */
export interface Held extends Reach {
  readonly session: Session;
  /** What whoever opens it is to be told at once. */
  readonly greeting?: string;
  readonly close: () => void;
}

/** What can be reached beyond the incident that a guide shows. Each of them may throw: the guide then says why, and stays. */
export interface Lobby {
  /** Watches the incidents beside the one with that id; `onLook` is called after each look at them. */
  neighbours(here: string, onLook: () => void): Neighbours;
  /** The id of the incident that is meant by a name. */
  find(name: string): string;
  /** Holds an incident open; this terminal works on it from then on. */
  hold(id: string): Held;
  /** What is needed at home: loaded when somebody goes there. */
  home(): Promise<Threshold>;
}

/** What is shown at home, and where one goes from it. */
export interface Threshold {
  /** What there is now. */
  readonly look: WhatThereIs;
  /** Declares an incident, and holds it open. */
  begin(begin: Begin): Promise<Held>;
}

/** What is over is there to be read: until somebody reopens it nothing falls due in it because of whoever looks. */
export function followWhereOpen(session: Session): void {
  if (!isOver(session.incident)) session.follow();
}

/** Why something of a lobby could not be had, and what to do about it where that is known. */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { hint } = error as Error & { readonly hint?: unknown };
  return typeof hint === 'string' ? `${error.message} ${hint}` : error.message;
}
