import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { beginRehearsal, rehearse } from '../../src/drill/index.ts';
import { describeEntry } from '../../src/guide/index.ts';
import { parseScenario } from '../../src/runbook/index.ts';

/** A first hour with a step of each kind in it, a role for which nobody answers, and injects that tell and ask. */
const cellar = `holdfast: 1
id: cellar
title: Water in the cellar
timezone: Europe/Copenhagen
roles:
  lead: { title: Lead }
  pumps: { title: Pumps }
  press: { title: Press }
facts:
  depth: { ask: How deep is it?, type: number, unit: cm }
  dry: { ask: Is it dry?, type: boolean }
  harmed: { ask: Is somebody harmed?, type: boolean }
  way: { ask: Which way?, type: choice, of: [stairs, yard] }
  level: { ask: What does the gauge say?, type: number }
topics:
  harm: Somebody is harmed
  loss: Something is lost
clocks:
  report: { title: Report it, from: aware of harm, within: 24h, applies-when: facts.harmed }
  claim: { title: Claim it, from: aware of loss, within: 2h }
  word: { title: A first word, from: declared, within: 1h, target: ours }
messages:
  first-word: { to: The public, text: { en: "Water in the cellar, {{ facts.depth }} cm.", da: Vand i kælderen. } }
  insurer: { to: The insurer, text: { en: "The gauge says {{ facts.level }}, dry: {{ facts.dry }}." } }
steps:
  - id: look
    do: Look at it
    role: pumps
    expect: 10m
    checklist: [Boots on, Lamp on]
    record: [depth, harmed]
  - id: cut-power
    do: Cut the power
    role: pumps
    expect: { likely: 4m, min: 2m, max: 20m }
    needs-evidence: true
    approval: { by: lead, within: 3m, else: wait }
  - id: which-way
    decide: Which way out?
    role: lead
    record: [way]
    default: { choose: stairs, after: 1m }
    options:
      stairs: { title: By the stairs, suggest-when: facts.way == 'stairs' }
      yard: { title: By the yard, suggest-when: facts.way == 'yard' }
  - id: gauge
    run: Read the gauge
    command: [gauge]
    timeout: 30s
    capture: { level: stdout }
  - id: tell
    tell: Tell the public
    role: press
    message: first-word
    stops: [word]
  - id: insure
    tell: Tell the insurer
    message: insurer
    stops: [claim]
  - id: settle
    wait: Until it is dry
    until: facts.dry
  - id: breathe
    wait: Until somebody says so
  - id: rounds
    repeat: Look again
    every: 10m
    until: asked
    steps:
      - { id: again, do: Look once more, role: pumps }
  - id: report-it
    do: Report it
    role: press
    approval: { by: press, else: wait }
    stops: [report]
  - { id: over, end: It is over, outcome: resolved }
`;
const firstHour = `holdfast: 1
id: first-hour
title: A wet cellar
runbook: cellar
lasts: 6h
overview: { kind: tabletop, scope: An hour, threat: Water, sponsor: The mayor, contact: Resilience }
players: { lead: { team: Bridge }, pumps: { team: Site }, press: { team: Town, unreachable: true } }
objectives:
  calm:
    statement: They stay calm
    capability: Public information
    element: training
    tasks:
      - { task: Say it, measure: { answer: mayor, is: [later, never] } }
injects:
  - { id: guard, at: 3m, to: [press, pumps], title: The guard rings, message: It is 20 cm deep., tells: { depth: 20 } }
  - { id: mayor, at: 6m, to: [lead], title: The mayor rings, message: Is it over?, answer: { of: [now, soon, later, never], within: 10m } }
  - { id: radio, at: 9m, title: The radio, message: What do you say?, answer: {} }
  - { id: meter, at: 4m, title: The meter, message: It is 31 cm., tells: { depth: 31, dry: false } }
`;

/** A night of loops: a decision that leads back, rounds without an end of their own, tracks, and a talk when it is over. */
const loops = `holdfast: 1
id: loops
title: Round and round
timezone: Europe/Copenhagen
roles:
  lead: { title: Lead }
  site: { title: Site }
facts:
  deep: { ask: How deep?, type: number, fresh-for: 10m }
  rooms: { ask: Which rooms?, type: list }
  since: { ask: Since when?, type: time }
  told: { ask: What was said?, type: text }
  back: { ask: When is it back?, type: time }
messages:
  how-long: { to: Staff, text: { en: "It is back at {{ facts.back }}." } }
steps:
  - { id: measure, do: Measure, role: site, record: [deep] }
  - id: enough
    decide: Is it enough?
    options:
      no: { title: 'No', suggest-when: facts.deep >= 0, go-to: measure }
      yes: { title: 'Yes' }
  - { id: list, do: List the rooms, role: site, record: [rooms, since, told] }
  - { id: doors, do: Close the doors, role: site, each: facts.rooms, checklist: [Close it, Mark it] }
  - id: tracks
    parallel: All at once
    tracks:
      pump:
        title: Pump
        steps:
          - { id: pump-it, do: Pump, role: site, expect: 3m }
          - { id: drained, do: Drain, expect: 5m }
      talk:
        title: Talk
        steps:
          - { id: talk-to-them, do: Talk, role: lead }
  - id: watch
    repeat: Watch it
    every: 5m
    until: facts.deep < 0
    steps:
      - { id: read, do: Read it, role: site, record: [deep] }
  - { id: lull, wait: Let them sleep, for: 7m }
  - { id: dries, wait: See whether it dries, until: facts.deep < 0, at-most: 15m }
  - id: coffee
    decide: Tea or coffee?
    default: { choose: coffee, after: 30m }
    options:
      tea: { title: Tea }
      coffee: { title: Coffee }
  - { id: tell-staff, tell: Tell the staff, role: lead, message: how-long, record: [told] }
  - { id: sign, do: Sign it, role: lead, approval: { by: lead, else: wait } }
  - id: thrice
    repeat: Knock
    times: 3
    steps:
      - { id: knock, do: Knock }
  - { id: over, end: It is over, outcome: resolved }
`;
const longNight = `holdfast: 1
id: long-night
title: A long night
runbook: loops
lasts: 9h
overview: { kind: tabletop, scope: A night, threat: Water, sponsor: The mayor, contact: Resilience }
players: { lead: { team: Bridge }, site: { team: Site } }
phases:
  - { id: night, title: Night, at: 0m, until: 1h }
  - { id: dawn, title: Dawn, at: 5h }
objectives:
  look: { statement: They look back, capability: Coordination, element: training, tasks: [{ task: Measure, measure: { step: measure } }] }
injects:
  - { id: deep, at: 2m, to: [site], message: 9 cm, tells: { deep: 9 } }
  - { id: first, at: 5h1m, title: What went well, message: Say it. }
  - { id: second, at: 5h2m, to: [site], title: What did not, message: Say it. }
  - { id: third, at: 5h3m, message: Say it. }
`;

/** The same, broken off in its midst; what is known at its start, and two roles for which nobody answers. */
const brokenOff = longNight
  .replace('lasts: 9h', 'lasts: 40m')
  .replace('id: long-night', 'id: broken-off')
  .replace(
    /players: .*/,
    'players: { lead: { team: Bridge, unreachable: true }, site: { team: Site, unreachable: true } }',
  )
  .replace(/phases:[^]*objectives:/, 'facts: { deep: 3, told: Come at once }\nobjectives:')
  .replace(/ {2}- { id: first,[^]*/, '');

const nights = {
  short: { runbook: loops, scenario: brokenOff },
  cellar: { runbook: cellar, scenario: firstHour },
  loops: { runbook: loops, scenario: longNight },
};
const crews = (['cellar', 'loops', 'short'] as const).flatMap((night) =>
  (night === 'short' ? [1] : [1, 2, 3, 4]).map((seed) => [night, seed] as const),
);

/** `UPDATE_GOLDEN=1` writes what they do now; read the difference before keeping it. */
const update = process.env['UPDATE_GOLDEN'] === '1';

test.each(crews)('what a crew does in a night of %s, from the first minute to the last: seed %i', (name, seed) => {
  const { runbook, scenario: text } = nights[name];
  const read = parseScenario(text, `${name}.yaml`);
  if (!('scenario' in read)) throw new Error('no scenario');
  const sha256 = '0'.repeat(64);
  const begun = beginRehearsal({
    scenario: read.scenario,
    source: { text, sha256 },
    runbook: { text: runbook, followed: {}, sha256 },
    alias: name,
    begins: Date.parse('2026-01-15T01:00:00Z'),
    timezone: 'Europe/Copenhagen',
    holidays: [],
  });
  const { entries, incident, ended, outcome } = rehearse(begun, seed);
  const lines = entries.map((entry) => {
    const said = describeEntry(entry, incident).replaceAll('\n', ' / ');
    return `${entry.at.slice(11, 19)} ${entry.by.name}: ${said}\n`;
  });
  const told = `${lines.join('')}${ended}${outcome === undefined ? '' : `, ${outcome}`}\n`;
  const file = new URL(`nights/${name}.${seed}.txt`, import.meta.url);
  if (update) writeFileSync(file, told);
  expect(told).toBe(readFileSync(file, 'utf8'));
});
