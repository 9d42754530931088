// The guide's screen in a pseudo-terminal: how soon there is something to read, how soon a key is acted on, how much memory it
// holds with a long incident open. The incident is the flood, for that is what people open.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { root } from '../setup.mjs';
import { benchFolder, keepSnapshots, longIncident, remove } from './incidents.mjs';
import { ordinaryRunbook } from './materials.mjs';
import { untilEnd, untilText } from './terminal.mjs';

const holdfast = join(root, 'bin/holdfast.js');
const KEYS = 4000;

let folder;
let env;

function desk() {
  folder = benchFolder();
  env = {
    TZ: 'UTC',
    HOLDFAST_DB: join(folder, 'timeline.db'),
    XDG_STATE_HOME: join(folder, 'state'),
    XDG_CONFIG_HOME: join(folder, 'config'),
  };
}

/** The flood, just declared. */
function flood() {
  desk();
  execFileSync(process.execPath, [holdfast, 'start', 'data-centre-flood', '--no-ui'], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

const bare = () => untilEnd(['-e', '0']);
const until = (text, typed) => () =>
  untilText([holdfast, 'guide', '-i', 'flood-1'], text, { env, ...(typed === undefined ? {} : { typed }) });
const startUp = { against: 'node -e 0', before: flood, after: () => remove(folder), reference: bare };

/** A guide in a terminal, that is waited for by what it shows. */
function open(alias, columns = 80, rows = 24) {
  const terminal = spawn(process.execPath, [holdfast, 'guide', '-i', alias], {
    cols: columns,
    rows,
    env: { ...process.env, ...env, TERM: 'xterm-256color' },
  });
  let shown = '';
  let look = () => {};
  terminal.onData((data) => {
    shown += data;
    look();
  });
  return {
    pid: terminal.pid,
    ended: new Promise((done) => terminal.onExit(done)),
    press: (keys) => terminal.write(keys),
    /** Waits until a text is shown that was not there before. */
    see: (text) =>
      new Promise((done) => {
        look = () => {
          if (!shown.includes(text)) return;
          shown = '';
          look = () => {};
          done();
        };
        look();
      }),
  };
}

/** Resident memory of a process in megabytes. */
function resident(pid) {
  const status = process.platform === 'linux' ? readFileSync(`/proc/${pid}/status`, 'utf8') : undefined;
  const kilobytes = status
    ? /VmRSS:\s+(\d+)/.exec(status)[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(kilobytes) / 1024;
}

function long() {
  desk();
  longIncident(env.HOLDFAST_DB, ordinaryRunbook(100), 10_000);
  keepSnapshots(env.HOLDFAST_DB);
}

/** @param {number} keys pressed before it is measured */
const memory = (keys) => async () => {
  const guide = open('flood-1', 200, 60);
  await guide.see('leave');
  for (let pressed = 0; pressed < keys; pressed += 100) {
    guide.press('j'.repeat(50) + 'k'.repeat(50));
    guide.press('?');
    await guide.see('Keys');
    guide.press('q');
    await guide.see('Log');
  }
  const megabytes = resident(guide.pid);
  guide.press('q');
  await guide.ended;
  return megabytes;
};

/** @type {import('./harness.mjs').Measure[]} */
export const measures = [
  { ...startUp, name: 'guide, first text', bound: 1.5, subject: until('Opening the guide') },
  { ...startUp, name: 'guide, first Ink frame', bound: 4, subject: until('Steps 0 of') },
  { ...startUp, name: 'guide, a key typed at start', bound: 5, subject: until(' Keys ', '?') },
  {
    name: 'guide on 10,000 entries, resident memory',
    against: 'at first',
    bound: 120,
    unit: 'MB',
    rounds: 3,
    before: long,
    after: () => remove(folder),
    subject: memory(0),
  },
  {
    name: `guide on 10,000 entries, resident memory after ${KEYS} keys`,
    against: 'on 200x60',
    bound: 180,
    unit: 'MB',
    rounds: 2,
    before: long,
    after: () => remove(folder),
    subject: memory(KEYS),
  },
];
