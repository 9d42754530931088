import { restBetweenShifts } from '../../incident/index.ts';
import type { Instant } from '../../time/index.ts';

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
  /** The same moment in milliseconds. */
  begun: number;
  last: Moment;
  /** Of the shift that goes on. */
  since: number;
  until: number;
  /** Of those before it. */
  before: number;
}

/** Counts who wrote how much, and the hours of their shifts, entry by entry. The place of a name is that of its first mention. */
export class Hours {
  readonly #places = new Map<string, number>();
  /** By the places of their names; nothing for who was mentioned alone. */
  readonly #shifts: (Shift | undefined)[] = [];
  #last = { name: '', place: -1 };

  place(name: string): number {
    // Neighbours are often of one person.
    if (this.#last.place < 0 || name !== this.#last.name) this.#last = { name, place: this.#placeOf(name) };
    return this.#last.place;
  }

  #placeOf(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.#shifts.length);
    return this.#shifts.push(undefined) - 1;
  }

  /** @param now the same moment in milliseconds */
  hear(name: string, { at, seq }: Moment, now: number): void {
    const moment = { at, seq };
    const place = this.place(name);
    const shift = this.#shifts[place];
    if (shift === undefined) {
      this.#shifts[place] = { entries: 1, first: moment, begun: now, last: moment, since: now, until: now, before: 0 };
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
    if (now < shift.begun) [shift.begun, shift.first] = [now, moment];
  }

  /** Everybody who was mentioned, in the order of their places; of who wrote nothing no entry is counted. */
  get people(): ReadonlyMap<string, Heard> {
    return new Map([...this.#places].map(([name, place]) => [name, heardOf(this.#shifts[place])]));
  }
}

function heardOf(shift: Shift | undefined): Heard {
  const never = { at: '', seq: 0 };
  if (shift === undefined) return { entries: 0, first: never, last: never, onIt: 0 };
  const { entries, first, last, before, until, since } = shift;
  return { entries, first, last, onIt: before + until - since };
}
