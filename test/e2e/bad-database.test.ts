import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { built, Desk } from '../support/cli.ts';
import { throughPipe } from '../support/conversation.ts';

const oneLine = /^holdfast: [^\n]+\n$/;

async function withIncident(): Promise<Desk> {
  const desk = new Desk();
  await desk.json(['declare', 'Water in the cellar']);
  return desk;
}

/** Everything that opens a database, for an act or to look. */
const commands: readonly (readonly string[])[] = [
  ['n', 'x'],
  ['declare', 'Fire'],
  ['status'],
  ['list'],
  ['log'],
  ['verify'],
  ['guide', '--plain'],
  ['backup', 'kept.db'],
];

/** Each command fails with 5 and one line that fits, and the file is what it was. */
async function allFail(desk: Desk, file: string, says: RegExp): Promise<void> {
  const before = readFileSync(file);
  for (const command of commands) {
    const ended = await desk.run([...command, '--db', file, '-i', 'incident-1'], { input: 'n x\nquit\n' });
    expect([command, ended.code, ended.stdout]).toEqual([command, 5, '']);
    expect(ended.stderr).toMatch(oneLine);
    expect(ended.stderr).toMatch(says);
    expect(readFileSync(file).equals(before)).toBe(true);
  }
}

describe('a database that cannot be used is told from every other, and left as it was', () => {
  beforeAll(built);

  test('a file of something else', async () => {
    const desk = new Desk();
    writeFileSync(desk.path('letter.db'), 'Dear Sara,\n'.repeat(900));
    await allFail(desk, desk.path('letter.db'), /not a timeline of holdfast/);
  });

  test('the database of another program', async () => {
    const desk = new Desk();
    const other = new Database(desk.path('songs.db'));
    other.exec('CREATE TABLE songs (title TEXT); PRAGMA user_version = 1');
    other.close();
    await allFail(desk, desk.path('songs.db'), /not a timeline of holdfast/);
  });

  test('of a newer holdfast', async () => {
    const desk = await withIncident();
    const database = new Database(desk.db);
    database.pragma('user_version = 99');
    database.close();
    await allFail(desk, desk.db, /newer/);
  });

  test('corrupt', async () => {
    const desk = await withIncident();
    const bytes = readFileSync(desk.db);
    bytes.fill(0xff, 4096);
    writeFileSync(desk.db, bytes);
    await allFail(desk, desk.db, /damaged|corrupt|malformed/);
  });

  test('locked by a program that does not let go', async () => {
    const desk = await withIncident();
    const other = new Database(desk.db);
    onTestFinished(() => void other.close());
    const before = await desk.json(['verify']);
    other.exec('BEGIN IMMEDIATE');
    // Reading needs no lock.
    expect(await desk.run(['status'])).toMatchObject({ code: 0, stderr: '' });
    const guided = await desk.run(['guide', '--plain', '-i', 'incident-1'], { input: 'n x\nquit\n' });
    expect(guided.code).toBe(5);
    expect(guided.stdout.replace(/\s+/g, ' ')).toMatch(/This was NOT recorded: .*locked/);
    other.exec('ROLLBACK');
    expect(await desk.json(['verify'])).toEqual(before);
  });

  // Only the super-user of Linux may mount a small disk; the report says where it was left out.
  test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
    'on a full disk: in the guide and outside nothing is half written, and with room again it goes on',
    async () => {
      const desk = await withIncident();
      const disk = smallDisk(desk);
      copyFileSync(desk.db, `${disk}/timeline.db`);
      const here = ['--db', `${disk}/timeline.db`, '-i', 'incident-1'];
      const talk = throughPipe(desk, ['guide', '--plain', ...here]);
      onTestFinished(() => talk.close());
      await talk.until(() => talk.seen.includes('Leave the guide'), 'see the guide');
      writeFileSync(`${disk}/ballast`, '');
      fill(`${disk}/ballast`);

      const refused = await desk.run(['n', 'y'.repeat(60_000), ...here]);
      expect(refused).toMatchObject({ code: 5, stdout: '' });
      expect(refused.stderr).toMatch(/^holdfast: [^\n]*full[^\n]*nothing was written[^\n]*\n$/);
      talk.type(`n ${'z'.repeat(60_000)}`);
      await talk.until(() => talk.seen.includes('This was NOT recorded'), 'be told that it was not recorded');
      expect(talk.seen).not.toContain('Recorded:');

      writeFileSync(`${disk}/ballast`, '');
      talk.type('n There is room again');
      await talk.until(() => talk.seen.includes('Recorded:'), 'be told that it was recorded');
      talk.type('quit');
      expect(await talk.end()).toBe(5);
      expect(await desk.json(['verify', ...here])).toMatchObject({ ok: true });
      const log = await desk.run(['log', ...here]);
      expect(log.stdout).toContain('There is room again');
      expect(log.stdout).not.toMatch(/yyy|zzz/);
    },
  );

  test('one that may only be read: it can be looked at, and not written to', async () => {
    const desk = await withIncident();
    const folder = desk.path('shared');
    mkdirSync(folder);
    copyFileSync(desk.db, `${folder}/timeline.db`);
    chmodSync(`${folder}/timeline.db`, 0o444);
    chmodSync(folder, 0o555);
    onTestFinished(() => chmodSync(folder, 0o755));
    chmodSync(desk.folder, 0o755);
    const before = readFileSync(`${folder}/timeline.db`);
    const ended = await asAnother(desk, ['n', 'x', '--db', `${folder}/timeline.db`, '-i', 'incident-1']);
    expect(ended.code).toBe(5);
    expect(ended.stderr).toMatch(/^holdfast: [^\n]*(?:read but not written|may not be)[^\n]*\n$/);
    expect(readFileSync(`${folder}/timeline.db`).equals(before)).toBe(true);
  });

  test('a database in a folder that is a file, and a folder that is no database', async () => {
    const desk = await withIncident();
    for (const file of [desk.path('timeline.db', 'inside.db'), desk.folder]) {
      const ended = await desk.run(['declare', 'Fire', '--db', file]);
      expect([file, ended.code, ended.stdout]).toEqual([file, 5, '']);
      expect(ended.stderr).toMatch(oneLine);
    }
  });
});

/** A disk of 400 KiB, unmounted when the test is over. */
function smallDisk(desk: Desk): string {
  const disk = desk.path('disk');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400k,mode=0700', 'tmpfs', disk]);
  onTestFinished(() => void execFileSync('umount', ['-l', disk]));
  return disk;
}

/** Grows a file until the disk has no room. */
function fill(file: string): void {
  for (let blocks = 1; ; blocks += 1) {
    try {
      writeFileSync(file, Buffer.alloc(4096), { flag: 'a' });
    } catch {
      return;
    }
    if (blocks > 10_000) throw new Error(`the disk of ${statSync(file).size} bytes does not end`);
  }
}

/** The super-user may write everything, so there somebody else tries. */
async function asAnother(desk: Desk, args: readonly string[]): Promise<{ code: number; stderr: string }> {
  if (process.getuid?.() !== 0) return desk.run(args);
  const { spawnSync } = await import('node:child_process');
  const { holdfast } = await import('../support/cli.ts');
  chownSync(desk.path('shared', 'timeline.db'), 65_534, 65_534);
  const { status, stderr } = spawnSync(process.execPath, [holdfast, ...args], {
    cwd: '/',
    env: { ...desk.env, NODE_DISABLE_COMPILE_CACHE: '1' },
    encoding: 'utf8',
    uid: 65_534,
    gid: 65_534,
  });
  return { code: status ?? -1, stderr };
}
