// What leaves for its readers, of a long incident: whole processes, each against the named thing that does the like.
import { spawnSync } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { runToEnd } from './harness.mjs';
import { benchFolder, keepSnapshots, longIncident, remove } from './incidents.mjs';
import { ordinaryRunbook } from './materials.mjs';

const holdfast = join(root, 'bin/holdfast.js');
const ENTRIES = 100_000;

let folder;
const file = (name) => join(folder, name);

function before() {
  folder = benchFolder();
  longIncident(file('long.db'), ordinaryRunbook(100), ENTRIES);
  keepSnapshots(file('long.db'));
}
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
    before,
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
    before,
    subject: () => memory(exported('xlsx')),
    after,
  },
];
