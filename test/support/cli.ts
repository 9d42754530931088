import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { holdToSchema } from './answers.ts';
import { everything, setup } from '../../scripts/setup.mjs';

/** The executable, as a user starts it. */
export const holdfast = join(import.meta.dirname, '../../bin/holdfast.js');

/** For `beforeAll`: the program of today's sources stands in `dist`. */
export async function built(): Promise<void> {
  await setup(everything);
}

export interface Ended {
  /** The exit code; -1 where a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export type Env = Readonly<Record<string, string | undefined>>;

export interface RunOptions {
  /** What comes in on standard input; nothing where it is left out. */
  readonly input?: string | Uint8Array;
  readonly env?: Env;
  readonly cwd?: string;
}

/** A user's home of its own: database, settings, state; gone when the test is over. */
export class Desk {
  readonly folder: string;
  readonly db: string;
  readonly env: Env;

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'holdfast-desk-'));
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
    this.db = join(this.folder, 'timeline.db');
    this.env = environmentIn(this.folder, this.db);
  }

  /** A file of this desk. */
  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  /** Runs the program to its end. What it answers with `--json` must fit its schema. */
  async run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
    const child = this.spawn(args, options);
    const ended = once(child, 'close');
    const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
    // Who ends without reading has no use for the rest.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    const [code] = (await ended) as [number | null];
    const all = { code: code ?? -1, stdout: await stdout, stderr: await stderr };
    holdToSchema(args, all);
    return all;
  }

  /** As {@link run}, with the answer read as the one JSON document that it is. @throws where it failed. */
  async json(args: readonly string[], options: RunOptions = {}): Promise<unknown> {
    const ended = await this.run([...args, '--json'], options);
    if (ended.code !== 0) throw new Error(`holdfast ${args.join(' ')} ended with ${ended.code}: ${ended.stderr}`);
    return JSON.parse(ended.stdout);
  }

  /** The same, bytes as they came. */
  async bytes(args: readonly string[], options: RunOptions = {}): Promise<Buffer> {
    const child = this.spawn(args, options);
    child.stdin.end();
    return buffer(child.stdout);
  }

  /** Starts the program, to be spoken with or ended. */
  spawn(args: readonly string[], options: RunOptions = {}): ChildProcessByStdio<Writable, Readable, Readable> {
    const child = spawn(process.execPath, [holdfast, ...args], {
      cwd: options.cwd ?? this.folder,
      env: { ...this.env, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    return child;
  }
}

/** Nothing of the person who runs the tests reaches the program. */
function environmentIn(folder: string, db: string): Env {
  return {
    PATH: process.env['PATH'],
    HOME: folder,
    USER: 'astrid',
    TZ: 'UTC',
    LANG: 'C.UTF-8',
    HOLDFAST_DB: db,
    XDG_STATE_HOME: join(folder, 'state'),
    XDG_CONFIG_HOME: join(folder, 'config'),
  };
}
