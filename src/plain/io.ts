import type { Lobby, Reach } from '../session/index.ts';

/** Where the lines come from and go to; what lies outside the guide is asked for through here. */
export interface PlainIo extends Reach {
  /** What whoever opens the incident is told at once. */
  readonly greeting?: string;
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
  /** Sends a text to the clipboard of the terminal, where it takes one; gives what to say about it, also why not. */
  copy?(text: string): string;
  /** How words of a command are typed to come back; without words, the program alone. */
  again(words?: string): string;
  /** The other incidents, and home. Absent: this guide holds one incident alone. */
  readonly lobby?: Lobby;
  /** Lets go of the incident that it was opened on, where one has gone over to another. */
  letGo?(): void;
}
