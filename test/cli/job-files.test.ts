import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isAlive, processId, readJobFile, writeJobFile } from '../../src/cli/job-files.ts';
import { uncollected } from '../support/uncollected.ts';

const job = {
  incident: 'flood-1',
  step: 'data-centre-flood:replica-lag',
  started: '01STARTED',
  command: ['scripts/replica-lag', 'north'],
  folder: '/srv/runbooks',
  timeout: 30_000,
  by: 'Anna',
};
const file = { database: '/var/lib/holdfast/timeline.db', job, process: { pid: 4711, begun: 'boot:12' } };

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'holdfast-jobs-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test('a job is read as it was written, with a process or without one yet', () => {
  const database = join(folder(), 'timeline.db');
  for (const each of [
    { ...file, database },
    { database, job },
  ])
    expect(readJobFile(writeJobFile(each))).toEqual(each);
});

test.each([
  ['nothing', undefined],
  ['a torn text', '{"database":"/var'],
  ['no object', 'null'],
  ['a list', '[]'],
  ['no job', JSON.stringify({ database: file.database })],
  ['no database', JSON.stringify({ job })],
  ['nobody who started it', JSON.stringify({ ...file, job: { ...job, by: undefined } })],
  ['a command in one piece', JSON.stringify({ ...file, job: { ...job, command: 'rm -rf /' } })],
  ['arguments that are none', JSON.stringify({ ...file, job: { ...job, command: ['rm', 1] } })],
  ['no time', JSON.stringify({ ...file, job: { ...job, timeout: 'long' } })],
  ['a group of processes', JSON.stringify({ ...file, process: { pid: -1 } })],
  ['no number of a process', JSON.stringify({ ...file, process: { pid: '4711' } })],
])('%s is no job', (_, text) => {
  const name = join(folder(), 'job.json');
  if (text !== undefined) writeFileSync(name, text);
  expect(readJobFile(name)).toBeUndefined();
});

test.skipIf(process.platform !== 'linux')(
  'a process that has ended is not alive, also where nobody has collected it',
  async () => {
    const { pid, end } = await uncollected();
    const known = processId(pid);
    expect(isAlive(known)).toBe(true);
    expect(isAlive({ ...known, begun: 'another boot' })).toBe(false);
    await end();
    expect(isAlive(known)).toBe(false);
  },
);
