import { setImmediate } from 'node:timers/promises';
import {
  coverage,
  type Coverage,
  type ExercisedIn,
  exercisedIn,
  exercising,
  type History,
  historyOf,
  telling,
} from '../../analysis/index.ts';
import { findScenarios, libraryOf } from '../../files/index.ts';
import type { Runbook, Scenario } from '../../runbook/index.ts';
import { loadIncident } from '../../session/index.ts';
import type { Timeline } from '../../timeline/index.ts';
import type { Call } from '../call.ts';
import { foldersOf } from './runbook-source.ts';

/** What every incident and drill of a timeline exercised, or every one but `here`. */
export const exercisedEver = (timeline: Timeline | undefined, here?: string): readonly ExercisedIn[] =>
  timeline?.incidents().flatMap(({ id }) => (id === here ? [] : readExercised(timeline, id))) ?? [];

/** The same of all but one, with room for keys between two: a screen waits for it. */
export async function exercisedByOthers(timeline: Timeline, here: string): Promise<readonly ExercisedIn[]> {
  const found: ExercisedIn[] = [];
  for (const { id } of timeline.incidents()) {
    if (id === here) continue;
    await setImmediate();
    found.push(readExercised(timeline, id));
  }
  return found;
}

/** What every incident and drill of a timeline tells of how ready the runbooks are. */
export const historiesIn = (timeline: Timeline | undefined): readonly History[] =>
  timeline
    ?.incidents()
    .map(({ id }) =>
      historyOf({ incident: loadIncident(timeline, id).incident, entries: timeline.entries(id, { types: telling }) }),
    ) ?? [];

function readExercised(timeline: Timeline, id: string): ExercisedIn {
  const { incident } = loadIncident(timeline, id);
  return exercisedIn({ incident, entries: timeline.entries(id, { types: exercising }) });
}

/** The scenarios that can be read; of the others `drill check` tells. */
export const scenariosOf = (call: Call): readonly Scenario[] =>
  findScenarios(foldersOf(call)).flatMap(({ scenario }) => scenario ?? []);

/** What of a runbook was ever exercised, by the records of a timeline. */
export function coverageOf(call: Call, runbook: Runbook, timeline: Timeline | undefined): Coverage {
  const library = libraryOf(foldersOf(call));
  return coverage(runbook, {
    scenarios: scenariosOf(call),
    titleOf: (id) => library.runbook(id)?.title,
    exercised: exercisedEver(timeline),
  });
}
