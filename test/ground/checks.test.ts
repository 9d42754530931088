import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checks } from '../../scripts/verify/checks.mjs';
import { forbiddenWords } from '../../scripts/verify/words.mjs';

const root = join(import.meta.dirname, '../..');
const settings = ['tsconfig.json', '.oxlintrc.json', '.oxfmtrc.json', '.dependency-cruiser.mjs', '.gitignore'];
let folder: string;

/** A project of two rooms in which every check holds. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-checks-'));
  for (const file of settings) cpSync(join(root, file), join(folder, file));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  write('package.json', '{\n  "name": "fixture",\n  "type": "module"\n}\n');
  write('knip.json', '{ "entry": ["src/*/index.ts"], "project": ["src/**/*.ts"], "ignore": [".*"] }\n');
  write('src/text/index.ts', 'export const shout = (words: string): string => `${words}!`;\n');
  write(
    'src/guide/index.ts',
    "import { shout } from '../text/index.ts';\n\nexport const alarm = (): string => shout('Water');\n",
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string) {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function run(name: string) {
  const check = checks.find((each) => each.name === name);
  if (check === undefined) throw new Error(`there is no check ${name}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, check.args, { cwd: folder, encoding: 'utf8' });
  return { holds: status === 0, said: stdout + stderr };
}

test.each(['types', 'lint', 'format', 'unused', 'rooms'])('%s: holds where nothing is wrong', (name) => {
  expect(run(name)).toEqual({ holds: true, said: expect.any(String) });
});

test.each([
  ['types', 'an index that may lead nowhere', 'export const first = (all: string[]): string => all[0];\n', 'TS2322'],
  ['types', 'an enum', 'export enum Level {\n  high,\n}\n', 'TS1294'],
  [
    'lint',
    'a promise nobody waits for',
    'export const go = (): void => {\n  Promise.resolve(1);\n};\n',
    'no-floating-promises',
  ],
  ['lint', 'a clock in a pure room', 'export const now = (): number => Date.now();\n', 'no-restricted-properties'],
  [
    'lint',
    'the process in a pure room',
    'export const where = (): string => process.cwd();\n',
    'no-restricted-globals',
  ],
  ['lint', 'an any', 'export const loose = (value: any): string => String(value);\n', 'no-explicit-any'],
  ['format', 'a line nobody formatted', 'export const a   = 1\n', 'src/text/more.ts'],
  ['unused', 'an export nobody uses', 'export const nobody = 1;\n', 'src/text/more.ts'],
])('%s: finds %s', (name, _what, code, words) => {
  write('src/text/more.ts', code);
  const { holds, said } = run(name);
  expect(said).toContain(words);
  expect(holds).toBe(false);
});

describe('the table of rooms', () => {
  test.each([
    [
      'room-text',
      'a room below, even for a type',
      'src/text/up.ts',
      "import type { alarm } from '../guide/index.ts';\nexport type A = typeof alarm;\n",
    ],
    [
      'room-timeline',
      'a room the table does not give it',
      'src/timeline/index.ts',
      "export { alarm } from '../guide/index.ts';\n",
    ],
    [
      'room-text',
      'a room below, loaded late',
      'src/text/up.ts',
      "export const late = () => import('../guide/index.ts');\n",
    ],
    ['through-the-index', 'past the index', 'src/guide/past.ts', "export { inner } from '../text/inner.ts';\n"],
    ['no-cycle', 'a cycle', 'src/text/a.ts', "export { b } from './b.ts';\nexport const a = 1;\n"],
    ['pure-room', 'a file in a pure room', 'src/text/file.ts', "export { readFileSync } from 'node:fs';\n"],
    ['unknown-room', 'a room nobody knows', 'src/attic/index.ts', "export { shout } from '../text/index.ts';\n"],
    [
      'ink-in-tui-alone',
      'Ink outside the screen',
      'src/cli/screen.tsx',
      "import { Box } from 'ink';\n\nexport const Screen = () => <Box />;\n",
    ],
    ['resolvable', 'an import that leads nowhere', 'src/text/lost.ts', "export { gone } from './gone.ts';\n"],
  ])('%s: finds %s', (rule, _what, file, code) => {
    write('src/text/inner.ts', 'export const inner = 1;\n');
    write('src/text/b.ts', "export { a } from './a.ts';\nexport const b = 1;\n");
    if (rule !== 'no-cycle') rmSync(join(folder, 'src/text/b.ts'));
    write(file, code);
    const { holds, said } = run('rooms');
    expect(said).toContain(`error ${rule}: ${file}`);
    expect(holds).toBe(false);
  });

  test('an entry file made for loading late may be imported by its name', () => {
    write('src/text/heavy.entry.ts', 'export const heavy = 1;\n');
    write('src/guide/late.ts', "export const late = () => import('../text/heavy.entry.ts');\n");
    expect(run('rooms')).toMatchObject({ holds: true });
  });
});

describe('words', () => {
  test.each([
    ['a path of a machine', ['see /wo', 'rk/main/src'].join('')],
    ['a home folder', ['cd /ho', 'me/ada/holdfast'].join('')],
    ['a registry host', ['https://registry.', 'npmjs.org/ink'].join('')],
    ['a lock file that names hosts', ['"resolved', '": "https://example.org/ink.tgz"'].join('')],
    ['talk of how it was written', ['written by an A', 'I assistant'].join('')],
  ])('finds %s', (_what, text) => {
    expect(forbiddenWords(`first\n${text}`)).toMatchObject([{ line: 2 }]);
  });

  test('leaves ordinary words alone', () => {
    const ordinary = ['The agents of the duty officer work on /srv/wo', 'rk/ and said so; email, maintain.'].join('');
    expect(forbiddenWords(ordinary)).toEqual([]);
  });
});
