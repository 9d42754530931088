import type { AnyEntry } from '../../entry/index.ts';
import type { Incident } from '../../incident/index.ts';
import type { CriticalTask, Inject, Objective, Rating } from '../../runbook/index.ts';
import type { Instant } from '../../time/index.ts';
import { branchTaken } from '../../incident/index.ts';
import { inEnglish, type Words } from './findings.ts';
import { measureOf } from './measure.ts';
import type { Measured } from './measure.ts';
import { playedOf } from './record.ts';
import type { Played } from './record.ts';
import { worst } from './ratings.ts';

/** How a critical task went. */
export interface TaskScore extends Measured {
  readonly task: string;
  /** An evaluator rates it. */
  readonly byEvaluator?: true;
}

/** How an objective was reached: the worst of what the timeline shows and of what evaluators gave. */
export interface ObjectiveScore {
  readonly id: string;
  readonly statement: string;
  readonly capability: string;
  readonly element: Objective['element'];
  /** Undefined while it is not known. */
  readonly rating?: Rating;
  /** HSEEP: with any rating but U the objective was achieved. Undefined while it is not known. */
  readonly met?: boolean;
  /** What was found, in words. */
  readonly measured: string;
  /** The ids of the entries behind it. */
  readonly evidence: readonly string[];
  readonly tasks: readonly TaskScore[];
  /** What evaluators gave, oldest first. */
  readonly given: readonly {
    readonly rating: Rating;
    readonly by: string;
    readonly words?: string;
    /** The id of the entry that gave it. */
    readonly entry: string;
  }[];
  /** An evaluator has still to rate it. */
  readonly toBeRated: boolean;
}

/** An action that was expected of the players, and whether the timeline shows it. */
export interface ExpectedScore extends Measured {
  readonly inject: Inject;
}

/** How a drill went. */
export interface Score {
  readonly isOver: boolean;
  readonly objectives: readonly ObjectiveScore[];
  /** The worst of its objectives, by core capability, in the order of the scenario. */
  readonly capabilities: readonly { readonly capability: string; readonly rating?: Rating }[];
  readonly expected: readonly ExpectedScore[];
}

/** Measures a drill from its timeline, as of `now` on its clock, and says it in `words`; undefined of an incident that plays no scenario. */
export function scoreOf(
  incident: Incident,
  entries: readonly AnyEntry[],
  now: Instant,
  words: Words = inEnglish,
): Score | undefined {
  const played = playedOf(incident, entries, now, words);
  if (played === undefined) return undefined;
  const { scenario } = played.drill;
  const objectives = Object.entries(scenario.objectives).map(([id, objective]) => scored(id, objective, played));
  const names = [...new Set(objectives.map(({ capability }) => capability))];
  return {
    isOver: played.isOver,
    objectives,
    capabilities: names.map((capability) => {
      const rating = worst(objectives.flatMap((each) => (each.capability === capability ? [each.rating] : [])));
      return { capability, ...(rating !== undefined && { rating }) };
    }),
    expected: scenario.injects.flatMap((inject) =>
      inject.kind === 'expected-action' && inject.measure !== undefined
        ? [{ inject, ...measureOf(inject.measure, played) }]
        : [],
    ),
  };
}

function scored(id: string, objective: Objective, played: Played): ObjectiveScore {
  const { statement, capability, element, tasks: written = [], rated = false } = objective;
  const tasks = written.map((task) => scoredTask(task, played));
  const given = Object.hasOwn(played.drill.rated, id) ? (played.drill.rated[id] ?? []) : [];
  const measured = tasks.filter(({ byEvaluator, notApplicable }) => byEvaluator !== true && notApplicable !== true);
  const pending = measured.filter(({ rating }) => rating === undefined);
  const rating = pending.length > 0 ? undefined : worst([...measured, ...given].map((each) => each.rating));
  const toBeRated = rated && given.length === 0;
  return {
    id,
    statement,
    capability,
    element,
    ...(rating !== undefined && { rating, met: rating !== 'U' }),
    measured: inWords(tasks, new Set(given.map(({ by }) => by)).size, toBeRated, pending.length, played.words),
    evidence: [...new Set([...tasks.flatMap(({ evidence }) => evidence), ...given.map(({ entry }) => entry)])],
    tasks,
    given,
    toBeRated,
  };
}

function scoredTask({ task, measure, branch }: CriticalTask, played: Played): TaskScore {
  if (branch !== undefined && !branchTaken(played.incident, branch, played.now))
    return {
      task,
      notApplicable: true,
      measured: played.words.say('finding.other-way'),
      evidence: [],
    };
  if (measure === undefined)
    return { task, byEvaluator: true, measured: played.words.say('finding.by-evaluator'), evidence: [] };
  return { task, ...measureOf(measure, played) };
}

function inWords(
  tasks: readonly TaskScore[],
  evaluators: number,
  toBeRated: boolean,
  pending: number,
  { say }: Words,
): string {
  const measured = tasks.filter(({ rating }) => rating !== undefined);
  const well = measured.filter(({ rating }) => rating === 'P').length;
  const said = [
    ...(measured.length === 0 ? [] : [say('finding.well', { well, n: measured.length })]),
    ...(pending === 0 ? [] : [say('finding.pending', { pending })]),
    ...(evaluators === 0 ? [] : [say('finding.rated', { n: evaluators })]),
    ...(toBeRated ? [say('finding.to-be-rated')] : []),
  ];
  return said.length === 0 ? say('finding.nothing') : said.join(', ');
}
