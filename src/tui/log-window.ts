import type { LogLine } from '../guide/index.ts';
import type { Session } from '../session/index.ts';

/** So many entries are read at first: a screen full, and a few pages back. */
const AT_FIRST = 120;

/**
 * The log as a window into it. Only as much is read as somebody has scrolled back to, twice as much each time, so that a
 * timeline of 10,000 entries scrolls like a short one.
 */
export class LogWindow {
  readonly #session: Session;
  #lines: readonly LogLine[] = [];
  #entries = 0;
  #seq = 0;
  #hash = '';

  constructor(session: Session) {
    this.#session = session;
    this.catchUp(0);
  }

  /**
   * Reads what was written since. What is new comes behind what is there while somebody reads further up; whoever stands
   * at the end gets the rest anew, for an entry can change older lines. Gives the number of lines that were added.
   */
  catchUp(back: number): number {
    const { seq, hash } = this.#session.head;
    if (seq === this.#seq && hash === this.#hash) return 0;
    const fresh = seq - this.#seq;
    const before = this.#seq;
    this.#seq = seq;
    this.#hash = hash;
    if (back === 0 || fresh <= 0) {
      this.#read(Math.min(seq, AT_FIRST));
      return 0;
    }
    const added = this.#session.log(fresh).filter((line) => line.seq > before);
    this.#lines = [...this.#lines, ...added];
    this.#entries += fresh;
    return added.length;
  }

  /** `count` lines above the last `back`, oldest first; fewer where the log begins. */
  lines(back: number, count: number): readonly LogLine[] {
    while (this.#lines.length < back + count && this.#entries < this.#seq) {
      this.#read(Math.min(this.#seq, Math.max(AT_FIRST, this.#entries * 2, back + count)));
    }
    const end = Math.max(0, this.#lines.length - back);
    return this.#lines.slice(Math.max(0, end - count), end);
  }

  #read(entries: number): void {
    this.#lines = this.#session.log(entries);
    this.#entries = entries;
  }
}
