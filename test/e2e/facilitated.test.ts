import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { built, Desk, holdfast } from '../support/cli.ts';
import { Terminal } from '../support/terminal.ts';

beforeAll(built, 120_000);

const scenario = `holdfast: 1
id: wet-night
title: A wet night
runbook: cellar-flood
lasts: 1h
overview: { kind: tabletop, scope: The first hour, threat: Water, sponsor: The mayor, contact: Resilience }
staff: { facilitator: Resilience, facilitator-away: pause, evaluators: [{ name: Ulla, watches: [lead] }] }
phases: [{ id: first, title: The first half hour, at: 0m }, { id: dawn, title: Dawn, at: 30m }]
objectives:
  look-first: { statement: Somebody looks first, capability: Situational assessment, element: training, rated: true }
injects:
  - { id: sensor, number: 1, title: First sensor, at: 20m, to: [lead], from: Panel, by: alarm, message: Sensor 14 is WET., expect: They look first., notes: Say nothing more., objectives: [look-first] }
  - { id: mayor, number: 2, title: The mayor, by-hand: true, from: The mayor, by: phone, message: Promise me., answer: { ask: 'Do you promise?', of: ['yes', 'no'] } }
  - { id: keeper, number: 3, title: The key, at: 28m, to: [facilities], from: Keeper, by: in-person, message: Who has the key? }
  - { id: crowd, number: 4, title: A crowd, at: 40m, message: There are people at the gate. }
`;

function drillDesk(): Desk {
  const desk = new Desk();
  cpSync(join(import.meta.dirname, '../runbooks/drills/library'), desk.path('runbooks'), { recursive: true });
  mkdirSync(desk.path('runbooks', 'drills'));
  writeFileSync(desk.path('runbooks', 'drills', 'wet-night.yaml'), scenario);
  return desk;
}

function sit(desk: Desk, name: string, ...args: string[]): Terminal {
  const terminal = new Terminal(process.execPath, [holdfast, ...args], {
    columns: 120,
    rows: 40,
    cwd: desk.folder,
    env: { ...desk.env, USER: name, LOGNAME: name },
  });
  onTestFinished(() => terminal.kill());
  return terminal;
}

test(
  'a facilitator and two participants, each at a terminal of their own, through a whole scenario',
  { timeout: 180_000 },
  async () => {
    const desk = drillDesk();
    await desk.run(['drill', 'start', 'wet-night', '--no-ui']);
    for (const [role, person] of [
      ['lead', 'Anna'],
      ['facilities', 'Bo'],
    ])
      await desk.run(['assign', role ?? '', person ?? '', '-i', 'night-1']);

    const before = sit(desk, 'Ulla', 'drill', 'facilitate');
    await before.see('0 of 4 injects have come');
    before.press('q');
    await before.see('q leave');
    before.press('q');
    await before.end();
    expect(before.text).toContain('Back with: holdfast drill facilitate night-1');

    const ulla = sit(desk, 'Ulla', 'drill', 'facilitate');
    await ulla.see('0 of 4 injects have come');
    const anna = sit(desk, 'Anna', 'guide', '-i', 'night-1');
    await anna.see('Look into the cellar');
    let bo = sit(desk, 'Bo', 'guide', '-i', 'night-1');
    await bo.see('Look into the cellar');
    await ulla.see('taking part: Anna, Bo');
    for (const screen of [ulla, anna, bo]) expect(screen.text).toContain('DRILL');

    // While nobody facilitated the clock stood, as the scenario says; it goes on when the facilitator lets it.
    for (const screen of [ulla, anna, bo]) await screen.see('DRILL PAUSED');
    ulla.press('p');
    for (const screen of [anna, bo]) await screen.see('The clock of the exercise goes on.');

    // One inject comes now: it is on the screen of whoever it is for, without what the controllers know.
    ulla.press('f');
    await ulla.see('Tell the players now?');
    ulla.press('y');
    await anna.see('Sensor 14 is WET.');
    await ulla.see('1 of 4 injects have come');
    bo.press('n');
    await bo.see('Enter: recorded');
    bo.type('At the cellar door');
    bo.press('\r');
    await ulla.see('At the cellar door');
    await bo.see('At the cellar door');
    for (const screen of [anna, bo])
      for (const secret of ['They look first', 'Say nothing more', 'people at the gate', 'The key'])
        expect(screen.text).not.toContain(secret);
    expect(bo.text).not.toContain('Sensor 14');

    // What participants open shows what came for them, and nothing more.
    bo.press('N');
    await bo.see('Nothing has come in this drill yet.');

    // Improvised to one role; the other does not hear it.
    ulla.press('i');
    await ulla.see('What are the players told?');
    ulla.type('A fireman asks for the plan');
    ulla.press('\r');
    await ulla.see('Whom?');
    ulla.press('3');
    await bo.see('A fireman asks for the plan');
    expect(anna.text).not.toContain('A fireman');

    // A participant's terminal dies: nothing of it is lost, and coming back they find what came for them, once.
    bo.kill('SIGKILL');
    bo = sit(desk, 'Bo', 'guide', '-i', 'night-1');
    await bo.see('At the cellar door');
    bo.press('N');
    await bo.see('A fireman asks for the plan');
    expect(bo.text.split('A fireman asks for the plan').length - 1).toBeLessThanOrEqual(2);
    bo.press('\u001b');
    await bo.see('Look into the cellar');

    // An answer is awaited, given, and seen.
    await desk.run(['drill', 'fire', 'mayor', '-i', 'night-1']);
    await anna.see('Promise me.');
    await bo.see('Promise me.');
    anna.press(':');
    await anna.see('Words, or');
    anna.type('answer no');
    anna.press('\r');
    await ulla.see('answer: no (Anna)');

    // Pause and speed are said on every screen.
    ulla.press('p');
    for (const screen of [ulla, anna, bo]) await screen.see('DRILL PAUSED');
    await anna.see('PAUSE: the clock of the exercise stands.');
    ulla.press('p');
    await anna.see('The clock of the exercise goes on.');
    expect(
      (
        await desk.run([
          'drill',
          'observe',
          'They looked first',
          '--objective',
          'look-first',
          '--rating',
          'S',
          '-i',
          'night-1',
        ])
      ).code,
    ).toBe(0);
    expect(bo.text).not.toContain('They looked first');
    const log = await desk.run(['log', '-i', 'night-1']);
    expect(log.stdout).not.toContain('They looked first');
    expect(log.stderr).toContain('not shown until the drill has ended');
    expect((await desk.run(['log', '--staff', '-i', 'night-1'])).stdout).toContain('They looked first');

    // A second facilitator is told of the first, and takes over.
    const refused = await desk.run(['drill', 'facilitate', '-i', 'night-1', '--plain']);
    expect([refused.code, refused.stderr]).toEqual([4, expect.stringContaining('Ulla facilitates this drill since')]);
    const per = sit(desk, 'Per', 'drill', 'facilitate');
    await per.see('Take over?');
    per.press('y\r');
    await per.see('injects have come');
    await ulla.see('Per facilitates now');
    await anna.see('Per facilitates from now on.');
    ulla.press('p');
    await ulla.see('and you look on');

    // The facilitator's screen is gone without a word: the others notice, and the clock stands as the scenario has it.
    per.kill('SIGKILL');
    await anna.see('Per, who facilitates, has gone away.');
    await bo.see('DRILL PAUSED');

    // Who facilitated comes back as who they were, and is asked nothing; another takes it back from them.
    const again = sit(desk, 'Per', 'drill', 'facilitate');
    await again.see('injects have come');
    await anna.see('Per facilitates from now on.');
    ulla.press('t');
    await ulla.see('Facilitates the exercise');
    ulla.press('p');
    await bo.see('The clock of the exercise goes on.');

    // The clock jumps: all that lies between comes, once, in order.
    await desk.run(['drill', 'speed', '100', '-i', 'night-1']);
    await desk.run(['drill', 'jump', 'dawn', '-i', 'night-1']);
    await bo.see('Who has the key?');
    await anna.see('There are people at the gate.');
    await bo.see('There are people at the gate.');

    // Something real: every screen says so.
    await desk.run(['drill', 'stop', 'night-1', '--real-world']);
    for (const screen of [ulla, anna, bo]) await screen.see('NO DUFF');
    const whole = (await desk.run(['log', '-i', 'night-1', '--json'])).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; data: { inject?: string } });
    expect(whole.flatMap(({ type, data }) => (type === 'inject.delivered' ? [data.inject] : []))).toEqual([
      'sensor',
      'mayor',
      'keeper',
      'crowd',
    ]);
    expect((await desk.run(['verify', '-i', 'night-1'])).code).toBe(0);
  },
);

test('whoever facilitates begins the exercise: it is read aloud, and its clock stands until everybody is there', async () => {
  const desk = drillDesk();
  const ulla = sit(desk, 'Ulla', 'drill', 'facilitate', 'wet-night', '--speed', '10');
  await ulla.see('What threatens: Water');
  await ulla.see('Enter opens it; its clock stands until you let it run.');
  expect((await desk.run(['list'])).stdout).toContain('No incident was ever declared here.');
  ulla.press('\r');
  await ulla.see('0 of 4 injects have come');
  await ulla.see('PAUSED at exercise time');
  const anna = sit(desk, 'Anna', 'guide', '-i', 'night-1');
  await anna.see('DRILL PAUSED');
  await ulla.see('taking part: Anna');
  ulla.press('p');
  await anna.see('The clock of the exercise goes on.');
  await ulla.see(', 10 × · phase: The first half hour');
});
