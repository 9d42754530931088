import { type Incident, titlesAt } from '../../incident/index.ts';
import { lifeOf } from '../../statechart/index.ts';
import { drawn, standing, type StandingStep } from '../standing.ts';

/** So many are named; of more it is said how many. */
const NAMED = 3;

/**
 * The steps that were open and are neither open nor settled any more, because the flow was led elsewhere: nobody is asked for them
 * now, so it is said, at once and `then`: before it is done. Undefined where there are none. Raw text.
 */
export function leftBehindText(before: Incident, after: Incident, when: 'now' | 'then' = 'now'): string | undefined {
  const left = standing(before).open.filter((step) => isLeftBehind(step, after));
  if (left.length === 0) return undefined;
  const titles = titlesAt(before, before.lastAt);
  const more = left.length > NAMED ? ` and ${left.length - NAMED} more` : '';
  const names = left.slice(0, NAMED).map((step) => `"${drawn(step, titles).title}"`);
  return `${when === 'now' ? 'No' : 'Then no'} longer open: ${names.join(', ')}${more}.`;
}

/** Waiting again, or left open when what it stands in was over. */
function isLeftBehind({ run: { id }, planned }: StandingStep, { runs }: Incident): boolean {
  const run = runs.find((each) => each.id === id);
  const state = run && lifeOf(run.chart, run.state, planned.id).state;
  return state === 'waiting' || state === 'left-open';
}
