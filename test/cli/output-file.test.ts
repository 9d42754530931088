import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { built, type Desk, holdfast } from '../support/cli.ts';
import { onDumbTerminal } from '../support/conversation.ts';
import { noRoom } from '../support/no-room.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

const oneLine = /^holdfast: [^\n]+\n$/;

async function declared(): Promise<Desk> {
  const desk = floodDesk();
  await desk.json(['declare', 'Water in hall A']);
  return desk;
}

const exportTo = (file: string, ...more: string[]) => ['export', '--format', 'csv', '-o', file, ...more];

describe('a file to write to', () => {
  test('in a folder that was removed meanwhile is written nowhere else; what needs no file goes on', async () => {
    const desk = await declared();
    const gone = desk.path('gone');
    const typed = (line: string) =>
      spawnSync(
        'bash',
        ['-c', `mkdir "$1" && cd "$1" && rmdir "$1" && ${line}`, 'bash', gone, process.execPath, holdfast],
        {
          env: desk.env,
          encoding: 'utf8',
        },
      );
    const written = typed('"$2" "$3" export --format csv -o night.csv');
    expect(written.status).not.toBe(0);
    expect(written.stderr).toBe(
      `holdfast: ${gone}/night.csv cannot be written: there is no folder ${gone}. Make the folder, or give another name.\n`,
    );
    expect(existsSync('/night.csv')).toBe(false);
    expect(typed('"$2" "$3" n The bridge is open').stdout).toContain('Note: The bridge is open');
  });

  test('that is there stays as it is, unless somebody says so', async () => {
    const desk = await declared();
    writeFileSync(desk.path('night.csv'), 'of last night');
    const refused = await desk.run(exportTo('night.csv'));
    expect(refused).toMatchObject({ code: 4, stderr: expect.stringMatching(oneLine) as string });
    expect(refused.stderr).toContain(
      'is there already; it was left untouched. Give another name, or write over it with --force.',
    );
    expect(readFileSync(desk.path('night.csv'), 'utf8')).toBe('of last night');
    expect(await desk.run(exportTo('night.csv', '--force'))).toMatchObject({ code: 0 });
    expect(readFileSync(desk.path('night.csv'), 'utf8')).toContain('Water in hall A');
  });

  test('that is there stays as it is for a brief too, unless somebody says so', async () => {
    const desk = await declared();
    writeFileSync(desk.path('brief.txt'), 'of last night');
    const refused = await desk.run(['brief', '-o', 'brief.txt']);
    expect([refused.code, refused.stderr]).toEqual([
      4,
      'holdfast: brief.txt is there already. Give another name, or --force.\n',
    ]);
    expect(readFileSync(desk.path('brief.txt'), 'utf8')).toBe('of last night');
    expect(await desk.run(['brief', '-o', 'brief.txt', '--force'])).toMatchObject({
      code: 0,
      stdout: `Written: ${desk.path('brief.txt')}\n`,
    });
    expect(readFileSync(desk.path('brief.txt'), 'utf8')).toContain('Water in hall A');
    expect(statSync(desk.path('brief.txt')).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['n', 4, 'of last night'],
    ['', 4, 'of last night'],
    ['y', 0, 'Water in hall A'],
  ])('that is there is asked for on a terminal: %j', async (answer, code, holds) => {
    const desk = await declared();
    writeFileSync(desk.path('night.csv'), 'of last night');
    const talk = onDumbTerminal(desk, exportTo('night.csv'), 200);
    await talk.until(() => talk.seen.includes('Write over it? [y/N]'), 'be asked');
    talk.type(answer);
    expect(await talk.end()).toBe(code);
    expect(readFileSync(desk.path('night.csv'), 'utf8')).toContain(holds);
  });

  test.each([
    ['review.html', '<!doctype html>'],
    ['REVIEW.HTM', '<!doctype html>'],
    ['review.md', '**TLP:AMBER**'],
    ['review.pdf', '%PDF-'],
    ['night.csv', '"seq","at",'],
    ['night.jsonl', '{"message":'],
    ['night.json', '{"bundle":1,'],
  ])('says by its ending what is written: %s', async (file, begins) => {
    const desk = await declared();
    expect(await desk.run(['export', '-o', file])).toMatchObject({ code: 0 });
    expect(readFileSync(desk.path(file), 'utf8').startsWith(begins)).toBe(true);
  });

  test.each([
    [['export', '--format', 'html', '-o', 'review.pdf'], 'html', '.html or .htm'],
    [['export', '--format', 'markdown', '-o', 'review.DOCX'], 'markdown', '.md or .markdown'],
    [['export', '--format', 'nis2-24h', '-o', 'warning.pdf'], 'nis2-24h', '.md or .markdown'],
    [['export', '--format', 'xlsx', '-o', 'night.csv'], 'xlsx', '.xlsx'],
    [['export', '--register', '-o', 'register.pdf'], 'markdown', '.md or .markdown'],
    [['readiness', '-o', 'readiness.pdf'], 'text', '.txt'],
    [['runbook', 'show', 'small-flood', '--format', 'text', '-o', 'night.pdf'], 'text', '.txt'],
    [['drill', 'msel', 'cloudburst-at-night', '-o', 'injects.pdf'], 'The list of injects', '.xlsx or .csv'],
    [['brief', '-o', 'brief.pdf'], 'The brief', '.txt or .md'],
  ])('that would be opened as something else than it is, is not written: %j', async (command, what, endings) => {
    const desk = await declared();
    const file = command.at(-1)!;
    const ending = file.slice(file.indexOf('.')).toLowerCase();
    expect(await desk.run(command)).toMatchObject({
      code: 2,
      stderr: `holdfast: ${what} does not belong in a file that ends with ${ending}: whoever opens it would expect something else. Nothing was written. Let its name end with ${endings}.\n`,
    });
    expect(existsSync(desk.path(file))).toBe(false);
  });

  test('may be called anything that promises nothing', async () => {
    const desk = await declared();
    for (const file of ['night.of-the-7th', 'night', 'night.txt'])
      expect(await desk.run(exportTo(file))).toMatchObject({ code: 0 });
    expect((await desk.run(['export', '-o', 'night.of-the-8th'])).stderr).toContain(
      'Say which format; a file may say it by its ending.',
    );
  });

  test('of readiness and of a runbook is what its ending says too', async () => {
    const desk = await declared();
    for (const command of [['readiness'], ['runbook', 'show', 'small-flood']]) {
      const file = `${command[0]}.html`;
      expect(await desk.run([...command, '-o', file])).toMatchObject({ code: 0 });
      expect(readFileSync(desk.path(file), 'utf8').toLowerCase()).toContain('<!doctype html>');
    }
  });

  test('that is a folder or a device is refused, with --force too, and is what it was', async () => {
    const desk = await declared();
    mkdirSync(desk.path('folder'));
    for (const more of [[], ['--force']]) {
      for (const file of ['folder', '.', ''])
        expect(await desk.run(exportTo(file, ...more))).toMatchObject({
          code: 2,
          stderr: expect.stringContaining('is a folder') as string,
        });
      const device = await desk.run(exportTo('/dev/null', ...more));
      expect(device).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('is no ordinary file. Leave -o out') as string,
      });
      expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
    }
    expect(readdirSync(desk.path('folder'))).toEqual([]);
  });

  test('that is a database or its log is refused whoever says so: an export must not cost anybody the record', async () => {
    const desk = await declared();
    await desk.json(['backup', 'kept.db']);
    writeFileSync(`${desk.db}-wal`, 'what was written last');
    const files = [desk.db, `${desk.db}-wal`, desk.path('kept.db')];
    const before = files.map((file) => readFileSync(file));
    for (const file of files)
      for (const write of [
        ['export', '--format', 'json'],
        ['brief'],
        ['runbook', 'show', 'small-flood', '--format', 'markdown'],
      ]) {
        const refused = await desk.run([...write, '-o', file, '--force']);
        expect([write, refused.code, refused.stdout]).toEqual([write, 4, '']);
        expect(refused.stderr).toContain(`${file} is a database, and nothing is written over one`);
      }
    expect(files.map((file) => readFileSync(file))).toEqual(before);
  });

  test('called - is refused: many programs write to their output then, and here a file would lie in the folder', async () => {
    const desk = await declared();
    for (const write of [['export', '--format', 'csv'], ['brief'], ['runbook', 'show', 'small-flood']])
      expect(await desk.run([...write, '-o', '-'])).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining('Leave -o out') as string,
      });
    expect(existsSync(desk.path('-'))).toBe(false);
  });

  test('that is a pipe gets no brief either: it would be a file from then on', async () => {
    const desk = await declared();
    spawnSync('mkfifo', [desk.path('pipe')]);
    const refused = await desk.run(['brief', '-o', 'pipe', '--force']);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('is no ordinary file') as string });
    expect(statSync(desk.path('pipe')).isFIFO()).toBe(true);
  });

  test.each([
    exportTo('nowhere/night.csv'),
    exportTo('nowhere/night.csv', '--force'),
    ['runbook', 'show', 'small-flood', '--format', 'markdown', '-o', 'nowhere/flood.md'],
    ['runbook', 'new', 'lift-stuck', '-o', 'nowhere/lift.yaml'],
    ['drill', 'new', 'lift-night', '--runbook', 'small-flood', '-o', 'nowhere/lift.yaml'],
    ['brief', '-o', 'nowhere/brief.txt'],
    ['brief', '-o', 'nowhere/brief.txt', '--force'],
    ['backup', 'nowhere/copy.db'],
  ])('in a folder that is not there: nobody makes it for %j', async (...args) => {
    const desk = await declared();
    const ended = await desk.run(args);
    expect(ended).toMatchObject({ code: 5, stderr: expect.stringMatching(oneLine) as string });
    expect(ended.stderr).toContain(`cannot be written: there is no folder ${desk.path('nowhere')}. Make the folder`);
    expect(existsSync(desk.path('nowhere'))).toBe(false);
  });

  test.each([
    ['a review', ['export', '--format', 'csv']],
    ['a brief', ['brief']],
    ['a brief over another', ['brief', '--force']],
    ['a runbook that is begun', ['runbook', 'new', 'lift-stuck']],
    ['a scenario that is begun', ['drill', 'new', 'lift-night', '--runbook', 'data-centre-flood']],
  ])('in a folder that may not be written or entered, or within a file, says so in a line: %s', async (_, write) => {
    const desk = await declared();
    const within = await desk.run([...write, '-o', 'timeline.db/night']);
    expect(within).toMatchObject({ code: 5, stderr: expect.stringMatching(oneLine) as string });
    expect(within.stderr).toContain('timeline.db/night cannot be written (ENOTDIR). There is no such folder');
    const root = process.getuid?.() === 0;
    const shut = { 'not written': 0o555, 'not entered': 0o600 };
    for (const [name, mode] of Object.entries(shut)) mkdirSync(desk.path(name), { mode });
    chmodSync(desk.folder, 0o755);
    chmodSync(desk.db, 0o644);
    for (const name of Object.keys(shut)) {
      const args = [holdfast, ...write, '-o', desk.path(name, 'night')];
      const { status, stderr } = spawnSync(process.execPath, args, {
        env: { ...desk.env, HOME: '/', XDG_STATE_HOME: '/nowhere', XDG_CONFIG_HOME: '/nowhere' },
        cwd: '/',
        encoding: 'utf8',
        ...(root && { uid: 65_534, gid: 65_534 }),
      });
      expect([status, stderr]).toEqual([5, expect.stringMatching(oneLine)]);
      expect(stderr).toContain('cannot be written (EACCES). Check the permissions of its folder');
      chmodSync(desk.path(name), 0o700);
      expect(readdirSync(desk.path(name))).toEqual([]);
    }
  });

  test.each([[[]], [['--sign', 'key.pem']]])(
    'for which there is no room is not half written, and what stood there stays %j',
    async (signed) => {
      const desk = await declared();
      spawnSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', desk.path('key.pem')]);
      for (let n = 0; n < 20; n += 1) await desk.run(['n', `${n} ${'all of it '.repeat(6_000)}`]);
      const room = noRoom(desk);
      const file = join(room.folder, 'night.csv');
      writeFileSync(file, 'of last night');
      const ended = await room.run(exportTo(file, '--force', ...signed));
      expect(ended).toMatchObject({
        code: 5,
        stderr: expect.stringMatching(/^holdfast: .*night\.csv cannot be written \(/) as string,
      });
      expect(readFileSync(file, 'utf8')).toBe('of last night');
      expect(readdirSync(room.folder)).toEqual(['night.csv']);
    },
  );
});

describe('standard output that takes no more', () => {
  test.each([['export', '--format', 'json'], ['log'], ['status', '--json'], ['search', 'water']])(
    'is said in a line: %s %s %s',
    async (...args) => {
      const desk = await declared();
      expect(existsSync('/dev/full')).toBe(true);
      const full = openSync('/dev/full', 'w');
      const { status, stderr } = spawnSync(process.execPath, [holdfast, ...args.filter((arg) => arg !== undefined)], {
        env: { ...desk.env },
        cwd: desk.folder,
        encoding: 'utf8',
        stdio: ['ignore', full, 'pipe'],
      });
      closeSync(full);
      expect([status, stderr]).toEqual([5, expect.stringMatching(oneLine)]);
      expect(stderr).toContain('The answer cannot be written (ENOSPC); what was recorded stands.');
    },
  );
});

describe('standard error that takes no more', () => {
  test.each([
    ['wrong usage', 2, ['nosuch']],
    ['nothing found', 3, ['done', 'nosuch', '-i', 'nowhere-1', '--json']],
    ['a note, recorded', 0, ['n', 'the pump is silent']],
  ])('leaves the exit code as it is: %s', async (_, code, args) => {
    const desk = await declared();
    // Whoever records has something to be told beside it: that these settings are passed over.
    mkdirSync(desk.path('config', 'holdfast'), { recursive: true });
    writeFileSync(desk.path('config', 'holdfast', 'config.json'), '{');
    const full = openSync('/dev/full', 'w');
    const { status } = spawnSync(process.execPath, [holdfast, ...args], {
      env: { ...desk.env },
      cwd: desk.folder,
      stdio: ['ignore', 'ignore', full],
    });
    closeSync(full);
    expect(status).toBe(code);
  });
});

describe('a bundle that cannot be taken in', () => {
  test('leaves the timeline as it is, and makes none', async () => {
    const desk = await declared();
    await desk.run(['export', '--format', 'json', '--tlp', 'red', '-o', 'night.json']);
    writeFileSync(desk.path('cut.json'), readFileSync(desk.path('night.json')).subarray(0, -200));
    const before = readFileSync(desk.db);
    expect(await desk.run(['import', 'cut.json'])).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(oneLine) as string,
    });
    expect(readFileSync(desk.db).equals(before)).toBe(true);
    expect(await desk.run(['import', 'cut.json', '--db', 'new.db'])).toMatchObject({ code: 4 });
    expect(existsSync(desk.path('new.db'))).toBe(false);
    const other = await declared();
    await other.run(['export', '--format', 'json', '--tlp', 'red', '-o', 'other.json']);
    const taken = await desk.run(['import', other.path('other.json')]);
    expect(taken).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('Another incident here is called incident-1 too') as string,
    });
    expect(await desk.json(['list'])).toHaveLength(1);
  });
});

test('the record itself is harmless on a terminal, and is as it was said in a pipe', async () => {
  const desk = await declared();
  await desk.json(['note', 'clear \u009b2J and turn \u202eround']);
  const args = ['export', '--format', 'json'];
  const talk = onDumbTerminal(desk, args, 200);
  expect(await talk.end()).toBe(0);
  expect(talk.seen).toContain(String.raw`\u009b2J`);
  expect(talk.seen).not.toMatch(/[\u0080-\u009f\u202e]/);
  const { stdout } = await desk.run(args);
  expect(stdout).toContain('\u009b2J and turn \u202eround');
});
