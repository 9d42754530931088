import { beginRehearsal, rehearse, type Rehearsing } from '../../drill/index.ts';
import { count, emptyTally, type Tally } from './tally.ts';

/** Seeds that several threads play: each takes the next that nobody has. */
export class Seeds {
  readonly first: number;
  readonly runs: number;
  /** How many were taken; to be handed to the other threads. */
  readonly shared: SharedArrayBuffer;
  readonly #taken: Int32Array;

  constructor(first: number, runs: number, shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.first = first;
    this.runs = runs;
    this.shared = shared;
    this.#taken = new Int32Array(shared);
  }

  /** The next seed; undefined where none is left. */
  take(): number | undefined {
    const taken = Atomics.add(this.#taken, 0, 1);
    return taken < this.runs ? this.first + taken : undefined;
  }
}

/** What another thread is told. */
export interface SeedsTask extends Pick<Seeds, 'first' | 'runs' | 'shared'> {
  readonly rehearsing: Rehearsing;
}

/** What it answers. */
export type SeedsAnswer = { readonly tally: Tally } | { readonly problem: string };

/** Plays seeds until none is left, and counts what became of them. @throws Error with what refuses the rehearsal */
export function playSeeds(rehearsing: Rehearsing, seeds: Seeds): Tally {
  const begun = beginRehearsal(rehearsing);
  const tally = emptyTally(rehearsing.scenario);
  for (let seed = seeds.take(); seed !== undefined; seed = seeds.take())
    count(tally, rehearsing.scenario, rehearse(begun, seed));
  return tally;
}
