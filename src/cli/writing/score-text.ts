import { type ObjectiveScore, ratingLegend, type Score } from '../../drill/index.ts';
import type { AnyEntry } from '../../entry/index.ts';
import { type Incident, wordsNow } from '../../incident/index.ts';
import type { Rating } from '../../runbook/index.ts';
import type { Instant } from '../../time/index.ts';

/** `P  Performed without Challenges`; what is not known yet has no letter. */
const rated = (rating: Rating | undefined): string => rating ?? '–';

/** A score in lines for people; `numberOf` gives the number of an entry by its id. */
export function scoreText(score: Score, numberOf: (entry: string) => number | undefined): string[] {
  const shown = (evidence: readonly string[]): string => {
    const numbers = evidence.flatMap((entry) => numberOf(entry) ?? []);
    return numbers.length === 0 ? '' : `  ${numbers.map((seq) => `#${seq}`).join(' ')}`;
  };
  const used = score.objectives.flatMap(({ rating, tasks, given }) =>
    [{ rating }, ...tasks, ...given].map((each) => each.rating),
  );
  const legend = ratingLegend(used);
  return [
    ...score.objectives.flatMap((objective) => [
      `${rated(objective.rating)}  ${objective.statement}`,
      `   ${objective.capability} · ${objective.element} · ${objective.measured}`,
      ...objective.tasks.map(
        ({ rating, task, measured, evidence, notApplicable }) =>
          `   ${notApplicable === true ? 'n/a' : rated(rating).padEnd(3)} ${task}: ${measured}${shown(evidence)}`,
      ),
      ...objective.given.map(
        ({ rating, by, words }) => `   ${rating.padEnd(3)} ${by}${words === undefined ? '' : `: ${words}`}`,
      ),
      '',
    ]),
    ...score.expected.map(
      ({ inject, rating, measured }) =>
        `${rating === 'P' ? 'seen' : 'not seen'}: ${inject.title ?? inject.id} (${measured})`,
    ),
    ...(score.expected.length === 0 ? [] : ['']),
    ...score.capabilities.map(({ capability, rating }) => `${rated(rating)}  ${capability}`),
    ...(legend.length === 0 ? [] : ['', ...legend]),
    ...(score.isOver ? [] : ['', 'The exercise is not over: what is not decided yet has no letter.']),
  ];
}

/** What the staff saw and wrote down, in lines for people. */
export function observationLines(entries: readonly AnyEntry[], incident: Incident): string[] {
  const lines = observationsJson(entries, incident).map(({ entry, by, words, objective, rating }) => {
    const of = [rating, objective].filter((part) => part !== null).join(', ');
    return `   #${entry} ${by}${of === '' ? '' : ` (${of})`}: ${words ?? '[words removed]'}`;
  });
  return lines.length === 0 ? [] : ['', 'Observed:', ...lines];
}

interface Observation {
  /** The number of its entry. */
  readonly entry: number;
  readonly at: Instant;
  readonly by: string;
  readonly words: string | null;
  readonly objective: string | null;
  readonly rating: Rating | null;
}

/** The same as programs read it. */
export const observationsJson = (entries: readonly AnyEntry[], incident: Incident): readonly Observation[] =>
  entries.flatMap((entry): Observation[] => {
    if (entry.type !== 'observation.written' || Object.hasOwn(incident.undone, entry.id)) return [];
    const { objective = null, rating = null } = entry.data;
    const words = wordsNow(entry, incident, entries) ?? null;
    return [{ entry: entry.seq, at: entry.at, by: entry.by.name, words, objective, rating }];
  });

/** The objectives as programs read them: `evidence` are numbers of entries. */
export const objectivesJson = (
  score: Score,
  numberOf: (entry: string) => number | undefined,
): readonly Readonly<Record<string, unknown>>[] =>
  score.objectives.map((objective) => objectiveJson(objective, numberOf));

function objectiveJson(
  { id, statement, capability, element, rating, met, measured, evidence, tasks, given, toBeRated }: ObjectiveScore,
  numberOf: (entry: string) => number | undefined,
): Readonly<Record<string, unknown>> {
  const numbers = (entries: readonly string[]): number[] => entries.flatMap((entry) => numberOf(entry) ?? []);
  return {
    id,
    statement,
    capability,
    element,
    rating: rating ?? null,
    met: met ?? null,
    measured,
    evidence: numbers(evidence),
    'to-be-rated': toBeRated,
    tasks: tasks.map((task) => ({
      task: task.task,
      rating: task.rating ?? null,
      applies: task.notApplicable !== true,
      measured: task.measured,
      evidence: numbers(task.evidence),
    })),
    given: given.map(({ rating: each, by, words }) => ({ rating: each, by, words: words ?? null })),
  };
}
