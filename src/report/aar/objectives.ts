import { type ObjectiveScore, ratingWords, type TaskScore } from '../../drill/index.ts';
import { ratings } from '../../runbook/index.ts';
import { type Block, heading, joined, type Line, paragraph, points, table } from '../review/document.ts';
import type { AarSource } from './aar-source.ts';

/** Every objective with its rating and the entries behind it; capabilities roll up by their worst. */
export function objectives(aar: AarSource): readonly Block[] {
  const { score, behind } = aar;
  return [
    ...(score.isOver
      ? []
      : [paragraph({ strong: 'The exercise is not over: what is not decided yet has no rating.' })]),
    ...table(
      ['Objective', 'Core capability', 'Element (POETE)', 'Rating', 'What was found'],
      score.objectives.map((one) => [
        one.statement,
        one.capability,
        one.element,
        ratingText(one.rating),
        joined([one.measured, behind(one.evidence)]),
      ]),
    ),
    ...table(
      ['Core capability', 'Rating'],
      score.capabilities.map(({ capability, rating }) => [capability, ratingText(rating)]),
      { name: 'Core capabilities, each as its worst objective' },
    ),
    ...score.objectives.flatMap((one) => objective(one, aar)),
  ];
}

const ratingText = (rating: ObjectiveScore['rating']): Line =>
  rating === undefined ? 'not rated' : [{ strong: rating }, ` ${ratingWords[rating].name}`];

function objective(one: ObjectiveScore, aar: AarSource): readonly Block[] {
  const { entries, source, behind, drill } = aar;
  const observed = entries.flatMap((entry) =>
    entry.type === 'observation.written' &&
    entry.data.objective === one.id &&
    !Object.hasOwn(source.incident.undone, entry.id)
      ? [joined([entry.words ?? source.say('words-removed'), `(${entry.by.name})`, behind([entry.id])])]
      : [],
  );
  const given = one.given.map(({ rating, by, words }) =>
    joined([{ strong: rating }, words === undefined ? by : `${by}: ${words}`]),
  );
  const { discuss = [] } = drill.scenario.objectives[one.id] ?? {};
  return [
    heading(one.statement),
    ...table(
      ['Critical task', 'Rating', 'What was found'],
      one.tasks.map((task) => [task.task, taskRating(task), joined([task.measured, behind(task.evidence)])]),
    ),
    ...(given.length === 0 ? [] : [paragraph('Rated by evaluators:'), ...points(given)]),
    ...(observed.length === 0 ? [] : [paragraph('Observed:'), ...points(observed)]),
    ...(discuss.length === 0 ? [] : [paragraph('Asked afterwards:'), ...points(discuss)]),
  ];
}

const taskRating = ({ rating, notApplicable }: TaskScore): Line =>
  notApplicable === true ? 'does not apply' : (rating ?? 'not rated');

/** The four ratings in the fixed words of the program. */
export const ratingsKey = (): readonly Block[] =>
  table(
    ['Rating', 'Definition'],
    ratings.map((rating) => [[{ strong: rating }, ` ${ratingWords[rating].name}`], ratingWords[rating].definition]),
  );
