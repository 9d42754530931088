import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AnyEntry } from '../../src/entry/index.ts';
import { built, Desk, holdfast } from '../support/cli.ts';
import { onDumbTerminal } from '../support/conversation.ts';
import { keys, Terminal } from '../support/terminal.ts';

beforeAll(built, 120_000);

const runbook = `holdfast: 1
id: leak
title: Water in the hall
revision: 2026-10-01
owner: Test
roles:
  lead: { title: Incident lead }
  scribe: { title: Scribe }
steps:
  - { id: look, do: Look at the leak, role: lead, expect: 5m }
  - { id: over, end: Over, outcome: resolved }
`;

let open: Terminal[] = [];
afterEach(async () => {
  await Promise.all(open.map((terminal) => terminal.close()));
  open = [];
});

async function begun(): Promise<Desk> {
  const desk = new Desk();
  writeFileSync(desk.path('leak.yaml'), runbook);
  await desk.json(['start', './leak.yaml']);
  await desk.json(['assign', 'lead', 'Anna', '--by', 'Anna']);
  return desk;
}

function at(desk: Desk, name: string, env: Record<string, string> = {}): Terminal {
  const terminal = new Terminal(process.execPath, [holdfast, 'guide'], {
    env: { ...desk.env, USER: name, ...env },
    cwd: desk.folder,
  });
  open.push(terminal);
  return terminal;
}

async function log(desk: Desk): Promise<readonly AnyEntry[]> {
  const { stdout } = await desk.run(['log', '--json']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as AnyEntry);
}

describe('two people at two terminals', () => {
  test('one hands over, the other is told, reads and accepts; the roles move and both screens say so', async () => {
    const desk = await begun();
    const [anna, bo] = [at(desk, 'Anna'), at(desk, 'Bo')];
    await Promise.all([anna.see('Look at the leak'), bo.see('Look at the leak')]);

    // Each sees that the other has the incident open.
    anna.press('P');
    await anna.see('Bo here now');
    bo.press('P');
    await bo.see('Anna here now');
    bo.press('q');
    await bo.see('Steps');

    anna.press('q', 'H');
    await anna.see('The whole brief');
    anna.press('h');
    await anna.see('Hand over to whom?');
    // Who has it open can be chosen, though nothing was heard of them yet.
    anna.press('Bo');
    await anna.see('searching "Bo"');
    await anna.see(/^>\s+Bo$/m);
    expect(anna.text).not.toContain('as typed');
    anna.press(keys.enter);
    await anna.see('What worries you?');
    anna.press('The pump sounds wrong');
    await anna.see('> The pump sounds wrong');
    anna.press(keys.enter);
    await anna.see('You handed over Incident lead to Bo');
    expect((await log(desk)).at(-1)).toMatchObject({ type: 'handover.given', data: { to: 'Bo', roles: ['lead'] } });

    await bo.see('Anna hands over to you: Incident lead');
    await bo.until(() => bo.bells > 0, 'hear the bell');
    bo.press('H');
    await bo.see('As it was given');
    bo.press('a');
    await bo.see('Recorded');
    await bo.see('Handover accepted from Anna: Incident lead');
    await anna.see('Bo has accepted Incident lead. You hold no role any more.');
    const entries = await log(desk);
    expect(entries.slice(-3)).toMatchObject([
      { type: 'handover.accepted', by: { name: 'Bo' } },
      { type: 'role.assigned', data: { role: 'lead', person: 'Bo' }, cause: entries.at(-3)?.id },
      { type: 'role.acknowledged', data: { role: 'lead', person: 'Bo' }, cause: entries.at(-3)?.id },
    ]);

    // Who is killed without a word is here no more.
    anna.kill('SIGKILL');
    await anna.end();
    bo.press('q', 'P', 'G');
    await bo.see(/Bo \(you\)\s+here now/);
    await bo.seeNot(/Anna\s+here now/);
  });

  test('y sends the brief to the clipboard of the terminal, s to a file', async () => {
    const desk = await begun();
    const anna = at(desk, 'Anna');
    await anna.see('Look at the leak');
    anna.press('H');
    await anna.see('The whole brief');
    anna.press('y');
    await anna.see("Sent to the terminal's clipboard");
    const [, sent = ''] = /\u001b\]52;c;([A-Za-z0-9+/=]+)\u0007/.exec(anna.bytes) ?? [];
    const copied = Buffer.from(sent, 'base64').toString();
    expect(copied).toContain('Handover: Water in the hall');
    expect(copied).toContain('Head of the timeline: #');
    anna.press('s');
    await anna.see('handover-leak-1.txt');
    anna.press(keys.enter);
    await anna.see('Written:');
    expect(readFileSync(desk.path('handover-leak-1.txt'), 'utf8')).toContain('Head of the timeline: #');
    anna.press('s');
    await anna.see('Save the brief as which file?');
    anna.press(keys.enter);
    await anna.see('is there already. Give another name.');
  });
});

test('line by line: worries are asked for, the brief is said, the other accepts; no sequence goes to the terminal', async () => {
  const desk = await begun();
  const anna = onDumbTerminal({ folder: desk.folder, env: { ...desk.env, USER: 'Anna' } }, ['guide', '--plain']);
  await anna.until(() => anna.seen.includes('What now?'), 'see the choices');
  anna.type('handover Bo');
  await anna.until(() => anna.seen.includes('What worries you?'), 'be asked');
  anna.type('The pump sounds wrong');
  await anna.until(() => anna.seen.includes('You handed over Incident lead to Bo'), 'see who waits for whom');
  expect(anna.seen).toContain('Anna: The pump sounds wrong');
  const accepted = await desk.run(['guide', '--plain'], {
    input: 'brief\naccept-handover\nquit\n',
    env: { USER: 'Bo' },
  });
  expect(accepted.stdout).toContain('Anna hands over to you: Incident lead');
  expect(accepted.stdout).toContain('Hours on shift');
  expect(accepted.stdout).toContain('Handover accepted from Anna: Incident lead');
  await anna.until(() => anna.seen.includes('Bo: Handover accepted from Anna'), 'be told');
  expect(anna.seen).not.toContain('\u001b]52');
  anna.type('quit');
  expect(await anna.end()).toBe(0);
});

describe('by commands', () => {
  test('the brief goes to a private file, never over another unless told; where it cannot, nothing is recorded', async () => {
    const desk = await begun();
    const anna = ['--by', 'Anna'] as const;
    const before = (await log(desk)).length;
    const nowhere = await desk.run(['handover', ...anna, '-o', 'no/such/folder.txt']);
    expect([nowhere.code, nowhere.stderr]).toEqual([
      5,
      expect.stringContaining(`there is no folder ${desk.path('no', 'such')}`),
    ]);
    writeFileSync(desk.path('brief.txt'), 'mine\n');
    const there = await desk.run(['handover', ...anna, '-o', 'brief.txt']);
    expect([there.code, there.stderr]).toEqual([4, expect.stringContaining('brief.txt is there already')]);
    const wrong = await desk.run(['handover', ...anna, '-o', 'other.txt', '--role', 'scribe']);
    expect([wrong.code, wrong.stderr]).toEqual([4, expect.stringContaining('Nobody holds the role "scribe"')]);
    expect(readFileSync(desk.path('brief.txt'), 'utf8')).toBe('mine\n');
    expect(await log(desk)).toHaveLength(before);
    expect(existsSync(desk.path('other.txt'))).toBe(false);

    const given = await desk.run([
      'handover',
      ...anna,
      '--to',
      'Bo',
      '--worries',
      'Pump',
      '-o',
      'brief.txt',
      '--force',
    ]);
    expect(given.code).toBe(0);
    expect(readFileSync(desk.path('brief.txt'), 'utf8')).toContain('Anna: Pump');
    expect(statSync(desk.path('brief.txt')).mode & 0o777).toBe(0o600);
    expect(await desk.json(['handover', 'accept', 'Anna', '--by', 'Bo'])).toMatchObject({
      entries: [{ type: 'handover.accepted' }, { type: 'role.assigned' }, { type: 'role.acknowledged' }],
    });
    expect((await desk.run(['handover', 'accept'])).stderr).toContain('Whoever leaves says: holdfast handover.');
  });

  test('a brief that stands there is written over only by one that is recorded', async () => {
    const desk = await begun();
    writeFileSync(desk.path('brief.txt'), 'the brief of last night\n');
    const other = new Database(desk.db);
    other.exec('BEGIN IMMEDIATE');
    const locked = await desk.run(['handover', '--by', 'Anna', '-o', 'brief.txt', '--force']);
    other.close();
    expect([locked.code, locked.stderr]).toEqual([5, expect.stringContaining('nothing was written')]);
    expect(locked.stdout).not.toContain('Written:');
    expect(readFileSync(desk.path('brief.txt'), 'utf8')).toBe('the brief of last night\n');
    expect(readdirSync(desk.folder).filter((name) => name.startsWith('brief'))).toEqual(['brief.txt']);
  });

  test('periods and objectives; brief shows it all and records nothing', async () => {
    const desk = await begun();
    expect(await desk.json(['period', 'Hall A dry', 'Hospital told', '--until', '8h'])).toMatchObject({
      entries: [{ type: 'period.begun', data: { number: 1 }, words: 'Hall A dry\nHospital told' }],
    });
    await desk.json(['objective', 'People', 'fed']);
    expect((await desk.run(['period'])).code).toBe(2);
    const before = (await log(desk)).length;
    const brief = await desk.json(['brief']);
    expect(brief).toMatchObject({
      incident: 'leak-1',
      parts: expect.arrayContaining([
        expect.objectContaining({
          id: 'objectives',
          lines: [expect.stringContaining('Period 1 until'), '1. Hall A dry', '2. Hospital told', '3. People fed'],
        }) as unknown,
      ]) as unknown,
    });
    expect((await desk.run(['status'])).stdout).toContain('Hall A dry; Hospital told; People fed');
    expect(await log(desk)).toHaveLength(before);
  });
});
