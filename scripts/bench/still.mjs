// What the guide writes while nobody presses a key, and whether it grows on a long watch: at 200x60.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../setup.mjs';
import { bundled } from './bundled.mjs';
import { benchFolder, longDatabase, newIncident, remove } from './incidents.mjs';
import { ordinaryRunbook } from './materials.mjs';
import { Screen } from './terminal.mjs';

const size = { columns: 200, rows: 60 };
const SECONDS = 10;
/** The whole screen, or all below the cursor, is wiped; what stands there would flicker on a slow line. */
const wiped = /\u001b\[[0-3]?J/g;

let folder;
let guide;

/** An incident just declared: in its first minute seconds are counted, so that something changes with every tick. */
async function open() {
  folder = benchFolder();
  const file = join(folder, 'timeline.db');
  newIncident(file, ordinaryRunbook(100));
  guide = new Screen([join(root, 'bin/holdfast.js'), 'guide', '-i', 'flood-1', '--db', file], {
    ...size,
    env: { XDG_STATE_HOME: folder, XDG_CONFIG_HOME: folder },
  });
  await guide.see('leave');
  await wait(1500);
  guide.take();
}

async function close() {
  await guide.end();
  remove(folder);
}

const bytesASecond = async () => {
  guide.take();
  await wait(SECONDS * 1000);
  return Buffer.byteLength(guide.take()) / SECONDS;
};

/** While it stands, while keys are pressed, and while pages come and go. */
const wipes = async () => {
  guide.take();
  for (const key of 'jjjkkkLkkqMjq?qn\u0007') {
    guide.press(key);
    await wait(200);
  }
  await wait(2000);
  return guide.take().match(wiped)?.length ?? 0;
};

let watched;

/** A long watch in a minute. @returns {Promise<{ heap: number, resident: number }>} what it ended with, against its beginning */
const longWatch = () => (watched ??= watch());

async function watch() {
  const folder = benchFolder();
  try {
    const program = await bundled('long-watch', join(folder, 'watch'));
    const screen = new Screen(['--expose-gc', program, longDatabase()], { ...size, env: { TZ: 'UTC' } });
    const [, heap, resident] = await screen.find(/heap ([\d.]+) resident ([\d.]+) so far/);
    await screen.ended;
    return { heap: Number(heap), resident: Number(resident) };
  } finally {
    remove(folder);
  }
}

const still = { before: open, after: close, rounds: 1 };
const grown = { against: 'after 2,000 keys', bound: 1.1, unit: '×', rounds: 1 };

/** @type {import('./harness.mjs').Measure[]} */
export const measures = [
  {
    ...still,
    name: 'written while nothing happens but clocks',
    against: 'a second, an incident just declared',
    bound: 1024,
    unit: 'B',
    subject: bytesASecond,
  },
  {
    ...still,
    name: 'wipes of the screen while its size stays',
    against: 'at rest, under keys, on pages',
    bound: 0,
    unit: 'wipes',
    subject: wipes,
  },
  {
    ...grown,
    name: 'heap after an hour and 5,000 keys more',
    subject: async () => (await longWatch()).heap,
  },
  {
    ...grown,
    name: 'resident memory after an hour and 5,000 keys more',
    subject: async () => (await longWatch()).resident,
  },
];
