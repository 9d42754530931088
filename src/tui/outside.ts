import type { ExercisedIn } from '../analysis/index.ts';
import type { RunbookSource } from '../incident/index.ts';
import type { Contact } from '../runbook/index.ts';
import type { Neighbours } from '../session/index.ts';

/** A thing that could not be had, in words for people. */
export interface NotHad {
  readonly problem: string;
}

/** What the screen asks of the world outside it. */
export interface Outside {
  /** Reads a runbook for `follow`. */
  runbook?(name: string): Promise<RunbookSource | NotHad>;
  /** The runbooks that could be followed. */
  library?(): Promise<readonly { readonly id: string; readonly title: string }[]>;
  /** What the other incidents and drills of the timeline exercised of their runbooks. */
  exercised?(): Promise<readonly ExercisedIn[]>;
  /** Stores a file as evidence for `attach`. */
  file?(path: string): Promise<{ readonly name: string; readonly sha256: string; readonly bytes: number } | NotHad>;
  /** Has a text changed in the person's own editor, which takes the terminal meanwhile. */
  edit?(text: string): Promise<{ readonly text: string } | NotHad>;
  /** The telephone list, by the ids in contacts.yaml. Private: it is shown on this screen and never recorded. */
  contacts?(): Readonly<Record<string, Contact>>;
  /** Keeps a text as a file that only this person can read; never over another. */
  save?(path: string, text: string): Promise<{ readonly file: string } | NotHad>;
  /** Who has the incident open on this machine now: a name for each terminal. */
  here?(): readonly string[];
  /** Sends a text to the clipboard of the terminal; gives what to say about it. */
  copy?(text: string): string;
  /** The other incidents of the timeline; absent until the first frame stands, and where there is no other to be reached. */
  others?(): Neighbours | undefined;
  /** Goes over to another incident, by its name or id, or to the one before; why not, where it cannot. */
  switchTo?(incident: string | undefined): string | undefined;
  /** Goes over to the home screen; what is open here stays as it is. */
  home?(): void;
  /** Leaves the screen. */
  leave(): void;
  /** Hands the terminal back to the shell until it gives it back. */
  suspend(): void;
  /** Draws everything anew. */
  repaint(): void;
  /** Something is due: once for each alarm. `waiting`: how many nobody has looked at. */
  ring(waiting: number): void;
  /** How many alarms nobody has looked at, whenever that changes. */
  marked(waiting: number): void;
}
