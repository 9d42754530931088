import { readFileSync } from 'node:fs';
import type { NightWords } from './busy-night.ts';
import { memoryIncident } from './memory-session.ts';
import type { MemoryIncident } from './memory-session.ts';

const runbook = readFileSync(new URL('../runbooks/drills/library/cellar-flood.yaml', import.meta.url), 'utf8');

/** A short exercise with something of each kind; what it says of the facilitator can be changed. */
const wetNightScenario = (staff = ''): string => `holdfast: 1
id: wet-night
title: A wet night
runbook: cellar-flood
lasts: 2h
overview: { kind: tabletop, scope: The first hours, threat: Water, sponsor: The mayor, contact: Resilience }
${staff}
phases:
  - { id: first-hour, title: The first hour, at: 0m, text: Water and nobody there. }
  - { id: dawn, title: Dawn, at: 60m }
objectives:
  calm:
    statement: They stay calm and decide in time
    capability: Operational coordination
    element: training
    rated: true
    listen-for: [Who decides]
injects:
  - { id: sensor, number: 1, title: First sensor, at: 2m, to: [lead], from: Leak panel, by: alarm, message: 'LEAK, sensor 7: WET.', expect: They look, objectives: [calm] }
  - { id: look-now, number: 2, title: Somebody looks, kind: expected-action, at: 4m, message: They go and look. }
  - { id: mayor, number: 3, title: The mayor asks, at: 10m, from: The mayor, by: phone, message: 'Do you give me your word?', answer: { ask: Do you give your word?, of: ['yes', 'no'], within: 5m }, notes: Press twice. }
  - { id: glad, number: 4, title: The mayor is glad, when: { answered: mayor, as: 'yes' }, delay: 3m, message: Good. }
  - { id: keeper, number: 5, title: The key, at: 20m, to: [facilities], from: Keeper, by: in-person, message: 'Who has the key?' }
  - { id: push, number: 6, title: A push, by-hand: true, message: What is your next objective? }
`;

/** That exercise, begun a moment ago; Anna leads and Bo takes part. What is said of the staff can be changed, and the words. */
export function wetNight({
  staff = '',
  words = {},
}: { readonly staff?: string; readonly words?: NightWords } = {}): MemoryIncident {
  const { anna = 'Anna', bo = 'Bo', title, note } = words;
  const said = (text: string | undefined, otherwise: string): string => JSON.stringify(text ?? otherwise);
  const scenario = wetNightScenario(staff)
    .replace("'LEAK, sensor 7: WET.'", () => said(note, 'LEAK, sensor 7: WET.'))
    .replace('title: First sensor', () => `title: ${said(title, 'First sensor')}`);
  const memory = playing(scenario) ?? playing(wetNightScenario(staff)) ?? memoryIncident({ mode: 'drill' });
  memory.session(anna).act({ act: 'assign', role: 'lead', person: anna });
  memory.session(bo).act({ act: 'join' });
  if (note !== undefined) memory.session(bo).act({ act: 'improvise', words: note });
  return memory;
}

/** What the checker lets nobody write is in no scenario; it can be improvised all the same. */
function playing(scenario: string): MemoryIncident | undefined {
  try {
    return memoryIncident({ mode: 'drill', scenario, runbooks: [runbook] });
  } catch {
    return undefined;
  }
}
