import { durationMs } from '../../time/index.ts';
import type { Inject, Scenario } from './model.ts';

/** How long people play it at the pace of the wall, in milliseconds: its time without what its clock jumps over between phases. */
export function playedMs({ phases = [], lasts }: Pick<Scenario, 'phases' | 'lasts'>): number {
  const jumped = phases.map(({ until }, place) => {
    const next = phases[place + 1];
    return until === undefined || next === undefined ? 0 : Math.max(0, ms(next.at) - ms(until));
  });
  return ms(lasts) - jumped.reduce((sum, one) => sum + one, 0);
}

const ms = (duration: string): number => durationMs(duration) ?? 0;

/** Whether it comes to the players: what is expected of them never does. */
export const comesToPlayers = ({ kind }: Pick<Inject, 'kind'>): boolean => kind !== 'expected-action';
