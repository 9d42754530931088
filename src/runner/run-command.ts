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
  const result = await execa(program, words, {
    cwd: options.folder,
    timeout: options.timeout,
    forceKillAfterDelay: 5000,
    stdin: 'ignore',
    reject: false,
    stripFinalNewline: true,
    maxBuffer: 8 * 1024 * 1024,
    // A runbook's own script lies beside it and is named relative to the runbook's folder.
    preferLocal: false,
  });
  return {
    ...(result.exitCode !== undefined && { exitCode: result.exitCode }),
    ...(result.signal !== undefined && { signal: result.signal }),
    timedOut: result.timedOut,
    stdout: tail(result.stdout),
    stderr: tail(result.stderr !== '' || result.exitCode !== undefined ? result.stderr : (result.shortMessage ?? '')),
  };
}

const tail = (text: string): string => (text.length > mostOutput ? `… ${text.slice(-mostOutput)}` : text);
