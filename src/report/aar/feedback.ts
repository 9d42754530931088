import { type Feedback, feedbackStatements } from '../../incident/index.ts';
import { type Block, heading, joined, paragraph, points, table } from '../review/document.ts';
import type { Source } from '../review/source.ts';
import type { AarSource } from './aar-source.ts';

/** What participants think of the exercise: how far they agree with each statement, and what they say in words. */
export function feedback({ source }: AarSource): readonly Block[] {
  const { say, name } = source;
  const all = latest(source.incident.feedback);
  if (all.length === 0) return [paragraph([say('aar.feedback.none'), { code: 'holdfast feedback' }])];
  const rows = feedbackStatements.flatMap(({ id }) => {
    const given = all.flatMap(({ statement, agreement }) =>
      statement === id && agreement !== undefined ? [agreement] : [],
    );
    return given.length === 0
      ? []
      : [[name('feedback.', id), mean(given, source), given.toSorted((a, b) => a - b).join(', '), `${given.length}`]];
  });
  const said = all.flatMap(({ words, by, entry }) =>
    words === undefined ? [] : [joined([`${words} (${by})`, source.entry(entry)])],
  );
  return [
    paragraph(say('aar.feedback.from', { n: new Set(all.map(({ by }) => by)).size })),
    ...table(
      [say('aar.feedback.statement'), say('aar.feedback.mean'), say('aar.feedback.given'), say('aar.participants')],
      rows,
    ),
    ...(said.length === 0 ? [] : [heading(say('aar.feedback.words')), ...points(said)]),
  ];
}

/** Of one person and one statement the latest counts; what is said in words stays. */
function latest(all: readonly Feedback[]): readonly Feedback[] {
  const last = new Map(all.map((one) => [`${one.by}\n${one.statement ?? one.entry}`, one]));
  return all.filter((one) => last.get(`${one.by}\n${one.statement ?? one.entry}`) === one);
}

/** With one digit behind the point. */
function mean(given: readonly number[], { say }: Source): string {
  const [whole = '', tenth = ''] = (given.reduce((sum, one) => sum + one, 0) / given.length).toFixed(1).split('.');
  return say('aar.feedback.decimal', { whole, tenth });
}
