import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { built, Desk, holdfast } from '../support/cli.ts';
import { fill, noRoom } from '../support/no-room.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

const oneLine = /^holdfast: [^\n]+\n$/;

async function declared(): Promise<Desk> {
  const desk = floodDesk();
  await desk.json(['declare', 'Water']);
  return desk;
}

describe('a database that cannot be used is said in one line, and left as it was', () => {
  test('not ours: text, another program’s, a folder', async () => {
    const desk = new Desk();
    writeFileSync(desk.path('text.db'), 'Shopping list\n'.repeat(500));
    const other = new Database(desk.path('other.db'));
    other.exec('CREATE TABLE songs (title TEXT)');
    other.close();
    mkdirSync(desk.path('folder.db'));
    for (const file of ['text.db', 'other.db', 'folder.db']) {
      const bytes = (): Buffer | undefined => (file === 'folder.db' ? undefined : readFileSync(desk.path(file)));
      const before = bytes();
      for (const args of [['declare', 'Water'], ['list'], ['n', 'x', '-i', 'a']]) {
        const ended = await desk.run([...args, '--db', file]);
        expect([file, args, ended.code, ended.stderr]).toEqual([file, args, 5, expect.stringMatching(oneLine)]);
        expect(ended.stderr).toContain('not a timeline of holdfast');
      }
      expect(bytes()).toEqual(before);
    }
  });

  test('of a newer holdfast', async () => {
    const desk = await declared();
    const database = new Database(desk.db);
    database.pragma('user_version = 99');
    database.close();
    for (const args of [['n', 'x'], ['list'], ['status']]) {
      const ended = await desk.run(args);
      expect([args, ended.code, ended.stderr]).toEqual([args, 5, expect.stringMatching(/newer/)]);
    }
  });

  test('locked by another for too long', async () => {
    const desk = await declared();
    const other = new Database(desk.db);
    other.exec('BEGIN IMMEDIATE');
    const ended = await desk.run(['n', 'x']);
    other.exec('ROLLBACK');
    other.close();
    expect(ended).toMatchObject({
      code: 5,
      stderr: expect.stringMatching(/^holdfast: Another program keeps .* locked; nothing was written\./),
    });
    expect((await desk.run(['log'])).stdout).not.toContain('Note: x');
  });

  test('corrupt', async () => {
    const desk = await declared();
    for (let n = 0; n < 20; n += 1) await desk.json(['n', 'x'.repeat(2000)]);
    const bytes = readFileSync(desk.db);
    bytes.fill(0xff, 4096, bytes.length);
    writeFileSync(desk.path('broken.db'), bytes);
    for (const args of [['n', 'x', '-i', 'incident-1'], ['list'], ['verify', 'broken.db']]) {
      const ended = await desk.run([...args, '--db', 'broken.db']);
      expect([args, ended.code]).toEqual([args, 5]);
      expect(ended.stderr).toMatch(oneLine);
    }
  });

  test('where there is no room any more nothing is half written, and what was stays readable', async () => {
    const desk = await declared();
    const room = noRoom(desk);
    copyFileSync(desk.db, join(room.folder, 't.db'));
    const db = ['--db', join(room.folder, 't.db'), '-i', 'incident-1'];
    let ended = await room.run(['n', 'first', ...db]);
    expect(ended.code).toBe(0);
    for (let n = 0; n < 60 && ended.code === 0; n += 1) ended = await room.run(['n', 'y'.repeat(60_000), ...db]);
    expect(ended).toMatchObject({ code: 5, stderr: expect.stringMatching(room.says) });
    // Nor is a file that is to be kept as evidence: the folder is named, and not what would have been made in it.
    writeFileSync(desk.path('photo.jpg'), Buffer.alloc(4 * 1024 * 1024));
    const attached = await room.run(['attach', desk.path('photo.jpg'), ...db]);
    expect(attached).toMatchObject({ code: 5, stderr: expect.stringMatching(room.says) });
    expect(attached.stderr).toContain(`${join(room.folder, 'evidence')} `);
    expect(readdirSync(join(room.folder, 'evidence'))).toEqual([]);
    expect((await desk.run(['verify', join(room.folder, 't.db')])).code).toBe(0);
    expect((await desk.run(['log', ...db])).stdout).toContain('Note: first');
  });

  test('on a disk so full that nothing can be made on it, it can still be looked at; what would write says that it is full', async () => {
    const desk = await declared();
    const room = noRoom(desk);
    const db = join(room.folder, 't.db');
    copyFileSync(desk.db, db);
    fill(join(room.folder, 'other'));
    for (const words of [['list'], ['status'], ['now'], ['log'], ['verify']])
      expect(await room.run([...words, '--db', db])).toMatchObject({ code: 0, stderr: '' });
    // And can be brought away from there.
    expect(await room.run(['backup', desk.path('away.db'), '--db', db])).toMatchObject({ code: 0, stderr: '' });
    expect((await desk.run(['verify', 'away.db'])).code).toBe(0);
    const ended = await room.run(['n', 'x', '--db', db]);
    // Where no disk of our own could be mounted, the great one has room.
    const [code, says] = room.isDisk ? [5, room.says] : [0, /^$/];
    expect(ended).toMatchObject({ code, stderr: expect.stringMatching(says) });
  });

  test('read-only, for somebody who may not write it', async () => {
    const desk = await declared();
    // The super-user may write everything, so somebody else has to try.
    const root = process.getuid?.() === 0;
    const folder = desk.path('shared');
    mkdirSync(folder);
    copyFileSync(desk.db, `${folder}/t.db`);
    chmodSync(`${folder}/t.db`, 0o444);
    chmodSync(folder, 0o555);
    chmodSync(desk.folder, 0o755);
    const tried = spawnSync(process.execPath, [holdfast, 'n', 'x', '--db', `${folder}/t.db`, '-i', 'incident-1'], {
      env: { ...desk.env, NODE_DISABLE_COMPILE_CACHE: '1' },
      cwd: '/',
      encoding: 'utf8',
      ...(root && { uid: 65_534, gid: 65_534 }),
    });
    chmodSync(folder, 0o755);
    expect([tried.status, tried.stderr]).toEqual([
      5,
      expect.stringMatching(/^holdfast: .*(can be read but not written|cannot be opened|may not be opened)/),
    ]);
  });

  test.each([
    ['list'],
    ['status'],
    ['log'],
    ['n', 'x'],
    ['declare', 'Fire'],
    ['verify'],
    ['backup', 'kept.db'],
    ['guide', '--plain'],
    [],
  ])('in a folder that somebody may not enter is never said not to be there: %s', async (...args) => {
    const desk = await declared();
    const root = process.getuid?.() === 0;
    const folder = desk.path('theirs');
    mkdirSync(folder);
    copyFileSync(desk.db, `${folder}/t.db`);
    chmodSync(folder, root ? 0o700 : 0o000);
    chmodSync(desk.folder, 0o755);
    const tried = spawnSync(process.execPath, [holdfast, ...args, '--db', `${folder}/t.db`], {
      env: { ...desk.env, NODE_DISABLE_COMPILE_CACHE: '1' },
      cwd: '/',
      encoding: 'utf8',
      ...(root && { uid: 65_534, gid: 65_534 }),
    });
    chmodSync(folder, 0o700);
    expect([tried.status, tried.stdout, tried.stderr]).toEqual([
      5,
      '',
      `holdfast: ${folder}/t.db may not be opened. Check the permissions of the file and of its folder, or use another with --db FILE.\n`,
    ]);
  });
});

describe('surroundings', () => {
  test('without a home there is a clear line, and --db helps', async () => {
    const desk = await declared();
    const env = { HOME: undefined, XDG_STATE_HOME: undefined, XDG_CONFIG_HOME: undefined, HOLDFAST_DB: undefined };
    const lost = await desk.run(['list'], { env: { ...env, HOME: '' } });
    expect([0, 5]).toContain(lost.code);
    expect((await desk.run(['n', 'x', '--db', desk.db, '-i', 'incident-1'], { env })).code).toBe(0);
    expect((await desk.run(['list', '--db', desk.db], { env: { ...env, HOME: 'relative' } })).code).toBe(0);
  });

  test('damaged settings are named and do not stand between a person and the record', async () => {
    const desk = await declared();
    mkdirSync(desk.path('config', 'holdfast'), { recursive: true });
    writeFileSync(desk.path('config', 'holdfast', 'config.json'), '{ "name": ');
    const ended = await desk.run(['n', 'x']);
    expect(ended.stderr).toContain('config.json is not readable as settings');
    expect(ended.code).toBe(0);
    expect((await desk.run(['config'])).code).not.toBe(0);
  });

  test('runbooks that are hostile or no text at all are refused with a place, and nothing is written', async () => {
    const desk = new Desk();
    const files: Readonly<Record<string, string | Uint8Array>> = {
      'bytes.yaml': Uint8Array.from([0xff, 0xfe, 0x00]),
      'laughs.yaml': 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n',
      'tabs.yaml': 'holdfast: 1\n\tid: x\n',
      'twice.yaml': 'holdfast: 1\nid: a\nid: b\n',
      'proto.yaml': 'holdfast: 1\n__proto__: { x: 1 }\n',
      'empty.yaml': '',
    };
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(desk.path(name), content);
      const checked = await desk.run(['runbook', 'check', name, '--json']);
      expect([name, checked.code]).toEqual([name, 1]);
      expect(JSON.parse(checked.stdout)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ file: name, line: expect.any(Number) as number, severity: 'error' }),
        ]),
      );
      const begun = await desk.run(['start', `./${name}`]);
      expect([name, begun.code, begun.stderr]).toEqual([name, 4, expect.stringMatching(oneLine)]);
    }
    writeFileSync(desk.path('huge.yaml'), `holdfast: 1\n# ${'x'.repeat(2 * 1024 * 1024)}\n`);
    expect((await desk.run(['runbook', 'check', 'huge.yaml', '--json'])).stdout).toContain('1 MiB');
    expect((await desk.run(['list', '--json'])).stdout).toBe('[]\n');
    expect((await desk.run(['runbook', 'check', 'none.yaml'])).code).toBe(3);
  });
});
