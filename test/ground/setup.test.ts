import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { alone } from '../../scripts/setup/lock.mjs';
import { isCurrent, stampFiles, wantedStamp } from '../../scripts/setup/stamps.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-setup-'));
  write('package-lock.json', '{}');
  write('src/cli/main.ts', 'one');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string) {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function stamp(what: 'dependencies' | 'validators' | 'build') {
  write(stampFiles[what], wantedStamp(folder, what));
}

test('a build is stale once a source has changed, and only then', () => {
  expect(isCurrent(folder, 'build')).toBe(false);
  stamp('build');
  expect(isCurrent(folder, 'build')).toBe(true);
  write('src/cli/main.ts', 'two');
  expect(isCurrent(folder, 'build')).toBe(false);
});

test('a file that was added or renamed makes it stale too; one that set-up generates does not', () => {
  stamp('build');
  write('src/runbook/validators.generated.js', 'made');
  expect(isCurrent(folder, 'build')).toBe(true);
  write('src/cli/other.ts', '');
  expect(isCurrent(folder, 'build')).toBe(false);
});

test('the validators follow the schemas, the dependencies the lock file', () => {
  stamp('validators');
  stamp('dependencies');
  write('schemas/runbook.schema.json', '{}');
  expect([isCurrent(folder, 'validators'), isCurrent(folder, 'dependencies')]).toEqual([false, true]);
  write('package-lock.json', '{ }');
  expect(isCurrent(folder, 'dependencies')).toBe(false);
});

test('two set-ups never work at the same time', async () => {
  const seen: string[] = [];
  const work = (name: string) =>
    alone(folder, async () => {
      seen.push(`${name} in`);
      await new Promise((done) => setImmediate(done));
      seen.push(`${name} out`);
    });
  await Promise.all([work('a'), work('b')]);
  expect(seen).toHaveLength(4);
  expect([seen[0]?.[0], seen[2]?.[0]]).toEqual([seen[1]?.[0], seen[3]?.[0]]);
});

test('the lock of a set-up that died is taken over, and none is left behind', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  write('.tools/lock/pid', String(pid));
  await expect(alone(folder, () => Promise.resolve('done'))).resolves.toBe('done');
  expect(existsSync(join(folder, '.tools/lock'))).toBe(false);
});

test('a set-up that fails gives the lock back', async () => {
  await expect(alone(folder, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
  expect(existsSync(join(folder, '.tools/lock'))).toBe(false);
});
