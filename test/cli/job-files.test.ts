import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { commandsGone } from '../../src/cli/jobs/commands-gone.ts';
import { isAlive, processId, readJobFile, writeJobFile } from '../../src/cli/jobs/job-files.ts';
import { sha256 } from '../../src/files/index.ts';
import { declareIncident, openSession, type Ports } from '../../src/session/index.ts';
import { openTimeline } from '../../src/timeline/index.ts';
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

test.each([
  ['has only just been recorded may have no process yet', 0, []],
  ['was recorded a while ago and has no process is unknown', 20_000, ['command.unknown']],
])('a command that %s', (_, ago, written) => {
  const text = `
holdfast: 1
id: level
title: Level
revision: 2026-10-01
owner: Test
steps:
  - { id: read, run: Read the level, command: [scripts/level], timeout: 10s }
  - { id: over, end: Over, outcome: resolved }
`;
  const ports: Ports = {
    wall: () => Date.now() - ago,
    newId: () => randomUUID(),
    newSalt: () => randomUUID(),
    later: () => () => undefined,
    start: () => undefined,
  };
  const timeline = openTimeline(join(folder(), 'timeline.db'), ports);
  onTestFinished(() => timeline.close());
  const said = { reason: 'Water', mode: 'real', timezone: 'UTC', holidays: [] } as const;
  const incident = declareIncident(timeline, said, { name: 'Ida' }, 'cli', ports);
  const session = openSession({ timeline, incident, me: { name: 'Ida' }, via: 'cli', ports });
  session.act({ act: 'follow', source: { text, followed: {}, sha256: sha256(text) } });
  session.run('read');
  commandsGone(session, timeline);
  expect(timeline.entries(incident, { types: ['command.unknown'] }).map(({ type }) => type)).toEqual(written);
  expect(timeline.entries(incident, { types: ['command.started'] })).toHaveLength(1);
});
