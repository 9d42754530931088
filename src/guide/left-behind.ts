import type { Guide } from './model.ts';

/** So many are named; of more it is said how many. */
const NAMED = 3;

/**
 * The steps that were open and are neither open nor settled any more, because the flow was led elsewhere: nobody is asked for them
 * now, so it is said at once. Undefined where there are none. Raw text.
 */
export function leftBehindText(before: Pick<Guide, 'current'>, { steps }: Pick<Guide, 'steps'>): string | undefined {
  const rows = new Map(steps.map((step) => [step.key, step]));
  const left = before.current.filter(({ key }) => {
    const state = rows.get(key)?.state;
    return state === 'waiting' || state === 'left-open';
  });
  if (left.length === 0) return undefined;
  const more = left.length > NAMED ? ` and ${left.length - NAMED} more` : '';
  const names = left.slice(0, NAMED).map(({ title }) => `"${title}"`);
  return `No longer open: ${names.join(', ')}${more}.`;
}
