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

/** Somebody wrote something down, in milliseconds as it happened. */
interface Heard {
  readonly seq: number;
  readonly at: number;
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
  readonly #heard: Heard[] = [];
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
    if (!byNobody(entry) && at >= this.#begin && at <= this.#end) this.#heard.push({ seq: entry.seq, at });
    if (entry.type === 'exercise.jumped') this.#jumps.push({ at, to: millis(entry.data['exercise-at']) });
  }

  get record(): Record {
    const silences = this.#silences();
    return {
      entries: this.#entries,
      late: this.#late,
      lateOnes: this.#lateOnes,
      silences: silences.slice(0, most).filter(({ length }, place) => place === 0 || length > gap),
      gaps: silences.filter(({ length }) => length > gap).length,
      behind: this.#behind,
    };
  }

  /** Every silence, the longest first: in the order in which things happened, for what comes from paper is written when all is over. */
  #silences(): readonly Silence[] {
    const silences: Silence[] = [];
    let before: Heard | undefined;
    for (const heard of this.#heard.toSorted((a, b) => a.at - b.at || a.seq - b.seq)) {
      if (heard.at === before?.at) continue;
      if (before !== undefined)
        silences.push({ from: before.seq, to: heard.seq, length: this.#between(before.at, heard.at) });
      before = heard;
    }
    return silences.toSorted((a, b) => b.length - a.length);
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
