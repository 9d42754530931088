import { writeFileSync } from 'node:fs';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { AnyEntry } from '../../src/entry/index.ts';
import { built, Desk, holdfast } from '../support/cli.ts';
import { keys, Terminal } from '../support/terminal.ts';
import { threeTracks } from '../support/three-tracks.ts';

beforeAll(built, 120_000);

const runbook = threeTracks.replace(
  '  - id: stand-down',
  `  - id: way-back
    decide: Do we go back tonight?
    role: lead
    minutes: true
    options:
      back: { title: Go back }
      stay: { title: Stay where we are }
  - id: stand-down`,
);

let open: Terminal[] = [];
afterEach(async () => {
  await Promise.all(open.map((terminal) => terminal.close()));
  open = [];
});

function at(desk: Desk, name: string, size: { readonly columns: number; readonly rows: number }): Terminal {
  const terminal = new Terminal(process.execPath, [holdfast, 'guide'], {
    ...size,
    env: { ...desk.env, USER: name },
    cwd: desk.folder,
  });
  open.push(terminal);
  return terminal;
}

const log = async (desk: Desk): Promise<readonly AnyEntry[]> =>
  (await desk.run(['log', '--json'])).stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as AnyEntry);

test('two people in three tracks, by lanes and by the line of words; a decision with its minutes', async () => {
  const desk = new Desk();
  writeFileSync(desk.path('three-tracks.yaml'), runbook);
  await desk.json(['start', './three-tracks.yaml']);
  await desk.json(['assign', 'lead', 'Anna', '--by', 'Anna']);
  const anna = at(desk, 'Anna', { columns: 132, rows: 43 });
  const bo = at(desk, 'Bo', { columns: 60, rows: 20 });
  await anna.see('For you: Incident lead');
  await anna.see('Enter done');
  await bo.see('Not yours: Incident lead, Anna');
  anna.press('d');
  await anna.see('Tell people · track 3 of 3');

  // Bo goes to the water by the line of words, at the smallest size, and takes its role there.
  bo.press(':');
  await bo.see('Words, or ↓ and Enter.');
  bo.press('boards');
  await bo.see('> Step: Set the boards');
  bo.press(keys.enter);
  await bo.see('Water · track 1 of 3');
  await bo.see('t take role');
  bo.press('t');
  await bo.see('For you: Pump crew');
  await anna.see('Bo 0/2');

  // Anna goes from track to track, and finds what she wants by letters of it.
  anna.press(']');
  await anna.see('Not yours: Pump crew, Bo');
  anna.press(']');
  await anna.see('Systems duty lead, nobody yet');
  // Nothing is taken from a step that nobody can have read yet.
  await anna.see('t take role');
  anna.press('t');
  await anna.see('For you: Systems duty lead');
  await anna.see('Enter done');
  anna.press('d');
  await anna.see('Stop it here');
  for (const step of ['stop-here', 'start-there', 'look', 'board', 'pump', 'first-word'])
    await desk.json([...(step === 'first-word' ? ['send'] : ['done']), step, '--by', 'Anna', '--why', 'as told']);
  await anna.see('Do we go back tonight?');

  // The decision offers its minutes.
  await anna.see('1-9 choose');
  anna.press('1');
  await anna.see('D writes down what was considered');
  anna.press('D');
  await anna.see('What was considered? Enter: Go back; Stay where we are.');
  anna.press(keys.enter);
  await anna.see('Who was in favour of what?');
  anna.press('Anna: back', keys.enter);
  await anna.see('Does anybody strongly object?');
  anna.press('Bo: the pump is still wet', keys.enter);
  await anna.see('strong objection: Bo: the pump is still wet');
  await bo.see('Stand down');

  const minutes = (await log(desk)).flatMap((entry) =>
    entry.type === 'note.written' && entry.data.minutes !== undefined ? [[entry.data.minutes, entry.words]] : [],
  );
  expect(minutes).toEqual([
    ['considered', 'Go back'],
    ['considered', 'Stay where we are'],
    ['in-favour', 'Anna: back'],
    ['objection', 'Bo: the pump is still wet'],
  ]);
  expect((await desk.run(['export', '--format', 'markdown'])).stdout).toContain(
    'Strong objection: Bo: the pump is still wet (Anna)',
  );
}, 120_000);
