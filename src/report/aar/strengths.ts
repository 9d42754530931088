import type { Rating } from '../../runbook/index.ts';
import { type Block, heading, joined, type Line, paragraph, points } from '../review/document.ts';
import { annotated } from '../review/said.ts';
import type { Key } from '../words/lexicon.ts';
import type { AarSource } from './aar-source.ts';

/** What the players did well by the record, and what they say went well in the hot wash. */
export const strengths = (aar: AarSource): readonly Block[] => [
  ...found(aar, (rating) => rating === 'P', 'aar.strengths.none'),
  ...washed(aar, ['went-well']),
];

/** What was performed with challenges, how it left the plan, and what they say went badly or only by luck well. */
export const improvements = (aar: AarSource): readonly Block[] => [
  ...found(aar, (rating) => rating !== 'P', 'aar.improvements.none'),
  ...washed(aar, ['went-badly', 'lucky']),
];

function found({ source, score, behind }: AarSource, fits: (rating: Rating) => boolean, none: Key): readonly Block[] {
  const rows = score.objectives.flatMap((objective) =>
    objective.tasks.flatMap(({ task, rating, measured, evidence }): Line[] =>
      rating === undefined || !fits(rating)
        ? []
        : [joined([{ strong: rating }, `${task}: ${measured}`, behind(evidence)])],
    ),
  );
  const given = score.objectives.flatMap(({ statement, given: all }) =>
    all.flatMap(({ rating, by, words, entry }): Line[] =>
      fits(rating)
        ? [
            joined([
              { strong: rating },
              `${words === undefined ? statement : `${statement.replace(/\.$/, '')}: ${words}`} (${by})`,
              behind([entry]),
            ]),
          ]
        : [],
    ),
  );
  if (rows.length + given.length > 0) return points([...rows, ...given]);
  const isAnyRated = score.objectives.some(
    ({ tasks, given: all }) => all.length > 0 || tasks.some(({ rating }) => rating !== undefined),
  );
  return [paragraph(source.say(isAnyRated ? none : 'aar.nothing-rated'))];
}

function washed({ source }: AarSource, kinds: readonly string[]): readonly Block[] {
  return kinds.flatMap((kind): readonly Block[] => {
    const said = annotated(source, kind).map(({ words, by, entry }) =>
      joined([`${words} (${by})`, source.entry(entry)]),
    );
    return said.length === 0
      ? []
      : [heading(source.say('aar.hot-wash', { kind: source.name('kind.', kind) })), ...points(said)];
  });
}
