import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { AnyEntry } from '../../src/entry/index.ts';
import { built, Desk, holdfast } from '../support/cli.ts';
import { keys, Terminal } from '../support/terminal.ts';

beforeAll(built, 120_000);

const runbook = `holdfast: 1
id: pump-failure
title: Pump failure
summary: The pumps of the cellar have stopped.
use-when: [The alarm of the cellar pumps rings]
revision: 2026-10-01
owner: Harbour operations
timezone: Europe/Copenhagen
severity: { sev1: Somebody may be in the water, sev2: The cellar fills }
roles:
  lead: { title: Incident lead }
  crew: { title: Pump crew }
services:
  sign-in: { title: Citizen sign-in, rto: 4h }
facts:
  depth: { ask: How deep is it, type: number, unit: cm }
topics:
  significant: A significant incident
clocks:
  early-warning: { title: Early warning, to: The authority, from: aware of significant, within: 24h }
messages:
  public: { to: The public, by: status page, text: { en: "Water in the cellar: {{ facts.depth }} cm." } }
steps:
  - id: people-first
    do: Get everyone out
    role: crew
    checklist: [Heads counted]
    record: [depth]
  - id: rising
    decide: Is the water still rising?
    role: lead
    options:
      up: { title: It rises, loses: [sign-in], suggest-when: facts.depth > 5 }
      steady: { title: It stands still }
  - { id: tell, tell: Tell the public, role: lead, message: public }
  - { id: pump, do: Pump it dry, role: crew, restores: [sign-in] }
  - { id: over, end: Stand down, outcome: resolved }
`;

let open: Terminal[] = [];
afterEach(async () => {
  await Promise.all(open.map((terminal) => terminal.close()));
  open = [];
});

function at(desk: Desk, name: string, size: { readonly columns: number; readonly rows: number }): Terminal {
  const terminal = new Terminal(process.execPath, [holdfast], {
    ...size,
    env: { ...desk.env, USER: name, HOLDFAST_RUNBOOKS: desk.path('runbooks') },
    cwd: desk.folder,
  });
  open.push(terminal);
  return terminal;
}

test('one whole incident, from the home screen to the review, by two people at two terminals', async () => {
  const desk = new Desk();
  mkdirSync(desk.path('runbooks'));
  writeFileSync(desk.path('runbooks', 'pump-failure.yaml'), runbook);
  const log = async (): Promise<readonly AnyEntry[]> =>
    (await desk.run(['log', '--json'])).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as AnyEntry);

  // Bo sits at the home screen before anything was ever declared here.
  const bo = at(desk, 'Bo', { columns: 80, rows: 24 });
  await bo.see('What do you see?');

  // Anna sees something, finds the runbook by it, and declares with one sentence.
  const anna = at(desk, 'Anna', { columns: 132, rows: 43 });
  await anna.see('What do you see?');
  anna.type('alarm of the pumps');
  await anna.see('> Pump failure');
  anna.press(keys.enter);
  await anna.see('What is happening? One sentence.');
  anna.type('The cellar fills and the pumps stand');
  await anna.see('The cellar fills and the pumps stand');
  anna.press(keys.enter);
  await anna.see('How bad is it?');
  anna.press('2');
  await anna.see('From then on everything is recorded');
  anna.press(keys.enter);
  await anna.see('Steps 0 of 5');

  // It comes up on Bo's screen by itself, and he goes in.
  await bo.see('> failure-1 Pump failure');
  bo.press(keys.enter);
  await bo.see('Steps 0 of 5');
  await bo.see('t take role');
  bo.press('t');
  await bo.see('For you: Pump crew');
  await anna.see('Pump crew, Bo');
  bo.press('1');
  await bo.see('[x] Heads counted');
  await bo.see('Enter done');
  bo.press('d');
  await bo.see('How deep is it');
  bo.type('8');
  await bo.see('> 8');
  bo.press(keys.enter);

  // What he answered is what Anna's decision stands on.
  await anna.see('Is the water still rising?');
  await anna.see('t take role');
  anna.press('t');
  await anna.see('For you: Incident lead');
  await anna.see('1-9 choose');
  anna.press('1');
  await anna.see('Tell the public');
  await bo.see('Citizen sign-in');

  // The law: from now on they know that it is significant; the duty is met with its reference.
  anna.press(':');
  await anna.see('Words, or ↓ and Enter.');
  anna.type('aware significant');
  await anna.see('aware significant│');
  anna.press(keys.enter);
  await anna.see('Early warning');
  anna.press(':');
  await anna.see('Words, or ↓ and Enter.');
  anna.type('met early-warning CSIRT-4711');
  await anna.see('CSIRT-4711│');
  anna.press(keys.enter);
  await anna.see('Duty met: Early warning, reference CSIRT-4711');

  // The public is told in the words that stand there, with the depth that Bo measured.
  await anna.see('m message');
  anna.press('m');
  await anna.see('Water in the cellar: 8 cm.');
  await anna.see('send it, then press Enter');
  anna.press(keys.enter);
  await bo.see('For you: Pump crew');
  await bo.see('Pump it dry');
  await bo.see('Enter done');
  bo.press('n');
  await bo.see('Note');
  bo.type('The second pump took over');
  await bo.see('The second pump took over');
  bo.press(keys.enter);
  await anna.see('The second pump took over');
  await bo.see('Enter done');
  bo.press('d');
  await bo.see('Enter end here');
  bo.press('d');
  await anna.see('Runbook ended');

  // It is over: resolved, reviewed, closed; both screens say so, and each says how to come back.
  anna.press(':');
  await anna.see('Words, or ↓ and Enter.');
  anna.type('resolve');
  await anna.see('resolve│');
  anna.press(keys.enter);
  await anna.see('Resolve the incident?');
  anna.press('y');
  await bo.see('resolved');
  anna.press('V');
  await anna.see('Review (');
  anna.press('x');
  await anna.see('Export the review to which file?');
  anna.press(keys.enter);
  await anna.see('Written:');
  anna.press('q', 'q');
  bo.press('q');
  expect(await anna.end()).toMatchObject({ code: 0 });
  expect(await bo.end()).toMatchObject({ code: 0 });
  expect(bo.text).toContain('Back with: holdfast guide -i ');

  const entries = await log();
  const types = entries.map(({ type }) => type);
  for (const type of [
    'incident.declared',
    'role.acknowledged',
    'fact.recorded',
    'choice.made',
    'clock.met',
    'message.sent',
    'runbook.ended',
    'incident.resolved',
  ])
    expect(types).toContain(type);
  expect(new Set(entries.map(({ by }) => by.name))).toEqual(new Set(['Anna', 'Bo']));
  expect(
    readFileSync(
      desk.path(`review-${String(((await desk.json(['list', '--all'])) as { id: string }[])[0]?.id)}.md`),
      'utf8',
    ),
  ).toContain('CSIRT-4711');
  expect((await desk.run(['verify'])).code).toBe(0);
}, 180_000);
