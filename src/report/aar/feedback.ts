import { type Feedback, feedbackStatements } from '../../incident/index.ts';
import { plural } from '../../text/index.ts';
import { type Block, heading, joined, paragraph, points, table } from '../review/document.ts';
import type { AarSource } from './aar-source.ts';

/** What participants think of the exercise: how far they agree with each statement, and what they say in words. */
export function feedback({ source }: AarSource): readonly Block[] {
  const all = latest(source.incident.feedback);
  if (all.length === 0)
    return [paragraph(['No participant has given feedback. Each types: ', { code: 'holdfast feedback' }])];
  const rows = feedbackStatements.flatMap(({ id, text }) => {
    const given = all.flatMap(({ statement, agreement }) =>
      statement === id && agreement !== undefined ? [agreement] : [],
    );
    return given.length === 0
      ? []
      : [[text, mean(given), given.toSorted((a, b) => a - b).join(', '), `${given.length}`]];
  });
  const said = all.flatMap(({ words, by, entry }) =>
    words === undefined ? [] : [joined([`${words} (${by})`, source.entry(entry)])],
  );
  return [
    paragraph(`From ${plural(new Set(all.map(({ by }) => by)).size, 'participant')}; 1 is not at all, 5 is fully.`),
    ...table(['Statement', 'Mean', 'Given', 'Participants'], rows),
    ...(said.length === 0 ? [] : [heading('In words'), ...points(said)]),
  ];
}

/** Of one person and one statement the latest counts; what is said in words stays. */
function latest(all: readonly Feedback[]): readonly Feedback[] {
  const last = new Map(all.map((one) => [`${one.by}\n${one.statement ?? one.entry}`, one]));
  return all.filter((one) => last.get(`${one.by}\n${one.statement ?? one.entry}`) === one);
}

/** With one digit behind the point. */
const mean = (given: readonly number[]): string => (given.reduce((sum, one) => sum + one, 0) / given.length).toFixed(1);
