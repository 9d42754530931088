import { isOpen } from './lives.ts';
import { anchorOf, isOver, lifeAt } from './memory.ts';
import type { Memory } from './memory.ts';
import type { Layout, Place } from './layout.ts';
import type { Chart, PlannedStep, RunState, StepLife } from './model.ts';
import { standingIn } from './position.ts';
import { openSteps } from './open-steps.ts';
import { layoutOf, memoryOf, positionsIn } from './run.ts';
import { addedSteps } from './steps-of-run.ts';
import type { SteppedLife } from './steps-of-run.ts';

/**
 * The steps that a person acts on now, in document order: what is active or awaits an approval, and a repeat that rests
 * until somebody says that it is enough. An added step stands behind its anchor.
 */
export function activeSteps(chart: Chart, state: RunState): readonly PlannedStep[] {
  const layout = layoutOf(chart);
  const memory = memoryOf(state);
  const planned = openPlaces(layout, memory)
    .filter((place) => isForPeople(place, lifeAt(memory, place.planned.index)))
    .map((place) => place.planned);
  const added = addedSteps(chart, state).filter(({ index }) => isOpen(lifeAt(memory, index)));
  if (added.length === 0) return planned;
  const behind = ({ added: isAdded, anchor, index }: PlannedStep): number =>
    isAdded === true ? (anchorOf(layout, memory, anchor)?.index ?? Infinity) : index;
  return [...planned, ...added].toSorted((a, b) => behind(a) - behind(b) || a.index - b.index);
}

/** Everything that is active or awaits an approval, in document order; what was added stands at the end. */
export function openInRun(chart: Chart, state: RunState): readonly SteppedLife[] {
  const memory = memoryOf(state);
  const planned = openSteps(memory, layoutOf(chart));
  if (memory.added.length === 0) return planned;
  const added = addedSteps(chart, state).map((step) => ({ step, life: lifeAt(memory, step.index) }));
  return [...planned, ...added.filter(({ life }) => isOpen(life))];
}

/** What is open around them: parallels, repeats and followed runbooks at work, and decisions whose option is being walked. */
export function openContainers(chart: Chart, state: RunState): readonly PlannedStep[] {
  const layout = layoutOf(chart);
  const memory = memoryOf(state);
  const open = new Set(
    openPlaces(layout, memory).filter((place) => !isForPeople(place, lifeAt(memory, place.planned.index))),
  );
  for (const value of Object.values(positionsIn(state))) {
    for (const place of standingIn(layout, value).standing.slice(0, -1))
      if (place.planned.verb === 'decide' && isOver(lifeAt(memory, place.planned.index))) open.add(place);
  }
  return [...open].map(({ planned }) => planned).toSorted((a, b) => a.index - b.index);
}

function openPlaces(layout: Layout, memory: Memory): Place[] {
  return openSteps(memory, layout).map(({ place }) => place);
}

function isForPeople({ planned: { step, verb } }: Place, life: StepLife): boolean {
  if ('repeat' in step) return life.state === 'awaiting' || (life.resting === true && step.until === 'asked');
  return (verb !== 'parallel' && verb !== 'follow') || life.state === 'awaiting';
}
