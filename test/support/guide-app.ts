import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { settings } from '../../scripts/build.mjs';
import { Terminal, type TerminalOptions } from './terminal.ts';

/** The guide as a program of its own (`test/tui/apps/guide.ts`), and the terminals of a test: each is closed when its test is over. */
export interface GuideApp {
  /** A command in a pseudo-terminal. */
  terminal(command: string, args: readonly string[], options?: TerminalOptions): Terminal;
  /** The guide, not waited for. */
  begun(options?: TerminalOptions): Terminal;
  /** The guide as it stands when it has been drawn. */
  guide(options?: TerminalOptions): Promise<Terminal>;
  /** A shell of one's own, in which the guide is a child as everywhere: `"$NODE" "$APP"`. */
  shell(env?: TerminalOptions['env']): Promise<Terminal>;
  /** The bundled program. */
  readonly file: string;
}

/** Bundles the guide with the product's own settings, patches included, for the tests of a file. */
export function guideApp(): GuideApp {
  let folder: string;
  let open: Terminal[] = [];

  beforeAll(async () => {
    folder = await bundled('test/tui/apps/guide.ts');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(async () => {
    await Promise.all(open.map((terminal) => terminal.close()));
    open = [];
  });

  return {
    get file() {
      return join(folder, 'main.js');
    },
    terminal(command, args, options) {
      const made = new Terminal(command, args, options);
      open.push(made);
      return made;
    },
    begun(options) {
      return this.terminal(process.execPath, [this.file], options);
    },
    async guide(options) {
      const screen = this.begun(options);
      await screen.see('Get everyone out');
      return screen;
    },
    async shell(env = {}) {
      const made = this.terminal('bash', ['--norc', '--noprofile', '-i'], {
        env: { PS1: 'sh> ', APP: this.file, NODE: process.execPath, ...env },
      });
      await made.see('sh>');
      return made;
    },
  };
}

async function bundled(entry: string): Promise<string> {
  const outdir = mkdtempSync(join(tmpdir(), 'holdfast-app-'));
  const { outputFiles } = await build({ ...settings({ entry, outdir }), write: false });
  for (const file of outputFiles) {
    mkdirSync(dirname(file.path), { recursive: true });
    writeFileSync(file.path, file.contents);
  }
  writeFileSync(join(outdir, 'package.json'), '{"type":"module"}');
  return outdir;
}
