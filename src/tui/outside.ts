import type { Neighbours, NotHad, Reach } from '../session/index.ts';

/** What the screen asks of the world outside it. */
export interface Outside extends Reach {
  /** Has a text changed in the person's own editor, which takes the terminal meanwhile. */
  edit?(text: string): Promise<{ readonly text: string } | NotHad>;
  /** Sends a text to the clipboard of the terminal; gives what to say about it. */
  copy?(text: string): string;
  /** The other incidents of the timeline; absent until the first frame stands, and where there is no other to be reached. */
  others?(): Neighbours | undefined;
  /** Goes over to another incident, by its name or id, or to the one before; why not, where it cannot. */
  switchTo?(incident: string | undefined): string | undefined;
  /** Goes over to the home screen; what is open here stays as it is. */
  home?(): void;
  /** Where beside this screen something is written that is not recorded, by the name of that place. */
  writtenBeside?(): string | undefined;
  /** How words of a command are typed here; absent: as the command itself. */
  again?(words?: string): string;
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
