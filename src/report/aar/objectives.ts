import { type ObjectiveScore, ratingWords, type TaskScore } from '../../drill/index.ts';
import { wordsNow, own } from '../../incident/index.ts';
import { type Rating, ratings } from '../../runbook/index.ts';
import { type Block, heading, joined, type Line, paragraph, points, table } from '../review/document.ts';
import type { Source } from '../review/source.ts';
import type { AarSource } from './aar-source.ts';

/** Every objective with its rating and the entries behind it; capabilities roll up by their worst. */
export function objectives(aar: AarSource): readonly Block[] {
  const { score, behind, source } = aar;
  const { say, name } = source;
  return [
    ...(score.isOver ? [] : [paragraph({ strong: say('aar.not-over') })]),
    ...table(
      [say('aar.objective'), say('aar.capability'), say('aar.element'), say('aar.rating'), say('aar.found')],
      score.objectives.map((one) => [
        one.statement,
        one.capability,
        name('element.', one.element),
        ratingText(one.rating, source),
        joined([one.measured, behind(one.evidence)]),
      ]),
    ),
    ...table(
      [say('aar.capability'), say('aar.rating')],
      score.capabilities.map(({ capability, rating }) => [capability, ratingText(rating, source)]),
      { name: say('aar.roll-up') },
    ),
    ...observed(aar, undefined),
    ...score.objectives.flatMap((one) => objective(one, aar)),
  ];
}

const ratingText = (rating: ObjectiveScore['rating'], { say }: Source): Line =>
  rating === undefined ? say('aar.not-rated') : [{ strong: rating }, ` ${say(`rating.${rating}`)}`];

/** What the staff saw of that objective, or of none. */
function observed({ entries, source, behind }: AarSource, objectiveId: string | undefined): readonly Block[] {
  const { say, incident } = source;
  const lines = entries.flatMap((entry): Line[] => {
    const isOf = entry.type === 'observation.written' && entry.data.objective === objectiveId;
    if (!isOf || Object.hasOwn(incident.undone, entry.id)) return [];
    const words = wordsNow(entry, incident, entries) ?? say('words-removed');
    return [joined([words, `(${entry.by.name})`, behind([entry.id])])];
  });
  return lines.length === 0 ? [] : [paragraph(say('aar.observed')), ...points(lines)];
}

function objective(one: ObjectiveScore, aar: AarSource): readonly Block[] {
  const { source, behind, drill } = aar;
  const { say } = source;
  const given = one.given.map(({ rating, by, words, entry }) =>
    joined([{ strong: rating }, words === undefined ? by : `${by}: ${words}`, behind([entry])]),
  );
  const { discuss = [] } = own(drill.scenario.objectives, one.id) ?? {};
  const blocks = [
    ...table(
      [say('aar.task'), say('aar.rating'), say('aar.found')],
      one.tasks.map((task) => [task.task, taskRating(task, source), joined([task.measured, behind(task.evidence)])]),
    ),
    ...(given.length === 0 ? [] : [paragraph(say('aar.given')), ...points(given)]),
    ...observed(aar, one.id),
    ...(discuss.length === 0 ? [] : [paragraph(say('aar.discuss')), ...points(discuss)]),
  ];
  return blocks.length === 0 ? [] : [heading(one.statement), ...blocks];
}

const taskRating = ({ rating, notApplicable }: TaskScore, { say }: Source): Line =>
  notApplicable === true ? say('aar.not-applicable') : (rating ?? say('aar.not-rated'));

/** The four ratings; in another language beside the fixed words of the program, by which others know them. */
export function ratingsKey({ source }: AarSource): readonly Block[] {
  const { say } = source;
  const named = (rating: Rating): string => {
    const [name, fixed] = [say(`rating.${rating}`), ratingWords[rating].name];
    return name === fixed ? name : `${name} (${fixed})`;
  };
  return table(
    [say('aar.rating'), say('aar.definition')],
    ratings.map((rating) => [[{ strong: rating }, ` ${named(rating)}`], say(`rating.${rating}.definition`)]),
  );
}
