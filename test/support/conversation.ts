import type { Desk, RunOptions } from './cli.ts';
import { holdfast } from './cli.ts';
import { Terminal } from './terminal.ts';

/** There to end a hang; nothing is judged by it. */
const PATIENCE = 30_000;

/** A program that is spoken with line by line, on a terminal or through a pipe. */
export interface Conversation {
  /** Everything that came, with plain line ends; on a terminal also what was typed. */
  readonly seen: string;
  type(line: string): void;
  until(condition: () => boolean, what: string): Promise<void>;
  /** The exit code, when it has ended by itself. */
  end(): Promise<number>;
  close(): Promise<void>;
}

/** The program on a real pseudo-terminal that can do nothing but print. */
export function onDumbTerminal(
  desk: Pick<Desk, 'env' | 'folder'>,
  args: readonly string[],
  columns = 100,
): Conversation {
  const terminal = new Terminal(process.execPath, [holdfast, ...args], {
    columns,
    env: { ...desk.env, TERM: 'dumb' },
    cwd: desk.folder,
  });
  return {
    get seen() {
      return terminal.bytes.replaceAll('\r\n', '\n');
    },
    type: (line) => terminal.press(`${line}\r`),
    until: (condition, what) => terminal.until(condition, what),
    end: async () => (await terminal.end()).code,
    close: () => terminal.close(),
  };
}

/** The program with its input and output in pipes. */
export function throughPipe(desk: Desk, args: readonly string[], options: RunOptions = {}): Conversation {
  const child = desk.spawn(args, options);
  let seen = '';
  let code: number | undefined;
  const waiting = new Set<() => void>();
  const look = (): void => {
    for (const each of waiting) each();
  };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (data: string) => {
      seen += data;
      look();
    });
  child.on('close', (ended) => {
    code = ended ?? -1;
    look();
  });
  const until = (condition: () => boolean, what: string): Promise<void> =>
    new Promise((done, failed) => {
      const leave = (): void => {
        clearTimeout(timer);
        waiting.delete(check);
      };
      const fail = (why: string): void => {
        leave();
        failed(new Error(`${why} while waiting to ${what}. Last seen:\n${seen.slice(-4000)}`));
      };
      const check = (): void => {
        if (condition()) {
          leave();
          done();
        } else if (code !== undefined) fail(`The program ended (${code})`);
      };
      const timer = setTimeout(() => fail('Nothing came'), PATIENCE);
      waiting.add(check);
      check();
    });
  return {
    get seen() {
      return seen;
    },
    type: (line) => void child.stdin.write(`${line}\n`),
    until,
    async end() {
      child.stdin.end();
      await until(() => code !== undefined, 'see the end');
      return code ?? -1;
    },
    close: async () => void child.kill('SIGKILL'),
  };
}
