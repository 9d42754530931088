import type { Report } from './chain-problem.ts';
import type { Head } from './entry.ts';

/** What the check of a chain needs of one entry. */
export interface Link {
  readonly seq: number;
  readonly prev: string;
  /** As it stands in the entry … */
  readonly hash: string;
  /** … and as worked out from it. */
  readonly computed: string;
}

/** Numbers that were jumped over, both ends included. */
interface Gap {
  readonly from: number;
  readonly to: number;
}

/** The links of one origin's chain, checked as they come; keeps only the gaps, so that a million entries need no more memory than ten. */
export class OriginChain {
  readonly #report: Report;
  readonly #keptSeq: number | undefined;
  #keptHash: string | undefined;
  #last: Link = { seq: 0, prev: '', hash: '', computed: '' };
  #gaps: readonly Gap[] = [];
  /** The hash that the entry after a missing one names. */
  readonly #named = new Map<number, string>();

  /** @param keptSeq the entry whose hash `keptHash` gives when all have been added */
  constructor(report: Report, keptSeq?: number) {
    this.#report = report;
    this.#keptSeq = keptSeq;
  }

  get head(): Head {
    return { seq: this.#last.seq, hash: this.#last.hash };
  }

  /** The hash of the kept entry, as it says it, or as the next one does where it is missing; undefined where neither is there. */
  get keptHash(): string | undefined {
    return this.#keptHash ?? this.#named.get(this.#keptSeq ?? 0);
  }

  /** The numbers that never came, each unbroken run of them once. */
  get gaps(): readonly Gap[] {
    return this.#gaps;
  }

  /** Whether the entry names the last one as the one before it. */
  continuesWith(link: Link): boolean {
    return link.prev === this.#last.hash || link.prev === this.#last.computed;
  }

  /**
   * Takes the next entry in and reports how it fails to fit.
   * @param edited its own hash does not fit: then its number may be what was changed, and the link decides its place
   * @returns its place in the chain
   */
  add(link: Link, edited: boolean): number {
    const next = this.#last.seq + 1;
    const seq = edited && this.continuesWith(link) ? next : link.seq;
    if (seq === this.#keptSeq) this.#keptHash ??= link.hash;
    if (seq >= next) this.#advance({ ...link, seq });
    else this.#late({ ...link, seq });
    return seq;
  }

  /** Reports the gaps. */
  reportMissing(): void {
    for (const { from, to } of this.#gaps) {
      const which = from === to ? `#${from} is` : `#${from} to #${to} are`;
      this.#report('removed', from, `${which} missing: what comes after is there.`);
    }
  }

  #advance(link: Link): void {
    const next = this.#last.seq + 1;
    if (link.seq > next) {
      this.#gaps = [...this.#gaps, { from: next, to: link.seq - 1 }];
      this.#named.set(link.seq - 1, link.prev);
    } else if (!this.continuesWith(link)) {
      this.#broken(link.seq);
    }
    this.#last = link;
  }

  #late(link: Link): void {
    const { seq } = link;
    const gap = this.#gaps.find(({ from, to }) => from <= seq && seq <= to);
    if (gap === undefined) {
      this.#report('duplicate', seq, `#${seq} is there more than once.`);
      return;
    }
    this.#report('reordered', seq, `#${seq} stands after #${this.#last.seq}.`);
    const named = this.#named.get(seq);
    if (named !== undefined && named !== link.hash && named !== link.computed) this.#broken(seq + 1);
    if (seq > gap.from) this.#named.set(seq - 1, link.prev);
    const halves = [
      { from: gap.from, to: seq - 1 },
      { from: seq + 1, to: gap.to },
    ].filter(({ from, to }) => from <= to);
    this.#gaps = this.#gaps.flatMap((each) => (each === gap ? halves : [each]));
  }

  #broken(seq: number): void {
    if (seq === 1) this.#report('edited', 1, '#1 is the first, but names one before it.');
    else
      this.#report(
        'edited',
        seq - 1,
        `#${seq - 1} is not the one that #${seq} was written after: one of the two was replaced.`,
      );
  }
}
