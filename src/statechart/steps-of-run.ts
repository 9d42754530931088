import type { Step } from '../runbook/index.ts';
import { millis } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { Layout } from './layout.ts';
import { Lives } from './lives.ts';
import { anchorOf, indexOf, lifeAt } from './memory.ts';
import type { Added, Memory } from './memory.ts';
import type { Chart, PlannedStep, RunEnd, RunState, StepLife } from './model.ts';
import { layoutOf, memoryOf } from './run.ts';

/** What became of a step, planned or added; waiting in turn 1 where nothing has touched it or there is no such step. */
export function lifeOf(chart: Chart, state: RunState, step: string): StepLife {
  const memory = memoryOf(state);
  return lifeAt(memory, indexOf(layoutOf(chart), memory, step) ?? -1);
}

/**
 * When a step that a runbook calls by that id was completed last, in a run of it or wherever it is followed; undefined where none was.
 * @param undone the entries that were taken back, by id: a completion in an earlier turn that is one of them was none
 */
export function lastDoneCalled(
  chart: Chart,
  state: RunState,
  id: string,
  undone: Readonly<Record<string, unknown>>,
): Instant | undefined {
  const layout = layoutOf(chart);
  const memory = memoryOf(state);
  let last: Instant | undefined;
  for (const index of placesCalled(layout, id)) last = later(last, doneAt(memory, index, undone));
  for (let k = 0; k < memory.added.length; k += 1) {
    const step = memory.added[k];
    if (step !== undefined && isCalled(step.id, id))
      last = later(last, doneAt(memory, layout.places.length + k, undone));
  }
  return last;
}

function doneAt(memory: Memory, index: number, undone: Readonly<Record<string, unknown>>): Instant | undefined {
  const { state, at, last } = lifeAt(memory, index);
  if (state === 'done') return at;
  return last?.entry !== undefined && Object.hasOwn(undone, last.entry) ? undefined : last?.at;
}

const later = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || b === undefined ? (a ?? b) : millis(b) > millis(a) ? b : a;

const isCalled = (step: string, id: string): boolean => step === id || step.endsWith(`/${id}`);

/** Asked for each clock after every entry, of the same few steps. */
const called = new WeakMap<Layout, Map<string, readonly number[]>>();

function placesCalled(layout: Layout, id: string): readonly number[] {
  const before = called.get(layout)?.get(id);
  if (before !== undefined) return before;
  const known = called.get(layout) ?? new Map<string, readonly number[]>();
  called.set(layout, known);
  const places = layout.places.flatMap(({ planned }) => (isCalled(planned.id, id) ? [planned.index] : []));
  known.set(id, places);
  return places;
}

/** A step with what became of it. */
export interface SteppedLife {
  readonly step: PlannedStep;
  readonly life: StepLife;
}

/** Every step of a run in document order, those that responders added at the end. */
export function allWithLives(chart: Chart, state: RunState): readonly SteppedLife[] {
  const memory = memoryOf(state);
  return [...chart.plan.values(), ...addedSteps(chart, state)].map((step) => ({
    step,
    life: lifeAt(memory, step.index),
  }));
}

/** A life that is not what it was in an earlier state of the same run. */
export interface ChangedLife extends SteppedLife {
  /** Absent where nothing had touched the step. */
  readonly then?: StepLife;
}

/** The lives that changed since an earlier state of a run, in the order of the plan; all of them where there is none. */
export function changedLives(chart: Chart, before: RunState | undefined, after: RunState): readonly ChangedLife[] {
  const layout = layoutOf(chart);
  const memory = memoryOf(after);
  const earlier = before === undefined ? Lives.none : memoryOf(before).lives;
  const changed: ChangedLife[] = [];
  for (const index of memory.lives.changedSince(earlier)) {
    const life = memory.lives.at(index);
    const then = earlier.at(index);
    const step = layout.places[index]?.planned ?? addedSteps(chart, after)[index - layout.places.length];
    if (life !== undefined && step !== undefined) changed.push({ step, life, ...(then !== undefined && { then }) });
  }
  return changed;
}

/** Steps that responders added, in the order in which they did. */
export function addedSteps(chart: Chart, state: RunState): readonly PlannedStep[] {
  const layout = layoutOf(chart);
  const memory = memoryOf(state);
  return memory.added.map((added, k) => asPlanned(chart, layout, memory, added, k));
}

/** A step of the run, planned or added. */
export function plannedStep(chart: Chart, state: RunState, id: string): PlannedStep | undefined {
  return chart.plan.get(id) ?? addedSteps(chart, state).find((step) => step.id === id);
}

/** How the run ended: by an `end` that a person finished, or because its list ran out (no outcome). Undefined while it goes on. */
export function runEnd(state: RunState): RunEnd | undefined {
  return memoryOf(state).ended;
}

/** An added step stands where its anchor stands, and is done by any role where it names none. */
function asPlanned(
  chart: Chart,
  layout: Layout,
  memory: Memory,
  { id, title, after, role }: Added,
  k: number,
): PlannedStep {
  const anchor = anchorOf(layout, memory, after);
  const step: Step = { id, do: title, ...(role !== undefined && { role }) };
  return {
    id,
    verb: 'do',
    title,
    step,
    runbook: anchor?.runbook ?? chart.bundle.runbook,
    prefix: anchor?.prefix ?? '',
    ...(anchor?.parent !== undefined && { parent: anchor.parent }),
    ...(anchor?.branch !== undefined && { branch: anchor.branch }),
    ...(role !== undefined && { role }),
    level: anchor?.level ?? 0,
    index: layout.places.length + k,
    afterwards: anchor?.afterwards ?? false,
    added: true,
    ...(after !== undefined && { anchor: after }),
  };
}
