import type { StepLife } from './model.ts';

/** A life by the index of its step; null for a step that nothing has touched. As JSON. */
export type KeptLives = readonly (StepLife | null)[];

/** A block holds 32 of them: an index is split by its bits. */
const BITS = 5;
const SIZE = 1 << BITS;

/**
 * The lives of a run's steps by their index in the plan, those of added steps behind. Never changed: what one entry changes is copied,
 * and that is a block and the list of blocks, not the six hundred lives of a large runbook. So also what has changed since is found
 * without a look at what has not.
 */
export class Lives {
  static readonly none = new Lives([], 0);
  readonly #blocks: readonly Block[];
  readonly length: number;

  private constructor(blocks: readonly Block[], length: number) {
    this.#blocks = blocks;
    this.length = length;
  }

  static of(kept: KeptLives): Lives {
    const blocks: Block[] = [];
    for (let first = 0; first < kept.length; first += SIZE) blocks.push(new Block(kept.slice(first, first + SIZE)));
    return new Lives(blocks, kept.length);
  }

  /** The life at an index; undefined where nothing has touched that step. */
  at(index: number): StepLife | undefined {
    return this.#blocks[index >> BITS]?.lives[index & (SIZE - 1)] ?? undefined;
  }

  with(changes: Iterable<readonly [number, StepLife]>): Lives {
    const blocks = this.#blocks.slice();
    let { length } = this;
    for (const [index, life] of changes) {
      const number = index >> BITS;
      while (blocks.length <= number) blocks.push(Block.empty);
      const before = blocks[number] ?? Block.empty;
      blocks[number] = before.with(index & (SIZE - 1), life);
      length = Math.max(length, index + 1);
    }
    return new Lives(blocks, length);
  }

  /** The indexes of those that are active or await an approval, in order. */
  open(): readonly number[] {
    const open: number[] = [];
    for (let number = 0; number < this.#blocks.length; number += 1)
      for (const offset of this.#blocks[number]?.open ?? []) open.push((number << BITS) + offset);
    return open;
  }

  /** The indexes whose lives are others than in an earlier state, in order. */
  changedSince(earlier: Lives): readonly number[] {
    const changed: number[] = [];
    for (let number = 0; number < this.#blocks.length; number += 1) {
      const now = this.#blocks[number]?.lives ?? [];
      const then = earlier.#blocks[number]?.lives ?? [];
      if (now === then) continue;
      for (let offset = 0; offset < now.length; offset += 1)
        if (now[offset] !== (then[offset] ?? null)) changed.push((number << BITS) + offset);
    }
    return changed;
  }

  toJSON(): KeptLives {
    const kept: (StepLife | null)[] = [];
    for (let index = 0; index < this.length; index += 1) kept.push(this.at(index) ?? null);
    return kept;
  }
}

class Block {
  static readonly empty = new Block([]);
  readonly lives: KeptLives;
  #open: readonly number[] | undefined;

  constructor(lives: KeptLives) {
    this.lives = lives;
  }

  with(offset: number, life: StepLife): Block {
    const lives = this.lives.slice();
    // A hole would be slow in the engine.
    while (lives.length < offset) lives.push(null);
    lives[offset] = life;
    return new Block(lives);
  }

  get open(): readonly number[] {
    return (this.#open ??= openIn(this.lives));
  }
}

function openIn(lives: KeptLives): readonly number[] {
  const open: number[] = [];
  for (let offset = 0; offset < lives.length; offset += 1) {
    const life = lives[offset];
    if (life !== null && life !== undefined && isOpen(life)) open.push(offset);
  }
  return open;
}

/** At work, or waiting for an approval. */
export function isOpen({ state }: StepLife): boolean {
  return state === 'active' || state === 'awaiting';
}
