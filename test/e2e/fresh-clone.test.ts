import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/** Long, because a fresh clone installs everything; what it ends is a hang. */
const patience = 900_000;

test(
  'npm start in a fresh clone, without a terminal, sets up by itself and plays the flood to its end',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-clone-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const clone = join(folder, 'holdfast');
    await run('git', ['clone', '--quiet', '--no-hardlinks', root, clone]);

    const { npm_config_cache: cache, ...env } = process.env;
    const child = run('npm', ['start'], {
      cwd: clone,
      timeout: patience,
      maxBuffer: 64 * 1024 * 1024,
      env: {
        ...env,
        ...(cache !== undefined && { npm_config_cache: cache }),
        TMPDIR: folder,
        XDG_STATE_HOME: join(folder, 'state'),
        XDG_CONFIG_HOME: join(folder, 'config'),
        HOLDFAST_DB: join(folder, 'real.db'),
      },
    });
    child.child.stdin?.end();
    const { stdout } = await child;

    expect(stdout).toMatch(/\[DRILL flood-\d+\]/);
    expect(stdout).toContain('Runbook ended: Data-centre flood (resolved)');
    const review = /The review was written: (.+)$/m.exec(stdout)?.[1] ?? '';
    expect(readFileSync(review, 'utf8')).toMatch(/^\*\*TLP:AMBER\*\*\n\n# .*[Ff]lood/);
    // The demonstration has a database of its own.
    expect(existsSync(join(folder, 'real.db'))).toBe(false);
  },
  patience,
);
