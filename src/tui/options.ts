import type { Neighbours, Session } from '../session/index.ts';
import type { Outside } from './outside.ts';
import type { Begin, WhatThereIs } from './home/home-state.ts';

/** An incident that is held open, with what its screen asks of the world outside. */
export interface Held extends Pick<
  Outside,
  'runbook' | 'library' | 'exercised' | 'file' | 'contacts' | 'save' | 'here'
> {
  readonly session: Session;
  readonly close: () => void;
}

/** What can be reached beyond the incident that a screen shows. Each of them may throw: the screen then says why, and stays. */
export interface Lobby {
  /** Watches the incidents beside the one with that id; `onLook` is called after each look at them. */
  neighbours(here: string, onLook: () => void): Neighbours;
  /** The id of the incident that is meant by a name. */
  find(name: string): string;
  /** Holds an incident open; this terminal works on it from then on. */
  hold(id: string): Held;
  /** What the home screen needs: loaded when somebody goes there. */
  home(): Promise<Threshold>;
}

/** What the home screen shows, and where one goes from it. */
export interface Threshold {
  /** What there is now. */
  readonly look: WhatThereIs;
  /** Declares an incident, and holds it open. */
  begin(begin: Begin): Promise<Held>;
}

/** How the screen is opened. `lobby`: absent where it holds one incident alone. */
export interface TuiOptions {
  readonly lobby?: Lobby;
  /** Draw on the terminal's second screen and leave the first as it was; false with `--no-alt-screen`. */
  readonly alternateScreen: boolean;
  /** False with `NO_COLOR`: everything is then told by marks and words alone. */
  readonly color: boolean;
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
