// A durable append against a bare better-sqlite3 transaction that inserts one row of the same size on the same disk.
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const BLOCK = 50;
// So many that the compiler has settled: a session lives for hours.
const WARM_UP = 1500;

let folder;
let timeline;
let bare;
let append;

/** @type {import('./harness.mjs').Measure[]} */
export const measures = [
  {
    name: 'durable append, rate',
    against: 'a bare one-row transaction of the same size (WAL, synchronous=FULL)',
    bound: 0.8,
    sense: 'at least',
    rounds: 60,
    async before() {
      const { openTimeline } = await import('../../src/timeline/index.ts');
      // Not in the temporary folder, which may be memory: both write to the disk that the checkout is on.
      mkdirSync(join(root, 'dist'), { recursive: true });
      folder = mkdtempSync(join(root, 'dist', '.bench-append-'));
      timeline = openTimeline(join(folder, 'timeline.db'), ports());
      append = appending(timeline);
      append();
      bare = bareRows(join(folder, 'bare.db'), rowSize(join(folder, 'timeline.db')));
      for (let n = 0; n < WARM_UP; n += 1) [append, bare.insert][n % 2]();
    },
    subject: () => perSecond(append),
    reference: () => perSecond(bare.insert),
    after() {
      bare.close();
      timeline.close();
      rmSync(folder, { recursive: true, force: true });
    },
  },
];

function ports() {
  let count = 0;
  return {
    wall: () => Date.now(),
    newId: () => `${Date.now().toString(16).padStart(12, '0')}-${(count += 1)}-${randomUUID()}`,
    newSalt: () => randomUUID().replaceAll('-', ''),
  };
}

/** A step done, with a reason: what is written most. */
function appending(to) {
  const common = {
    at: '2026-11-21T03:12:00+01:00',
    precision: 'second',
    by: { name: 'Astrid Holm', role: 'incident-lead', host: 'ops-laptop-3' },
    via: 'tui',
  };
  const data = { mode: 'real', alias: 'flood-1', timezone: 'Europe/Copenhagen' };
  let { head } = to.append('incident', { seq: 0, hash: '' }, [{ ...common, type: 'incident.declared', data }]);
  const where = { run: 'data-centre-flood', step: 'people-first', turn: 1 };
  const done = { ...common, ...where, type: 'step.done', data: {}, words: 'All eleven are out, counted at the gate.' };
  return () => {
    ({ head } = to.append('incident', head, [done]));
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
  const transaction = database.transaction(() => statement.run(body));
  return { insert: () => transaction.immediate(), close: () => database.close() };
}

function perSecond(work) {
  const start = process.hrtime.bigint();
  for (let n = 0; n < BLOCK; n += 1) work();
  return (BLOCK * 1e9) / Number(process.hrtime.bigint() - start);
}
