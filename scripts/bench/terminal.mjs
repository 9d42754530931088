import { performance } from 'node:perf_hooks';
import { spawn } from '@lydell/node-pty';

/**
 * Runs Node in a pseudo-terminal of 80×24 until a text is on it, then ends it.
 * @param {string[]} args for Node
 * @param {string} text as it is written; styled text has escape sequences between its words
 * @param {{ env?: Record<string, string>, typed?: string }} [options] `typed` is sent at once, as by somebody in a hurry
 * @returns {Promise<number>} milliseconds from the start to the text
 */
export function untilText(args, text, { env = {}, typed } = {}) {
  return new Promise((done, failed) => {
    const start = performance.now();
    let seen;
    let shown = '';
    const terminal = spawn(process.execPath, args, {
      cols: 80,
      rows: 24,
      env: { ...process.env, TERM: 'xterm-256color', ...env },
    });
    terminal.onData((data) => {
      shown += data;
      if (seen !== undefined || !shown.includes(text)) return;
      seen = performance.now() - start;
      terminal.kill('SIGKILL');
    });
    terminal.onExit(() => {
      if (seen === undefined) failed(new Error(`it ended before "${text}" was shown:\n${shown}`));
      else done(seen);
    });
    if (typed !== undefined) terminal.write(typed);
  });
}

/**
 * Runs Node in a pseudo-terminal to its end: what a bare start costs there.
 * @param {string[]} args
 * @returns {Promise<number>} milliseconds
 */
export function untilEnd(args) {
  return new Promise((done) => {
    const start = performance.now();
    spawn(process.execPath, args, { cols: 80, rows: 24 }).onExit(() => done(performance.now() - start));
  });
}
