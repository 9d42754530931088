import { isOver } from '../../entry/index.ts';
import type { Incident } from '../../incident/index.ts';

/** What becomes of an incident that somebody leaves, behind that everything is kept: `the incident goes on`, `the exercise has ended`. */
export function goesOnText({ state, exercise }: Pick<Incident, 'state' | 'exercise'>): string {
  if (exercise?.ended !== undefined) return 'the exercise has ended';
  if (isOver({ state })) return `the incident is ${state.replace('-', ' ')}`;
  return exercise === undefined ? 'the incident goes on' : 'the drill stays open';
}
