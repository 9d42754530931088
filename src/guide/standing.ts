import { activeOf, allSteps, areTitlesFilled, openSteps } from '../incident/index.ts';
import type { FoundStep, Incident, Run, Titles } from '../incident/index.ts';
import type { Step } from '../runbook/index.ts';
import { plannedStep, wantedTimers } from '../statechart/index.ts';
import type { PlannedStep, StepLife, WantedTimer } from '../statechart/index.ts';
import type { StepRow } from './model.ts';

/** One step of one run, with what became of it. */
export interface StandingStep {
  readonly run: Run;
  readonly planned: PlannedStep;
  readonly life: StepLife;
  /** As drawn, but for what depends on the time: `overdue` is false here, and titles stand as they were written (`drawn`). */
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

/** The row of a step with its titles filled. */
export function drawn({ run, planned, row }: StandingStep, titles: Titles): StepRow {
  if (!areTitlesFilled(run.chart)) return row;
  const { parent, branch } = planned;
  const around = parent === undefined || branch === undefined ? undefined : plannedStep(run.chart, run.state, parent);
  const inside = around === undefined || branch === undefined ? undefined : titles.branch(run, around, branch);
  const chosen = row.chose === undefined ? undefined : titles.branch(run, planned, row.chose);
  return {
    ...row,
    title: titles.step(run, planned),
    ...(inside === undefined ? {} : { branch: inside }),
    ...(chosen === undefined ? {} : { chosen }),
  };
}

/** Each part is worked out when it is first read: whoever acts on the step in front needs no list of them all. */
function stand(incident: Incident): Standing {
  const found = once(() => inOrder(allSteps(incident)));
  const made = new Map<string, StandingStep>();
  const standingOf = (each: FoundStep): StandingStep => {
    const { run, step, life } = each;
    const key = keyOf(run.id, step.id);
    const before = made.get(key);
    if (before !== undefined) return before;
    const stands = { run, planned: step, life, row: rowOf(incident, each) };
    made.set(key, stands);
    return stands;
  };
  const steps = once(() => found().map(standingOf));
  const byKey = once(() => new Map(steps().map((step) => [step.row.key, step])));
  const open = once(() => {
    const those = openSteps(incident);
    // Where an added step stands among the others only the whole list tells.
    return openOf(incident, those.some(({ step }) => step.added === true) ? found() : those).map(standingOf);
  });
  const timers = once(() => timersOf(incident));
  return {
    get steps() {
      return steps();
    },
    get byKey() {
      return byKey();
    },
    get open() {
      return open();
    },
    get timers() {
      return timers();
    },
  };
}

/** Makes a value when it is first asked for, and then keeps it. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function timersOf(incident: Incident): Map<string, WantedTimer[]> {
  const timers = new Map<string, WantedTimer[]>();
  for (const run of incident.runs) {
    for (const timer of wantedTimers(run.chart, run.state)) {
      const key = keyOf(run.id, timer.step);
      timers.set(key, [...(timers.get(key) ?? []), timer]);
    }
  }
  return timers;
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
function openOf(incident: Incident, found: readonly FoundStep[]): FoundStep[] {
  const active = new Set(activeOf(incident).map(({ run, step }) => keyOf(run.id, step.id)));
  return found.filter(({ run, step, life }) => {
    if (life.state !== 'active' && life.state !== 'awaiting') return false;
    const asks = life.asks !== undefined && life.asks.length > 0;
    return active.has(keyOf(run.id, step.id)) || (life.state === 'active' && (asks || life.resting === true));
  });
}

function rowOf(incident: Incident, { run, step: planned, life }: FoundStep): StepRow {
  const branch = branchTitle(run, planned);
  const isUnique = incident.runs.every((other) => other === run || !hasStep(other, planned.id));
  const name = isUnique ? planned.id : keyOf(run.id, planned.id);
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
    ...(life.chose === undefined ? {} : { chose: life.chose, chosen: titleIn(planned.step, life.chose) ?? life.chose }),
  };
}

/** The title of the option or track that it stands in. */
function branchTitle({ chart, state }: Run, { parent, branch }: PlannedStep): string | undefined {
  const step = parent === undefined ? undefined : plannedStep(chart, state, parent)?.step;
  if (step === undefined || branch === undefined) return undefined;
  return titleIn(step, branch);
}

/** The title of an option or a track of a step. */
function titleIn(step: Step, branch: string): string | undefined {
  const branches: Readonly<Record<string, { readonly title: string }>> =
    'options' in step ? step.options : 'tracks' in step ? step.tracks : {};
  return Object.hasOwn(branches, branch) ? branches[branch]?.title : undefined;
}

function hasStep({ chart, state }: Run, id: string): boolean {
  return plannedStep(chart, state, id) !== undefined;
}
