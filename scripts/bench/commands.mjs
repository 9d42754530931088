// Whole commands, as a person or a script runs them: one process each, from its start to its end.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { root } from '../setup.mjs';
import { bundled } from './bundled.mjs';
import { runToEnd } from './harness.mjs';
import {
  benchFolder,
  dropSnapshots,
  keepSnapshots,
  longIncident,
  manyIncidents,
  newIncident,
  remove,
} from './incidents.mjs';
import { manualRunbook, ordinaryRunbook } from './materials.mjs';
import { bareNode } from './start-up.mjs';

const holdfast = join(root, 'bin/holdfast.js');
const STEPS = 100;
const FILES = 1000;
const ENTRIES = 10_000;

let folder;
let file;
let bareSteps;

const before = (prepare) => () => {
  folder = benchFolder();
  file = join(folder, 'timeline.db');
  prepare?.();
};
const after = () => remove(folder);

/** The environment of nobody in particular: no settings, no runbooks but those that are named. */
const alone = () => ({
  ...process.env,
  XDG_CONFIG_HOME: folder,
  XDG_STATE_HOME: folder,
  HOLDFAST_DB: file,
  TERM: 'dumb',
});

const run = (args, options = {}) =>
  runToEnd(process.execPath, [holdfast, ...args], { env: alone(), cwd: folder, ...options });

function timed(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const check = (name, text, bound) => ({
  name: `holdfast runbook check, ${name}`,
  against: 'node -e 0',
  ...(bound !== undefined && { bound }),
  before: before(() => writeFileSync(join(folder, 'one.yaml'), text())),
  subject: () => run(['runbook', 'check', 'one.yaml']),
  reference: bareNode,
  after,
});

/** Beyond start-up: the same command on an incident of a handful of entries is taken off, round by round. */
const opening = (name, bound, prepare) => ({
  name: `opening ${ENTRIES} entries ${name}`,
  against: 'node -e 0; what a new incident takes is taken off',
  bound,
  rounds: 9,
  before: before(() => {
    newIncident(join(folder, 'new.db'), ordinaryRunbook(60));
    longIncident(file, ordinaryRunbook(60), ENTRIES);
    prepare(file);
  }),
  subject: () =>
    timed(() => run(['status', '--json'])) - timed(() => run(['status', '--json', '--db', join(folder, 'new.db')])),
  reference: bareNode,
  after,
});

/** @type {import('./harness.mjs').Measure[]} */
export const measures = [
  {
    name: 'holdfast list --json, 100 incidents',
    against: 'node -e 0',
    bound: 2,
    before: before(() => manyIncidents(file, 100)),
    subject: () => run(['list', '--json']),
    reference: bareNode,
    after,
  },
  check('a file of 40 steps', () => ordinaryRunbook(40), 2.5),
  check('a file of 120 steps', () => ordinaryRunbook(120)),
  {
    name: `holdfast runbook check, ${FILES} files of 50 steps`,
    against: 'the time of the whole process',
    bound: 1000,
    sense: 'at least',
    unit: 'files/s',
    rounds: 5,
    before: before(() => {
      mkdirSync(join(folder, 'books'));
      for (let n = 0; n < FILES; n += 1) writeFileSync(book(n), ordinaryRunbook(50, n));
    }),
    subject: () =>
      (FILES * 1000) / timed(() => run(['runbook', 'check', ...Array.from({ length: FILES }, (_, n) => book(n))])),
    after,
  },
  {
    name: `${STEPS} manual steps, each committed before the next`,
    against: `bash that appends ${STEPS} lines with sync -d after each`,
    bound: 0.6,
    before: before(() => newIncident(join(folder, 'new.db'), manualRunbook(STEPS))),
    subject: guided,
    reference: () => runToEnd('bash', ['-c', script], { cwd: folder }),
    after,
  },
  {
    name: `${STEPS} manual steps, the least: Node, a chart of XState, SHA-256 and the same commits, nothing else`,
    against: `bash that appends ${STEPS} lines with sync -d after each`,
    before: async () => {
      before()();
      bareSteps = await bundled('bare-steps', join(root, 'dist/.bench-bare-steps'));
    },
    subject: () =>
      runToEnd(process.execPath, [bareSteps, join(folder, `${performance.now()}.db`), String(STEPS)], {
        input: 'done\n'.repeat(STEPS),
        stdio: ['pipe', 'ignore', 'pipe'],
      }),
    reference: () => runToEnd('bash', ['-c', script], { cwd: folder }),
    after: () => {
      after();
      remove(join(root, 'dist/.bench-bare-steps'));
    },
  },
  opening('with its snapshot', 3.5, keepSnapshots),
  opening('without a snapshot', 16, dropSnapshots),
];

const book = (number) => join(folder, 'books', `pump-hall-${number}.yaml`);

/** The line mode, fed by a script: of a new incident every time. */
function guided() {
  const own = join(folder, `${performance.now()}.db`);
  copyFileSync(join(folder, 'new.db'), own);
  const took = timed(() =>
    run(['guide', '--plain', '--db', own], { input: 'done\n'.repeat(STEPS), stdio: ['pipe', 'ignore', 'pipe'] }),
  );
  const database = new Database(own, { readonly: true });
  const done = database.prepare("SELECT count(*) FROM entry WHERE type = 'step.done'").pluck().get();
  database.close();
  if (done !== STEPS) throw new Error(`${Number(done)} of ${STEPS} steps were done`);
  return took;
}

const script = `for n in $(seq ${STEPS}); do
  printf '%s step-%s done by Astrid Holm\\n' "$(printf '%(%FT%T%z)T')" "$n" >> record.txt
  sync -d record.txt
done`;
