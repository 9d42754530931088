import type { Alarm } from '../guide/index.ts';
import type { Screen } from './state.ts';

/**
 * The screen once these alarms have been heard: `fresh` those that have not rung yet, `waiting` how many nobody has looked at. What is
 * over is forgotten: should it come again, it rings again.
 */
export function heard(
  screen: Screen,
  alarms: readonly Alarm[],
): { readonly screen: Screen; readonly fresh: readonly string[]; readonly waiting: number } {
  const present = new Set(alarms.map(({ key }) => key));
  const fresh = [...present].filter((key) => !screen.rung.includes(key));
  const known =
    fresh.length > 0 || !screen.rung.every((key) => present.has(key))
      ? { ...screen, rung: [...present], looked: screen.looked.filter((key) => present.has(key)) }
      : screen;
  return { screen: known, fresh, waiting: [...present].filter((key) => !known.looked.includes(key)).length };
}

/** The screen with what has just rung said beneath the answer that stands there, which it must not push off unread. */
export function rungBeneath(screen: Screen, fresh: readonly string[]): Screen {
  const { notice } = screen;
  if (notice === undefined || fresh.every((key) => notice.rung?.includes(key))) return screen;
  return { ...screen, notice: { ...notice, rung: [...(notice.rung ?? []), ...fresh] } };
}
