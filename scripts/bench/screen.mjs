// The real guide in a pseudo-terminal: how soon another process's commit can be read on it, and what it takes while nothing happens.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../setup.mjs';
import { benchFolder, newIncident, remove, sessionOn } from './incidents.mjs';
import { ordinaryRunbook } from './materials.mjs';
import { percentile, Screen } from './terminal.mjs';

const holdfast = join(root, 'bin/holdfast.js');
const COMMITS = 40;
const IDLE_MS = 8000;
/** Of the kernel's count of processor time: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const TICK_MS = 10;

let folder;
let guide;

async function open() {
  folder = benchFolder();
  const file = join(folder, 'timeline.db');
  // Begun a while ago: in its first minute the seconds are counted on the screen.
  newIncident(file, ordinaryRunbook(60), 10);
  guide = new Screen([holdfast, 'guide', '-i', 'flood-1', '--db', file], {
    columns: 100,
    rows: 30,
    env: { XDG_STATE_HOME: folder, XDG_CONFIG_HOME: folder },
  });
  await guide.see('leave');
  await wait(500);
}

async function close() {
  await guide.end();
  remove(folder);
}

/** A word of which no letter stands where it stood in the one before: only what is other in a row is written to the terminal. */
const wordOf = (n) =>
  Array.from({ length: 6 }, (_, place) =>
    String.fromCharCode(97 + ((n * 7 + place * 5 + Math.floor(n / 26)) % 26)),
  ).join('');

/** Milliseconds from the return of a commit to its words on the screen, the 95th of a hundred. */
async function lag() {
  const { session, close: leave } = sessionOn(join(folder, 'timeline.db'));
  const lags = [];
  for (let n = 0; n < COMMITS; n += 1) {
    const words = wordOf(n);
    session.act({ act: 'note', words });
    const committed = performance.now();
    lags.push((await guide.see(words)) - committed);
    // At moments that have nothing to do with the poll's, or with the clock on the screen.
    await wait(60 + ((n * 37) % 97));
  }
  leave();
  return percentile(lags, 95);
}

/** Processor time of the guide in per cent of wall time. */
async function idle() {
  // What falls due at the start, and the looks of the text, come a moment after the first frame.
  await wait(3000);
  const before = ticks(guide.pid);
  const start = performance.now();
  await wait(IDLE_MS);
  return ((ticks(guide.pid) - before) * TICK_MS * 100) / (performance.now() - start);
}

function ticks(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/** @type {import('./harness.mjs').Measure[]} */
export const measures = [
  {
    name: "another process's commit on the screen, p95",
    against: 'the moment at which that commit returned',
    bound: 40,
    unit: 'ms',
    rounds: 3,
    before: open,
    subject: lag,
    after: close,
  },
  ...(process.platform === 'linux'
    ? [
        {
          name: 'the guide while nothing happens',
          against: 'one core',
          bound: 1,
          unit: '%',
          rounds: 2,
          before: open,
          subject: idle,
          after: close,
        },
      ]
    : []),
];
