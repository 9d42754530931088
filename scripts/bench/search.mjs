// The search over everything that was ever recorded: whole processes on a database of a million entries.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { root } from '../setup.mjs';
import { runToEnd } from './harness.mjs';
import { benchFolder, manyNotes, remove } from './incidents.mjs';
import { bareNode } from './start-up.mjs';

const holdfast = join(root, 'bin/holdfast.js');
const INCIDENTS = 20;
const ENTRIES = 1_000_000;

let folder;
let file;

/** Made once for all that measure on it. */
function before() {
  if (folder !== undefined) return;
  const own = benchFolder();
  process.once('exit', () => remove(own));
  folder = own;
  file = join(own, 'timeline.db');
  manyNotes(file, INCIDENTS, ENTRIES / INCIDENTS);
}

function search(...words) {
  const env = { ...process.env, XDG_CONFIG_HOME: folder, XDG_STATE_HOME: folder, HOLDFAST_DB: file, TERM: 'dumb' };
  runToEnd(process.execPath, [holdfast, 'search', ...words], { env });
}

/** With an index that has them all. */
const warm = (name, ...words) => ({
  name: `search ${name}, ${ENTRIES} entries, newest first`,
  against: 'node -e 0',
  bound: 2,
  before: () => {
    before();
    search('anything');
  },
  subject: () => search(...words),
  reference: bareNode,
});

/** @type {import('./harness.mjs').Measure[]} */
export const measures = [
  warm('WORDS', 'valve', 'leaking'),
  warm('a word of half of them', 'pump'),
  warm('WORDS --by --kind', 'gauge', '--by', 'Astrid', '--kind', 'note'),
  {
    name: `search, the first of all: ${ENTRIES} entries read`,
    against: 'the whole process, for each entry',
    unit: 'µs',
    rounds: 1,
    before,
    subject: () => {
      rmSync(`${file}.search`, { force: true });
      const start = performance.now();
      search('valve');
      return ((performance.now() - start) * 1000) / ENTRIES;
    },
  },
];
