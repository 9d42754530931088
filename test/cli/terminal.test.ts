import { writeFileSync } from 'node:fs';
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
  test('alone it shows what there is and the ways to begin; nothing is written', async () => {
    const desk = floodDesk();
    const terminal = at(desk, []);
    await terminal.see('No incident is open.');
    await terminal.see('small-flood  Small flood');
    await terminal.see('holdfast start RUNBOOK');
    expect(await terminal.end()).toMatchObject({ code: 0 });
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
