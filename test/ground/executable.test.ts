import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const keeping = 'scripts/build/run-and-keep.cjs';
let folder: string;

/** An installed holdfast with nothing in it but the executable. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-bin-'));
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, 'scripts/build'), { recursive: true });
  for (const file of ['package.json', 'bin/package.json', 'bin/holdfast.js', 'bin/load.js', keeping])
    copyFileSync(join(root, file), join(folder, file));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(args: string[], versions: Record<string, string> = {}) {
  const pretend = join(folder, 'pretend.cjs');
  const told = JSON.stringify(versions);
  writeFileSync(pretend, `Object.defineProperty(process, 'versions', { value: { ...process.versions, ...${told} } });`);
  return spawnSync(process.execPath, ['--require', pretend, join(folder, 'bin/holdfast.js'), ...args], {
    encoding: 'utf8',
  });
}

describe('the executable', () => {
  test.each([
    ['18.20.0', '9'],
    ['20.20.2', '9'],
    ['22.13.0', '9'],
    ['22.16.0', '10'],
  ])('on Node %s it says in one line what it needs, and loads nothing', (version, napi) => {
    const { status, stdout, stderr } = run(['list'], { node: version, napi });
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(new RegExp(`^holdfast: needs Node 22\\.17 or newer, this is ${version}\\. [^\\n]+\\n$`));
  });

  test('a Node without Node-API 10 is too old, whatever it calls itself', () => {
    expect(run([], { napi: '9' }).status).toBe(2);
  });

  test('it tells its version without the program being there', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(run(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
    expect(run(['--version', '--json'])).toMatchObject({ status: 0, stdout: `{"version":"${version}"}\n`, stderr: '' });
  });

  test('where nothing is built it says how to build, without a stack', () => {
    const { status, stderr } = run(['list']);
    expect(status).toBe(2);
    expect(stderr).toBe('holdfast: this checkout is not built yet. Run "npm run setup".\n');
  });

  test('a defect inside the program is not mistaken for a missing build', () => {
    script('main.js', "require('./gone.js');");
    const { status, stderr } = run(['list']);
    expect(status).not.toBe(0);
    expect(stderr).toContain('gone.js');
  });
});

describe('what was compiled once is kept beside the script', () => {
  const caches = (): string[] => readdirSync(join(folder, 'dist')).filter((name) => name.endsWith('.cache'));
  const greeting = (word: string): string =>
    `const greet = require('./greet.js'); process.stdout.write(greet.greet('${word}') + greet.greet('!'));`;

  beforeEach(() => {
    script('main.js', greeting('Ahoy'));
    script('greet.js', 'exports.greet = (word) => word.toUpperCase();');
    spawnSync(process.execPath, [join(folder, keeping)], { encoding: 'utf8' });
  });

  test('for each script that ran, and it runs from there as before', () => {
    expect(caches().map((name) => name.split('.')[0])).toEqual(['greet', 'main']);
    expect(run([])).toMatchObject({ status: 0, stdout: 'AHOY!', stderr: '' });
  });

  test('a damaged one is passed over', () => {
    for (const name of caches()) writeFileSync(join(folder, 'dist', name), 'nonsense');
    expect(run([])).toMatchObject({ status: 0, stdout: 'AHOY!', stderr: '' });
  });

  test('a script that changed without changing its length is not taken for the old one', () => {
    script('main.js', greeting('Ohoy'));
    expect(run([]).stdout).toBe('OHOY!');
  });
});

/** A script as the build writes it. */
function script(name: string, code: string): void {
  mkdirSync(join(folder, 'dist'), { recursive: true });
  const mark = createHash('sha256').update(code).digest('hex').slice(0, 12);
  writeFileSync(
    join(folder, 'dist', name),
    `/*${mark}*/(function(exports,require,module,loadScript,__filename){${code}})`,
  );
}
