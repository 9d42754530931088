import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { beforeAll, describe, expect, test } from 'vitest';
import { built, type Desk, holdfast } from '../support/cli.ts';
import { keys, Terminal } from '../support/terminal.ts';
import { twoTracks } from '../support/two-tracks.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

function at(desk: Desk, args: readonly string[]): Terminal {
  const terminal = new Terminal(process.execPath, [holdfast, ...args], {
    columns: 100,
    rows: 40,
    env: desk.env,
    cwd: desk.folder,
  });
  onTestFinished(() => terminal.close());
  return terminal;
}

describe('on a terminal what is missing is asked', () => {
  test('alone it is at home: what is seen finds a runbook; left again, nothing is written', async () => {
    const desk = floodDesk();
    const terminal = at(desk, []);
    await terminal.see('What do you see?');
    terminal.press('zeppelin');
    await terminal.see('> Something else: say it');
    terminal.press(keys.ctrl('u'));
    await terminal.see('> Small flood');
    terminal.press('q');
    await terminal.see('Nothing was declared.');
    expect(await terminal.end()).toMatchObject({ code: 0 });
    expect(existsSync(desk.db)).toBe(false);
  });

  test('a newcomer declares an incident from home and gets through its first step', async () => {
    const desk = floodDesk();
    const terminal = at(desk, []);
    await terminal.see('> Small flood');
    terminal.press(keys.enter);
    await terminal.see('What is happening? One sentence.');
    terminal.press('Water at the lowest rack', keys.enter);
    await terminal.see('How bad is it?');
    terminal.press('1');
    await terminal.see('"Water at the lowest rack"');
    terminal.press(keys.enter);
    await terminal.see('Incident declared');
    terminal.press('1', '2');
    await terminal.see('[x] Power off');
    terminal.press('q');
    await terminal.see('Back with: holdfast guide -i flood-1');
    expect((await desk.run(['log'])).stdout).toContain('Incident declared: Water at the lowest rack');
  });

  test('a question of a command takes what it offers as it is read, and quit for no answer', async () => {
    const desk = floodDesk();
    await desk.json(['start', 'small-flood']);
    const left = at(desk, ['n']);
    await left.see('What shall be noted?');
    left.press('quit', keys.enter);
    await left.see('Left. Nothing was recorded.');
    expect(await left.end()).toMatchObject({ code: 2 });
    const severe = at(desk, ['severity']);
    await severe.see('5  sev5');
    severe.press('SEV2', keys.enter);
    await severe.see('Severity: sev2');
    expect(await severe.end()).toMatchObject({ code: 0 });
    expect((await desk.run(['log'])).stdout).not.toContain('Note: quit');
  });

  test('a hot wash goes on from remark to remark, until nothing is said', async () => {
    const desk = floodDesk();
    await desk.json(['start', 'small-flood', '--drill']);
    const terminal = at(desk, ['hot-wash', '-i', 'flood-1', '--by', 'Ida']);
    await terminal.see('3  What could have gone worse');
    terminal.press('1', keys.enter);
    await terminal.see('Each line is a remark of its own.');
    terminal.press('The guard was our eyes', keys.enter);
    await terminal.see('went well: The guard was our eyes');
    // Two that are pasted are two.
    terminal.press(`Nobody shouted${keys.enter}The fence held${keys.enter}`);
    await terminal.see('went well: The fence held');
    terminal.press(keys.enter);
    await terminal.see('(3 remarks)');
    terminal.press(keys.enter);
    expect(await terminal.end()).toMatchObject({ code: 0 });
    expect((await desk.run(['log', '-i', 'flood-1'])).stdout).toMatch(
      /The guard was our eyes(.|\n)*Nobody shouted(.|\n)*The fence held/,
    );
  });

  test('home opens what is open, and what stands before it can be practised as a drill', async () => {
    const desk = floodDesk();
    const practice = at(desk, []);
    await practice.see('> Small flood');
    practice.press(keys.tab);
    await practice.see('Practise as a DRILL');
    practice.press(keys.enter);
    await practice.see('How bad is it?');
    practice.press(keys.enter);
    await practice.see('Nothing leaves the room');
    practice.press(keys.enter);
    await practice.see('Following the runbook');
    practice.press('q');
    expect(await practice.end()).toMatchObject({ code: 0 });
    // Another terminal has said nothing of the drill: it is offered, and never taken by itself.
    const again = at(desk, []);
    await again.see('DRILL flood-1');
    again.press(keys.up, keys.enter);
    await again.see('Following the runbook');
  });

  test('a reason, where the act leaves the plan', async () => {
    const desk = floodDesk();
    await desk.json(['start', 'small-flood']);
    const terminal = at(desk, ['done', '-i', 'flood-1']);
    await terminal.see('This leaves the plan (checklist open');
    await terminal.see('Why?');
    terminal.press('Counted at the gate', keys.enter);
    await terminal.see('Get everyone out: done — Counted at the gate');
    expect(await terminal.end()).toMatchObject({ code: 0 });
  });

  test('Enter owes the reason, Ctrl-C leaves with nothing written', async () => {
    const desk = floodDesk();
    await desk.json(['start', 'small-flood']);
    const left = at(desk, ['skip', '-i', 'flood-1']);
    await left.see('Why?');
    left.press('\u0003');
    await left.see('Left. Nothing was recorded.');
    expect(await left.end()).toMatchObject({ code: 2 });
    const owed = at(desk, ['skip', '-i', 'flood-1']);
    await owed.see('Why?');
    owed.press(keys.enter);
    await owed.see('Its reason is owed');
    expect(await owed.end()).toMatchObject({ code: 0 });
    expect((await desk.run(['log'])).stdout.match(/skipped/g)).toHaveLength(1);
  });

  test('an option by its number, and a step by its number', async () => {
    const desk = floodDesk();
    await desk.json(['start', 'small-flood']);
    await desk.run(['done', '--why', 'x']);
    const terminal = at(desk, ['choose', '-i', 'flood-1']);
    await terminal.see('1  It rises');
    await terminal.see('2  It stands still');
    terminal.press('7', keys.enter);
    await terminal.see('Give a number from 1 to 2');
    terminal.press('2', keys.enter);
    await terminal.see('It stands still');
    await terminal.end();
    expect((await desk.run(['log'])).stdout).toContain('→ It stands still');
  });

  test('before an incident is resolved what is open is named, and somebody says yes', async () => {
    const desk = floodDesk();
    await desk.json(['start', 'small-flood']);
    const no = at(desk, ['resolve', '-i', 'flood-1']);
    await no.see('Still open:');
    await no.see('[y/N]');
    no.press('n', keys.enter);
    await no.see('Left as it is.');
    expect(await no.end()).toMatchObject({ code: 2 });
    const yes = at(desk, ['resolve', '-i', 'flood-1']);
    await yes.see('[y/N]');
    yes.press('y', keys.enter);
    await yes.see('Resolved');
    expect(await yes.end()).toMatchObject({ code: 0 });
  });

  test('before an end that leaves the steps of others open they are named, and somebody says yes', async () => {
    const desk = floodDesk();
    writeFileSync(desk.path('runbooks', 'two-tracks.yaml'), twoTracks);
    await desk.json(['start', 'two-tracks']);
    await desk.json(['done', 'look']);
    const no = at(desk, ['done', 'over', '-i', 'tracks-1']);
    await no.see('Step: Cut the power (cut)');
    await no.see('[y/N]');
    no.press(keys.enter);
    await no.see('Left as it is.');
    expect(await no.end()).toMatchObject({ code: 2 });
    const yes = at(desk, ['done', 'over', '-i', 'tracks-1', '--yes']);
    await yes.see('It is over: done');
    expect(await yes.end()).toMatchObject({ code: 0 });
  });

  test('start opens the guide; leaving it says how to come back', async () => {
    const desk = floodDesk();
    const terminal = at(desk, ['start', 'small-flood']);
    await terminal.see('Get everyone out');
    await terminal.until(() => terminal.alternate, 'see the second screen');
    terminal.press('q');
    await terminal.see('holdfast guide -i flood-1');
    expect(await terminal.end()).toMatchObject({ code: 0 });
    expect(terminal.alternate).toBe(false);
  });

  test('a question that was put aside with Ctrl-Z waits for its answer again once it is taken up', async () => {
    const desk = floodDesk();
    await desk.json(['start', 'small-flood']);
    const shell = new Terminal('bash', ['--norc', '--noprofile', '-i'], {
      columns: 100,
      rows: 40,
      env: { ...desk.env, PS1: 'sh> ', NODE: process.execPath, HOLDFAST: holdfast },
      cwd: desk.folder,
    });
    onTestFinished(() => shell.close());
    await shell.see('sh>');
    shell.press('"$NODE" "$HOLDFAST" n\r');
    await shell.see('What shall be noted?');
    shell.press('half', keys.ctrl('z'));
    await shell.see('Stopped');
    shell.press('fg\r');
    // Whoever reads the shell's own echo of it has not seen the question come back.
    await shell.until(() => shell.text.split('What shall be noted?').length === 3, 'be asked again');
    shell.press(' a note\r');
    await shell.see('Note: half a note');
  });

  test.each([['screen'], ['plain']])(
    'a line that drops is left in order: nobody is here any more, and the clock of a drill stands (%s)',
    async (how) => {
      const desk = floodDesk();
      const terminal = at(desk, ['drill', 'start', 'the-board-says-dry', ...(how === 'plain' ? ['--plain'] : [])]);
      await terminal.see('Enter begins the exercise.');
      terminal.press(keys.enter);
      await terminal.see(how === 'plain' ? 'What now?' : 'q leave');
      const here = desk.path('timeline.db.here');
      await until(() => existsSync(here) && readdirSync(here).length === 1);
      terminal.hangUp();
      expect(await terminal.end()).toMatchObject({ code: how === 'plain' ? 0 : 129 });
      expect(readdirSync(here)).toEqual([]);
      expect((await desk.run(['log', '-i', 'dry-1'])).stdout).toContain('Exercise clock stands at');
    },
  );

  test('what is said of one terminal is not said of another', async () => {
    const desk = floodDesk();
    await desk.json(['declare', 'Water']);
    await desk.json(['declare', 'Fire']);
    const here = at(desk, ['use', 'incident-2']);
    await here.see('[incident-2] is used in this terminal');
    await here.end();
    const there = at(desk, ['now']);
    await there.see('More than one incident is open');
    expect(await there.end()).toMatchObject({ code: 2 });
  });
});

test.each([
  [
    80,
    /--sign KEY {22}Sign it with this private Ed25519 key \(PEM\n {38}or OpenSSH\): the signature lies beside it,\n {38}in FILE\.sig\n/,
  ],
  [
    60,
    /--sign KEY\n {10}Sign it with this private Ed25519 key \(PEM or\n {10}OpenSSH\): the signature lies beside it, in\n {10}FILE\.sig\n/,
  ],
])('on %i columns what is said of an option stands under itself, or below its name', async (columns, wanted) => {
  const desk = floodDesk();
  const terminal = new Terminal(process.execPath, [holdfast, 'export', '--help'], {
    columns,
    rows: 50,
    env: desk.env,
    cwd: desk.folder,
  });
  onTestFinished(() => terminal.close());
  expect((await terminal.end()).code).toBe(0);
  const lines = terminal.bytes.replaceAll('\r\n', '\n');
  expect(lines).toMatch(wanted);
  for (const line of lines.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => void setTimeout(resolve, 20));
}
