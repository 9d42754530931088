import { sameRow } from './rows/rows.ts';
import type { Row } from './rows/rows.ts';

/** What is drawn, until something in it looks different. */
export interface Frame {
  readonly rows: readonly Row[];
  readonly columns: number;
}

/** Who gives the frames: draws what is to be seen now, and tells when that has changed. */
export interface Drawn {
  readonly frame: Frame;
  subscribe(listener: () => void): () => void;
}

/**
 * The frames of a screen, made outside of Ink: what fails in making one is told to `fail` and not painted over the terminal.
 * Keys that come in one chunk make one frame; a frame that looks like the one before is not drawn at all.
 */
export class FrameStore {
  readonly #drawn: Drawn;
  readonly #fail: (error: unknown) => void;
  readonly #listeners = new Set<() => void>();
  #frame: Frame;
  #due = false;

  constructor(drawn: Drawn, fail: (error: unknown) => void) {
    this.#drawn = drawn;
    this.#fail = fail;
    this.#frame = drawn.frame;
    drawn.subscribe(() => this.#later());
  }

  readonly get = (): Frame => this.#frame;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #later(): void {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      try {
        this.#next();
      } catch (error) {
        this.#fail(error);
      }
    });
  }

  #next(): void {
    const next = this.#drawn.frame;
    const before = this.#frame;
    const rows = next.rows.map((row, index) => {
      const old = before.rows[index];
      return old !== undefined && sameRow(old, row) ? old : row;
    });
    const same = next.columns === before.columns && rows.length === before.rows.length;
    if (same && rows.every((row, index) => row === before.rows[index])) return;
    this.#frame = { ...next, rows };
    for (const listener of this.#listeners) listener();
  }
}
