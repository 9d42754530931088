// A durable append against a bare better-sqlite3 transaction that inserts one row of the same size on the same disk.
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
// So many that the compiler has settled: a session lives for hours.
const WARM_UP = 40;
const ROUNDS = 60;
const BLOCK = 40;

/** @returns one measure: the rate of appends as a part of the rate of bare rows, taken in turn */
export async function measure() {
  const { openTimeline } = await import('../../src/timeline/index.ts');
  // Not in the temporary folder, which may be memory: both write to the disk that the checkout is on.
  mkdirSync(join(root, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(root, 'dist', '.bench-append-'));
  try {
    const timeline = openTimeline(join(folder, 'timeline.db'), ports());
    const append = appending(timeline);
    append();
    const bare = bareRows(join(folder, 'bare.db'), rowSize(join(folder, 'timeline.db')));
    const ratios = [];
    const times = { append: [], bare: [] };
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      const bareTime = timed(bare.insert);
      const appendTime = timed(append);
      if (round < 0) continue;
      ratios.push(bareTime / appendTime);
      times.bare.push(bareTime);
      times.append.push(appendTime);
    }
    bare.close();
    timeline.close();
    const detail = `append ${perSecond(times.append)}/s, bare ${perSecond(times.bare)}/s`;
    const against = `a bare one-row transaction (WAL, synchronous=FULL) of ${bare.size} bytes`;
    return [{ name: 'durable append, rate', ratio: median(ratios), bound: 0.8, atLeast: true, against, detail }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ports() {
  let count = 0;
  return {
    wall: () => Date.now(),
    newId: () => `${Date.now().toString(16).padStart(12, '0')}${randomUUID().slice(13)}-${(count += 1)}`,
    newSalt: () => randomUUID().replaceAll('-', ''),
  };
}

/** A step done, with a reason: what is written most. */
function appending(timeline) {
  const common = {
    at: '2026-11-21T03:12:00+01:00',
    precision: 'second',
    by: { name: 'Astrid Holm', role: 'incident-lead', host: 'ops-laptop-3' },
    via: 'tui',
  };
  const declared = {
    ...common,
    type: 'incident.declared',
    data: { mode: 'real', alias: 'flood-1', timezone: 'Europe/Copenhagen' },
  };
  let { head } = timeline.append('incident', { seq: 0, hash: '' }, [declared]);
  const done = {
    ...common,
    type: 'step.done',
    run: 'data-centre-flood',
    step: 'people-first',
    turn: 1,
    data: {},
    words: 'All eleven are out, counted at the gate.',
  };
  return () => {
    ({ head } = timeline.append('incident', head, [done]));
  };
}

/** Bytes of the columns of the last entry. */
function rowSize(file) {
  const database = new Database(file, { readonly: true });
  const row = database.prepare('SELECT * FROM entry ORDER BY place DESC LIMIT 1').raw().get();
  database.close();
  return row.reduce((size, column) => size + (typeof column === 'string' ? Buffer.byteLength(column) : 8), 0);
}

function bareRows(file, size) {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE row (number INTEGER PRIMARY KEY, body TEXT)');
  const statement = database.prepare('INSERT INTO row (body) VALUES (?)');
  const body = 'x'.repeat(size);
  return { size, insert: database.transaction(() => statement.run(body)).immediate, close: () => database.close() };
}

function timed(work) {
  const start = process.hrtime.bigint();
  for (let n = 0; n < BLOCK; n += 1) work();
  return Number(process.hrtime.bigint() - start);
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function perSecond(times) {
  return Math.round((BLOCK * 1e9) / median(times));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await measure());
