import { type AnyEntry, byNobody } from '../../entry/index.ts';
import type { Incident } from '../../incident/index.ts';
import { millis } from '../../time/index.ts';

/** How the record was kept: what can be counted while its entries go by. */
export interface Record {
  readonly entries: number;
  /** Written more than a quarter of an hour after it happened. */
  readonly late: number;
  /** The numbers of the first of them. */
  readonly lateOnes: readonly number[];
  /** The longest times in which nobody wrote anything down, until it was resolved; the longest first. */
  readonly silences: readonly Silence[];
  /** How many silences there were that are long enough to be called one. */
  readonly gaps: number;
  /** By what is said (`severity`, `began`): the number of the entry that said it last. */
  readonly behind: ReadonlyMap<string, number>;
}

export interface Silence {
  /** The numbers of the entries around it. */
  readonly from: number;
  readonly to: number;
  /** Milliseconds. */
  readonly length: number;
}

/** So long without a word is a gap, in milliseconds: an update is due more often in any plan. */
const gap = 30 * 60_000;

/** So many are named; the others are counted. */
const most = 10;

/** Watches the entries of a timeline go by. */
export class Recording {
  readonly #undone: Incident['undone'];
  readonly #end: number;
  readonly #lateOnes: number[] = [];
  readonly #behind = new Map<string, number>();
  #silences: Silence[] = [];
  #entries = 0;
  #late = 0;
  #gaps = 0;
  #before: { readonly seq: number; readonly at: number } | undefined;

  constructor({ undone, reached, lastAt }: Incident) {
    this.#undone = undone;
    this.#end = millis(reached.resolved ?? lastAt);
  }

  /** @param at when it happened, in milliseconds */
  take(entry: AnyEntry, at: number, isLate: boolean): void {
    this.#entries += 1;
    if (isLate) {
      this.#late += 1;
      if (this.#lateOnes.length < most) this.#lateOnes.push(entry.seq);
    }
    const said = saidBy(entry);
    if (said !== undefined && !Object.hasOwn(this.#undone, entry.id)) this.#behind.set(said, entry.seq);
    // What fell due breaks no silence.
    if (!byNobody(entry)) this.#listen(entry.seq, at);
    // A clock that was moved passed over time in which nobody could have said anything; a silence goes on behind it.
    const before = this.#before;
    if (entry.type === 'exercise.jumped' && before !== undefined)
      this.#before = { seq: before.seq, at: before.at + millis(entry.data['exercise-at']) - at };
  }

  get record(): Record {
    return {
      entries: this.#entries,
      late: this.#late,
      lateOnes: this.#lateOnes,
      silences: this.#silences,
      gaps: this.#gaps,
      behind: this.#behind,
    };
  }

  #listen(seq: number, at: number): void {
    const before = this.#before;
    if (before === undefined || at > before.at) this.#before = { seq, at };
    if (before === undefined || at > this.#end || at <= before.at) return;
    const length = at - before.at;
    if (length > gap) this.#gaps += 1;
    else if (length <= (this.#silences[0]?.length ?? -1)) return;
    const last = this.#silences.at(-1);
    if (this.#silences.length === most && last !== undefined && length <= last.length) return;
    this.#silences = [...this.#silences, { from: before.seq, to: seq, length }]
      .toSorted((a, b) => b.length - a.length)
      .slice(0, most)
      .filter((each, place) => place === 0 || each.length > gap);
  }
}

/** What of the incident itself an entry says. */
function saidBy(entry: AnyEntry): string | undefined {
  if (entry.type === 'incident.described') return entry.data.field;
  if (entry.type === 'severity.set') return 'severity';
  if (entry.type.startsWith('incident.')) return entry.type.slice('incident.'.length);
  return undefined;
}
