import { nearest, someOf } from '../text/index.ts';
import { millis } from '../time/index.ts';
import type { Runbook } from '../runbook/index.ts';
import type { PlannedStep, Refusal, StepLife } from '../statechart/index.ts';
import type { StepName } from './act.ts';
import type { ClockState, DeviationRecord, Incident, Run } from './model.ts';
import { activeIn, lifeIn, openIn, stepIn, stepsAndLives, stepsIn } from './charts.ts';
import { isOpenClock } from './judge-clocks.ts';

/** A step of one of the followed runbooks, with what became of it. */
export interface FoundStep {
  readonly run: Run;
  readonly step: PlannedStep;
  readonly life: StepLife;
}

/**
 * The step that a person means by `step` or `run:step`. Inside a followed runbook its last part is enough where it is
 * unique; of several runbooks the only one that has not ended is meant. Ids are small letters; what is typed may not be.
 */
export function resolveStep(incident: Incident, typed: StepName): FoundStep | { readonly refusal: Refusal } {
  if (incident.runs.length === 0) {
    return {
      refusal: {
        code: 'runbook-not-followed',
        message: 'No runbook is followed in this incident yet.',
        hint: 'Take one up: follow RUNBOOK.',
      },
    };
  }
  const colon = typed.indexOf(':');
  const [ofRun, ofStep] = [typed.slice(0, Math.max(colon, 0)), typed.slice(colon + 1)];
  const runs = colon < 0 ? incident.runs : incident.runs.filter(({ id }) => id === ofRun.toLowerCase());
  const id = ofStep.toLowerCase();
  if (runs.length === 0) {
    const ids = incident.runs.map(({ id }) => id);
    const near = nearest(ofRun, ids);
    return {
      refusal: {
        code: 'runbook-not-followed',
        message: `No runbook "${ofRun}" is followed in this incident.`,
        hint: near === undefined ? `There is: ${someOf(ids)}.` : `Did you mean "${near}"?`,
      },
    };
  }
  const exact = runs.flatMap((run) => found(run, id));
  const all = exact.length > 0 ? exact : runs.flatMap((run) => inside(run, id));
  const running = all.filter(({ run }) => run.ended === undefined);
  const [only, ...others] = running.length === 1 ? running : all;
  if (only === undefined) return { refusal: noSuchStep(runs, ofStep) };
  if (others.length > 0) {
    const names = all.map(({ run, step }) => `${run.id}:${step.id}`);
    return {
      refusal: {
        code: 'ambiguous-step',
        message: `Step "${ofStep}" stands in more than one place.`,
        hint: `Say which: ${someOf(names)}.`,
      },
    };
  }
  return only;
}

function found(run: Run, id: string): FoundStep[] {
  const step = stepIn(run, id);
  return step === undefined ? [] : [{ run, step, life: lifeIn(run, id) }];
}

function inside(run: Run, id: string): FoundStep[] {
  return stepsIn(run)
    .filter((step) => step.id.endsWith(`/${id}`))
    .map((step) => ({ run, step, life: lifeIn(run, step.id) }));
}

function noSuchStep(runs: readonly Run[], id: string): Refusal {
  const near = nearest(
    id,
    runs.flatMap((run) => stepsIn(run).map((step) => step.id)),
  );
  const active = runs.flatMap((run) => activeIn(run).map((step) => step.id));
  return {
    code: 'no-such-step',
    message: `Step "${id}" is not in ${someOf(runs.map((run) => run.id))}.`,
    ...(near !== undefined
      ? { hint: `Did you mean "${near}"?` }
      : active.length > 0 && { hint: `Active now: ${someOf(active)}.` }),
  };
}

/** Every step of every followed runbook with what became of it, in the order in which they are written. */
export function allSteps(incident: Incident): FoundStep[] {
  const all: FoundStep[] = [];
  for (const run of incident.runs) for (const { step, life } of stepsAndLives(run)) all.push({ run, step, life });
  return all;
}

/** The steps of every followed runbook that are open, those that hold others too; no other is looked at. */
export function openSteps(incident: Incident): FoundStep[] {
  const open: FoundStep[] = [];
  for (const run of incident.runs) for (const { step, life } of openIn(run)) open.push({ run, step, life });
  return open;
}

/** The steps that are active or await an approval. */
export function activeOf(incident: Incident): FoundStep[] {
  return incident.runs.flatMap((run) => activeIn(run).map((step) => ({ run, step, life: lifeIn(run, step.id) })));
}

/** How often a command that failed is still to be started again by itself (`on-failure: retry N`); 0 where it is not. */
export function retriesLeft({ step: { step }, life }: FoundStep): number {
  const times = 'run' in step ? /^retry (\d{1,3})$/.exec(step['on-failure'] ?? '')?.[1] : undefined;
  if (times === undefined || life.state !== 'active' || life.lastCommand !== 'failed') return 0;
  return Math.max(0, Number(times) + 1 - (life.attempts ?? 0));
}

/** The first followed runbook that has it, and the prefix of its steps; `''` where it is the root one of its run. */
export function runbookOf(
  incident: Incident,
  has: (runbook: Runbook) => unknown,
): { readonly run: Run; readonly prefix: string } | undefined {
  for (const run of incident.runs) {
    if (has(run.chart.bundle.runbook) !== undefined) return { run, prefix: '' };
    if (!Object.values(run.chart.bundle.followed).some((followed) => has(followed) !== undefined)) continue;
    for (const { runbook, prefix } of run.chart.plan.values())
      if (prefix !== '' && has(runbook) !== undefined) return { run, prefix };
  }
  return undefined;
}

/** The clocks that still want to be met, by their deadline, those without one last. */
export function openClocks(incident: Incident): ClockState[] {
  const last = (clock: ClockState): number => (clock.due === undefined ? Infinity : millis(clock.due));
  return Object.values(incident.clocks)
    .filter(isOpenClock)
    .sort((a, b) => last(a) - last(b) || 0);
}

/** The ids of the roles that a person holds. */
export function rolesOf(incident: Incident, person: string): string[] {
  return Object.values(incident.roles)
    .filter(({ holder }) => holder === person)
    .map(({ id }) => id);
}

/** How the plan was left and it was not undone again, oldest first. */
export function standingDeviations({ deviations, undone }: Incident): DeviationRecord[] {
  return deviations.filter(({ entry }) => !Object.hasOwn(undone, entry));
}

/** The deviations whose reason is still owed, oldest first. */
export function owedReasons(incident: Incident): DeviationRecord[] {
  return standingDeviations(incident).filter(({ deviation }) => deviation.owed);
}

/** What is still open when an incident is to be resolved (semantics 20); it warns and refuses nothing. */
export interface OpenBusiness {
  readonly clocks: readonly ClockState[];
  readonly steps: readonly FoundStep[];
  readonly owed: readonly DeviationRecord[];
}

/** Running clocks, open steps of the response (its `afterwards` may stay open) and owed reasons. */
export function openBusiness(incident: Incident): OpenBusiness {
  return {
    clocks: openClocks(incident),
    steps: activeOf(incident).filter(({ step }) => !step.afterwards),
    owed: owedReasons(incident),
  };
}
