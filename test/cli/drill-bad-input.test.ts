import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { built, Desk } from '../support/cli.ts';

beforeAll(built, 120_000);

const scenario = `holdfast: 1
id: wet-night
title: A wet night
runbook: cellar-flood
lasts: 1h
overview: { kind: tabletop, scope: The first hour, threat: Water, sponsor: The mayor, contact: Resilience }
phases: [{ id: first, title: The first half hour, at: 0m }, { id: dawn, title: Dawn, at: 30m }]
objectives:
  look-first: { statement: Somebody looks first, capability: Situational assessment, element: training, rated: true }
injects:
  - { id: sensor, at: 0m, to: [lead], message: Sensor 14 is WET. }
  - { id: mayor, by-hand: true, message: Promise me., answer: { of: ['yes', 'no'] } }
  - { id: keeper, by-hand: true, to: [facilities], message: Who has the key? }
`;

async function playing(): Promise<Desk> {
  const desk = new Desk();
  cpSync(join(import.meta.dirname, '../runbooks/drills/library'), desk.path('runbooks'), { recursive: true });
  mkdirSync(desk.path('runbooks', 'drills'));
  writeFileSync(desk.path('runbooks', 'drills', 'wet-night.yaml'), scenario);
  await desk.json(['drill', 'start', 'wet-night', '--as', 'lead']);
  return desk;
}

const said = async (desk: Desk, words: string, more: readonly string[] = []): Promise<string> => {
  const { code, stdout, stderr } = await desk.run([...words.split(' '), ...more, '-i', 'night-1']);
  return `${code} ${code === 0 ? stdout : stderr}`;
};
const entries = async (desk: Desk): Promise<number> => {
  const { head } = (await desk.json(['now', '-i', 'night-1'])) as { head: { seq: number } };
  return head.seq;
};

test('what cannot be done to an inject, the clock or a phase is refused with the reason, and nothing is recorded', async () => {
  const desk = await playing();
  await desk.json(['drill', 'pause']);
  const before = await entries(desk);
  for (const [words, answer] of [
    ['drill hold sensor', '4 holdfast: "sensor" has come already.'],
    ['drill fire sensor', '4 holdfast: "sensor" has come already.'],
    ['drill let-go mayor', '4 holdfast: "mayor" is not held.'],
    ['drill hold keepr', '3 holdfast: There is no inject "keepr". Did you mean "keeper"?'],
    ['drill speed 0.05', '2 holdfast: 0.05 is no speed: it goes from 0.1 to 100. 1 is real time.'],
    ['drill speed 101', '2 holdfast: 101 is no speed: it goes from 0.1 to 100. 1 is real time.'],
    ['drill speed 0', '2 holdfast: "0" is no speed. Give a number from 0.1 to 100; 1 is real time.'],
    ['drill speed fast', '2 holdfast: "fast" is no speed. Give a number from 0.1 to 100; 1 is real time.'],
    ['drill jump noon', '3 holdfast: There is no phase "noon". There is: first, dawn'],
    [
      'drill jump first',
      '4 holdfast: "The first half hour" has begun already: the clock of an exercise does not go back.',
    ],
    ['drill pause', '4 holdfast: The exercise clock stands still already.'],
    ['drill improvise Water --to leed', '3 holdfast: There is no role "leed". Did you mean "lead"?'],
    ['drill rate look-first X', '2 holdfast: "X" is no rating.'],
    ['drill rate calm P', '3 holdfast: There is no objective "calm". There is: look-first'],
    ['answer yes', '4 holdfast: No inject waits for an answer.'],
    ['feedback realistic 9', '2 holdfast: "9" is not how far one agrees.'],
  ] as const)
    expect([words, await said(desk, words)]).toEqual([words, expect.stringContaining(answer)]);
  expect(await said(desk, 'drill skip sensor', ['--why', 'Enough'])).toContain('"sensor" has come already.');
  expect(await said(desk, 'drill observe Calm --rating P')).toContain(
    '2 holdfast: Against which objective? Say one of: holdfast drill observe Calm --rating=P --objective=look-first',
  );
  expect(await entries(desk)).toBe(before);
});

test('a speed is taken as people write it', async () => {
  const desk = await playing();
  expect(await said(desk, 'drill speed 0,5')).toContain('Exercise clock: 0.5 × real time');
  expect(await said(desk, 'drill speed 60x')).toContain('Exercise clock: 60 × real time');
});

test('an inject for a role that nobody holds comes, and the record says that nobody held it', async () => {
  const desk = await playing();
  expect(await said(desk, 'drill fire keeper')).toContain(
    'Inject, to Facilities duty officer: Who has the key? (nobody was Facilities duty officer)',
  );
});

test('feedback before the end is taken; after it the exercise takes nothing more, and says what to do where something is real', async () => {
  const desk = await playing();
  expect(await said(desk, 'feedback realistic 4 so far')).toContain('4 of 5');
  await desk.json(['drill', 'fire', 'mayor']);
  await desk.json(['drill', 'stop']);
  for (const words of [
    'drill stop',
    'drill fire keeper',
    'drill speed 2',
    'drill pause',
    'drill improvise Hello',
    'answer no',
  ])
    expect([words, await said(desk, words)]).toEqual([
      words,
      expect.stringContaining('4 holdfast: The exercise has ended.'),
    ]);
  expect(await said(desk, 'drill stop --real-world')).toContain(
    'The exercise has ended. What is real is declared: holdfast declare "REASON"',
  );
  expect(await said(desk, 'drill observe The fence held')).toContain('Observed: The fence held');
  expect(await said(desk, 'export --format aar')).toContain('- The fence held (astrid)');
});

test('what is none, or has ended, is not facilitated, and a program is told by what it is', async () => {
  const desk = await playing();
  expect(await said(desk, 'drill facilitate', ['--json'])).toContain(
    '"message":"A facilitator talks with the exercise;',
  );
  await desk.json(['drill', 'stop']);
  expect(await said(desk, 'drill facilitate')).toBe(
    '4 holdfast: The exercise night-1 has ended. How it went: holdfast drill score night-1\n',
  );
  await desk.json(['start', 'cellar-flood', '--drill', '--no-ui']);
  for (const word of ['facilitate', 'injects']) {
    const { code, stderr } = await desk.run(['drill', word, 'flood-2']);
    expect([code, stderr]).toEqual([
      4,
      expect.stringMatching(/^holdfast: flood-2 plays no scenario.*Begin one: holdfast drill/),
    ]);
  }
});

test('whoever begins one to facilitate it is told what is wrong before anything is written', async () => {
  const desk = await playing();
  const before = await desk.json(['list', '--all']);
  const began = async (...words: string[]): Promise<string> => {
    const { code, stderr } = await desk.run(['drill', 'facilitate', ...words, '--plain']);
    return `${code} ${stderr}`;
  };
  expect(await began('wet-nihgt')).toBe(
    '3 holdfast: There is no scenario "wet-nihgt". Did you mean "wet-night"? See what there is: holdfast drill list\n',
  );
  expect(await began('cellar-flood')).toContain('There is no scenario "cellar-flood"; it is a runbook.');
  expect(await began('wet-night', '--runbooks', desk.path('gone'))).toContain('There is no folder');
  expect(await began('night-2')).toContain('There is no incident "night-2". Did you mean "night-1"?');
  const [{ incident: id } = { incident: '' }] = (await desk.run(['log', '-i', 'night-1', '--json'])).stdout
    .split('\n', 1)
    .map((line) => JSON.parse(line) as { incident: string });
  expect(await began(id, '--speed', '10')).toMatch(/^2 holdfast: --speed is for a drill that is begun with it\./);
  expect(await began('wet-night', '--speed', '1000')).toMatch(/^2 holdfast: "1000" is no speed\./);
  expect(await began('night-1', '--speed', '10')).toBe(
    '2 holdfast: --speed is for a drill that is begun with it. Of one that is played: holdfast drill speed N\n',
  );
  expect(await desk.json(['list', '--all'])).toEqual(before);
});

test('a name that is far from every one that there is says where they stand, and never that there are none', async () => {
  const desk = new Desk();
  const wrong = scenario
    .replace('runbook: cellar-flood', 'runbook: data-centre-flood')
    .replace('to: [facilities]', 'to: [zookeeper], tells: { elephants: 3 }');
  writeFileSync(desk.path('wrong.yaml'), wrong);
  const { code, stdout } = await desk.run(['drill', 'check', 'wrong.yaml']);
  expect(code).toBe(1);
  expect(stdout).toContain('there is no role `zookeeper`');
  expect(stdout).toContain('= see the roles of the runbook: holdfast runbook show data-centre-flood');
  expect(stdout).toContain('= see the facts of the runbook: holdfast runbook show data-centre-flood');
  expect(stdout).not.toContain('declares no');
});

test('where nothing was ever played a drill is what one is told to begin, and no incident to declare', async () => {
  const desk = new Desk();
  for (const words of ['drill score', 'drill facilitate', 'drill stop', 'drill injects', 'drill fire mayor']) {
    const { code, stderr } = await desk.run(words.split(' '));
    expect([words, code, stderr]).toEqual([words, 3, expect.stringContaining('Begin a drill: holdfast drill start')]);
    expect(stderr).not.toContain('declare');
  }
});
