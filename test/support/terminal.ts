import { spawn } from '@lydell/node-pty';
import type { IPty } from '@lydell/node-pty';
import headless from '@xterm/headless';
import { graphemes } from '../../src/text/index.ts';

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

/** How a program in a terminal ended. */
export interface Ended {
  readonly code: number;
  readonly signal: number;
}

interface Waiting {
  readonly until: () => boolean;
  readonly done: () => void;
}

/** There to end a hang; nothing is judged by it. */
const PATIENCE = 30_000;

/**
 * A program in a real pseudo-terminal, and what a person sees there. Everything waits for text that is on the screen, with
 * all that arrived before it taken in; nothing waits for time.
 */
export class Terminal {
  readonly #pty: IPty;
  readonly #screen: headless.Terminal;
  readonly #waiting = new Set<Waiting>();
  #ended: Ended | undefined;
  /** Every byte that came, as it came. */
  bytes = '';
  bells = 0;
  title = '';

  constructor(command: string, args: readonly string[], options: TerminalOptions = {}) {
    const { columns = 80, rows = 24 } = options;
    this.#screen = new headless.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 1000 });
    this.#screen.onBell(() => {
      this.bells += 1;
    });
    this.#screen.onTitleChange((title) => {
      this.title = title;
    });
    const { CI: _ci, NO_COLOR: _noColor, FORCE_COLOR: _force, ...inherited } = process.env;
    const env = Object.fromEntries(
      Object.entries({ ...inherited, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8', ...options.env }).filter(
        ([, value]) => value !== undefined,
      ),
    );
    this.#pty = spawn(command, [...args], {
      cols: columns,
      rows,
      env,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    this.#pty.onData((data) => {
      this.bytes += data;
      this.#screen.write(data, () => this.#look());
    });
    this.#pty.onExit(({ exitCode, signal }) => {
      // What was written before the end is taken in first.
      this.#screen.write('', () => {
        this.#ended = { code: exitCode, signal: signal ?? 0 };
        this.#look();
      });
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** The screen as text, a line a row, without the blanks at the ends. */
  get text(): string {
    const { active } = this.#screen.buffer;
    const lines = Array.from(
      { length: this.#screen.rows },
      (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
    );
    return lines.join('\n');
  }

  /** Whether the program draws on the second screen. */
  get alternate(): boolean {
    return this.#screen.buffer.active.type === 'alternate';
  }

  /** Waits until the text stands on the screen. Line ends in it are taken for blanks. */
  async see(wanted: string | RegExp): Promise<void> {
    await this.until(() => holds(this.text, wanted), `see ${String(wanted)}`);
  }

  /** Waits until the text no longer stands on the screen. */
  async seeNot(wanted: string | RegExp): Promise<void> {
    await this.until(() => !holds(this.text, wanted), `see no more ${String(wanted)}`);
  }

  /** Sends keys; each argument in one piece. */
  press(...keys: readonly string[]): void {
    for (const key of keys) this.#pty.write(key);
  }

  /** Types a text: each character by itself, as fingers do. */
  type(text: string): void {
    this.press(...graphemes(text));
  }

  /** Sends a text byte by byte, as a slow line does: characters and sequences come in pieces. */
  drip(text: string): void {
    const pty = this.#pty as unknown as { write(bytes: Uint8Array): void };
    for (const byte of Buffer.from(text)) pty.write(Buffer.of(byte));
  }

  resize(columns: number, rows: number): void {
    this.#screen.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  kill(signal?: string): void {
    this.#pty.kill(signal);
  }

  /** The line is dropped: the terminal is closed on our side, as by a connection that breaks. */
  hangUp(): void {
    (this.#pty as unknown as { destroy(): void }).destroy();
  }

  /** Waits until the program has ended by itself. */
  async end(): Promise<Ended> {
    await this.until(() => this.#ended !== undefined, 'the end', true);
    return this.#ended ?? { code: -1, signal: 0 };
  }

  /** Ends the program if it still runs. */
  async close(): Promise<void> {
    if (this.#ended === undefined) {
      this.kill('SIGKILL');
      await this.end();
    }
    this.#screen.dispose();
  }

  async until(condition: () => boolean, what: string, evenAfterEnd = false): Promise<void> {
    if (this.#isWhole() && condition()) return;
    await new Promise<void>((done, failed) => {
      const fail = (why: string): void => {
        clearTimeout(timer);
        this.#waiting.delete(waiting);
        failed(new Error(`${why} while waiting to ${what}. On the screen:\n${this.text}`));
      };
      const timer = setTimeout(() => fail('Nothing came'), PATIENCE);
      const waiting: Waiting = {
        until: () => {
          if (condition()) return true;
          if (this.#ended !== undefined && !evenAfterEnd) fail(`The program ended (${this.#ended.code})`);
          return false;
        },
        done: () => {
          clearTimeout(timer);
          done();
        },
      };
      this.#waiting.add(waiting);
      this.#check(waiting);
    });
  }

  #look(): void {
    for (const waiting of this.#waiting) this.#check(waiting);
  }

  /** A frame that has come in part shows rows of the one before: nobody sees it. */
  #isWhole(): boolean {
    return this.#ended !== undefined || !this.#screen.modes.synchronizedOutputMode;
  }

  #check(waiting: Waiting): void {
    if (!this.#isWhole() || !waiting.until()) return;
    this.#waiting.delete(waiting);
    waiting.done();
  }
}

function holds(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string'
    ? text.includes(wanted) || text.replace(/\s+/g, ' ').includes(wanted)
    : wanted.test(text);
}

/** Keys as a terminal sends them. */
export const keys = {
  enter: '\r',
  escape: '\u001b',
  tab: '\t',
  shiftTab: '\u001b[Z',
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  pageUp: '\u001b[5~',
  pageDown: '\u001b[6~',
  backspace: '\u007f',
  ctrl: (letter: string): string => String.fromCharCode(letter.toUpperCase().charCodeAt(0) - 64),
  paste: (text: string): string => `\u001b[200~${text}\u001b[201~`,
} as const;
