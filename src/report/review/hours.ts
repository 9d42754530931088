import { type Incident, lived, restBetweenShifts } from '../../incident/index.ts';
import type { Instant } from '../../time/index.ts';

/** What one person wrote, and how long they were there. */
export interface Heard {
  readonly entries: number;
  readonly first: Moment;
  readonly last: Moment;
  /** Milliseconds: each shift from its first entry to its last, but for what the clock of an exercise was moved over. */
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
  /** When the last of those was over. */
  rested: number;
}

/** Counts who wrote how much, and the hours of their shifts, entry by entry. */
export class Hours {
  /** By name, in the order in which they came; nothing for who was mentioned alone. */
  readonly #shifts = new Map<string, Shift | undefined>();
  /** Neighbours are often of one person. */
  #last: { readonly name: string; readonly shift: Shift } | undefined;
  readonly #incident: Pick<Incident, 'drill'>;

  constructor(incident: Pick<Incident, 'drill'>) {
    this.#incident = incident;
  }

  /** Of whom something is told, though they wrote nothing. */
  mention(name: string): void {
    if (!this.#shifts.has(name)) this.#shifts.set(name, undefined);
  }

  /** @param now the same moment in milliseconds */
  hear(name: string, { at, seq }: Moment, now: number): void {
    const moment = { at, seq };
    const shift = this.#last?.name === name ? this.#last.shift : this.#shifts.get(name);
    if (shift === undefined) {
      const begun = {
        entries: 1,
        first: moment,
        begun: now,
        last: moment,
        since: now,
        until: now,
        before: 0,
        rested: -Infinity,
      };
      this.#shifts.set(name, begun);
      this.#last = { name, shift: begun };
      return;
    }
    if (this.#last?.shift !== shift) this.#last = { name, shift };
    shift.entries += 1;
    if (now - shift.until >= restBetweenShifts) {
      shift.before += lived(this.#incident, shift.since, shift.until);
      [shift.since, shift.rested] = [now, shift.until];
    }
    // What is told of an earlier hour was lived through in it; what is told of the shift before was counted there.
    if (now < shift.since && now > shift.rested && shift.since - now < restBetweenShifts) shift.since = now;
    if (now > shift.until) [shift.until, shift.last] = [now, moment];
    if (now < shift.begun) [shift.begun, shift.first] = [now, moment];
  }

  /** Everybody who was mentioned, in the order in which they came; of who wrote nothing no entry is counted. */
  get people(): ReadonlyMap<string, Heard> {
    return new Map(Array.from(this.#shifts, ([name, shift]) => [name, heardOf(shift, this.#incident)]));
  }
}

function heardOf(shift: Shift | undefined, incident: Pick<Incident, 'drill'>): Heard {
  const never = { at: '', seq: 0 };
  if (shift === undefined) return { entries: 0, first: never, last: never, onIt: 0 };
  const { entries, first, last, before, until, since } = shift;
  return { entries, first, last, onIt: before + lived(incident, since, until) };
}
