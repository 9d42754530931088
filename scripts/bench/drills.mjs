// A drill that simulated responders play, against a bare node; and many of them in one process, against one such process.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { root } from '../setup.mjs';
import { runToEnd } from './harness.mjs';
import { bareNode } from './start-up.mjs';

const holdfast = join(root, 'bin/holdfast.js');
const scenario = 'cloudburst-at-night';
let home;

/** So long one call takes, in milliseconds. */
function timed(...args) {
  const start = performance.now();
  runToEnd(process.execPath, [holdfast, ...args], {
    env: { ...process.env, XDG_STATE_HOME: home, XDG_CONFIG_HOME: home, HOLDFAST_DB: join(home, 'timeline.db') },
    timeout: 600_000,
  });
  return performance.now() - start;
}

const before = () => {
  home = mkdtempSync(join(tmpdir(), 'holdfast-bench-drills-'));
};
const after = () => rmSync(home, { recursive: true, force: true });

/** @type {import('./harness.mjs').Measure[]} */
export const measures = [
  {
    name: 'drill auto, two hours of exercise, beyond start-up',
    against: 'node -e 0',
    bound: 12,
    rounds: 9,
    before,
    subject: () => timed('drill', 'auto', scenario) - timed('drill', 'list'),
    reference: bareNode,
    after,
  },
  {
    name: 'drill auto, 1,000 seeds in one process',
    against: 'one seed in one process',
    bound: 20,
    rounds: 3,
    before,
    subject: () => timed('drill', 'auto', scenario, '--runs', '1000'),
    reference: () => timed('drill', 'auto', scenario),
    after,
  },
];
