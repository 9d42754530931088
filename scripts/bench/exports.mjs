// What leaves for its readers, of a long incident: whole processes, each against the named thing that does the like.
import { spawnSync } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { runToEnd } from './harness.mjs';
import { benchFolder, keepSnapshots, longIncident, remove } from './incidents.mjs';
import { ordinaryRunbook } from './materials.mjs';

const holdfast = join(root, 'bin/holdfast.js');
const pdfmake = join(root, 'scripts/bench/programs/pdfmake.mjs');
const ENTRIES = 100_000;
/** As many as a PDF holds. */
const PAPER = 10_000;

let folder;
const file = (name) => join(folder, name);

const before = (entries) => () => {
  folder = benchFolder();
  longIncident(file('long.db'), ordinaryRunbook(100), entries);
  keepSnapshots(file('long.db'));
};
const after = () => remove(folder);

const environment = () => ({ ...process.env, XDG_CONFIG_HOME: folder, XDG_STATE_HOME: folder, TERM: 'dumb' });

const exported = (format) => [
  holdfast,
  'export',
  '--format',
  format,
  '--db',
  file('long.db'),
  '-o',
  file(`review.${format}`),
  '--force',
];

/** The database of the same entries as text, on the same disk. */
function dumped() {
  const to = openSync(file('dump.sql'), 'w');
  runToEnd('sqlite3', [file('long.db'), '.dump entry'], { stdio: ['ignore', to, 'pipe'] });
  closeSync(to);
}

/** The most memory that a process held, in MB: it says so itself at its end. */
function memory(args) {
  const says = `data:text/javascript,process.on('exit',()=>process._rawDebug(process.resourceUsage().maxRSS))`;
  const { stderr, status } = spawnSync(process.execPath, ['--import', says, ...args], {
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return Number(stderr.trim().split('\n').at(-1)) / 1024;
}

/** @type {import('./harness.mjs').Measure[]} */
export const measures = [
  {
    name: `export --format xlsx, ${ENTRIES} entries`,
    against: "sqlite3 DB '.dump entry' into a file",
    bound: 10,
    rounds: 5,
    before: before(ENTRIES),
    subject: () => runToEnd(process.execPath, exported('xlsx'), { env: environment() }),
    reference: dumped,
    after,
  },
  {
    name: `export --format xlsx, ${ENTRIES} entries, memory`,
    against: 'the most that the process held',
    bound: 150,
    unit: 'MB',
    rounds: 3,
    before: before(ENTRIES),
    subject: () => memory(exported('xlsx')),
    after,
  },
  {
    name: `export --format pdf, ${PAPER} entries, tagged`,
    against: 'pdfmake, the same entries as a table alone, not tagged',
    bound: 0.6,
    rounds: 5,
    before: () => {
      before(PAPER)();
      runToEnd(process.execPath, exported('json'), { env: environment() });
    },
    subject: () => runToEnd(process.execPath, exported('pdf'), { env: environment() }),
    reference: () => runToEnd(process.execPath, [pdfmake, file('review.json'), file('pdfmake.pdf')]),
    after,
  },
  {
    name: `export --format pdf, ${PAPER} entries, memory`,
    against: 'the most that the process held',
    bound: 350,
    unit: 'MB',
    rounds: 3,
    before: before(PAPER),
    subject: () => memory(exported('pdf')),
    after,
  },
];
