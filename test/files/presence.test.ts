import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { sayHere, whoIsHere } from '../../src/files/index.ts';
import { processStat } from '../../src/files/index.ts';
import { uncollected } from '../support/uncollected.ts';

let database: string;

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-here-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  database = join(folder, 'timeline.db');
});

const kept = (): string[] => readdirSync(`${database}.here`);

test('who has an incident open is seen by others, by the name that the record has, until they leave', () => {
  expect(whoIsHere(database, 'flood')).toEqual([]);
  const presence = sayHere(database, 'flood', 'Anna');
  expect(whoIsHere(database, 'flood')).toEqual(['Anna']);
  expect(whoIsHere(database, 'fire')).toEqual([]);
  presence.rename('Bo');
  expect(whoIsHere(database, 'flood')).toEqual(['Bo']);
  expect(statSync(join(`${database}.here`, kept()[0] ?? '')).mode & 0o777).toBe(0o600);
  presence.leave();
  expect(kept()).toEqual([]);
});

test('who goes on to another incident is there, whichever is let go first', () => {
  const flood = sayHere(database, 'flood', 'Anna');
  const fire = sayHere(database, 'fire', 'Anna');
  flood.leave();
  expect(whoIsHere(database, 'flood')).toEqual([]);
  expect(whoIsHere(database, 'fire')).toEqual(['Anna']);
  fire.leave();
  expect(kept()).toEqual([]);
});

/** Another process has the incident open; what it leaves where it is killed stands in its file. */
async function another(name: string): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['-e', 'process.stdout.write("up"); setInterval(() => {}, 1000)']);
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  const pid = child.pid ?? 0;
  const presence = sayHere(database, 'flood', 'nobody');
  const { start } = processStat(pid);
  writeFileSync(
    join(`${database}.here`, `${pid}@${start}.json`),
    JSON.stringify({ pid, start, host: hostname(), incident: 'flood', name }),
  );
  presence.leave();
  return async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
}

test.skipIf(process.platform !== 'linux')(
  'who was killed is gone, and what was left of them is swept away',
  async () => {
    const kill = await another('Carl');
    expect(whoIsHere(database, 'flood')).toEqual(['Carl']);
    await kill();
    expect(whoIsHere(database, 'flood')).toEqual([]);
    expect(kept()).toEqual([]);
  },
);

test.skipIf(process.platform !== 'linux')('a process id that is used again is another process', () => {
  sayHere(database, 'flood', 'Anna');
  const [file = ''] = kept();
  const path = join(`${database}.here`, file);
  writeFileSync(path, JSON.stringify({ ...(JSON.parse(readFileSync(path, 'utf8')) as object), start: '1' }));
  expect(whoIsHere(database, 'flood')).toEqual([]);
});

test.skipIf(process.platform !== 'linux')('who has ended is gone, also before anybody has collected it', async () => {
  const { pid, end } = await uncollected();
  const { start } = processStat(pid);
  sayHere(database, 'flood', 'nobody').leave();
  const file = join(`${database}.here`, `${pid}@${start}.json`);
  const stays = JSON.stringify({ pid, start, host: hostname(), incident: 'flood', name: 'Carl' });
  writeFileSync(file, stays);
  expect(whoIsHere(database, 'flood')).toEqual(['Carl']);
  await end();
  expect(whoIsHere(database, 'flood')).toEqual([]);
});

test.skipIf(process.platform !== 'linux')(
  'a program of any name is told apart: blanks and brackets in it too',
  async () => {
    const program = join(database, '..', 'pump) Z 1 (1');
    symlinkSync(process.execPath, program);
    const child = spawn(program, ['-e', 'setInterval(() => {}, 1000)']);
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child, 'spawn');
    expect(processStat(child.pid ?? 0)).toMatchObject({ pid: String(child.pid), parent: String(process.pid) });
  },
);

test('what cannot be read, and what another machine wrote, is nobody', () => {
  const presence = sayHere(database, 'flood', 'Anna');
  writeFileSync(join(`${database}.here`, 'half.json'), '{"pid": 1, "na');
  writeFileSync(join(`${database}.here`, 'wrong.json'), '{"pid": "x"}');
  writeFileSync(
    join(`${database}.here`, 'other.json'),
    JSON.stringify({ pid: process.pid, start: '1', host: 'another', incident: 'flood', name: 'Dora' }),
  );
  expect(whoIsHere(database, 'flood')).toEqual(['Anna']);
  expect(kept()).toHaveLength(4);
  presence.leave();
});

test('where nothing can be written nobody is told, and nothing fails', () => {
  const nowhere = '/proc/holdfast/timeline.db';
  const presence = sayHere(nowhere, 'flood', 'Anna');
  presence.rename('Bo');
  expect(whoIsHere(nowhere, 'flood')).toEqual([]);
  presence.leave();
});
