import { type Rating, ratings } from '../../runbook/index.ts';

/**
 * The ratings in the fixed words of the Homeland Security Exercise and Evaluation Program: names and definitions of the
 * ratings key in its Exercise Evaluation Guide (HSEEP doctrine, January 2020, appendix with the rating definitions).
 */
export const ratingWords: Readonly<Record<Rating, { readonly name: string; readonly definition: string }>> = {
  P: {
    name: 'Performed without Challenges',
    definition:
      'The targets and critical tasks associated with the core capability were completed in a manner that achieved the objective(s) and did not negatively impact the performance of other activities. Performance of this activity did not contribute to additional health and/or safety risks for the public or for emergency workers, and it was conducted in accordance with applicable plans, policies, procedures, regulations, and laws.',
  },
  S: {
    name: 'Performed with Some Challenges',
    definition:
      'The targets and critical tasks associated with the core capability were completed in a manner that achieved the objective(s) and did not negatively impact the performance of other activities. Performance of this activity did not contribute to additional health and/or safety risks for the public or for emergency workers, and it was conducted in accordance with applicable plans, policies, procedures, regulations, and laws. However, opportunities to enhance effectiveness and/or efficiency were identified.',
  },
  M: {
    name: 'Performed with Major Challenges',
    definition:
      'The targets and critical tasks associated with the core capability were completed in a manner that achieved the objective(s), but some or all of the following were observed: demonstrated performance had a negative impact on the performance of other activities; contributed to additional health and/or safety risks for the public or for emergency workers; and/or was not conducted in accordance with applicable plans, policies, procedures, regulations, and laws.',
  },
  U: {
    name: 'Unable to be Performed',
    definition:
      'The targets and critical tasks associated with the core capability were not performed in a manner that achieved the objective(s).',
  },
};

/** What the letters stand for that are used, the best first: `P = Performed without Challenges`. */
export const ratingLegend = (used: readonly (Rating | undefined)[]): string[] =>
  ratings.filter((rating) => used.includes(rating)).map((rating) => `${rating} = ${ratingWords[rating].name}`);

/** The worst of some ratings: what an objective, and a core capability, comes to. Undefined where there is none. */
export function worst(given: readonly (Rating | undefined)[]): Rating | undefined {
  const known = given.flatMap((rating) => (rating === undefined ? [] : [ratings.indexOf(rating)]));
  return known.length === 0 ? undefined : ratings[Math.max(...known)];
}
