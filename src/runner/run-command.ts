import type { Readable } from 'node:stream';
import { execa } from 'execa';

/** How a command ended. Text is raw: it came from a program. */
export interface CommandResult {
  readonly exitCode?: number;
  readonly signal?: string;
  readonly timedOut: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** More than this of a stream is cut from its front: the end of an output says what went wrong. Bytes. */
const mostOutput = 64 * 1024;

/**
 * Runs a program without a shell, its standard input closed, and waits for its end or its time limit (then it is
 * asked to stop, and killed five seconds later). Never throws: a program that cannot be started is a result too.
 *
 * @param command The program and its arguments, as data: no shell reads them.
 * @param options `folder` to start in; `timeout` in milliseconds.
 */
export async function runCommand(
  command: readonly string[],
  options: { readonly folder: string; readonly timeout: number },
): Promise<CommandResult> {
  const [program = '', ...words] = command;
  const running = execa(program, words, {
    cwd: options.folder,
    timeout: options.timeout,
    forceKillAfterDelay: 5000,
    stdin: 'ignore',
    reject: false,
    // Kept here, as far as it is: execa would stop a program that says much.
    buffer: false,
  });
  const stdout = new Tail(running.stdout);
  const stderr = new Tail(running.stderr);
  const result = await running;
  const said = stderr.text;
  return {
    ...(result.exitCode !== undefined && { exitCode: result.exitCode }),
    ...(result.signal !== undefined && { signal: result.signal }),
    timedOut: result.timedOut,
    stdout: stdout.text,
    stderr: said !== '' || result.exitCode !== undefined ? said : (result.shortMessage ?? ''),
  };
}

/** The end of what a program says, however much that is. */
class Tail {
  #bytes: Buffer = Buffer.alloc(0);
  #parts: Buffer[] = [];
  #waiting = 0;
  #isCut = false;

  constructor(stream: Readable) {
    stream.on('data', (part: Buffer) => {
      this.#parts.push(part);
      this.#waiting += part.length;
      if (this.#waiting > mostOutput) this.#gather();
    });
  }

  /** Without its last line end. */
  get text(): string {
    this.#gather();
    const text = this.#bytes.toString().replace(/\r?\n$/, '');
    return this.#isCut ? `… ${text}` : text;
  }

  #gather(): void {
    const all = Buffer.concat([this.#bytes, ...this.#parts]);
    const from = startOfCharacter(all, all.length - mostOutput);
    this.#isCut ||= from > 0;
    this.#bytes = all.subarray(from);
    this.#parts = [];
    this.#waiting = 0;
  }
}

/** That place, or the first behind it at which a character begins in UTF-8. */
function startOfCharacter(bytes: Buffer, place: number): number {
  let from = Math.max(0, place);
  while (from > 0 && ((bytes[from] ?? 0) & 0xc0) === 0x80) from += 1;
  return from;
}
