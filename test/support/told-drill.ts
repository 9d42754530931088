import { readFileSync } from 'node:fs';
import type { Act } from '../../src/incident/index.ts';
import { memoryIncident } from './memory-session.ts';
import type { MemoryIncident } from './memory-session.ts';

const runbook = readFileSync(new URL('../runbooks/drills/library/cellar-flood.yaml', import.meta.url), 'utf8');

/** An exercise with something of each kind that its report tells. */
const toldScenario = `holdfast: 1
id: wet-night
title: A wet night
summary: Water at two in the morning
runbook: cellar-flood
lasts: 2h
overview:
  kind: tabletop
  dates: ["2026-11-22"]
  scope: The first hours
  threat: Cloudburst
  sponsor: The mayor
  contact: Resilience
  assumptions: [What a message says is so]
players: { lead: { team: Bridge }, facilities: { team: Site, unreachable: true } }
staff:
  facilitator: Resilience office
  simulation-cell: ["Voice 1: guard", "Voice 2: press"]
  evaluators: [{ name: At the bridge, watches: [lead, facilities] }]
phases:
  - { id: first-hour, title: The first hour, at: 0m, text: Water and nobody there. }
  - { id: dawn, title: Dawn, at: 60m }
objectives:
  look-soon:
    statement: Somebody looks at once
    capability: Operational coordination
    element: training
    tasks:
      - { task: Look, measure: { step: look, within: { P: 10m, S: 20m } } }
      - { task: Decide, measure: { choice: in-or-not, within: 5m, else: M } }
    discuss: [Who looked?]
  calm: { statement: They stay calm, capability: Public information, element: planning, rated: true, listen-for: [Who decides] }
injects:
  - { id: sensor, number: 1, at: 5m, to: [lead], from: Leak panel, by: alarm, title: The sensor, message: Wet., objectives: [look-soon] }
  - { id: mayor, number: 2, at: 6m, title: The mayor rings, message: Promise., answer: { of: ['yes', 'no'] } }
  - { id: radio, number: 3, at: 10m, title: The radio, kind: contingency, message: News., unless: "steps['look'].state == 'done'" }
  - { id: looked, number: 4, at: 8m, title: Somebody looks, kind: expected-action, message: Look., measure: { step: look } }
  - { id: guard, number: 5, at: 90m, title: The guard rings, message: Wet. }
  - { id: push, number: 6, by-hand: true, title: A push, message: What is next? }
`;

type Did = (who: string, act: Act, why?: string) => void;

/** The same exercise when it has just begun, and who does what in it. */
export function begunDrill(scenario = toldScenario): { readonly desk: MemoryIncident; readonly did: Did } {
  const desk = memoryIncident({ mode: 'drill', scenario, runbooks: [runbook], title: 'Autumn drill' });
  const did: Did = (who, act, why) => {
    const outcome = desk.session(who).act(act, why === undefined ? {} : { why });
    if (!outcome.ok) throw new Error(outcome.refusal.message);
  };
  return { desk, did };
}

/** A drill that has just begun and leapt to its second phase: little is known of it yet. */
export function leapingDrill(): MemoryIncident {
  const { desk, did } = begunDrill();
  did('Kim', { act: 'facilitate' });
  desk.pass({ minutes: 6 });
  did('Kim', { act: 'exercise', change: { phase: 'dawn' } });
  did('Eva', { act: 'observe', words: 'They sit apart', objective: 'look-soon' });
  return desk;
}

/** A drill of a scenario that says no more than it must, stopped for something real before anybody did anything. */
export function brokenDrill(): MemoryIncident {
  const { desk, did } = begunDrill(
    toldScenario
      .replace(/summary:.*\n/, '')
      .replace(/ {2}dates:.*\n/, '')
      .replace(/ {2}assumptions:.*\n/, '')
      .replace(/players:[^]*?(?=phases:)/, ''),
  );
  desk.pass({ minutes: 2 });
  did('Ane', { act: 'exercise', change: 'real-world' });
  return desk;
}

/** A drill from its beginning to what people say of it, always the same to the last digit. */
export function toldDrill(): MemoryIncident {
  const { desk, did } = begunDrill();
  did('Kim', { act: 'facilitate' });
  did('Ane', { act: 'assign', role: 'lead', person: 'Ane' });
  did('Bo', { act: 'join' });
  desk.pass({ minutes: 7 });
  did('Bo', { act: 'done', step: 'look' });
  did('Ane', { act: 'answer', inject: 'mayor', answer: 'no' });
  desk.pass({ minutes: 13 });
  did('Ane', { act: 'choose', step: 'in-or-not', option: 'slight' }, 'It only drips');
  did('Eva', { act: 'observe', words: 'Nobody shouted', objective: 'calm', rating: 'S' });
  did('Eva', { act: 'observe', words: 'The room was cold' });
  did('Kim', { act: 'improvise', words: 'The lift rings' });
  did('Kim', { act: 'skip-inject', inject: 'guard' }, 'Time is short');
  did('Kim', { act: 'exercise', change: 'end' });
  did('Bo', { act: 'annotate', kind: 'went-well', words: 'The guard was our eyes' });
  did('Bo', { act: 'annotate', kind: 'went-badly', words: 'The list was old' });
  did('Ane', { act: 'annotate', kind: 'lucky', words: 'It was a Sunday' });
  did('Ane', { act: 'feedback', statement: 'realistic', agreement: 4 });
  did('Bo', { act: 'feedback', statement: 'realistic', agreement: 5, words: 'Too quick for us' });
  const due = '2026-12-01T12:00:00+01:00';
  did('Ane', { act: 'follow-up', words: 'A new list', owner: 'Bo', due, objective: 'look-soon' });
  did('Ane', { act: 'follow-up', words: 'A second sensor' });
  did('Bo', { act: 'follow-up-done', followUp: 'follow-up-1' });
  did('Ane', { act: 'follow-up-verified', followUp: 'follow-up-1', in: 'drill-9' });
  return desk;
}
