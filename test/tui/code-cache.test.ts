import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadCompiled } from '../../src/tui/code-cache.entry.ts';

let folder = '';
let beside = '';
const cacheFolder = (): string => join(folder, 'cache', 'holdfast');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-cache-'));
  beside = pathToFileURL(join(folder, 'main.js')).href;
  writeFileSync(
    join(folder, 'screen-1.js'),
    'exports.add = (a, b) => a + b; exports.join = require("node:path").join;',
  );
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  vi.stubEnv('NODE_DISABLE_COMPILE_CACHE', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const add = (exports: unknown): number => (exports as { add: (a: number, b: number) => number }).add(2, 3);

test('a script runs, and what was compiled is kept once, for this person alone', () => {
  const loaded = loadCompiled('./screen-1.js', beside);
  expect(add(loaded.exports)).toBe(5);
  loaded.keep();
  const [name = ''] = readdirSync(cacheFolder());
  expect(name).toContain(process.version);
  expect(statSync(join(cacheFolder(), name)).mode & 0o077).toBe(0);
  const first = readFileSync(join(cacheFolder(), name));
  const again = loadCompiled('./screen-1.js', beside);
  expect(add(again.exports)).toBe(5);
  writeFileSync(join(cacheFolder(), name), 'untouched');
  again.keep();
  expect(readFileSync(join(cacheFolder(), name), 'utf8')).toBe('untouched');
  expect(first.length).toBeGreaterThan(100);
});

test('a damaged cache is passed over and made again', () => {
  // Another script: what this process compiled before it would not compile again.
  writeFileSync(join(folder, 'screen-2.js'), 'exports.add = (a, b) => b + a;');
  mkdirSync(cacheFolder(), { recursive: true });
  const file = join(cacheFolder(), `screen-2.js-${process.version}-${process.arch}`);
  writeFileSync(file, 'nonsense');
  const loaded = loadCompiled('./screen-2.js', beside);
  expect(add(loaded.exports)).toBe(5);
  loaded.keep();
  expect(readFileSync(file).length).toBeGreaterThan(100);
});

test('where nothing can be written, nothing is said', () => {
  vi.stubEnv('XDG_CACHE_HOME', '/dev/null/nowhere');
  const loaded = loadCompiled('./screen-1.js', beside);
  expect(add(loaded.exports)).toBe(5);
  expect(() => loaded.keep()).not.toThrow();
});
