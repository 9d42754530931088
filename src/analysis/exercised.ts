import { type AnyEntry, byNobody, completions, type EntryType } from '../entry/index.ts';
import type { Incident, Run } from '../incident/index.ts';
import type { PlannedStep } from '../statechart/index.ts';
import { type Instant, millis } from '../time/index.ts';
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
  ...completions,
  'step.failed',
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
 * Reads what an incident or drill exercised. A step is exercised where it was done or tried and failed, by its command too, or, a wait,
 * where it went by; an option where it was chosen; a track, a round or a runbook that is followed where a step in it was; an inject
 * where it came. What was left out, passed by, undone, or did not fit does not count.
 */
export function exercisedIn({ incident, entries }: Played): ExercisedIn {
  const found = new Map<string, Map<string, Exercise>>();
  const runs = new Map(incident.runs.map((run) => [run.id, run]));
  const misfits = new Set(incident.misfits.map(({ entry }) => entry));
  const counts = ({ id, type }: AnyEntry): boolean =>
    exercising.includes(type) && !misfits.has(id) && !Object.hasOwn(incident.undone, id);
  const waits = waitsGoneBy(incident, runs);
  let simulated = false;
  for (const entry of entries) {
    // Of what nothing was written about the wall's date is that of what was written before it.
    if (incident.mode === 'drill')
      for (const wait of waits) if (millis(entry.at) <= millis(wait.over)) wait.at = entry.recorded;
    if (entry.type === 'incident.declared') simulated = entry.via === 'drill';
    else if (counts(entry)) for (const touch of touchesOf(entry, incident, runs)) note(found, touch);
  }
  for (const { run, step, at } of waits)
    for (const touch of touchesOfStep(run, step, { at, by: [] })) note(found, touch);
  return { alias: incident.alias, mode: incident.mode, simulated, by: found };
}

interface WaitGoneBy {
  readonly run: Run;
  readonly step: PlannedStep;
  /** On the clock of the incident. */
  readonly over: Instant;
  /** On the wall. */
  at: Instant;
}

/** Every wait that came to its end, however it did: where by itself, nothing is written of that. */
function waitsGoneBy({ turns }: Incident, runs: ReadonlyMap<string, Run>): readonly WaitGoneBy[] {
  return turns.flatMap(({ verb, state, ended, ...turn }): WaitGoneBy[] => {
    if (verb !== 'wait' || state !== 'done' || ended === undefined) return [];
    const run = runs.get(turn.run);
    const step = run?.chart.plan.get(turn.step);
    return run === undefined || step === undefined ? [] : [{ run, step, over: ended, at: ended }];
  });
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
  const touches = touchesOfStep(run, planned, { at, by });
  return entry.type === 'choice.made' || entry.type === 'default.taken'
    ? [...touches, branchTouch('option', planned, entry.data.option, { at, by })]
    : touches;
}

type When = Pick<Exercise, 'at' | 'by'>;

/** The step, and all that it stands in but the decisions: that one was taken is an entry of its own. */
function touchesOfStep({ chart: { plan } }: Run, planned: PlannedStep, when: When): readonly Touch[] {
  const touches: Touch[] = [stepTouch(planned, when)];
  for (let inner = planned; inner.parent !== undefined;) {
    const around = plan.get(inner.parent);
    if (around === undefined) break;
    if (around.verb !== 'decide') touches.push(stepTouch(around, when));
    if (around.verb === 'parallel' && inner.branch !== undefined)
      touches.push(branchTouch('track', around, inner.branch, when));
    inner = around;
  }
  return touches;
}

const stepTouch = ({ runbook, step }: PlannedStep, when: When): Touch => ({
  ...when,
  in: runbook.id,
  key: keyOf({ kind: 'step', id: step.id }),
  wording: wordingOf(step),
});

const branchTouch = (kind: 'option' | 'track', { runbook, step }: PlannedStep, id: string, when: When): Touch => ({
  ...when,
  in: runbook.id,
  key: keyOf({ kind, id, step: step.id }),
});

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
