import type { Guide } from '../../guide/index.ts';

const MINUTE = 60_000;

/** Whether something on the screen counts seconds: what is younger than a minute, or due within one, or a clock that runs fast. */
export function showsSeconds({ age, clocks, current, mode }: Guide): boolean {
  if (mode === 'drill' || age < MINUTE) return true;
  const isNear = (left: number | undefined): boolean => left !== undefined && Math.abs(left) < MINUTE;
  return clocks.some((clock) => isNear(clock.left)) || current.some((step) => step.running < MINUTE);
}
