import { ofLast } from './of-last.ts';
import type { Memory } from './memory.ts';
import type { Layout, Place } from './layout.ts';
import type { SteppedLife } from './steps-of-run.ts';

export interface OpenStep extends SteppedLife {
  readonly place: Place;
}

/** The planned steps that are active or await an approval, in document order; looked for once in each state. */
export const openSteps = ofLast((memory: Memory, layout: Layout): readonly OpenStep[] => {
  const open: OpenStep[] = [];
  for (const index of memory.lives.open()) {
    const place = layout.places[index];
    const life = memory.lives.at(index);
    if (place !== undefined && life !== undefined) open.push({ place, step: place.planned, life });
  }
  return open;
});
