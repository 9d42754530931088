import type { RunbookSource } from '../incident/index.ts';
import type { Contact } from '../runbook/index.ts';

/** A thing that could not be had, in words for people. */
export interface NotHad {
  readonly problem: string;
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
  /** Stores a file as evidence for `attach`. */
  file?(path: string): Promise<{ readonly name: string; readonly sha256: string; readonly bytes: number } | NotHad>;
}
