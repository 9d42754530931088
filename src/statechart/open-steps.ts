import { isOpen } from './memory.ts';
import { ofLast } from './of-last.ts';
import type { Memory } from './memory.ts';
import type { Layout, Place } from './layout.ts';
import type { StepLife } from './model.ts';

export interface OpenStep {
  readonly place: Place;
  readonly life: StepLife;
}

/** The planned steps that are active or await an approval, in document order; looked for once in each state. */
export const openSteps = ofLast((memory: Memory, layout: Layout): readonly OpenStep[] => {
  const open: OpenStep[] = [];
  // A step that nothing has touched has no life yet. Every step is looked at after every act: by its number, without an iterator.
  for (let index = 0; index < memory.lives.length; index += 1) {
    const life = memory.lives[index];
    if (life === null || life === undefined || !isOpen(life)) continue;
    const place = layout.places[index];
    if (place !== undefined) open.push({ place, life });
  }
  return open;
});
