import type { Incident } from '../incident/index.ts';

/** What becomes of an incident that somebody leaves, behind that everything is kept: `the incident goes on`. */
export function goesOnText({ state }: Pick<Incident, 'state'>): string {
  const isOver = state === 'closed' || state === 'stood-down';
  return isOver ? `the incident is ${state.replace('-', ' ')}` : 'the incident goes on';
}
