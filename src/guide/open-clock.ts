import type { ClockRow } from './model.ts';

/**
 * What a clock still wants: met late is still better than never, so a missed one counts as open. By itself, so that whoever only
 * asks this does not bring conditions and runbooks in.
 */
export function isOpenClock(clock: Pick<ClockRow, 'state'>): boolean {
  return clock.state === 'running' || clock.state === 'provisional' || clock.state === 'missed';
}
