import { restBetweenShifts } from '../../incident/index.ts';
import { type Instant, millis } from '../../time/index.ts';

/** What one person wrote, and how long they were there. */
export interface Heard {
  readonly entries: number;
  readonly first: Moment;
  readonly last: Moment;
  /** Milliseconds: each shift from its first entry to its last. */
  readonly onIt: number;
}

/** When, and by which entry. */
interface Moment {
  readonly at: Instant;
  readonly seq: number;
}

interface Shift {
  entries: number;
  first: Moment;
  last: Moment;
  /** Of the shift that goes on. */
  since: number;
  until: number;
  /** Of those before it. */
  before: number;
}

/** Counts who wrote how much, and the hours of their shifts, entry by entry. The place of a name is that of its first mention. */
export class Hours {
  readonly #people = new Map<string, Shift | undefined>();
  readonly #places = new Map<string, number>();

  place(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.#places.size);
    this.#people.set(name, undefined);
    return this.#places.size - 1;
  }

  /** @param now the same moment in milliseconds */
  hear(name: string, { at, seq }: Moment, now: number): void {
    const moment = { at, seq };
    this.place(name);
    const shift = this.#people.get(name);
    if (shift === undefined) {
      this.#people.set(name, { entries: 1, first: moment, last: moment, since: now, until: now, before: 0 });
      return;
    }
    shift.entries += 1;
    if (now - shift.until >= restBetweenShifts) {
      shift.before += shift.until - shift.since;
      shift.since = now;
    }
    // What is told of an earlier hour was lived through in it.
    if (now < shift.since && shift.since - now < restBetweenShifts) shift.since = now;
    if (now > shift.until) [shift.until, shift.last] = [now, moment];
    if (now < millis(shift.first.at)) shift.first = moment;
  }

  /** Everybody who was mentioned, in the order of their places; of who wrote nothing no entry is counted. */
  get people(): ReadonlyMap<string, Heard> {
    const never = { at: '', seq: 0 };
    return new Map(
      [...this.#people].map(([name, shift]) => [
        name,
        shift === undefined
          ? { entries: 0, first: never, last: never, onIt: 0 }
          : {
              entries: shift.entries,
              first: shift.first,
              last: shift.last,
              onIt: shift.before + shift.until - shift.since,
            },
      ]),
    );
  }
}
