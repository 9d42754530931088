import { comesToPlayers, type Inject, type Phase, termOf } from '../../runbook/index.ts';
import { durationMs, instant, millis } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import type { Incident } from '../model.ts';
import { own } from '../own.ts';
import { holdsFrom, Look } from './holds.ts';
import type { DrillState, InjectState } from './model.ts';

/** An inject that has still to come, as far as can be told. */
export interface AheadInject {
  readonly inject: Inject;
  /** The how manieth time, from 1. */
  readonly round: number;
  /** When it will come while nothing more is done, in milliseconds since 1970; absent: it waits for something. */
  readonly at?: number;
  /** Somebody holds it back. */
  readonly held: boolean;
}

/** Every inject that has still to come, in the order of the scenario; what the players should do is not among them. */
export function injectsAhead(drill: DrillState): readonly AheadInject[] {
  const end = endOf(drill);
  const ahead: AheadInject[] = [];
  for (const inject of drill.scenario.injects) {
    if (!comesToPlayers(inject)) continue;
    const state = own(drill.injects, inject.id);
    const come = state?.delivered.length ?? 0;
    if (state?.skipped !== undefined || come >= (inject.repeat?.times ?? 1)) continue;
    const at = comesAt(state, inject, end);
    ahead.push({ inject, round: come + 1, held: state?.held === true, ...(at !== undefined && { at }) });
  }
  return ahead;
}

/** When it comes by itself before the exercise is over; what was held past its time comes when it is let go, and be that later. */
function comesAt(state: InjectState | undefined, inject: Inject, end: number): number | undefined {
  const planned = plannedFor(state, inject);
  if (planned === undefined || planned >= end) return undefined;
  return state?.letGo === undefined ? planned : Math.max(planned, millis(state.letGo));
}

/** Again after its `every`, the first time its `delay` after all that it waits for. */
function plannedFor(state: InjectState | undefined, { delay, repeat }: Inject): number | undefined {
  const last = state?.delivered.at(-1);
  if (last !== undefined) return millis(last.at) + (durationMs(repeat?.every ?? '') ?? Infinity);
  return state?.holdsFrom === undefined ? undefined : state.holdsFrom + (durationMs(delay ?? '0s') ?? 0);
}

/** When the exercise is over: what would come then or later never comes. Milliseconds since 1970. */
export const endOf = ({ begun, scenario }: DrillState): number =>
  millis(begun) + (durationMs(scenario.lasts) ?? Infinity);

/** The phase that the exercise is in at that time; undefined where there are none, or none has begun. */
export function phaseNow({ drill }: Incident, now: Instant): Phase | undefined {
  return drill?.scenario.phases?.findLast(({ at }) => phaseStart(drill, at) <= millis(now));
}

/** When a phase begins, in milliseconds since 1970. */
export const phaseStart = ({ begun }: DrillState, at: string): number => millis(begun) + (durationMs(at) ?? Infinity);

/**
 * Whether the exercise has gone this way by then (milliseconds since 1970): it does, or something has come for which it had to. A choice may
 * have been changed since, and a fact is worth nothing after its time.
 */
export function branchTaken(incident: Incident, branch: string, by: number): boolean {
  const { drill } = incident;
  const way = drill === undefined ? undefined : own(drill.scenario.branches ?? {}, branch);
  if (drill === undefined || way === undefined) return false;
  return (
    holdsFrom(termOf(way.when), new Look(incident, drill, incident.lastAt)) <= by ||
    drill.scenario.injects.some((inject) => {
      const state = inject.branch === branch ? own(drill.injects, inject.id) : undefined;
      return state !== undefined && (state.delivered.length > 0 || (state.holdsFrom ?? Infinity) <= by);
    })
  );
}

/**
 * What the wall's clock shows when that of the exercise gets to `at` (milliseconds since 1970), if it runs on as now; undefined
 * while it stands. What the ends of phases jump over takes no time.
 */
export function wallWhen({ drill, exercise, timezone }: Incident, at: number): Instant | undefined {
  if (drill === undefined || exercise === undefined || exercise.paused || exercise.ended !== undefined)
    return undefined;
  const shown = millis(exercise.exerciseAt);
  const { phases = [] } = drill.scenario;
  const skipped = phases.reduce((sum, { until }, index) => {
    const next = phases[index + 1];
    if (until === undefined || next === undefined) return sum;
    const from = Math.max(shown, phaseStart(drill, until));
    return sum + Math.max(0, Math.min(at, phaseStart(drill, next.at)) - from);
  }, 0);
  return instant(millis(exercise.wallAt) + (at - shown - skipped) / exercise.speed, timezone);
}
