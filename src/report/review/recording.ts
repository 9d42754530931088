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

/** The clock of an exercise was moved on, in milliseconds as it shows. */
interface Jump {
  readonly at: number;
  readonly to: number;
}

/** So long without a word is a gap, in milliseconds: an update is due more often in any plan. */
const gap = 30 * 60_000;

/** So many are named; the others are counted. */
const most = 10;

/** Watches the entries of a timeline go by. */
export class Recording {
  readonly #undone: Incident['undone'];
  readonly #begin: number;
  readonly #end: number;
  readonly #lateOnes: number[] = [];
  readonly #behind = new Map<string, number>();
  /** When somebody wrote something down, in milliseconds as it happened, and which entry it was: a number each, for there are many. */
  readonly #heardAt: number[] = [];
  readonly #heard: number[] = [];
  readonly #jumps: Jump[] = [];
  #entries = 0;
  #late = 0;

  constructor({ undone, declared, reached, lastAt }: Incident) {
    this.#undone = undone;
    this.#begin = millis(declared);
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
    if (!byNobody(entry) && at >= this.#begin && at <= this.#end) {
      this.#heardAt.push(at);
      this.#heard.push(entry.seq);
    }
    if (entry.type === 'exercise.jumped') this.#jumps.push({ at, to: millis(entry.data['exercise-at']) });
  }

  get record(): Record {
    const { gaps, longest } = this.#silences();
    return {
      entries: this.#entries,
      late: this.#late,
      lateOnes: this.#lateOnes,
      silences: gaps.length > 0 ? gaps.slice(0, most) : longest === undefined ? [] : [longest],
      gaps: gaps.length,
      behind: this.#behind,
    };
  }

  /** The gaps, the longest first, and the longest silence: in the order in which things happened, for what comes from paper is written late. */
  #silences(): { readonly gaps: readonly Silence[]; readonly longest: Silence | undefined } {
    const at = (place: number): number => this.#heardAt[place] ?? 0;
    const seq = (place: number): number => this.#heard[place] ?? 0;
    const inOrder = this.#heard.map((_, place) => place).toSorted((a, b) => at(a) - at(b) || seq(a) - seq(b));
    const gaps: Silence[] = [];
    let longest: Silence | undefined;
    let before: number | undefined;
    for (const place of inOrder) {
      if (before !== undefined && at(place) === at(before)) continue;
      const length = before === undefined ? 0 : this.#between(at(before), at(place));
      if (before !== undefined && (longest === undefined || length > longest.length || length > gap)) {
        const silence = { from: seq(before), to: seq(place), length };
        if (length > gap) gaps.push(silence);
        if (longest === undefined || length > longest.length) longest = silence;
      }
      before = place;
    }
    return { gaps: gaps.toSorted((a, b) => b.length - a.length), longest };
  }

  /** A clock that was moved passed over time in which nobody could have said anything; a silence goes on behind it. */
  #between(from: number, to: number): number {
    const over = (jump: Jump): number => Math.max(0, Math.min(to, jump.to) - Math.max(from, jump.at));
    return this.#jumps.reduce((length, jump) => length - over(jump), to - from);
  }
}

/** What of the incident itself an entry says. */
function saidBy(entry: AnyEntry): string | undefined {
  if (entry.type === 'incident.described') return entry.data.field;
  if (entry.type === 'severity.set') return 'severity';
  // Whoever merges it into another stands it down.
  if (entry.type === 'incident.merged') return 'stood-down';
  if (entry.type.startsWith('incident.')) return entry.type.slice('incident.'.length);
  return undefined;
}
