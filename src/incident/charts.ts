import {
  activeSteps,
  addedSteps,
  allWithLives,
  changedLives,
  lastDoneCalled,
  lifeOf,
  openInRun,
  plannedStep,
  runEnd,
  wantedChoices,
  wantedTimers,
  worldFor,
} from '../statechart/index.ts';
import type {
  ChangedLife,
  PlannedStep,
  RunEnd,
  StepLife,
  SteppedLife,
  Surroundings,
  WantedTimer,
} from '../statechart/index.ts';
import type { World } from '../conditions/index.ts';
import type { Instant } from '../time/index.ts';
import type { Incident, Run } from './model.ts';

/** What became of one step of a run. */
export function lifeIn(run: Run, step: string): StepLife {
  return lifeOf(run.chart, run.state, step);
}

/** When a step of a run that a runbook calls by that id was completed last, and it was not taken back. */
export function lastDoneIn(run: Run, id: string, { undone }: Pick<Incident, 'undone'>): Instant | undefined {
  return lastDoneCalled(run.chart, run.state, id, undone);
}

/** What became of steps since an earlier state of the run. */
export function changedSince(run: Run, was: Run | undefined): readonly ChangedLife[] {
  if (was === undefined || was.chart === run.chart) return changedLives(run.chart, was?.state, run.state);
  // In another text of the runbook steps stand at other places: they are known by their ids.
  return stepsAndLives(run).flatMap(({ step, life }) => {
    const then = stepIn(was, step.id) && lifeIn(was, step.id);
    const isUntouched = then === undefined && life.state === 'waiting' && life.turn === 1;
    return isUntouched || JSON.stringify(life) === JSON.stringify(then) ? [] : [{ step, life, ...(then && { then }) }];
  });
}

/** Whether anything was done at a step of a run, or it is open. */
export function isSettledOrOpen(run: Run, step: string): boolean {
  return stepIn(run, step) !== undefined && lifeIn(run, step).state !== 'waiting';
}

/** A step of a run, planned or added. */
export function stepIn(run: Run, id: string): PlannedStep | undefined {
  return plannedStep(run.chart, run.state, id);
}

/** All steps of a run in document order, those that responders added at the end. */
export function stepsIn(run: Run): PlannedStep[] {
  return [...run.chart.plan.values(), ...addedSteps(run.chart, run.state)];
}

/** The same with what became of each. */
export function stepsAndLives(run: Run): readonly SteppedLife[] {
  return allWithLives(run.chart, run.state);
}

/** The steps of a run that are active or await an approval. */
export function activeIn(run: Run): readonly PlannedStep[] {
  return activeSteps(run.chart, run.state);
}

/** The steps of a run that are active or await an approval, those that hold others too. */
export function openIn(run: Run): readonly SteppedLife[] {
  return openInRun(run.chart, run.state);
}

/** The timers that a run wants. */
export function timersIn(run: Run): readonly WantedTimer[] {
  return wantedTimers(run.chart, run.state);
}

/** Decisions that may be taken by themselves now. */
export function choicesIn(run: Run, around: () => Surroundings): ReturnType<typeof wantedChoices> {
  return wantedChoices(run.chart, run.state, around);
}

/** Whether, when and how a run came to its end. */
export function endIn(run: Run): RunEnd | undefined {
  return runEnd(run.state);
}

/** What the conditions and texts of a run read; inside a followed runbook those of that one, by its prefix. */
export function worldIn(run: Run, around: Surroundings, prefix: string): World {
  return worldFor(run.chart, run.state, around, prefix);
}
