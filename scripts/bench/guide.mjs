// The guide's screen in a pseudo-terminal: how soon there is something to read, how soon a key is acted on, how much memory it
// holds with a long incident open. The incident is the flood, for that is what people open.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { benchFolder, longDatabase, remove } from './incidents.mjs';
import { resident, Screen, untilEnd, untilText } from './terminal.mjs';

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

function long() {
  desk();
  env.HOLDFAST_DB = longDatabase();
}

/** @param {number} keys pressed before it is measured */
const memory = (keys) => async () => {
  const guide = new Screen([holdfast, 'guide', '-i', 'flood-1'], { env, columns: 200, rows: 60 });
  await guide.see('leave');
  for (let pressed = 0; pressed < keys; pressed += 100) {
    guide.press('j'.repeat(50) + 'k'.repeat(50));
    await guide.bring('?', 'Keys');
    await guide.bring('q', 'Log');
  }
  const megabytes = resident(guide.pid);
  await guide.end();
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
