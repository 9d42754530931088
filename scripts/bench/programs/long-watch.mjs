// A guide that presses its own keys and has a clock of its own, so that a long watch passes in a minute. What it holds after
// 2,000 keys is held against what it holds after an hour more and 5,000 keys more; the ratios are said on the terminal.
import { setTimeout as wait } from 'node:timers/promises';
import { openTui } from '../../../src/tui/index.ts';
import { sessionOn } from '../incidents.mjs';

const [file] = process.argv.slice(2);
/** As often as Ink paints: what was pressed is drawn before the next keys come. */
const FRAME = 17;
const HOUR = 3600;

const { session, pass, close } = sessionOn(file);
/** Time goes on for the screen just as when its own clock ticks. */
const listeners = [];
const watched = Object.create(session, {
  subscribe: {
    value: (listener) => {
      listeners.push(listener);
      return session.subscribe(listener);
    },
  },
});

/** What somebody does on a long watch: walks the steps and the pages, searches, writes and leaves off. */
const rounds = [
  'jjjjjjjjjj',
  'kkkkkkkkkk',
  'Lkkkkkkkkkkq',
  'L/pump\rkkkkk\u0007q',
  'Mjjjjjjjjjjq',
  'Pjjjjjq',
  'cjjjjjq',
  'W?qq',
  'nhalf a note\u0007',
  '?    q',
];

async function press(count) {
  for (let pressed = 0, round = 0; pressed < count; round += 1) {
    const keys = rounds[round % rounds.length];
    process.stdin.emit('data', Buffer.from(keys));
    pressed += keys.length;
    await wait(FRAME);
  }
}

async function anHour() {
  for (let second = 0; second < HOUR; second += 1) {
    pass(1000);
    for (const listener of listeners) listener();
    await (second % 10 === 0 ? wait(FRAME) : undefined);
  }
}

const settled = async () => {
  await wait(500);
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, resident: rss };
};

const leaving = openTui(
  { session: watched, close: () => undefined },
  { alternateScreen: true, color: true, again: (words) => words },
);
await wait(1000);
await press(2000);
const before = await settled();
await anHour();
await press(5000);
const after = await settled();
// Half a note is left, so the first only says so.
process.stdin.emit('data', Buffer.from('qq'));
const { code } = await leaving;
console.log(`heap ${after.heap / before.heap} resident ${after.resident / before.resident} so far`);
close();
process.exit(code);
