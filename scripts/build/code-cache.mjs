// Makes the code caches that lie beside the scripts of the bundle, see bin/load.js: plays what people do first, so that the
// functions for it are compiled before anybody is in a hurry.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pty from '@lydell/node-pty';
import { root } from '../setup.mjs';
import { stampFiles, wantedStamp } from '../setup/stamps.mjs';

const runAndKeep = fileURLToPath(new URL('run-and-keep.cjs', import.meta.url));
/** Milliseconds; a run that takes longer is given up, and so is the cache of what it would have shown. */
const patience = 30_000;

const home = mkdtempSync(join(tmpdir(), 'holdfast-code-cache-'));
const env = {
  PATH: process.env.PATH,
  HOME: home,
  USER: 'holdfast',
  HOLDFAST_DB: join(home, 'timeline.db'),
  XDG_STATE_HOME: home,
  XDG_CONFIG_HOME: home,
  TERM: 'xterm-256color',
};

/** One plain step after the other, as many as a script does in a moment: what is called that often is known best. */
const plainSteps = `holdfast: 1
id: valves
title: Close the valves
owner: Nobody
roles: { facilities: { title: Facilities } }
steps:
${Array.from({ length: 100 }, (_, n) => `  - { id: valve-${n}, do: Close valve ${n}, role: facilities, expect: 1m }\n`).join('')}`;

/** A command through a pipe, with these lines typed into it. How it ends is of no matter here. */
function inPipe(args, lines = []) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [runAndKeep, ...args], {
      cwd: root,
      env,
      stdio: ['pipe', 'ignore', 'ignore'],
      timeout: patience,
    });
    child.on('error', done).on('close', done);
    child.stdin.on('error', () => {});
    child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  });
}

/** The guide's screen: each of the keys is pressed when the text before it is there. */
function onScreen(args, script) {
  return new Promise((done) => {
    const terminal = pty.spawn(process.execPath, [runAndKeep, ...args], { cols: 80, rows: 24, cwd: root, env });
    const giveUp = setTimeout(() => terminal.kill(), patience);
    const steps = [...script];
    let shown = '';
    terminal.onData((data) => {
      shown += data;
      while (steps.length > 0 && shown.includes(steps[0].see)) {
        shown = '';
        terminal.write(steps.shift().press);
      }
    });
    terminal.onExit(() => {
      clearTimeout(giveUp);
      done();
    });
  });
}

const stamp = wantedStamp(root, 'codeCache');
const dist = resolve(root, 'dist');
for (const name of readdirSync(dist)) if (/\.cache(\.new)?$/.test(name)) rmSync(join(dist, name));
try {
  await onScreen(['--db', join(home, 'none.db')], [{ see: 'What do you see', press: 'q' }]);
  await inPipe(['start', 'data-centre-flood', '--no-ui']);
  await inPipe(['list', '--json']);
  await inPipe(['now']);
  await inPipe(['n', 'water', 'at', 'the', 'door']);
  await inPipe(['done', '--why', 'seen by eye']);
  await inPipe(['search', 'water']);
  await inPipe(['search', 'water']);
  await inPipe(['runbook', 'check', 'data-centre-flood']);
  for (const format of ['csv', 'html']) await inPipe(['export', '--format', format]);
  await inPipe(['drill', 'auto', 'cloudburst-at-night', '--runs', '20']);
  await inPipe(['drill', 'auto', 'cloudburst-at-night']);
  await inPipe(['guide', '--plain'], ['n all quiet', 'done', 'later', 'done', 'later', 'log', 'quit']);
  writeFileSync(join(home, 'valves.yaml'), plainSteps);
  const valves = ['--db', join(home, 'valves.db')];
  await inPipe(['start', join(home, 'valves.yaml'), '--no-ui', ...valves]);
  await inPipe(['guide', '--plain', ...valves], Array(100).fill('done'));
  await onScreen(
    ['guide'],
    [
      { see: 'leave', press: '?' },
      { see: 'Keys', press: 'q' },
      { see: 'Log', press: 'jjkkq' },
    ],
  );
  writeFileSync(join(root, stampFiles.codeCache), stamp);
} finally {
  rmSync(home, { recursive: true, force: true });
}
