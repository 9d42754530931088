import type { Act } from '../incident/index.ts';

/** What a simulated responder does next. */
export interface Move {
  readonly by: string;
  /** When they are done with it, in milliseconds since 1970 on the clock of the exercise. */
  readonly at: number;
  /** The reason, should it leave the plan. */
  readonly why: string;
  /** `run`: start the command of the step; `evidence`: keep this text as a file and attach it to the step. */
  readonly what:
    | { readonly kind: 'act'; readonly act: Act }
    | { readonly kind: 'run'; readonly step: string }
    | { readonly kind: 'evidence'; readonly step: string; readonly name: string; readonly text: string };
}

/** Something that somebody is at work on. Only what is done first becomes a move: what all others would be is not worked out. */
export interface Prospect {
  /** As of the move. */
  readonly at: number;
  readonly move: () => Omit<Move, 'at'>;
}
