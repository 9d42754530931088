// Whether a long record is whole: the whole process against the hashing alone.
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { runToEnd } from './harness.mjs';
import { benchFolder, manyNotes, remove } from './incidents.mjs';

const holdfast = join(root, 'bin/holdfast.js');
const INCIDENTS = 20;
const ENTRIES = 1_000_000;

let folder;
const file = (name) => join(folder, name);

/** The texts that are hashed, one after another, as a file. */
function textsOf(database, name) {
  const to = openSync(file(name), 'w');
  runToEnd('sqlite3', [file(database), 'SELECT body FROM entry'], { stdio: ['ignore', to, 'pipe'] });
  closeSync(to);
}

/** @type {import('./harness.mjs').Measure[]} */
export const measures = [
  {
    name: `verify, ${ENTRIES} entries`,
    against: 'sha256sum of the same bytes',
    bound: 5,
    rounds: 5,
    before: () => {
      folder = benchFolder();
      manyNotes(file('long.db'), INCIDENTS, ENTRIES / INCIDENTS);
      textsOf('long.db', 'texts');
    },
    subject: () => runToEnd(process.execPath, [holdfast, 'verify', '--db', file('long.db')]),
    reference: () => runToEnd('sha256sum', [file('texts')]),
    after: () => remove(folder),
  },
];
