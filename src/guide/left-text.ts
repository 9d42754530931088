import { isOver } from '../entry/index.ts';
import type { Incident } from '../incident/index.ts';

/** What becomes of an incident that somebody leaves, behind that everything is kept: `the incident goes on`. */
export function goesOnText(incident: Pick<Incident, 'state'>): string {
  return isOver(incident) ? `the incident is ${incident.state.replace('-', ' ')}` : 'the incident goes on';
}
