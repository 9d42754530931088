import type { Asked } from '../../report/index.ts';

/**
 * So many windows are in hand at most: what is made waits in a slot until all that stands in front of it is written. Of the octets
 * of a slot only those that are used take memory; a window that needs more is made where it is written.
 */
const hands: Readonly<Record<Asked, { readonly slots: number; readonly room: number }>> = {
  'at once': { slots: 16, room: 1 << 20 },
  later: { slots: 1 << 11, room: 1 << 16 },
};

/** Numbers in what is shared: the next window to take, how many are written, how often one was filled, then each slot's two. */
const [TAKEN, WRITTEN, FILLED, SLOTS] = [0, 1, 2, 3];
const headOf = (slots: number): number => (SLOTS + 2 * slots) * Int32Array.BYTES_PER_ELEMENT;

/**
 * Windows that two threads make: each takes the next that nobody has and puts its text into a slot that both see. One of them
 * empties the slots in order; who would be too far ahead of it waits.
 */
export class Turns {
  /** To be handed to the other thread. */
  readonly shared: SharedArrayBuffer;
  /** How many windows there are. */
  readonly count: number;
  readonly asked: Asked;
  readonly #slots: number;
  readonly #room: number;
  readonly #numbers: Int32Array;
  readonly #encoder = new TextEncoder();

  constructor(count: number, asked: Asked, shared?: SharedArrayBuffer) {
    const { slots, room } = hands[asked];
    this.count = count;
    this.asked = asked;
    this.#slots = Math.min(slots, count);
    this.#room = room;
    this.shared = shared ?? new SharedArrayBuffer(headOf(this.#slots) + this.#slots * room);
    this.#numbers = new Int32Array(this.shared, 0, headOf(this.#slots) / Int32Array.BYTES_PER_ELEMENT);
  }

  /** The next window that nobody has taken; undefined where there is none, or it lies too far ahead. */
  take(): number | undefined {
    for (;;) {
      const next = Atomics.load(this.#numbers, TAKEN);
      if (next >= this.count || next - Atomics.load(this.#numbers, WRITTEN) >= this.#slots) return undefined;
      if (Atomics.compareExchange(this.#numbers, TAKEN, next, next + 1) === next) return next;
    }
  }

  /** The same, once it is near enough; undefined where all are taken. */
  takeInTime(): number | undefined {
    for (;;) {
      const written = Atomics.load(this.#numbers, WRITTEN);
      const next = this.take();
      if (next !== undefined || Atomics.load(this.#numbers, TAKEN) >= this.count) return next;
      Atomics.wait(this.#numbers, WRITTEN, written);
    }
  }

  /** Puts the text of a window that was taken where the one who writes finds it; where there is none, or it is too long, says so. */
  fill(window: number, text: string | undefined): void {
    const { read, written } =
      text === undefined ? { read: -1, written: 0 } : this.#encoder.encodeInto(text, this.#slot(window));
    const place = this.#place(window);
    Atomics.store(this.#numbers, place + 1, read === text?.length ? written : -1);
    Atomics.store(this.#numbers, place, window + 1);
    Atomics.add(this.#numbers, FILLED, 1);
    Atomics.notify(this.#numbers, FILLED);
  }

  /** What was filled in; `lacking` where the window is still to be made, undefined where its slot is not filled yet. */
  filled(window: number): Uint8Array | 'lacking' | undefined {
    const place = this.#place(window);
    if (Atomics.load(this.#numbers, place) !== window + 1) return undefined;
    const length = Atomics.load(this.#numbers, place + 1);
    return length < 0 ? 'lacking' : this.#slot(window).subarray(0, length);
  }

  /** How often a slot was filled. */
  get fillings(): number {
    return Atomics.load(this.#numbers, FILLED);
  }

  /** Waits until a slot is filled after so many fillings; false where that takes longer than so many milliseconds. */
  isFilledWithin(fillings: number, patience: number): boolean {
    return Atomics.wait(this.#numbers, FILLED, fillings, patience) !== 'timed-out';
  }

  /** Says that the next window is written, and its slot free. */
  wrote(): void {
    Atomics.add(this.#numbers, WRITTEN, 1);
    Atomics.notify(this.#numbers, WRITTEN);
  }

  /** Nothing more is to be taken: who waits for a turn ends. */
  stop(): void {
    Atomics.store(this.#numbers, TAKEN, this.count);
    this.wrote();
  }

  #slot(window: number): Uint8Array {
    const { byteLength } = this.#numbers;
    return new Uint8Array(this.shared, byteLength + (window % this.#slots) * this.#room, this.#room);
  }

  #place(window: number): number {
    return SLOTS + 2 * (window % this.#slots);
  }
}
