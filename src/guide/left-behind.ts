import type { Incident } from '../incident/index.ts';
import { lifeOf } from '../statechart/index.ts';
import type { CurrentStep, Guide } from './model.ts';

/** So many are named; of more it is said how many. */
const NAMED = 3;

/**
 * The steps that were open and are neither open nor settled any more, because the flow was led elsewhere: nobody is asked for them
 * now, so it is said at once. Undefined where there are none. Raw text.
 */
export function leftBehindText(
  before: Pick<Guide, 'current'>,
  { current }: Pick<Guide, 'current'>,
  incident: Incident,
): string | undefined {
  const open = new Set(current.map(({ key }) => key));
  // After nearly every act the one step that is gone is the one that was done: the rows of all others need not be made for that.
  const left = before.current.filter((step) => !open.has(step.key) && !isSettled(step, incident));
  if (left.length === 0) return undefined;
  const more = left.length > NAMED ? ` and ${left.length - NAMED} more` : '';
  const names = left.slice(0, NAMED).map(({ title }) => `"${title}"`);
  return `No longer open: ${names.join(', ')}${more}.`;
}

const settled: ReadonlySet<string> = new Set(['done', 'skipped', 'failed', 'passed']);

function isSettled({ run: id, step }: CurrentStep, { runs }: Incident): boolean {
  const run = runs.find((each) => each.id === id);
  return run === undefined || settled.has(lifeOf(run.chart, run.state, step).state);
}
