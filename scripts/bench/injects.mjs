// How soon an inject that falls due stands on every participant's screen: the built program, each participant in a real pseudo-terminal.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const bin = join(root, 'bin/holdfast.js');
/** Whoever sits down needs so many seconds, on a busy machine too. */
const FIRST = 10;
const COUNT = 24;

/** @type {import('./harness.mjs').Measure[]} */
export const measures = [
  {
    name: "inject due, on every participant's screen, p95",
    against: 'the moment at which it falls due',
    bound: 80,
    unit: 'ms',
    rounds: 1,
    subject: async () => {
      const { lags } = await played(1, FIRST);
      return lags.toSorted((a, b) => a - b)[Math.ceil(lags.length * 0.95) - 1];
    },
  },
  {
    name: 'injects lost, twice or out of order at speed 100',
    against: 'those of the scenario',
    bound: 0,
    unit: '',
    rounds: 1,
    subject: async () => {
      const { order } = await played(100, FIRST * 100);
      return order.filter((id, place) => id !== `i${place}`).length + Math.abs(order.length - COUNT);
    },
  },
];

/** @param {number} speed @param {number} first exercise seconds until the first inject */
async function played(speed, first) {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-injects-'));
  const env = { ...process.env, HOLDFAST_DB: join(folder, 't.db'), XDG_STATE_HOME: folder, XDG_CONFIG_HOME: folder };
  const hf = (...args) => execFileSync(process.execPath, [bin, ...args], { cwd: folder, env, encoding: 'utf8' });
  const people = [];
  try {
    cpSync(join(root, 'test/runbooks/drills/library'), join(folder, 'runbooks'), { recursive: true });
    mkdirSync(join(folder, 'runbooks/drills'));
    writeFileSync(join(folder, 'runbooks/drills/ticking.yaml'), scenarioOf(first));
    hf('drill', 'start', 'ticking', '--no-ui', '--speed', String(speed));
    for (const name of ['Anna', 'Bo']) people.push(sit(name, folder, env));
    await Promise.all(people.map(({ seen }) => seen));
    const entries = hf('log', '-i', 'ticking-1', '--json')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const begun = Date.parse(entries.find(({ type }) => type === 'exercise.started').recorded);
    const order = entries.flatMap(({ type, data }) => (type === 'inject.delivered' ? [data.inject] : []));
    const lags = people.flatMap(({ at }) =>
      [...at].map(([place, ms]) => ms - (begun + ((first + place) * 1000) / speed)),
    );
    return { order, lags };
  } finally {
    for (const { terminal } of people) terminal.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

const scenarioOf = (first) => `holdfast: 1
id: ticking
title: Ticking
runbook: cellar-flood
lasts: 6h
overview: { kind: drill, scope: Time, threat: Lateness, sponsor: The bench, contact: The bench }
objectives: { calm: { statement: Calm, capability: Operational coordination, element: training, rated: true } }
injects:
${Array.from({ length: COUNT }, (_, place) => `  - { id: i${place}, at: ${first + place}s, message: Inject ${wordOf(place)} }`).join('\n')}
`;

const wordOf = (place) => `number-${String(place).padStart(2, '0')}`;

/** Somebody at a screen, and when each inject stood on it; `seen` once the last one does. */
function sit(name, cwd, env) {
  const screen = new headless.Terminal({ cols: 100, rows: 40, allowProposedApi: true });
  const terminal = spawn(process.execPath, [bin, 'guide', '-i', 'ticking-1'], {
    cols: 100,
    rows: 40,
    cwd,
    env: { ...env, TERM: 'xterm-256color', USER: name, LOGNAME: name },
  });
  const at = new Map();
  const seen = new Promise((done, failed) => {
    terminal.onExit(() => failed(new Error(`the screen of ${name} ended`)));
    terminal.onData((data) => {
      const now = Date.now();
      screen.write(data, () => {
        const text = Array.from({ length: 40 }, (_, row) => screen.buffer.active.getLine(row)?.translateToString(true));
        for (let place = 0; place < COUNT; place += 1)
          if (!at.has(place) && text.some((line) => line?.includes(wordOf(place)))) at.set(place, now);
        if (at.has(COUNT - 1)) done(undefined);
      });
    });
  });
  return { terminal, at, seen };
}
