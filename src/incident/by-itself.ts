import type { Instant } from '../time/index.ts';
import type { Transaction } from './transaction.ts';

/** Something that happens by itself at its time. */
export interface Due {
  readonly due: Instant;
  /** `due` in milliseconds since 1970. */
  readonly at: number;
  /** The plan itself moves by it; all else only tells somebody that nobody did something. */
  readonly moves: boolean;
  readonly write: (tx: Transaction, present: boolean) => void;
  /** Of the exercise, not of the plan. */
  readonly via?: 'drill';
}
