import type { Lobby } from '../session/index.ts';

/** How the screen is opened. `lobby`: absent where it holds one incident alone. */
export interface TuiOptions {
  readonly lobby?: Lobby;
  /** Draw on the terminal's second screen and leave the first as it was; false with `--no-alt-screen`. */
  readonly alternateScreen: boolean;
  /** False with `NO_COLOR`: everything is then told by marks and words alone. */
  readonly color: boolean;
  /** How words of a command are typed to come back; without words, the program alone. */
  readonly again: (words?: string) => string;
  /** Called right before the first frame is drawn: what the splash painted can be taken away. */
  readonly beforeFirstFrame?: () => void;
}

/** How it ended. */
export interface TuiEnd {
  /** 0; 1 after a failure of the screen; 5 where an act could not be written; 128 and the number of a signal. */
  readonly code: number;
  /** To be printed when the terminal is itself again: how to come back. Safe to print. */
  readonly farewell: string;
  /** What went wrong, where the screen failed; it is in the farewell too. */
  readonly problem?: string;
}
