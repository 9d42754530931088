import type { Alarm } from '../guide/index.ts';
import type { Screen } from './state.ts';

/**
 * The screen once these alarms have been heard: `fresh` where one has not rung yet, `waiting` how many nobody has looked at. What is
 * over is forgotten: should it come again, it rings again.
 */
export function heard(
  screen: Screen,
  alarms: readonly Alarm[],
): { readonly screen: Screen; readonly fresh: boolean; readonly waiting: number } {
  const present = new Set(alarms.map(({ key }) => key));
  const fresh = alarms.some(({ key }) => !screen.rung.includes(key));
  const known =
    fresh || !screen.rung.every((key) => present.has(key))
      ? { ...screen, rung: [...present], looked: screen.looked.filter((key) => present.has(key)) }
      : screen;
  return { screen: known, fresh, waiting: [...present].filter((key) => !known.looked.includes(key)).length };
}
