import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { built, Desk, holdfast } from '../support/cli.ts';
import { noRoom } from '../support/no-room.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

interface Found {
  readonly incident: string;
  readonly seq: number;
  readonly id: string;
  readonly by: string;
  readonly text: string;
  readonly corrected: boolean;
  readonly undone: boolean;
}

const found = async (desk: Desk, ...args: string[]): Promise<readonly Found[]> =>
  JSON.parse((await desk.run(['search', '--json', ...args])).stdout) as readonly Found[];

const texts = async (desk: Desk, ...args: string[]): Promise<readonly string[]> =>
  (await found(desk, ...args)).map(({ text }) => text);

/** A flood, and a fire that runs beside it. */
async function twoIncidents(): Promise<Desk> {
  const desk = floodDesk();
  await desk.json(['start', 'small-flood', '--no-ui', '--at', '-3h']);
  await desk.json(['declare', 'Smoke in the archive', '--at', '-2h']);
  await desk.json(['n', 'The pump at the east stair runs', '-i', 'flood-1', '--at', '-90m']);
  await desk.json(['n', 'Smoke pump ordered', '-i', 'incident-2', '--at', '-60m']);
  await desk.json(['n', 'Both pumps stand still', '-i', 'flood-1', '--at', '-30m', '--by', 'Bo Lund']);
  return desk;
}

describe('search', () => {
  test('looks through all incidents, the newest first, by words that begin as was typed', async () => {
    const desk = await twoIncidents();
    expect((await found(desk, 'pump')).map(({ incident, text }) => [incident, text])).toEqual([
      ['flood-1', 'Note: Both pumps stand still'],
      ['incident-2', 'Note: Smoke pump ordered'],
      ['flood-1', 'Note: The pump at the east stair runs'],
    ]);
    expect(await texts(desk, 'STAIR', 'pum')).toEqual(['Note: The pump at the east stair runs']);
    expect(await texts(desk, 'umps')).toEqual([]);
    const lines = (await desk.run(['search', 'pumps'])).stdout;
    expect(lines).toMatch(
      /^\[flood-1] #\d+ {2}\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)? [+]01:00 {2}Bo Lund: Note: Both pumps stand still\n$/,
    );
  });

  test('finds what the log says: steps by their titles', async () => {
    const desk = await twoIncidents();
    const log = (await desk.run(['log', '-i', 'flood-1'])).stdout;
    const [, title = ''] = /: Following the runbook: (.+)$/m.exec(log) ?? [];
    expect(title).not.toBe('');
    expect(await texts(desk, ...title.split(' '))).toContain(`Following the runbook: ${title}`);
  });

  test('takes what came in since the last search', async () => {
    const desk = await twoIncidents();
    expect(await texts(desk, 'gauge')).toEqual([]);
    await desk.json(['n', 'The gauge reads nine', '-i', 'flood-1']);
    expect(await texts(desk, 'gauge')).toEqual(['Note: The gauge reads nine']);
  });

  test('is narrowed to an incident, a person, a kind and a time, and to so many', async () => {
    const desk = await twoIncidents();
    expect(await texts(desk, 'pump', '-i', 'incident-2')).toEqual(['Note: Smoke pump ordered']);
    expect(await texts(desk, 'pump', '--by', 'bo')).toEqual(['Note: Both pumps stand still']);
    expect(await texts(desk, 'smoke', '--kind', 'incident')).toEqual(['Incident declared: Smoke in the archive']);
    expect(await texts(desk, '--kind', 'note.written', '--since', '45m')).toEqual(['Note: Both pumps stand still']);
    expect(await texts(desk, 'pump', '--until', '75m')).toEqual(['Note: The pump at the east stair runs']);
    expect(await texts(desk, 'pump', '--limit', '1')).toEqual(['Note: Both pumps stand still']);
    expect((await desk.run(['search', 'pump', '--limit', '1'])).stdout).toContain('There are older ones: --limit 5');
    expect((await desk.run(['search', 'pump', '--limit', '3'])).stdout).not.toContain('older');
  });

  test('says so where nothing was found, and what is typed wrongly', async () => {
    const desk = await twoIncidents();
    expect(await desk.run(['search', 'volcano'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Nothing was found'),
    });
    expect(await desk.run(['search', 'volcano', '--json'])).toMatchObject({ code: 0, stdout: '[]\n' });
    for (const [args, says] of [
      [[], 'Say what to look for'],
      [['***', '—'], 'no letter and no digit'],
      [['x', '--kind', 'nots'], 'Did you mean "note"?'],
      [['x', '--limit', '0'], 'not a number of entries'],
      [['x', '--since', 'soon'], '--since'],
      [['x', '--by', '!'], '--by names nobody'],
      [Array.from({ length: 41 }, (_, n) => `word${n}`), '41 words'],
    ] as const)
      expect([args, await desk.run(['search', ...args])]).toEqual([
        args,
        { code: 2, stdout: '', stderr: expect.stringContaining(says) as string },
      ]);
    expect(await desk.run(['search', 'x', '-i', 'none'])).toMatchObject({ code: 3 });
    expect(await new Desk().run(['search', 'x'])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('no timeline'),
    });
  });

  test.each([
    '"pumps',
    'pumps"',
    'pump*',
    '*pumps*',
    '^pumps',
    '-pumps',
    '{text} pumps',
    "pumps';",
    '(pumps',
    '+ pumps +',
    'both\npumps',
  ])('takes %j for plain words', async (typed) => {
    const desk = await twoIncidents();
    const args = ['search', '--json', '--limit', '1', '--', typed.replace('{text}', '{}')];
    const ended = await desk.run(args);
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('Both pumps stand still') });
  });

  test.each(['pumps AND stand', 'pumps OR nothing', 'NEAR(pumps still)', 'pumps NOT volcano', 'text:pumps'])(
    'looks for every word of %j',
    async (typed) => {
      const desk = await twoIncidents();
      expect(await found(desk, '--', typed)).toEqual([]);
    },
  );

  test('shows what was said as text, cut to a line around what was looked for', async () => {
    const desk = await twoIncidents();
    const hostile = `\u001b[31mred\u001b[0m \u202egnp.exe <script> ${'long '.repeat(8_000)} needle ${'x'.repeat(60_000)}\nsecond line`;
    await desk.run(['n', '-i', 'flood-1', '--', hostile.slice(0, 100_000)]);
    const { stdout } = await desk.run(['search', 'needle']);
    expect(stdout).toMatch(/^[^\n]{100,400}\n$/);
    expect(stdout).toContain('needle');
    const shown = (await desk.run(['search', 'gnp'])).stdout;
    expect(shown).toContain('‹U+202E›');
    expect(shown).not.toMatch(/[\u001b\u202e]/);
    expect((await desk.run(['search', 'gnp', '--json'])).stdout).not.toMatch(/[\u001b\u202e]/);
  });

  test('shows what is believed now, and finds it by what was said at first too', async () => {
    const desk = await twoIncidents();
    const [note] = await found(desk, 'ordered');
    await desk.json(['correct', String(note?.seq), 'Smoke fan borrowed', '-i', 'incident-2']);
    const fan = await found(desk, 'fan', '--kind', 'note');
    expect(fan).toMatchObject([{ text: 'Note: Smoke fan borrowed', corrected: true, undone: false }]);
    expect(await found(desk, 'ordered')).toEqual(fan);
    expect(await texts(desk, 'fan', '--kind', 'entry')).toEqual([`Words of #${note?.seq} now: Smoke fan borrowed`]);
    expect((await desk.run(['search', 'ordered'])).stdout).toContain('Smoke fan borrowed (corrected)');
    await desk.json(['severity', 'sev3', '-i', 'incident-2']);
    await desk.json(['severity', 'sev2', '-i', 'incident-2']);
    expect(await found(desk, 'sev2')).toMatchObject([{ undone: false }]);
    await desk.json(['undo', '-i', 'incident-2']);
    expect(await found(desk, 'sev2', '--kind', 'severity')).toMatchObject([{ undone: true }]);
  });

  test('a corrected time moves an entry to where it belongs', async () => {
    const desk = await twoIncidents();
    const [note] = await found(desk, 'ordered');
    await desk.json(['correct', String(note?.seq), '--at', '-100m', '-i', 'incident-2']);
    expect((await texts(desk, 'pump')).at(-1)).toBe('Note: Smoke pump ordered');
    expect(await texts(desk, 'ordered', '--until', '95m')).toHaveLength(1);
  });

  test('of an entry of which the day alone is known, no time of day is claimed; one that was put right is as it was said', async () => {
    const desk = await twoIncidents();
    const { stdout } = await desk.run(['n', 'Fuse replaced', '--at', 'yesterday', '-i', 'incident-2']);
    expect(stdout).toMatch(/ on \d{4}-\d\d-\d\d\n/);
    const day = (await desk.run(['search', 'fuse'])).stdout;
    expect(day).toMatch(/ 00:00 .*: Note: Fuse replaced \(that day, no time known\)\n/);
    expect((await desk.run(['log', '-i', 'incident-2'])).stdout).toContain(
      'Note: Fuse replaced (that day, no time known)',
    );
    const [note] = await found(desk, 'fuse');
    await desk.json(['correct', String(note?.seq), '--at', '-1h', '-i', 'incident-2']);
    for (const command of [
      ['search', 'fuse'],
      ['log', '-i', 'incident-2'],
    ])
      expect((await desk.run(command)).stdout).toContain('Note: Fuse replaced (corrected)');
    await desk.json(['correct', String(note?.seq), '--at', 'about yesterday 23:00', '-i', 'incident-2']);
    for (const command of [
      ['search', 'fuse'],
      ['log', '-i', 'incident-2'],
    ])
      expect((await desk.run(command)).stdout).toContain('Note: Fuse replaced (about that time, corrected)');
  });

  test('words that were taken out are gone from every byte, of the index too', async () => {
    const desk = await twoIncidents();
    await desk.json(['n', 'Karen Blixenstein called', '-i', 'flood-1']);
    const [note] = await found(desk, 'blixenstein');
    expect(bytesOf(desk)).toContain('lixenstein');
    await desk.json(['expunge', String(note?.seq), '--basis', 'She asked', '--yes', '-i', 'flood-1']);
    expect(bytesOf(desk)).not.toContain('lixenstein');
    expect(await found(desk, 'blixenstein')).toEqual([]);
    expect(bytesOf(desk)).not.toContain('lixenstein');
    expect(await texts(desk, 'words', 'removed', '--kind', 'note')).toEqual(['Note: [words removed]']);
  });

  test('the index is for its owner alone, and is made anew where it is gone, damaged, foreign or of another version', async () => {
    const desk = await twoIncidents();
    const answer = await found(desk, 'pump');
    const index = `${desk.db}.search`;
    expect(statSync(index).mode & 0o777).toBe(0o600);
    const damage: readonly (() => void)[] = [
      () => writeFileSync(index, ''),
      () => writeFileSync(index, 'no database at all, but long enough to look like something'.repeat(100)),
      () => {
        const bytes = readFileSync(index);
        writeFileSync(index, bytes.fill(0xff, 5000));
      },
      () => {
        const database = new Database(index);
        database.pragma('user_version = 99');
        database.close();
      },
      () => {
        const database = new Database(index);
        database.exec('DROP TABLE shelf_1');
        database.close();
      },
    ];
    for (const harm of damage) {
      harm();
      const { code, stdout, stderr } = await desk.run(['search', 'pump', '--json']);
      expect([code, stdout, stderr]).toEqual([0, `${JSON.stringify(answer)}\n`, '']);
    }
  });

  test('several who search at once, while others write, all get their answer, and nothing is lost to the index', async () => {
    const desk = await twoIncidents();
    const notes = Array.from({ length: 6 }, (_, n) => desk.run(['n', `gauge ${n}`, '-i', 'flood-1']));
    const searches = Array.from({ length: 6 }, () => desk.run(['search', 'pump', '--json']));
    for (const { code, stderr } of await Promise.all([...notes, ...searches])) expect([code, stderr]).toEqual([0, '']);
    for (const search of searches) expect(JSON.parse((await search).stdout)).toHaveLength(3);
    expect(await texts(desk, 'gauge')).toHaveLength(6);
    expect(await texts(desk, 'pump')).toHaveLength(3);
  });

  test('another timeline under the same name has its own words', async () => {
    const desk = await twoIncidents();
    const other = floodDesk();
    await other.json(['declare', 'Water']);
    await other.json(['n', 'Another gauge']);
    await found(desk, 'pump');
    copyFileSync(other.db, desk.db);
    expect(await found(desk, 'pump')).toEqual([]);
    expect(await texts(desk, 'gauge')).toEqual(['Note: Another gauge']);
  });

  test.each([
    ['no JSON', 'garbage'],
    ['no entry', '{}'],
  ])(
    'one entry that is damaged, %s, keeps nobody from what others wrote; which incident it is is said',
    async (_, body) => {
      for (const searchedBefore of [false, true]) {
        const desk = await twoIncidents();
        if (searchedBefore) await found(desk, 'pump');
        const database = new Database(desk.db);
        database.prepare("UPDATE entry SET body = ? WHERE words = 'Both pumps stand still'").run(body);
        database.close();
        const ended = await desk.run(['search', 'pump']);
        expect(ended.code).toBe(0);
        expect(ended.stdout).toContain('Smoke pump ordered');
        expect(ended.stderr).toBe(
          'flood-1 is damaged and was not looked through. See where: holdfast verify -i flood-1\n',
        );
        const wrong = await desk.run(['log', '-i', 'flood-1']);
        expect(wrong).toMatchObject({ code: 5, stderr: expect.stringContaining('cannot be read') as string });
      }
    },
  );

  test('where there is no room for an index it answers, and takes none from the record', async () => {
    const desk = await twoIncidents();
    for (let n = 0; n < 4; n += 1)
      await desk.run(['n', '-i', 'flood-1', Array.from({ length: 9_000 }, (_, word) => `w${n}x${word}`).join(' ')]);
    const room = noRoom(desk);
    const db = join(room.folder, 't.db');
    copyFileSync(desk.db, db);
    const ended = await room.run(['search', 'pumps', '--db', db]);
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('Both pumps stand still') as string });
    expect(ended.stderr).toContain('The index cannot be kept beside');
    expect(readdirSync(room.folder).filter((name) => name.includes('search'))).toEqual([]);
  });

  test('where no index can be kept it answers all the same, and says what it costs', async () => {
    const desk = await twoIncidents();
    const root = process.getuid?.() === 0;
    const folder = desk.path('shared');
    mkdirSync(folder);
    copyFileSync(desk.db, join(folder, 't.db'));
    const database = new Database(join(folder, 't.db'));
    database.pragma('journal_mode = DELETE');
    database.close();
    chmodSync(join(folder, 't.db'), 0o444);
    chmodSync(folder, 0o555);
    chmodSync(desk.folder, 0o755);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [holdfast, 'search', 'pumps', '--db', join(folder, 't.db')],
      {
        env: { ...desk.env },
        cwd: '/',
        encoding: 'utf8',
        ...(root && { uid: 65_534, gid: 65_534 }),
      },
    );
    chmodSync(folder, 0o755);
    expect([status, stderr]).toEqual([0, expect.stringContaining('The index cannot be kept beside')]);
    expect(stdout).toContain('Both pumps stand still');
    expect(existsSync(join(folder, 't.db.search'))).toBe(false);
  });
});

/** Everything that lies beside the database, and it. */
function bytesOf(desk: Desk): string {
  const beside = readdirSync(desk.folder).filter((name) => name.startsWith('timeline.db'));
  return beside
    .map((name) => readFileSync(desk.path(name), 'latin1'))
    .join('')
    .toLowerCase();
}
