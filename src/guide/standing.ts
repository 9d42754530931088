import type { Incident, Run } from '../incident/index.ts';
import { addedSteps, lives, wantedTimers } from '../statechart/index.ts';
import type { PlannedStep, StepLife, WantedTimer } from '../statechart/index.ts';
import type { StepRow } from './model.ts';

/** One step of one run, with what became of it. */
export interface StandingStep {
  readonly run: Run;
  readonly planned: PlannedStep;
  readonly life: StepLife;
  /** As drawn; `overdue` is false here, since that depends on the time. */
  readonly row: StepRow;
}

/** What of the guide depends on the incident alone, not on the time or the person. */
export interface Standing {
  /** All steps of all runs, in document order; an added one stands behind its anchor. */
  readonly steps: readonly StandingStep[];
  readonly byKey: ReadonlyMap<string, StandingStep>;
  /** Those on which somebody can act, or that wait for a moment. */
  readonly open: readonly StandingStep[];
  readonly timers: ReadonlyMap<string, readonly WantedTimer[]>;
}

const known = new WeakMap<Incident, Standing>();

/** Where every step of the incident stands; worked out once for each state of it. */
export function standing(incident: Incident): Standing {
  const before = known.get(incident);
  if (before !== undefined) return before;
  const made = stand(incident);
  known.set(incident, made);
  return made;
}

/** The key of a step in the incident: `run:step`. */
export function keyOf(run: string, step: string): string {
  return `${run}:${step}`;
}

function stand(incident: Incident): Standing {
  const plans = incident.runs.map((run) => ({ run, planned: inOrder(run), lives: lives(run.chart, run.state) }));
  const uses = new Map<string, number>();
  for (const { planned } of plans) for (const step of planned) uses.set(step.id, (uses.get(step.id) ?? 0) + 1);

  const steps = plans.flatMap(({ run, planned, lives }) => {
    const branches = branchTitles(planned);
    return planned.map((step): StandingStep => {
      const life = lives.get(step.id) ?? { state: 'waiting', turn: 1 };
      const name = (uses.get(step.id) ?? 0) > 1 ? keyOf(run.id, step.id) : step.id;
      return { run, planned: step, life, row: rowOf(run, step, life, name, branches) };
    });
  });
  const timers = new Map<string, WantedTimer[]>();
  for (const run of incident.runs) {
    for (const timer of wantedTimers(run.chart, run.state)) {
      const key = keyOf(run.id, timer.step);
      timers.set(key, [...(timers.get(key) ?? []), timer]);
    }
  }
  return { steps, byKey: new Map(steps.map((step) => [step.row.key, step])), open: steps.filter(isOpen), timers };
}

/** The plan with the steps that responders added, each behind its anchor. */
function inOrder(run: Run): PlannedStep[] {
  const plan = [...run.chart.plan.values()];
  for (const added of addedSteps(run.chart, run.state)) {
    const anchor = added.parent === undefined ? -1 : plan.findIndex((step) => step.id === added.parent);
    plan.splice(anchor < 0 ? plan.length : anchor + 1, 0, added);
  }
  return plan;
}

/**
 * Containers are done by doing what is in them: a person is shown one only when it asks something, rests until its next
 * round, or goes on until somebody says that it is enough.
 */
function isOpen({ planned, life }: StandingStep): boolean {
  if (life.state === 'awaiting') return true;
  if (life.state !== 'active') return false;
  if (life.asks !== undefined && life.asks.length > 0) return true;
  switch (planned.verb) {
    case 'parallel':
    case 'follow':
      return false;
    case 'repeat':
      return life.resting === true || ('until' in planned.step && planned.step.until === 'asked');
    case 'decide':
      // Once chosen it stays active around the option's own steps.
      return life.chose === undefined || life.beside === true;
    default:
      return true;
  }
}

function rowOf(
  run: Run,
  planned: PlannedStep,
  life: StepLife,
  name: string,
  branches: ReadonlyMap<string, string>,
): StepRow {
  const branch =
    planned.parent !== undefined && planned.branch !== undefined
      ? branches.get(`${planned.parent}/${planned.branch}`)
      : undefined;
  return {
    key: keyOf(run.id, planned.id),
    name,
    run: run.id,
    step: planned.id,
    title: planned.title,
    verb: planned.verb,
    state: life.state,
    level: planned.level,
    overdue: false,
    afterwards: planned.afterwards,
    turn: life.turn,
    ...(planned.role === undefined ? {} : { role: planned.role }),
    ...(branch === undefined ? {} : { branch }),
    ...(life.at === undefined ? {} : { at: life.at }),
    ...(life.by === undefined ? {} : { by: life.by }),
    ...(life.chose === undefined ? {} : { chose: life.chose }),
  };
}

/** Titles of options and tracks, by `parent/branch`. */
function branchTitles(planned: readonly PlannedStep[]): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  for (const { id, step } of planned) {
    const branches = 'options' in step ? step.options : 'tracks' in step ? step.tracks : {};
    for (const [branch, { title }] of Object.entries(branches)) titles.set(`${id}/${branch}`, title);
  }
  return titles;
}
