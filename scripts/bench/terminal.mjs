// Node in a pseudo-terminal, pressed, waited for and measured.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
      env: { ...process.env, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8', ...env },
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

/** What Ink writes when a frame is whole: the end of a synchronised update. */
const PAINTED = '\u001b[?2026l';

/** A key that changes nothing would be waited for without end. */
const LATE = 10_000;

/** So long after a key that was not taken it is pressed again. */
const AGAIN = 3000;

/** Longer than a watch of an hour that is played takes: what has not come by then does not come. */
const TOO_LATE = 180_000;

/** A program of Node's in a pseudo-terminal that stays there. */
export class Screen {
  #pty;
  #look = () => {};
  #gone = () => {};
  /** What came since it was last waited for. */
  #written = '';

  /**
   * @param {string[]} args for Node
   * @param {{ env?: Record<string, string>, columns?: number, rows?: number }} [options]
   */
  constructor(args, { env = {}, columns = 80, rows = 24 } = {}) {
    this.#pty = spawn(process.execPath, args, {
      cols: columns,
      rows,
      env: { ...process.env, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8', ...env },
    });
    this.#pty.onData((data) => {
      this.#written += data;
      this.#look();
    });
    this.ended = new Promise((done) => this.#pty.onExit(done));
    void this.ended.then(() => this.#gone());
  }

  get pid() {
    return this.#pty.pid;
  }

  /** @param {string} keys */
  press(keys) {
    this.#pty.write(keys);
  }

  /** Ends it, and waits until it has ended. */
  async end() {
    this.#pty.kill('SIGTERM');
    await this.ended;
  }

  /**
   * Waits for a text that was not there when it was waited for last.
   * @param {string} text as it is written; styled text has escape sequences between its words
   * @returns {Promise<number>} when it came
   */
  async see(text) {
    await this.#until((written) => (written.includes(text) ? [text] : null));
    return performance.now();
  }

  /**
   * Presses a key until a text is there: what has just come up takes no key before it could be read.
   * @param {string} key
   * @param {string} text as for `see`
   */
  async bring(key, text) {
    this.press(key);
    const again = setInterval(() => this.press(key), AGAIN);
    try {
      await this.see(text);
    } finally {
      clearInterval(again);
    }
  }

  /**
   * Waits for what a pattern finds in all that is written from now on.
   * @param {RegExp} pattern
   * @returns {Promise<string[]>} what it found
   */
  find(pattern) {
    return this.#until((written) => pattern.exec(written));
  }

  #until(found) {
    return new Promise((done, failed) => {
      const fail = (why) => {
        clearTimeout(late);
        failed(new Error(`${why}: ${JSON.stringify(this.#written.slice(-2000))}`));
      };
      const late = setTimeout(() => fail('It was never shown'), TOO_LATE);
      this.#gone = () => fail('It ended before that was shown');
      this.#look = () => {
        const what = found(this.#written);
        if (what === null) return;
        clearTimeout(late);
        this.#look = () => {};
        this.#gone = () => {};
        this.take();
        done(what);
      };
      this.#look();
    });
  }

  /** What came since it was last waited for or taken. @returns {string} */
  take() {
    const written = this.#written;
    this.#written = '';
    return written;
  }

  /**
   * Presses a key and waits for the whole of the frame that answers it.
   * @param {string} key
   * @returns {Promise<{ ms: number, bytes: number }>} from the press to the frame's end, and what was written for it
   */
  async paint(key) {
    this.take();
    const pressed = performance.now();
    this.press(key);
    return new Promise((done, failed) => {
      const late = setTimeout(() => failed(new Error(`No frame came for ${JSON.stringify(key)}.`)), LATE);
      this.#look = () => {
        if (!this.#written.includes(PAINTED)) return;
        this.#look = () => {};
        clearTimeout(late);
        done({ ms: performance.now() - pressed, bytes: Buffer.byteLength(this.take()) });
      };
    });
  }
}

/** The value that so many of a hundred do not exceed. @param {number[]} values @param {number} hundredth */
export function percentile(values, hundredth) {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor((values.length * hundredth) / 100))];
}

/** Resident memory of a process in megabytes. @param {number} pid */
export function resident(pid) {
  const kilobytes =
    process.platform === 'linux'
      ? /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]
      : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(kilobytes) / 1024;
}
