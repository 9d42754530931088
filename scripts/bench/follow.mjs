// How soon a process that watches a timeline sees another one's commit, and what watching costs while nothing happens.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const COMMITS = 60;
const IDLE_MS = 3000;

let folder;
let timeline;
let other;
let lines;

/** @type {import('./harness.mjs').Measure[]} */
export const measures = [
  {
    name: "another process's commit seen, p95",
    against: 'the moment at which that commit returned',
    bound: 40,
    unit: 'ms',
    rounds: 3,
    async before() {
      await openOne();
      other = spawn(process.execPath, ['--no-warnings', fileURLToPath(import.meta.url), timeline.file], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      lines = createInterface({ input: other.stdout })[Symbol.asyncIterator]();
      await lines.next();
    },
    async subject() {
      const lags = await lagsOf(COMMITS);
      return lags.sort((a, b) => a - b)[Math.floor(COMMITS * 0.95)];
    },
    async after() {
      const ended = once(other, 'exit');
      other.stdin.end();
      await ended;
      closeOne();
    },
  },
  {
    name: 'watching while nothing happens',
    against: 'one core',
    bound: 1,
    unit: '%',
    rounds: 2,
    before: openOne,
    subject: idlePercent,
    after: closeOne,
  },
];

async function openOne() {
  mkdirSync(join(root, 'dist'), { recursive: true });
  folder = mkdtempSync(join(root, 'dist', '.bench-follow-'));
  timeline = await openFile(join(folder, 'timeline.db'));
  const at = '2026-11-21T03:12:00+01:00';
  const data = { mode: 'real', alias: 'flood-1', timezone: 'Europe/Copenhagen' };
  const declared = {
    type: 'incident.declared',
    at,
    precision: 'second',
    by: { name: 'Astrid Holm' },
    via: 'cli',
    data,
  };
  timeline.append('incident', { seq: 0, hash: '' }, [declared]);
}

async function openFile(file) {
  const { openTimeline } = await import('../../src/timeline/index.ts');
  return openTimeline(file, {
    wall: () => Date.now(),
    newId: () => randomUUID(),
    newSalt: () => randomUUID().replaceAll('-', ''),
  });
}

/** The other process: commits a note for each line that it is told, and says when the commit was back. */
async function commitWhenTold(file) {
  const told = await openFile(file);
  const common = { at: '2026-11-21T03:12:00+01:00', precision: 'second', by: { name: 'Bo Lind' }, via: 'cli' };
  const note = { ...common, type: 'note.written', data: {}, words: 'The water stands at the second mark.' };
  let head = told.head('incident');
  process.stdout.write('ready\n');
  process.stdin.on('data', () => {
    ({ head } = told.append('incident', head, [note]));
    // One clock for all processes of a machine.
    process.stdout.write(`${process.hrtime.bigint()}\n`);
  });
  process.stdin.on('end', () => told.close());
}

function closeOne() {
  timeline.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Milliseconds from the return of each commit in the other process to the callback in this one. */
async function lagsOf(commits) {
  const lags = [];
  let seen;
  const stop = timeline.watch(() => seen(process.hrtime.bigint()));
  for (let n = 0; n < commits; n += 1) {
    const seenAt = new Promise((done) => {
      seen = done;
    });
    other.stdin.write('\n');
    const committed = BigInt((await lines.next()).value);
    lags.push(Math.max(0, Number((await seenAt) - committed) / 1e6));
    // At moments that have nothing to do with the poll's.
    await wait(((n * 37) % 97) + 5);
  }
  stop();
  return lags;
}

/** CPU time of this process in per cent of wall time while it only watches. */
async function idlePercent() {
  const stop = timeline.watch(() => undefined);
  await wait(500);
  const before = process.cpuUsage();
  const start = process.hrtime.bigint();
  await wait(IDLE_MS);
  const { user, system } = process.cpuUsage(before);
  const wall = Number(process.hrtime.bigint() - start) / 1e3;
  stop();
  return ((user + system) / wall) * 100;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await commitWhenTold(process.argv[2]);
