import { durationMs, instant, millis, parseDuration, addDuration } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { TimerKind } from '../entry/index.ts';
import { openSteps } from './open-steps.ts';
import type { OpenStep } from './open-steps.ts';
import type { Chart, PlannedStep, RunState, StepLife, Surroundings, WantedTimer } from './model.ts';
import { layoutOf, memoryOf } from './run.ts';
import { truthAt } from './world.ts';

/**
 * The timers that a run wants now, in document order; derived from state each time, never remembered. One that is due
 * already is among them. `overdue`, `wait` and `at-most` are wanted once a turn.
 */
export function wantedTimers(chart: Chart, state: RunState): readonly WantedTimer[] {
  const memory = memoryOf(state);
  const zone = chart.bundle.runbook.timezone ?? chart.bundle.organisation.timezone ?? 'UTC';
  const calendar = { timeZone: zone, holidays: chart.bundle.organisation.holidays ?? [] };
  const wanted: WantedTimer[] = [];
  for (const { step: planned, life } of openSteps(memory, layoutOf(chart)))
    if (isTimed(planned)) wanted.push(...timersAt(planned, life, calendar));
  return wanted;
}

/** Most steps have all the time in the world. */
function isTimed({ step }: PlannedStep): boolean {
  return (
    step.overdue !== undefined ||
    step.approval !== undefined ||
    'wait' in step ||
    'repeat' in step ||
    ('options' in step && step.default !== undefined)
  );
}

/**
 * A life is replaced when anything becomes of its step; until then, and that is long, its timers are the same. They are kept by the step: lives
 * come and go, and a WeakMap of them would keep the collector of garbage busy.
 */
const known = new WeakMap<PlannedStep, { readonly life: StepLife; readonly timers: readonly WantedTimer[] }>();

function timersAt(planned: PlannedStep, life: StepLife, calendar: Calendar): readonly WantedTimer[] {
  const before = known.get(planned);
  if (before?.life === life) return before.timers;
  const timers = timersOf(planned, life, calendar);
  known.set(planned, { life, timers });
  return timers;
}

/**
 * Decisions with `auto: true` that may be taken now: the first option whose `suggest-when` is definitely true. What is `around`
 * is asked for only where there is one.
 */
export function wantedChoices(
  chart: Chart,
  state: RunState,
  around: () => Surroundings,
): readonly { readonly step: string; readonly turn: number; readonly option: string }[] {
  const layout = layoutOf(chart);
  const memory = memoryOf(state);
  // Asked after every act, and hardly ever one is open.
  const open = openSteps(memory, layout);
  if (!open.some(isForItself)) return [];
  return open.filter(isForItself).flatMap(({ step: planned, life }) => {
    const options = 'options' in planned.step ? planned.step.options : {};
    const scene = { layout, memory, around: around() };
    const first = Object.entries(options).find(
      ([, option]) => option['suggest-when'] !== undefined && truthAt(scene, planned, option['suggest-when']) === true,
    );
    return first === undefined ? [] : [{ step: planned.id, turn: life.turn, option: first[0] }];
  });
}

/** A decision that takes itself. A question of its own comes first. */
function isForItself({ step: { step }, life }: OpenStep): boolean {
  return (
    'options' in step &&
    step.auto === true &&
    life.state === 'active' &&
    !isPutToPeople(life) &&
    life.asks === undefined
  );
}

/** Somebody has opened the decision again, or has not approved what was chosen: what it is now nobody but a person says. */
export const isPutToPeople = ({ beside, refused }: StepLife): boolean => beside === true || refused !== undefined;

type Calendar = Parameters<typeof addDuration>[2];

function timersOf(planned: PlannedStep, life: StepLife, calendar: Calendar): WantedTimer[] {
  const { step, id } = planned;
  const timers: WantedTimer[] = [];
  const want = (
    timer: TimerKind,
    from: Instant | undefined,
    after: string | undefined,
    more: Partial<WantedTimer> = {},
  ): void => {
    if (from === undefined || after === undefined || life.elapsed?.includes(timer) === true) return;
    const due = later(from, after, calendar);
    if (due !== undefined) timers.push({ timer, step: id, turn: life.turn, due, ...more });
  };
  if (life.state === 'awaiting') {
    if (step.approval?.else === 'go-on') want('approval', life.awaiting?.at, step.approval.within);
    return timers;
  }
  if ('wait' in step) {
    want('wait', life.since, step.for);
    want('at-most', life.since, step['at-most']);
  }
  if ('repeat' in step) {
    want('at-most', life.since, step['at-most']);
    if (life.resting === true)
      want('round', life.roundAt, step.every, life.round === undefined ? {} : { round: life.round });
  }
  if ('options' in step && step.default !== undefined && !isPutToPeople(life))
    want('default', life.since, step.default.after, { option: step.default.choose });
  want('overdue', life.since, step.overdue);
  return timers;
}

/** Never throws: an instant or a duration that cannot be read wants no timer. */
function later(from: Instant, after: string, calendar: Calendar): Instant | undefined {
  const ms = durationMs(after);
  const start = millis(from);
  if (Number.isNaN(start)) return undefined;
  try {
    if (ms !== undefined) return instant(start + ms, calendar.timeZone);
    const duration = parseDuration(after);
    return duration === undefined ? undefined : addDuration(from, duration, calendar);
  } catch {
    return undefined;
  }
}
