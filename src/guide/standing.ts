import { activeOf, allSteps } from '../incident/index.ts';
import type { FoundStep, Incident, Run } from '../incident/index.ts';
import { wantedTimers } from '../statechart/index.ts';
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
  const found = inOrder(allSteps(incident));
  const uses = new Map<string, number>();
  for (const { step } of found) uses.set(step.id, (uses.get(step.id) ?? 0) + 1);
  const branches = branchTitles(found);
  const steps = found.map(({ run, step, life }): StandingStep => {
    const name = (uses.get(step.id) ?? 0) > 1 ? keyOf(run.id, step.id) : step.id;
    return { run, planned: step, life, row: rowOf(run, step, life, name, branches) };
  });
  const timers = new Map<string, WantedTimer[]>();
  for (const run of incident.runs) {
    for (const timer of wantedTimers(run.chart, run.state)) {
      const key = keyOf(run.id, timer.step);
      timers.set(key, [...(timers.get(key) ?? []), timer]);
    }
  }
  return { steps, byKey: new Map(steps.map((step) => [step.row.key, step])), open: openOf(incident, steps), timers };
}

/** The plan with the steps that responders added, each behind its anchor and what stands in it. */
function inOrder(all: readonly FoundStep[]): readonly FoundStep[] {
  if (!all.some(({ step }) => step.added === true)) return all;
  const order = all.filter(({ step }) => step.added !== true);
  for (const added of all.filter(({ step }) => step.added === true)) {
    const anchor = order.findIndex(({ run, step }) => run === added.run && step.id === added.step.anchor);
    const next = order.findIndex(
      ({ run, step }, index) =>
        index > anchor && (run !== added.run || step.level <= added.step.level) && step.anchor !== added.step.anchor,
    );
    order.splice(anchor < 0 || next < 0 ? order.length : next, 0, added);
  }
  return order;
}

/**
 * What a person acts on; beside it what asks something before it can go on, and a repeat that rests until its next round,
 * so that nobody takes a pause for the end.
 */
function openOf(incident: Incident, steps: readonly StandingStep[]): StandingStep[] {
  const active = new Set(activeOf(incident).map(({ run, step }) => keyOf(run.id, step.id)));
  return steps.filter(({ row, life }) => {
    const asks = life.asks !== undefined && life.asks.length > 0;
    return active.has(row.key) || (life.state === 'active' && (asks || life.resting === true));
  });
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
      ? branches.get(`${keyOf(run.id, planned.parent)}/${planned.branch}`)
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

/** Titles of options and tracks, by `run:parent/branch`. */
function branchTitles(found: readonly FoundStep[]): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  for (const { run, step: planned } of found) {
    const { step } = planned;
    const branches: Readonly<Record<string, { readonly title: string }>> =
      'options' in step ? step.options : 'tracks' in step ? step.tracks : {};
    for (const [branch, { title }] of Object.entries(branches))
      titles.set(`${keyOf(run.id, planned.id)}/${branch}`, title);
  }
  return titles;
}
