import { type Instant, millis } from '../../time/index.ts';
import type { Incident } from '../model.ts';

/**
 * How long people had from one moment to another, in milliseconds: stretches that the clock of an exercise was moved over are no time
 * to them. All are milliseconds since 1970.
 */
export function lived({ drill }: Pick<Incident, 'drill'>, from: number, to: number): number {
  let length = to - from;
  for (const jump of drill?.jumps ?? [])
    length -= Math.max(0, Math.min(to, millis(jump.to)) - Math.max(from, millis(jump.from)));
  return length;
}

/** Whether the clock of an exercise was moved over a moment, or to it: what ran out then ran out for nobody. */
export function isJumpedOver({ drill }: Pick<Incident, 'drill'>, moment: Instant): boolean {
  if (drill === undefined) return false;
  const at = millis(moment);
  return drill.jumps.some(({ from, to }) => at >= millis(from) && at <= millis(to));
}
