import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { built, Desk, holdfast } from '../support/cli.ts';
import { onDumbTerminal } from '../support/conversation.ts';
import { incidentOf, open, ports } from '../support/timelines.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** Whom permissions bind: not the super-user, as whom a container may run the tests. */
const nobody: { uid?: number; gid?: number } = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

async function withNotes(count: number): Promise<Desk> {
  const desk = floodDesk();
  await desk.json(['start', 'small-flood']);
  for (let n = 1; n <= count; n += 1) await desk.json(['n', `note ${n}`]);
  return desk;
}

describe('verify', () => {
  test('says what is whole, and finds what was changed behind its back', async () => {
    const desk = await withNotes(3);
    const whole = (await desk.json(['verify'])) as { head: Head };
    expect(whole).toMatchObject({ ok: true, problems: [], incidents: [{ id: 'flood-1' }] });
    const database = new Database(desk.db);
    database.exec(`UPDATE entry SET words = 'note 2 was never said' WHERE words = 'note 2'`);
    database.close();
    const damaged = await desk.run(['verify', '--json']);
    expect(damaged.code).toBe(1);
    expect(JSON.parse(damaged.stdout)).toMatchObject({
      ok: false,
      problems: [{ incident: 'flood-1', kind: 'changed-words', seq: expect.any(Number) as number }],
    });
    expect((await desk.run(['verify'])).stdout).toContain('DAMAGED');
    expect((await desk.run(['doctor'])).code).toBe(1);
  });

  test('a cut end is found by a head kept elsewhere, and by that alone', async () => {
    const desk = await withNotes(3);
    const { head } = (await desk.json(['verify'])) as { head: Head };
    const kept = `${head.seq}:${head.hash.slice(0, 12)}`;
    expect((await desk.run(['verify', '--head', kept])).code).toBe(0);
    const database = new Database(desk.db);
    database.exec('DELETE FROM entry WHERE place = (SELECT max(place) FROM entry)');
    database.close();
    expect((await desk.run(['verify'])).code).toBe(0);
    expect(await desk.run(['verify', '--head', kept])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('cut-end'),
    });
    expect(await desk.run(['verify', '--head', `#${head.seq} ${head.hash.slice(0, 12)}`])).toMatchObject({ code: 1 });
  });
});

describe('a head kept elsewhere', () => {
  test('is looked for in all incidents where none is named: that of another is no damage', async () => {
    const desk = await withNotes(3);
    const { head } = (await desk.json(['verify'])) as { head: Head };
    const { incident } = (await desk.json(['declare', 'Smoke in hall B'])) as { incident: string };
    const kept = `${head.seq}:${head.hash.slice(0, 12)}`;
    expect(await desk.run(['verify', '--head', kept])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('[flood-1] whole') as string,
    });
    expect(await desk.run(['verify', '--head', kept, '-i', incident])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('DAMAGED') as string,
    });
  });
});

describe('backup and restore', () => {
  test('a backup is whole, private, and never written over', async () => {
    const desk = await withNotes(2);
    expect(await desk.json(['backup', 'copy.db'])).toMatchObject({ incidents: 1 });
    expect(statSync(desk.path('copy.db')).mode & 0o777).toBe(0o600);
    expect((await desk.run(['verify', 'copy.db'])).code).toBe(0);
    expect(await desk.run(['backup', 'copy.db'])).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('left untouched'),
    });
  });

  test('who is killed before the backup has its place finds the timeline that stood there', async () => {
    const desk = new Desk();
    await desk.run(['declare', 'Water']);
    await desk.run(['backup', 'copy.db']);
    await desk.run(['note', 'after', 'the', 'backup']);
    // The moment before anything gets the name of the timeline.
    const killed = `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module';
      const { renameSync } = fs;
      fs.renameSync = (from, to) => { if (to === ${JSON.stringify(desk.db)}) process.kill(process.pid, 'SIGKILL'); renameSync(from, to); };
      syncBuiltinESMExports();`;
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(killed)}` };
    expect((await desk.run(['restore', 'copy.db', '--yes'], { env })).code).toBe(-1);
    expect((await desk.run(['log'])).stdout).toContain('after the backup');
    expect((await desk.run(['restore', 'copy.db', '--yes'])).code).toBe(0);
    expect((await desk.run(['log'])).stdout).not.toContain('after the backup');
  });

  test('restore checks first, asks, and keeps what stood there aside', async () => {
    const desk = await withNotes(1);
    await desk.run(['backup', 'copy.db']);
    await desk.run(['n', 'after the backup']);
    expect(await desk.run(['restore', 'copy.db'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') });
    const restored = (await desk.json(['restore', 'copy.db', '--yes'])) as { aside: string };
    expect(restored.aside).toMatch(/timeline\.db\.before-restore-\d{4}-\d\d-\d\dT\d{6}$/);
    expect((await desk.run(['log'])).stdout).not.toContain('after the backup');
    expect((await desk.run(['log', '--db', restored.aside, '-i', 'flood-1'])).stdout).toContain('after the backup');
    expect((await desk.run(['n', 'on with it'])).code).toBe(0);
  });

  test('on a machine that has none a backup becomes the timeline, unasked, in a folder that is made for it', async () => {
    const desk = await withNotes(1);
    await desk.run(['backup', 'copy.db']);
    const fresh = ['--db', desk.path('new', 'machine', 'timeline.db')];
    const answer = { file: fresh[1], aside: null, incidents: 1 };
    expect(await desk.json(['restore', 'copy.db', ...fresh])).toMatchObject(answer);
    expect(readdirSync(desk.path('new', 'machine'))).toEqual(['timeline.db']);
    expect((await desk.run(['n', 'on with it', '-i', 'flood-1', ...fresh])).code).toBe(0);
    expect((await desk.run(['log', '-i', 'flood-1', ...fresh])).stdout).toMatch(/note 1[^]*on with it/);
  });

  test('a damaged backup changes nothing', async () => {
    const desk = await withNotes(2);
    await desk.run(['backup', 'copy.db']);
    const bytes = readFileSync(desk.path('copy.db'));
    bytes.fill(0x55, bytes.length - 4096);
    writeFileSync(desk.path('copy.db'), bytes);
    const before = readFileSync(desk.db);
    const ended = await desk.run(['restore', 'copy.db', '--yes']);
    expect([1, 5]).toContain(ended.code);
    expect(readFileSync(desk.db)).toEqual(before);
    expect(await desk.run(['restore', 'nothing.db', '--yes'])).toMatchObject({
      code: 3,
      stderr: `holdfast: There is no backup at ${desk.path('nothing.db')}. Give the file that \`holdfast backup\` wrote.\n`,
    });
    writeFileSync(desk.path('letter.txt'), 'Dear Sara,');
    expect(await desk.run(['restore', 'letter.txt', '--yes'])).toMatchObject({
      code: 5,
      stderr: expect.stringContaining('Give the file that `holdfast backup` wrote.') as string,
    });
    expect(readFileSync(desk.db)).toEqual(before);
  });

  test('nor does one in which somebody changed what was said', async () => {
    const desk = await withNotes(2);
    await desk.run(['backup', 'copy.db']);
    const changed = new Database(desk.path('copy.db'));
    changed.exec(`UPDATE entry SET words = 'note 2 was never said' WHERE words = 'note 2'`).close();
    const before = readFileSync(desk.db);
    expect(await desk.run(['restore', 'copy.db', '--yes'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^holdfast: The backup is not whole: flood-1 #\d+ changed-words: .+ Nothing was changed\. Use an earlier backup\.\n$/,
      ) as string,
    });
    expect(readFileSync(desk.db)).toEqual(before);
  });

  test.each([
    ['n', 2, 'Left as it is. Nothing was changed.', 'after the backup'],
    ['y', 0, 'What stood there is kept: ', 'note 1'],
  ])('on a terminal is asked before it takes the place of a timeline: %s', async (answer, code, says, last) => {
    const desk = await withNotes(1);
    await desk.run(['backup', 'copy.db']);
    await desk.run(['n', 'after the backup']);
    const talk = onDumbTerminal(desk, ['restore', 'copy.db'], 300);
    await talk.until(() => talk.seen.includes('That one is kept aside. [y/N]'), 'be asked');
    talk.type(answer);
    expect(await talk.end()).toBe(code);
    expect(talk.seen).toContain(says);
    expect((await desk.run(['log', '--last', '1'])).stdout).toContain(last);
  });

  test('a timeline behind a link is the one that it leads to, with all that lies beside it', async () => {
    const desk = await withNotes(1);
    await desk.run(['backup', 'copy.db']);
    symlinkSync('timeline.db', desk.path('link.db'));
    const byLink = ['--db', 'link.db'];
    await desk.json(['search', 'note', ...byLink]);
    expect(readdirSync(desk.folder)).toContain('timeline.db.search');
    const other = new Database(desk.db);
    other.prepare('SELECT count(*) FROM entry').get();
    const refused = await desk.run(['restore', 'copy.db', '--yes', ...byLink]);
    other.close();
    expect(refused).toMatchObject({ code: 5, stderr: expect.stringContaining('Another program has') as string });
    expect(await desk.json(['restore', 'copy.db', '--yes', ...byLink])).toMatchObject({ file: desk.db });
    expect(lstatSync(desk.path('link.db')).isSymbolicLink()).toBe(true);
    expect((await desk.run(['log', ...byLink, '-i', 'flood-1'])).stdout).toContain('note 1');
  });

  test('a timeline that another has open is not moved away', async () => {
    const desk = await withNotes(1);
    await desk.run(['backup', 'copy.db']);
    const other = new Database(desk.db);
    other.prepare('SELECT count(*) FROM entry').get();
    const ended = await desk.run(['restore', 'copy.db', '--yes']);
    other.close();
    expect(ended).toMatchObject({ code: 5, stderr: expect.stringContaining('Another program has') });
    expect((await desk.run(['log'])).stdout).toContain('note 1');
  });
});

describe('export, settings, doctor', () => {
  test('the review as Markdown, in a file that its owner alone may read', async () => {
    const desk = await withNotes(1);
    expect((await desk.run(['export', '--format', 'markdown'])).stdout).toMatch(
      /^\*\*TLP:AMBER\*\*\n\n# Small flood\n/,
    );
    await desk.run(['export', '--format', 'markdown', '-o', 'review.md']);
    expect(statSync(desk.path('review.md')).mode & 0o777).toBe(0o600);
    expect(readFileSync(desk.path('review.md'), 'utf8')).toContain('note 1');
    expect((await desk.run(['export'])).code).toBe(2);
  });

  test('under a label less strict than its own it is said that all the rest goes with it', async () => {
    const desk = await withNotes(1);
    const piped = await desk.run(['export', '--format', 'csv', '--tlp', 'clear']);
    expect(piped.stderr).toMatch(
      /^flood-1 itself is marked TLP:AMBER: everything [^\n]+ Read it before it leaves\.\n$/,
    );
    const written = await desk.run(['export', '--format', 'markdown', '--tlp', 'green', '-o', 'review.md']);
    expect(written.stdout).toContain('flood-1 itself is marked TLP:AMBER');
    expect(readFileSync(desk.path('review.md'), 'utf8')).toContain(
      '| Marking | TLP:GREEN; the incident itself is marked TLP:AMBER |',
    );
    const asMarked = await desk.run(['export', '--format', 'csv']);
    expect(asMarked.stderr).toBe('');
  });

  test('as rows for other programs; what is left out for the audience is said, and nothing is written over unasked', async () => {
    const desk = await withNotes(2);
    await desk.run(['note', 'The key lies under the stone']);
    const { seq } = JSON.parse((await desk.run(['log', '--last', '1', '--json'])).stdout) as { seq: number };
    await desk.run(['correct', String(seq), '--marking', 'red']);
    const csv = await desk.run(['export', '--format', 'csv']);
    expect(csv.stdout).toContain('note 1');
    expect(csv.stdout).not.toContain('stone');
    // In a pipe, where a table has no place for it, it is said beside it.
    expect(csv.stderr).toBe('TLP:AMBER. Left out: entries with a stricter marking: 1.\n');
    const whole = await desk.run(['export', '--format', 'csv', '--tlp', 'red']);
    expect(whole.stdout).toContain('stone');
    expect(whole.stderr).toBe('');
    const written = await desk.run([
      'export',
      '--format',
      'timesketch',
      '-o',
      'night.jsonl',
      '--tlp',
      'TLP:GREEN',
      '--pseudonyms',
    ]);
    expect(written.stdout).toContain('TLP:GREEN. Left out: entries with a stricter marking: 1, names of people: 1.');
    const [first = ''] = readFileSync(desk.path('night.jsonl'), 'utf8').split('\n');
    expect(JSON.parse(first)).toMatchObject({ seq: 1, user: 'Responder 1' });
    const again = await desk.run(['export', '-o', 'night.jsonl']);
    expect(again).toMatchObject({ code: 4, stderr: expect.stringContaining('was left untouched') });
    expect((await desk.run(['export', '-o', 'night.jsonl', '--force'])).code).toBe(0);
    expect(readFileSync(desk.path('night.jsonl'), 'utf8')).toContain('"user":"astrid"');
    expect(await desk.run(['export', '--format', 'csv', '-o', '.'])).toMatchObject({ code: 2 });
    expect(await desk.run(['export', '--format', 'csv', '--tlp', 'blue'])).toMatchObject({ code: 2 });
    expect((await desk.run(['export', '--format', 'timesktch'])).stderr).toContain('Did you mean "timesketch"?');
  });

  test('a zone and a language are kept as they are written, however they were typed', async () => {
    const desk = new Desk();
    await desk.run(['config', 'timezone', 'europe/copenhagen']);
    await desk.run(['config', 'language', 'Dansk']);
    expect(await desk.json(['config'])).toEqual({ name: null, timezone: 'Europe/Copenhagen', language: 'da' });
    await desk.run(['declare', 'Water']);
    expect((await desk.run(['log'])).stdout).toMatch(/^#1 +\d\d:\d\d \+0[12]:00 /m);
    expect((await desk.run(['export', '--format', 'markdown'])).stdout).toContain('## Påvirkning og årsag');
    // Somebody else may have written the file by hand.
    writeFileSync(desk.path('config', 'holdfast', 'config.json'), '{"language":"da-DK"}');
    expect((await desk.run(['export', '--format', 'markdown'])).stdout).toContain('## Påvirkning og årsag');
  });

  test('an incident goes by its zone also where the machine does not know it by that name', async () => {
    const desk = new Desk();
    await desk.run(['declare', 'Water', '--timezone', 'CST']);
    expect((await desk.run(['log'])).stdout).toMatch(/^#1 +\d\d:\d\d -0[56]:00 /m);
  });

  test('a name once set stands in the record', async () => {
    const desk = new Desk();
    expect((await desk.run(['config', 'name', 'Astrid', 'Holm'])).code).toBe(0);
    expect((await desk.run(['config', 'timezone', 'Europe/Copenhagne'])).code).toBe(2);
    await desk.run(['config', 'timezone', 'Europe/Copenhagen']);
    await desk.run(['declare', 'Water']);
    expect((await desk.run(['log', '--json'])).stdout).toContain('"name":"Astrid Holm"');
    expect((await desk.run(['log', '--json'])).stdout).toContain('"timezone":"Europe/Copenhagen"');
    expect(await desk.json(['config'])).toEqual({
      name: 'Astrid Holm',
      timezone: 'Europe/Copenhagen',
      language: null,
    });
    await desk.run(['config', 'name', '']);
    expect(await desk.json(['config', 'name'])).toEqual({ name: null });
  });

  test('doctor finds nothing wrong here, and says what is', async () => {
    const desk = await withNotes(1);
    expect(await desk.json(['doctor'])).toMatchObject({ ok: true });
    renameSync(desk.db, desk.path('away.db'));
    writeFileSync(desk.db, 'not a database at all, but long enough to look at');
    expect(await desk.run(['doctor'])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('is not a timeline of holdfast'),
    });
  });

  test('doctor warns of what is not wrong yet, with what to do', async () => {
    const desk = await withNotes(1);
    chmodSync(desk.db, 0o644);
    writeFileSync(desk.path('runbooks', 'torn.yaml'), 'holdfast: 1\nid: torn\ntitle: [');
    const { code, stdout } = await desk.run(['doctor']);
    expect(code).toBe(0);
    expect(stdout).toContain(`WARN  Privacy: others may read ${desk.db} (mode 644)\n        chmod 600 ${desk.db}\n`);
    const torn = desk.path('runbooks', 'torn.yaml');
    expect(stdout).toMatch(/^WARN {2}Runbooks: 1 of \d+ cannot be used: /m);
    expect(stdout).toContain(`: ${torn}\n        See why: holdfast runbook check ${torn}\n`);
    expect(await desk.run(['runbook', 'show', 'torn'])).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(
        /torn\.yaml cannot be read as a runbook: .*\. See everything that is wrong: /,
      ) as string,
    });
  });

  test('doctor holds every file kept as evidence against the digest that the record has of it', async () => {
    const desk = await withNotes(1);
    const found = async (): Promise<string> =>
      (await desk.run(['doctor'])).stdout.match(/^.*Evidence: [^]*?(?=\n\w)/gm)?.join('\n') ?? '';
    expect(await found()).toBe('');
    const kept = ['gauge.jpg', 'rack.txt'].map((name) => {
      writeFileSync(desk.path(name), `what ${name} shows`);
      const sha256 = createHash('sha256').update(`what ${name} shows`).digest('hex');
      return desk.path('evidence', sha256.slice(0, 2), sha256);
    });
    const [gauge = '', rack = ''] = kept;
    await desk.json(['attach', 'gauge.jpg']);
    await desk.json(['attach', 'rack.txt']);
    expect(await found()).toBe(`ok    Evidence: 2 files in ${desk.path('evidence')}, each as it was kept`);

    writeFileSync(gauge, 'what somebody else would have it show');
    rmSync(rack);
    const stray = desk.path('evidence', 'ab', `ab${'0'.repeat(62)}`);
    mkdirSync(dirname(stray), { recursive: true });
    writeFileSync(stray, 'attached by whoever was interrupted');
    expect(await found()).toBe(
      [
        `BAD   Evidence: gauge.jpg (flood-1 #6) is not what was kept`,
        `        Find out who wrote to it, and put back a copy: ${gauge}`,
        `WARN  Evidence: rack.txt (flood-1 #7) is not there`,
        `        Put a copy there: ${rack}; or say in a note why it is gone.`,
        `WARN  Evidence: 1 file that no entry names: ${stray}`,
        `        It is of another timeline in that folder, or whoever attached it was interrupted before it was recorded: attach it again, or remove it.`,
      ].join('\n'),
    );
    expect((await desk.run(['doctor'])).code).toBe(1);
    rmSync(gauge);
    expect(await found()).toContain('gauge.jpg (flood-1 #6), rack.txt (flood-1 #7) are not there');
  });

  test('doctor does not miss the files of an incident that was brought in, which come with no bundle', async () => {
    const desk = await withNotes(1);
    writeFileSync(desk.path('gauge.jpg'), 'four metres');
    await desk.json(['attach', 'gauge.jpg']);
    await desk.json(['export', '--format', 'json', '-o', 'night.json']);
    const other = desk.path('elsewhere', 'other.db');
    mkdirSync(dirname(other));
    await desk.json(['import', 'night.json', '--db', other]);
    const { code, stdout } = await desk.run(['doctor', '--db', other]);
    expect(code).toBe(0);
    expect(stdout).not.toContain('Evidence');
  });

  test('doctor finds a clock that is behind what was written down last, and the guide asks about it', async () => {
    const desk = floodDesk();
    const ahead = { ...ports, wall: () => Date.now() + 2 * 3_600_000 };
    incidentOf(open(desk.db, {}, ahead), 1);
    const { code, stdout } = await desk.run(['doctor']);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^BAD {3}Clock: it is \S+ by this machine's clock, 1h 59m behind the last entry of the timeline\n {8}See which /m,
    );
    const guide = await desk.run(['guide', '--plain'], { input: 'questions\nquit\n' });
    expect(guide.stdout.replace(/\s+/g, ' ')).toContain("This machine's clock is 1h 59m behind the record");
  });

  test('doctor finds what somebody wrote beside the record, which no chain covers, and makes it anew', async () => {
    const desk = await withNotes(1);
    const title = async (): Promise<string> => (await desk.run(['status'])).stdout.split('\n')[0] ?? '';
    const before = await title();
    const database = new Database(desk.db);
    const { body } = database.prepare('SELECT body FROM snapshot').get() as { body: string };
    const forged = body.replace('"title":"Small flood"', '"title":"All is well"');
    expect(forged).not.toBe(body);
    const digest = createHash('sha256').update(forged).digest('hex');
    database.prepare("UPDATE snapshot SET body = ?, version = '4 ' || ?").run(forged, digest);
    database.close();
    expect(await title()).toContain('All is well');
    expect((await desk.run(['verify'])).code).toBe(0);
    const found = await desk.run(['doctor']);
    expect(found.stdout).toContain(
      'WARN  State: what was kept of flood-1 was not what the entries say, and stood on screens and in documents. It is made anew from the entries\n',
    );
    expect(await title()).toBe(before);
    expect((await desk.run(['doctor'])).stdout).toContain(
      'ok    State: what is kept of each incident is what its entries say',
    );
  });

  test('doctor finds what somebody wrote into the list of incidents, which no chain covers either, and makes it anew', async () => {
    const desk = await withNotes(1);
    const before = (await desk.run(['list'])).stdout;
    const database = new Database(desk.db);
    database.prepare("UPDATE incident SET state = 'closed', title = 'All is well', severity = 'sev5'").run();
    database.close();
    // One that is closed stands in no list of what is open.
    expect((await desk.run(['list'])).stdout).not.toBe(before);
    expect((await desk.run(['verify'])).code).toBe(0);
    expect((await desk.run(['doctor'])).stdout).toContain(
      'WARN  State: what was kept of flood-1 was not what the entries say, and stood on screens and in documents. It is made anew from the entries\n',
    );
    expect((await desk.run(['list'])).stdout).toBe(before);
    expect((await desk.run(['doctor'])).stdout).toContain(
      'ok    State: what is kept of each incident is what its entries say',
    );
  });

  // The super-user may write anything, and nobody may not be let into every checkout.
  test.runIf(process.platform !== 'win32' && spawnSync(process.execPath, [holdfast, '--version'], nobody).status === 0)(
    'doctor finds a timeline that can be read and not written',
    async () => {
      const desk = await withNotes(1);
      chmodSync(desk.db, 0o400);
      if (nobody.uid !== undefined) for (const path of [desk.folder, desk.db]) chownSync(path, nobody.uid, nobody.uid);
      const { status, stdout } = spawnSync(process.execPath, [holdfast, 'doctor'], { ...nobody, env: desk.env });
      expect(stdout.toString()).toContain(`BAD   File: ${desk.db} cannot be written to`);
      expect(status).toBe(1);
    },
  );

  test('log --follow shows what others append', async () => {
    const desk = await withNotes(1);
    const child = desk.spawn(['log', '--follow', '--json', '--last', '1']);
    let seen = '';
    const came = new Promise<void>((resolve) => {
      child.stdout.on('data', (text: Buffer) => {
        seen += text.toString();
        if (seen.includes('from elsewhere')) resolve();
      });
    });
    await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
    await desk.run(['n', 'from elsewhere']);
    await came;
    child.kill('SIGINT');
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    expect(seen.trim().split('\n')).toHaveLength(2);
  });

  test('reading writes nothing, not even a file', async () => {
    const desk = new Desk();
    for (const args of [['list'], ['now'], ['log'], ['doctor'], ['verify'], ['runbook', 'list']]) await desk.run(args);
    expect(existsSync(desk.db)).toBe(false);
  });
});
