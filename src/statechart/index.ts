/**
 * A runbook as one XState machine, and what a run of it remembers: `compileChart` lays it out, `beginRun` and `advance`
 * move it by entries of the timeline, `refusal` judges them; the rest reads a run. All of it is pure.
 */
export { activeSteps, openContainers, openInRun } from './active.ts';
export { ahead } from './ahead.ts';
export { deviationsOf, itemCount, itemsOf, worldFor } from './deviations.ts';
export { failureTarget } from './on-failure.ts';
export { matters } from './matters.ts';
export { ofLast, whileSame } from './of-last.ts';
export { advance, beginRun, compileChart, refusal, retitle, revise, revisionRefusal } from './run.ts';
export { itemThere } from './revision.ts';
export { outcomes } from './refuse.ts';
export { addedSteps, allWithLives, changedLives, lastDoneCalled, lifeOf, plannedStep, runEnd } from './steps-of-run.ts';
export type { ChangedLife, SteppedLife } from './steps-of-run.ts';
export { isPutToPeople, wantedChoices, wantedTimers } from './wanted.ts';
export type { EntryLike } from './entry-like.ts';
export type {
  Chart,
  PlannedStep,
  Refusal,
  RunEnd,
  RunState,
  LastDone,
  StepLife,
  StepState,
  Surroundings,
  WantedTimer,
} from './model.ts';
