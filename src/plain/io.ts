import type { RunbookSource } from '../incident/index.ts';
import type { Neighbours, Session } from '../session/index.ts';
import type { Contact } from '../runbook/index.ts';

/** A thing that could not be had, in words for people. */
export interface NotHad {
  readonly problem: string;
}

/** Another incident that is held open, with what lies outside its guide. */
export interface Held extends Pick<PlainIo, 'runbook' | 'contacts' | 'here' | 'file'> {
  readonly session: Session;
  readonly close: () => void;
}

/** The other incidents of the timeline. `find` and `hold` throw where there is no such one. */
interface Others {
  /** Watches them; `onLook` is called after each look. */
  neighbours(here: string, onLook: () => void): Neighbours;
  /** The id of the incident that is meant by a name. */
  find(name: string): string;
  /** Holds one open; this terminal works on it from then on. */
  hold(id: string): Held;
  /** What there is and how to begin, in lines. */
  home(): readonly string[];
}

/** Where the lines come from and go to; what lies outside the guide is asked for through here. */
export interface PlainIo {
  /** One line each, without its end. */
  readonly input: AsyncIterable<string>;
  /** Whether the next line, or the end, is there already: a script's, or typed ahead. Then nobody waits for what would be said before it. */
  ahead?(): boolean;
  /** Resolves when what was typed so far has come in, so that `ahead` knows of it. */
  comeIn?(): Promise<void>;
  /** Takes whole lines and prompts; never a control byte but the line feed. */
  write(text: string): void;
  /** Of the terminal; lines are wrapped to it. */
  readonly columns: number;
  /** A person sits there: what others do is announced at once, not only before the next prompt. */
  readonly interactive: boolean;
  /** Calls `leave` when the terminal or the system asks us to go. Gives the way to stop listening. */
  onSignal?(leave: () => void): () => void;
  /** Reads a runbook for `follow`. */
  runbook?(name: string): Promise<RunbookSource | NotHad>;
  /** The telephone list, by the ids in contacts.yaml. Private: it is shown and never recorded. */
  contacts?(): Readonly<Record<string, Contact>>;
  /** Who has the incident open on this machine now: a name for each terminal. */
  here?(): readonly string[];
  /** Absent: this guide holds one incident alone. */
  readonly others?: Others;
  /** Lets go of the incident that it was opened on, where one has gone over to another. */
  letGo?(): void;
  /** Keeps a text as a file that only this person can read; never over another. */
  save?(path: string, text: string): Promise<{ readonly file: string } | NotHad>;
  /** Stores a file as evidence for `attach`. */
  file?(path: string): Promise<{ readonly name: string; readonly sha256: string; readonly bytes: number } | NotHad>;
}
