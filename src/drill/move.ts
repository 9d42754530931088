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
