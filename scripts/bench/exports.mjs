// What leaves for its readers, of a long incident: whole processes, each against the named thing that does the like.
import { spawnSync } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { openBrowser } from '../browser.mjs';
import { root } from '../setup.mjs';
import { runToEnd } from './harness.mjs';
import { benchFolder, keepSnapshots, longIncident, remove } from './incidents.mjs';
import { ordinaryRunbook } from './materials.mjs';

const holdfast = join(root, 'bin/holdfast.js');
const pdfmake = join(root, 'scripts/bench/programs/pdfmake.mjs');
const saysMemory = join(root, 'scripts/bench/programs/says-memory.cjs');
const bareExport = join(root, 'scripts/bench/programs/bare-export.mjs');
const ENTRIES = 100_000;
/** As many as a PDF holds. */
const PAPER = 10_000;

let folder;
const file = (name) => join(folder, name);

const made = new Map();

/** An incident of so many entries, made once for all that measure on it. */
const before = (entries) => () => {
  folder = made.get(entries);
  if (folder !== undefined) return;
  const own = benchFolder();
  folder = own;
  made.set(entries, own);
  process.once('exit', () => remove(own));
  longIncident(file('long.db'), ordinaryRunbook(100), entries);
  keepSnapshots(file('long.db'));
};

let browser;

/** The page of the same entries, as a file, and a browser to open it with. */
async function beforePage() {
  before(ENTRIES)();
  runToEnd(process.execPath, exported('html'), { env: environment() });
  browser = await openBrowser();
}
const afterPage = () => browser.close();

/** A new tab with the page in it, and how long it took until its timeline stood there. */
async function opened() {
  const page = await browser.newPage();
  const start = performance.now();
  await page.goto(pathToFileURL(file('review.html')).href);
  const rows = await page.locator('#entries tbody tr').count();
  const took = performance.now() - start;
  if (rows === 0) throw new Error('No entry stands there.');
  return { page, took };
}

/** From a key in the search to the first row that fits: that of the last entry, so that every other is looked at before. */
const searched = `new Promise((done) => {
  const words = document.querySelector('#words');
  const body = document.querySelector('#entries tbody');
  const start = performance.now();
  new MutationObserver(() => {
    if (body.rows.length === 1) done(performance.now() - start);
  }).observe(body, { childList: true });
  words.value = '#${ENTRIES}';
  words.dispatchEvent(new Event('input', { bubbles: true }));
})`;

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

/** The same entries as SQLite itself gives them, on the same disk. */
function bySqlite(...args) {
  const to = openSync(file('by-sqlite'), 'w');
  runToEnd('sqlite3', args, { stdio: ['ignore', to, 'pipe'] });
  closeSync(to);
}
const dumped = () => bySqlite(file('long.db'), '.dump entry');
const asJson = () => bySqlite('-json', file('long.db'), 'SELECT * FROM entry');

/** The most memory that a process held, in MB: it says so itself at its end. */
function memory(args) {
  const { stderr, status } = spawnSync(process.execPath, ['--require', saysMemory, ...args], {
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return Number(stderr.trim().split('\n').at(-1)) / 1024;
}

/** A long record written in a format, whole process, against the same entries as SQLite writes them. */
const written = (format, bound, reference = dumped) => ({
  name: `export --format ${format}, ${ENTRIES} entries`,
  against: `sqlite3 ${reference === asJson ? '-json DB "SELECT * FROM entry"' : "DB '.dump entry'"} into a file`,
  bound,
  rounds: 7,
  before: before(ENTRIES),
  subject: () => runToEnd(process.execPath, exported(format), { env: environment() }),
  reference,
});

/** How much memory that took. */
const held = (format, bound, entries = ENTRIES) => ({
  name: `export --format ${format}, ${entries} entries, memory`,
  against: 'the most that the process held',
  bound,
  unit: 'MB',
  rounds: 3,
  before: before(entries),
  subject: () => memory(exported(format)),
});

/**
 * What no exporter on this platform can be quicker than: a program that reads the same rows, parses them and writes as many
 * bytes as a table of them has, without saying, quoting or looking at anything.
 */
const floor = {
  name: `a bare program that reads, parses and writes ${ENTRIES} entries`,
  against: "sqlite3 DB '.dump entry' into a file",
  rounds: 7,
  before: before(ENTRIES),
  subject: () => runToEnd(process.execPath, [bareExport, file('long.db'), file('bare.csv')]),
  reference: dumped,
};

/** @type {import('./harness.mjs').Measure[]} */
export const measures = [
  floor,
  written('json', 1.1, asJson),
  held('json', 150),
  written('csv', 1.8),
  held('csv', 150),
  written('timesketch', 1.8),
  held('timesketch', 150),
  written('markdown', 1.8),
  held('markdown', 150),
  written('xlsx', 10),
  held('xlsx', 150),
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
  },
  held('pdf', 350, PAPER),
  written('html', 3),
  {
    name: `the page of ${ENTRIES} entries, opened`,
    against: 'from its address to its timeline in Chromium',
    bound: 2000,
    unit: 'ms',
    rounds: 5,
    before: beforePage,
    subject: async () => {
      const { page, took } = await opened();
      await page.close();
      return took;
    },
    after: afterPage,
  },
  {
    name: `the page of ${ENTRIES} entries, searched`,
    against: 'from a key to the first that fits, the last of all',
    bound: 200,
    unit: 'ms',
    rounds: 5,
    before: beforePage,
    subject: async () => {
      const { page } = await opened();
      const took = await page.evaluate(searched);
      await page.close();
      return took;
    },
    after: afterPage,
  },
];
