import type { AnyEntry } from '../entry/index.ts';
import type { OnPaper } from '../incident/index.ts';
import { millis, type Instant } from '../time/index.ts';

/** So long after a line that another typed in from paper the next one is waited for, in milliseconds. */
const PATIENCE = 120_000;

/**
 * Whether what fell due has to wait for paper that is being typed in. Of one's own paper it is known when it is through;
 * another's is through when no line has come for a while.
 */
export class PaperHold {
  readonly #wall: () => number;
  readonly #now: () => Instant;
  #paper: OnPaper | undefined;
  #until = 0;

  constructor(wall: () => number, now: () => Instant) {
    this.#wall = wall;
    this.#now = now;
  }

  /** A line is about to be typed in here: until it is `through`. */
  begin(at: Instant): void {
    this.#paper = { upTo: at, typedAt: this.#now() };
    this.#until = Infinity;
  }

  /** Entries came in. */
  seen(entries: readonly AnyEntry[]): void {
    const last = entries.findLast(({ via }) => via === 'paper');
    if (last === undefined || this.#until === Infinity) return;
    // What was typed in long before it was read here holds nothing up.
    const until = millis(last.recorded) + PATIENCE;
    if (until <= this.#wall()) return;
    this.#paper = { upTo: last.at, typedAt: this.#now() };
    this.#until = until;
  }

  /** No more is typed in here. */
  through(): void {
    this.#paper = undefined;
    this.#until = 0;
  }

  /** The paper that is waited for. */
  held(): OnPaper | undefined {
    if (this.#wall() >= this.#until) this.#paper = undefined;
    return this.#paper;
  }

  /** How long it is waited for, in milliseconds. */
  left(): number {
    return this.held() === undefined ? Infinity : Math.max(0, this.#until - this.#wall());
  }
}
