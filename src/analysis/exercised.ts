import { type AnyEntry, byNobody, type EntryType } from '../entry/index.ts';
import type { Incident, Run } from '../incident/index.ts';
import type { PlannedStep } from '../statechart/index.ts';
import type { Instant } from '../time/index.ts';
import { keyOf, wordingOf } from './things.ts';

/** An incident or drill of which is asked what it exercised. */
export interface Played {
  readonly incident: Incident;
  /** Its entries of `exercising`; others are passed over. */
  readonly entries: Iterable<AnyEntry>;
}

/** The types of entries by which something is exercised, and the one that says who plays. */
export const exercising: readonly EntryType[] = [
  'incident.declared',
  'step.done',
  'step.failed',
  'choice.made',
  'default.taken',
  'inject.delivered',
  'inject.answered',
];

/** That a thing was exercised in one incident or drill: when last, and by whom. */
export interface Exercise {
  /** On the wall: what the clock of an exercise showed is no date. */
  readonly at: Instant;
  /** Names, in the order in which they came; none where timers alone did it. */
  readonly by: readonly string[];
  /** How the step was written. */
  readonly wording?: string;
}

/** All that one incident or drill exercised. */
export interface ExercisedIn {
  readonly alias: string;
  readonly mode: Incident['mode'];
  /** It was played by simulated responders: nobody was there. */
  readonly simulated: boolean;
  /** Of each runbook, followed by itself or by another, and of each scenario (`scenario ID`): by the key of the thing. */
  readonly by: ReadonlyMap<string, ReadonlyMap<string, Exercise>>;
}

/**
 * Reads what an incident or drill exercised. A step is exercised where it was done or tried and failed; an option where it was
 * chosen; a track, a round or a runbook that is followed where a step in it was; an inject where it came. What was left out, passed
 * by, undone, or did not fit does not count.
 */
export function exercisedIn({ incident, entries }: Played): ExercisedIn {
  const found = new Map<string, Map<string, Exercise>>();
  const runs = new Map(incident.runs.map((run) => [run.id, run]));
  const misfits = new Set(incident.misfits.map(({ entry }) => entry));
  const counts = ({ id, type }: AnyEntry): boolean =>
    exercising.includes(type) && !misfits.has(id) && !Object.hasOwn(incident.undone, id);
  let simulated = false;
  for (const entry of entries) {
    if (entry.type === 'incident.declared') simulated = entry.via === 'drill';
    else if (counts(entry)) for (const touch of touchesOf(entry, incident, runs)) note(found, touch);
  }
  return { alias: incident.alias, mode: incident.mode, simulated, by: found };
}

interface Touch extends Exercise {
  readonly in: string;
  readonly key: string;
}

function touchesOf(entry: AnyEntry, incident: Incident, runs: ReadonlyMap<string, Run>): readonly Touch[] {
  const at = incident.mode === 'drill' ? entry.recorded : entry.at;
  const by = byNobody(entry) ? [] : [entry.by.name];
  if (entry.type === 'inject.delivered' || entry.type === 'inject.answered') {
    const scenario = incident.drill?.scenario.id;
    if (scenario === undefined) return [];
    const { inject } = entry.data;
    const whom = entry.type === 'inject.delivered' ? toldIn(incident, entry.data.to) : by;
    return [{ in: `scenario ${scenario}`, key: keyOf({ kind: 'inject', id: inject, scenario }), at, by: whom }];
  }
  const run = runs.get(entry.run ?? '');
  const planned = run?.chart.plan.get(entry.step ?? '');
  if (run === undefined || planned === undefined) return [];
  const touch = (step: PlannedStep): Touch => ({
    in: step.runbook.id,
    key: keyOf({ kind: 'step', id: step.step.id }),
    at,
    by,
    wording: wordingOf(step.step),
  });
  const branch = (kind: 'option' | 'track', step: PlannedStep, id: string): Touch => ({
    in: step.runbook.id,
    key: keyOf({ kind, id, step: step.step.id }),
    at,
    by,
  });
  const touches: Touch[] = [touch(planned)];
  if (entry.type === 'choice.made' || entry.type === 'default.taken')
    touches.push(branch('option', planned, entry.data.option));
  for (let inner = planned; inner.parent !== undefined;) {
    const around = run.chart.plan.get(inner.parent);
    if (around === undefined) break;
    if (around.verb !== 'decide') touches.push(touch(around));
    if (around.verb === 'parallel' && inner.branch !== undefined) touches.push(branch('track', around, inner.branch));
    inner = around;
  }
  return touches;
}

/** Who was told, as far as it is known: who holds the roles, or everybody who was there. */
function toldIn({ roles, heard }: Incident, to: readonly string[] | undefined): readonly string[] {
  if (to === undefined) return Object.keys(heard);
  return to.flatMap((role) => (Object.hasOwn(roles, role) ? (roles[role]?.holder ?? []) : []));
}

function note(found: Map<string, Map<string, Exercise>>, { in: where, key, ...touch }: Touch): void {
  const things = found.get(where) ?? new Map<string, Exercise>();
  const before = things.get(key);
  found.set(where, things);
  things.set(key, {
    ...touch,
    by: [...new Set([...(before?.by ?? []), ...touch.by])],
  });
}
