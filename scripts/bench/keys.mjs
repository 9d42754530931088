// From a key to its frame: how long, and how much is written for it, on a screen of 200x60 with an incident of 10,000 entries.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../setup.mjs';
import { bundled } from './bundled.mjs';
import { benchFolder, longDatabase, remove } from './incidents.mjs';
import { percentile, Screen } from './terminal.mjs';

const KEYS = 120;
/** Between two keys, as from a key that is held down; not in step with the clocks of the screen. */
const PAUSE = 35;
const size = { columns: 200, rows: 60 };
const walk = 'jjjjjjjjjjkkkkkkkkkk';
const back = 'kkkkkkkkkkjjjjjjjjjj';

let folder;
let guide;
let bare;

async function open() {
  folder = benchFolder();
  const file = longDatabase();
  const env = { TZ: 'UTC', XDG_STATE_HOME: folder, XDG_CONFIG_HOME: folder };
  guide = new Screen([join(root, 'bin/holdfast.js'), 'guide', '-i', 'flood-1', '--db', file], { ...size, env });
  await guide.see('leave');
  // Ink as it is published, minified and for production like ours.
  bare = new Screen([await bundled('bare-screen', join(folder, 'bare'), { plugins: [] })], size);
  await bare.see('not begun');
  // What falls due at the start, and the looks of the text, come a moment after the first frame.
  await wait(1500);
}

async function close() {
  await Promise.all([guide.end(), bare.end()]);
  remove(folder);
}

/**
 * Presses keys in turn, each once the frame of the one before is whole and somebody could have let go of it.
 * @returns {Promise<{ ms: number, bytes: number }[]>}
 */
async function pressed(screen, keys, count = KEYS) {
  const frames = [];
  for (let at = 0; at < count; at += 1) {
    frames.push(await screen.paint(keys[at % keys.length]));
    await wait(PAUSE + ((at * 7) % 11));
  }
  return frames;
}

const ms = (frames) =>
  percentile(
    frames.map((frame) => frame.ms),
    95,
  );
const bytes = (frames) =>
  percentile(
    frames.map((frame) => frame.bytes),
    50,
  );

/** What is measured on a page, which is opened by keys and left by others. */
const on = (opening, leaving, figure) => async () => {
  for (const key of opening) {
    guide.press(key);
    await wait(300);
  }
  const value = await figure();
  for (const key of leaving) {
    guide.press(key);
    await wait(300);
  }
  return value;
};

/** To a list's own steps, which are not open: what is said of them is short. */
const downTheSteps = ['j', 'j', 'j'];
const opened = { before: open, after: close, rounds: 3 };
const paint = { ...opened, against: 'at 200x60, 10,000 entries', bound: 12, unit: 'ms' };
const written = { ...opened, against: 'at 200x60', bound: 1024, unit: 'B', rounds: 1 };

/** @type {import('./harness.mjs').Measure[]} */
export const measures = [
  { ...paint, name: 'key to frame, the guide, p95', subject: async () => ms(await pressed(guide, walk)) },
  {
    ...opened,
    name: 'key to frame, the guide against bare Ink, p95',
    against: 'an Ink program with as many cells',
    bound: 2,
    subject: async () => ms(await pressed(guide, walk)),
    reference: async () => ms(await pressed(bare, walk)),
  },
  {
    ...paint,
    name: 'key to frame, timeline, p95',
    subject: on('L', 'q', async () => ms(await pressed(guide, back))),
  },
  {
    ...paint,
    name: 'key to frame, a search typed in the timeline, p95',
    // The first letter reads every entry once; a word is typed and taken back.
    subject: on(['L', '/', 'p'], ['\u001b', 'q'], async () =>
      ms(await pressed(guide, `ump runs${'\u007f'.repeat(8)}`)),
    ),
  },
  { ...paint, name: 'key to frame, map, p95', subject: on('M', 'q', async () => ms(await pressed(guide, walk))) },
  {
    ...paint,
    name: 'key to frame, an entry of a replay, p95',
    // Beginning one folds all entries, once; back is folded from what was kept on the way.
    subject: on(['Z', '[', '('], 'e', async () => ms(await pressed(guide, '[[[[[[[[[[]]]]]]]]]]'))),
  },
  {
    ...paint,
    name: 'key to frame, help over the messages, p95',
    // The whole screen changes.
    subject: on('W', 'q', async () => ms(await pressed(guide, '?q'))),
  },
  {
    ...paint,
    name: 'key to frame, a note being written, p95',
    subject: on('n', ['\u001b'], async () => ms(await pressed(guide, 'the pump failed again '))),
  },
  {
    ...paint,
    name: 'key to frame, words that find something, p95',
    subject: on(':', ['\u001b'], async () => ms(await pressed(guide, `steps water${'\u007f'.repeat(11)}`))),
  },
  {
    ...written,
    name: 'written for a move in the list of steps, median',
    subject: on(downTheSteps, ['\u001b'], async () => bytes(await pressed(guide, walk))),
  },
  {
    ...written,
    name: 'written for a move in the timeline, median',
    subject: on('L', 'q', async () => bytes(await pressed(guide, back))),
  },
];
