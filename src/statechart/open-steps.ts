import { isOpen } from './memory.ts';
import type { Memory } from './memory.ts';
import type { Layout, Place } from './layout.ts';
import type { StepLife } from './model.ts';

export interface OpenStep {
  readonly place: Place;
  readonly life: StepLife;
}

/** What a run remembers is never changed in place, so what was found in it stays true. */
const known = new WeakMap<Memory, readonly OpenStep[]>();

/** The planned steps that are active or await an approval, in document order; looked for once in each state. */
export function openSteps(layout: Layout, memory: Memory): readonly OpenStep[] {
  const before = known.get(memory);
  if (before !== undefined) return before;
  const open: OpenStep[] = [];
  // A step that nothing has touched has no life yet.
  for (const [index, life] of memory.lives.entries()) {
    const place = life !== null && isOpen(life) ? layout.places[index] : undefined;
    if (life !== null && place !== undefined) open.push({ place, life });
  }
  known.set(memory, open);
  return open;
}
