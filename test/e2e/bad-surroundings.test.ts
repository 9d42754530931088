import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { built, Desk, holdfast } from '../support/cli.ts';
import { organisation, smallFlood } from '../support/small-flood.ts';
import { keys, Terminal } from '../support/terminal.ts';

async function inAFlood(): Promise<Desk> {
  const desk = new Desk();
  mkdirSync(desk.path('runbooks'));
  writeFileSync(desk.path('runbooks', 'small-flood.yaml'), smallFlood);
  writeFileSync(desk.path('runbooks', 'organisation.yaml'), organisation);
  await desk.json(['start', 'small-flood']);
  return desk;
}

const headOf = async (desk: Desk): Promise<unknown> =>
  ((await desk.json(['status', '-i', 'flood-1'])) as { head: unknown }).head;

describe('a terminal too small', () => {
  beforeAll(built);

  test('for the screen: it says how large it must be, takes no key for an act, and goes on when it is larger', async () => {
    const desk = await inAFlood();
    const before = await headOf(desk);
    const terminal = new Terminal(process.execPath, [holdfast, 'guide', '-i', 'flood-1'], {
      columns: 30,
      rows: 8,
      env: desk.env,
      cwd: desk.folder,
    });
    onTestFinished(() => terminal.close());
    await terminal.see('This terminal is 30x8. The guide needs 60x20. Make the window larger');
    await terminal.see('holdfast guide --plain -i flood-1');
    terminal.press('d', '1', keys.enter);
    // The keys are read before the frame of another size that is too small too.
    terminal.resize(31, 8);
    await terminal.see('This terminal is 31x8.');
    terminal.resize(80, 24);
    await terminal.see('Get everyone out');
    terminal.press('q');
    await terminal.see(/holdfast guide -i flood-1/);
    expect((await terminal.end()).code).toBe(0);
    expect(await headOf(desk)).toEqual(before);
  });

  test('what it tells to type can be typed on a fresh clone too, where nobody has the command', async () => {
    const desk = await inAFlood();
    const env = { ...desk.env, npm_lifecycle_event: 'start' };
    const began = { columns: 40, rows: 8, env, cwd: desk.folder };
    const guide = new Terminal(process.execPath, [holdfast, 'guide', '-i', 'flood-1'], began);
    onTestFinished(() => guide.close());
    await guide.see(/npm start -- guide --plain\s+-i\s+flood-1/);
    const nothingYet = { ...began, env: { ...env, HOLDFAST_DB: desk.path('empty.db') } };
    const home = new Terminal(process.execPath, [holdfast], nothingYet);
    onTestFinished(() => home.close());
    await home.see(/press q\s+and\s+type:\s+npm\s+start\s+--\s+help/);
    home.resize(80, 24);
    await home.see('What do you see?');
    home.press('?');
    await home.see('typed commands too: npm start -- help.');
  });

  test('line by line it still works, on 20 columns', async () => {
    const desk = await inAFlood();
    const terminal = new Terminal(process.execPath, [holdfast, 'guide', '--plain', '-i', 'flood-1'], {
      columns: 20,
      rows: 60,
      env: { ...desk.env, TERM: 'dumb' },
      cwd: desk.folder,
    });
    onTestFinished(() => terminal.close());
    await terminal.see(/Leave the\s+guide\s+>\s*$/);
    terminal.press('n Narrow here\r');
    await terminal.see(/Narrow\s+here\s+>\s*$/);
    terminal.press('quit\r');
    expect((await terminal.end()).code).toBe(0);
    expect(Math.max(...terminal.bytes.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(20);
  });
});

describe('no home', () => {
  beforeAll(built);
  const homeless = { HOME: undefined, XDG_STATE_HOME: undefined, XDG_CONFIG_HOME: undefined, HOLDFAST_DB: undefined };

  test('nowhere to keep a timeline: said in one line with what to do, and nothing is made', async () => {
    const desk = new Desk();
    // Neither the variable nor the list of users gives this user a home.
    const child = spawnSync(process.execPath, [holdfast, 'declare', 'Fire'], {
      cwd: desk.folder,
      env: { ...desk.env, ...homeless, NODE_DISABLE_COMPILE_CACHE: '1', NODE_OPTIONS: `--require ${noHome(desk)}` },
      encoding: 'utf8',
    });
    expect(child).toMatchObject({ status: 5, stdout: '' });
    expect(child.stderr).toBe(
      'holdfast: There is no home folder to keep timeline and settings in. Set HOME, or XDG_STATE_HOME and XDG_CONFIG_HOME; the timeline alone can be named: --db FILE or HOLDFAST_DB.\n',
    );
  });

  test('with a database named all works; that this terminal is not remembered is said', async () => {
    const desk = new Desk();
    const env = { ...homeless, NODE_OPTIONS: `--require ${noHome(desk)}` };
    const db = ['--db', desk.db];
    expect(await desk.run(['declare', 'Fire', ...db], { env })).toMatchObject({ code: 0 });
    expect(await desk.run(['n', 'Smoke', ...db, '-i', 'incident-1'], { env })).toMatchObject({ code: 0, stderr: '' });
    expect(await desk.run(['use', 'incident-1', ...db], { env })).toMatchObject({
      code: expect.toSatisfy((code: number) => code !== 0) as number,
      stderr: expect.stringMatching(/^holdfast: [^\n]+\n$/) as string,
    });
  });

  test('a working folder that is gone does not matter where names are whole', async () => {
    const desk = await inAFlood();
    mkdirSync(desk.path('gone'));
    const child = spawnSync(
      '/bin/sh',
      ['-c', `rmdir ../gone && "${process.execPath}" "${holdfast}" n Still -i flood-1`],
      { cwd: desk.path('gone'), env: { ...desk.env }, encoding: 'utf8' },
    );
    expect([child.status, child.stdout]).toEqual([0, expect.stringContaining('Still')]);
  });
});

/** A system that knows no home for this user. */
function noHome(desk: Desk): string {
  const file = desk.path('no-home.cjs');
  writeFileSync(
    file,
    "require('node:os').homedir = () => { throw new Error('ENOENT'); }; require('node:module').syncBuiltinESMExports();",
  );
  return file;
}

describe('bytes that are not UTF-8', () => {
  beforeAll(built);

  test.each([
    ['a note', 'n "$(printf \'\\377\\376\')" -i flood-1'],
    ['a fact', 'fact "caller=$(printf \'a\\303\')" -i flood-1'],
    ['a title', 'declare "$(printf \'caf\\351\')"'],
    ['who', 'n x --by "$(printf \'caf\\351\')" -i flood-1'],
  ])('in arguments, %s: refused, and nothing is written', async (_, command) => {
    const desk = await inAFlood();
    const before = readFileSync(desk.db);
    const child = spawnSync('/bin/sh', ['-c', `"${process.execPath}" "${holdfast}" ${command}`], {
      cwd: desk.folder,
      env: { ...desk.env },
      encoding: 'utf8',
    });
    expect([child.status, child.stdout]).toEqual([2, '']);
    expect(child.stderr).toMatch(/^holdfast: [^\n]*not UTF-8[^\n]*\n$/);
    expect(readFileSync(desk.db).equals(before)).toBe(true);
  });

  test('on standard input: what came before is kept, the rest is refused', async () => {
    const desk = await inAFlood();
    const input = Buffer.concat([
      Buffer.from('n Before\n'),
      Buffer.from([0x6e, 0x20, 0xff, 0xfe, 0x0a]),
      Buffer.from('n After\n'),
    ]);
    const ended = await desk.run(['guide', '--plain', '-i', 'flood-1'], { input });
    expect(ended.code).not.toBe(0);
    expect(ended.stdout + ended.stderr).toMatch(/not UTF-8/);
    const log = (await desk.run(['log', '-i', 'flood-1'])).stdout;
    expect(log).toContain('Note: Before');
    expect(log).not.toMatch(/After|\ufffd/);
    expect(await desk.json(['verify', '-i', 'flood-1'])).toMatchObject({ ok: true });
  });

  test('on standard input, a line longer than anybody types: what came before is kept, and nothing of it is cut and taken', async () => {
    const desk = await inAFlood();
    for (const long of ['x'.repeat(70_000), `${'x'.repeat(70_000)}\nn After\n`]) {
      const ended = await desk.run(['guide', '--plain', '-i', 'flood-1'], { input: `n Before\nn ${long}` });
      expect(ended.code).not.toBe(0);
      expect(ended.stderr).toMatch(
        /^holdfast: A line on standard input is longer than 65536 characters; nothing of it was taken\. [^\n]*\n$/,
      );
    }
    const log = (await desk.run(['log', '-i', 'flood-1'])).stdout;
    expect(log.match(/Note: Before/g)).toHaveLength(2);
    expect(log).not.toMatch(/After|xxx/);
  });

  test('in the settings: named and passed over; what was to be recorded is', async () => {
    const desk = await inAFlood();
    mkdirSync(desk.path('config', 'holdfast'), { recursive: true });
    writeFileSync(desk.path('config', 'holdfast', 'config.json'), Buffer.from('{"name":"caf\u00e9"}', 'latin1'));
    const ended = await desk.run(['n', 'the pump is silent', '-i', 'flood-1']);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toMatch(/^holdfast: [^\n]*config\.json[^\n]*\n$/);
    expect((await desk.run(['log', '-i', 'flood-1'])).stdout).toContain('the pump is silent');
    expect((await desk.run(['config'])).code).not.toBe(0);
  });
});

describe('a folder that cannot be made', () => {
  beforeAll(built);

  // There "no such folder" is the answer to making one, and whoever makes folders until there are all goes round for ever.
  test.skipIf(process.platform !== 'linux')(
    'the one of the settings: said in one line, and that is the end',
    async () => {
      const desk = new Desk();
      const ended = await desk.run(['config', 'name', 'Ida Juhl'], { env: { XDG_CONFIG_HOME: '/proc/gone' } });
      expect(ended).toEqual({
        code: 5,
        stdout: '',
        stderr:
          'holdfast: /proc/gone/holdfast/config.json cannot be written (ENOENT). There is no such folder: make it, or name another.\n',
      });
    },
  );
});

describe('no folder for what is there for a while', () => {
  beforeAll(built);

  test.each(['gone', 'file'])('a demonstration says so, %s', async (name) => {
    const desk = new Desk();
    writeFileSync(desk.path('file'), '');
    expect(await desk.run(['demo'], { env: { TMPDIR: desk.path(name) } })).toEqual({
      code: 5,
      stdout: '',
      stderr: expect.stringMatching(
        /^holdfast: No folder can be made in \S+ \(E\w+\)\. Name one that is there and may be written to: TMPDIR=FOLDER\n$/,
      ) as string,
    });
  });
});

describe('a Node too old', () => {
  beforeAll(built);

  test.each(['18.20.8', '20.20.2', '22.16.0'])(
    '%s: one line that says what to do, nothing loaded and nothing made',
    (version) => {
      const desk = new Desk();
      const pretend = desk.path('pretend.cjs');
      writeFileSync(
        pretend,
        `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}', napi: '9' } });`,
      );
      for (const args of [['declare', 'Fire'], ['guide'], []]) {
        const child = spawnSync(process.execPath, ['--require', pretend, holdfast, ...args], {
          cwd: desk.folder,
          env: { ...desk.env },
          encoding: 'utf8',
        });
        expect([child.status, child.signal, child.stdout]).toEqual([2, null, '']);
        expect(child.stderr).toBe(
          `holdfast: needs Node 22.17 or newer, this is ${version}. Install Node 22 or 24, or use "npm start" in a checkout, which brings its own.\n`,
        );
      }
      rmSync(pretend);
      expect(existsSync(desk.db)).toBe(false);
    },
  );
});
