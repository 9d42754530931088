import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { type AnyEntry, hashEntry } from '../../src/entry/index.ts';
import type { TimelineBundle } from '../../src/report/index.ts';
import { built, Desk } from '../support/cli.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

/** A night at one city, and its record as a file. */
async function exported(...options: string[]) {
  const here = floodDesk();
  await here.run(['start', 'small-flood', '--no-ui']);
  await here.run(['n', 'The water comes from the street']);
  await here.run(['fact', 'caller=Karen Holm', 'door_code=1234']);
  const [expunged] = JSON.parse(`[${(await here.run(['n', 'A name', '--json'])).stdout}]`) as [
    { entries: [{ seq: number }] },
  ];
  await here.run(['expunge', String(expunged.entries[0].seq), '--basis', 'She asked', '--yes']);
  await here.run(['done', '--why', 'All out']);
  const written = await here.run(['export', '--format', 'json', '-o', 'night.json', ...options]);
  expect(written).toMatchObject({ code: 0 });
  const there = new Desk();
  return { here, there, file: here.path('night.json') };
}

const bundleAt = (file: string): TimelineBundle => JSON.parse(readFileSync(file, 'utf8')) as TimelineBundle;

describe('a bundle', () => {
  test('takes in no incident of here, where nobody could go on; that they have to do with each other can be said', async () => {
    const { there, file } = await exported('--tlp', 'red');
    const { incident } = (await there.json(['declare', 'Water'])) as { incident: string };
    await there.json(['import', file]);
    const log = ['log', '--json', '-i', incident];
    const before = (await there.run(log)).stdout;
    const merged = await there.run(['merge', incident, '--into', 'flood-1', '-i', incident, '-y']);
    expect(merged).toMatchObject({ code: 4, stderr: expect.stringContaining('brought in from another') as string });
    expect((await there.run(log)).stdout).toBe(before);
    const linked = await there.run(['link', 'flood-1', '-i', incident]);
    expect(linked.stdout).toContain('Linked to flood-1');
    expect(linked.stderr).toMatch(/NOT in flood-1: flood-1 was brought in .* holdfast import FILE\n$/);
  });

  test('leaves the way free for the next incident here, whatever it is called', async () => {
    const elsewhere = new Desk();
    await elsewhere.json(['declare', 'Fire']);
    await elsewhere.json(['declare', 'Flood']);
    await elsewhere.json(['export', '--format', 'json', '--tlp', 'red', '-i', 'incident-2', '-o', 'night.json']);
    const here = new Desk();
    await here.json(['import', elsewhere.path('night.json')]);
    // The second here would be called as the one that was brought in is.
    expect(await here.json(['declare', 'Water in the cellar'])).toMatchObject({ incident: 'incident-3' });
    expect(await here.json(['declare', 'Water in hall B'])).toMatchObject({ incident: 'incident-4' });
  });

  test('goes to another installation and out of it again, byte for byte, and verifies there', async () => {
    const { here, there, file } = await exported('--tlp', 'red');
    const brought = await there.run(['import', file]);
    expect(brought).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/\[flood-1] \d+ entries were brought in and checked/),
    });
    expect((await there.run(['verify'])).code).toBe(0);
    await there.run(['export', '--format', 'json', '--tlp', 'red', '-o', 'again.json', '-i', 'flood-1']);
    expect(readFileSync(there.path('again.json'), 'utf8')).toBe(readFileSync(file, 'utf8'));
    const status = async (desk: Desk) => (await desk.run(['status', '--json', '-i', 'flood-1'])).stdout;
    expect(await status(there)).toBe(await status(here));
    expect((await there.run(['import', file])).stdout).toContain('nothing was new');
  });

  test('is only read where it was brought in: an act is refused, and nothing falls due there', async () => {
    const { there, file } = await exported('--tlp', 'red');
    await there.run(['import', file]);
    const entries = (await there.run(['log', '--json', '-i', 'flood-1'])).stdout;
    const refused = await there.run(['n', 'From elsewhere', '-i', 'flood-1']);
    expect(refused).toMatchObject({ code: 4, stderr: expect.stringContaining('brought in from another installation') });
    expect((await there.run(['log', '--json', '-i', 'flood-1'])).stdout).toBe(entries);
  });

  test('brings in what came after, and takes out words that were taken out meanwhile', async () => {
    const { here, there, file } = await exported('--tlp', 'red');
    await there.run(['import', file]);
    const { seq } = bundleAt(file).entries.find(({ words }) => words?.includes('the street'))!;
    await here.run(['expunge', String(seq), '--basis', 'Wrong street', '--yes']);
    await here.run(['export', '--format', 'json', '--tlp', 'red', '-o', 'later.json']);
    expect(await there.json(['import', here.path('later.json')])).toMatchObject({ added: 1 });
    expect((await there.run(['log', '--json', '-i', 'flood-1'])).stdout).not.toContain('the street');
    expect((await there.run(['verify'])).code).toBe(0);
  });

  test('that went on otherwise, or whose name another incident has, changes nothing', async () => {
    const { here, there, file } = await exported('--tlp', 'red');
    const busy = floodDesk();
    await busy.run(['start', 'small-flood', '--no-ui']);
    const taken = await busy.run(['import', file]);
    expect(taken).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('Another incident here is called flood-1 too'),
    });
    const elsewhere = ['--db', there.path('other.db')];
    await there.run(['import', file, ...elsewhere]);
    // The same incident, as a copy of the database that was acted on alone.
    await here.run(['n', 'here'], {});
    await here.run(['export', '--format', 'json', '--tlp', 'red', '-o', 'a.json']);
    expect((await there.run(['import', here.path('a.json'), ...elsewhere])).code).toBe(0);
    const database = new Database(here.db);
    database.prepare('DELETE FROM entry WHERE place = (SELECT max(place) FROM entry)').run();
    database.prepare('DELETE FROM snapshot').run();
    database.close();
    await here.run(['n', 'otherwise']);
    await here.run(['export', '--format', 'json', '--tlp', 'red', '-o', 'b.json']);
    const differs = await there.run(['import', here.path('b.json'), ...elsewhere]);
    expect(differs).toMatchObject({ code: 4, stderr: expect.stringContaining('went on otherwise here') });
  });

  test('for a wider audience withholds, says how much, still verifies, and is not brought in', async () => {
    const { there, file } = await exported('--tlp', 'green');
    const bundle = bundleAt(file);
    expect(bundle).toMatchObject({ whole: false, withheld: { answers: 1, entries: 0 } });
    expect(readFileSync(file, 'utf8')).not.toContain('Karen');
    expect((await there.run(['verify', 'nowhere.json'])).stderr).toMatch(
      /^holdfast: There is no file .*nowhere\.json\. /,
    );
    const checked = await there.run(['verify', file]);
    expect(checked).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('says that it withholds: personal answers 1'),
    });
    const refused = await there.run(['import', file]);
    expect(refused).toMatchObject({ code: 4, stderr: expect.stringContaining('withholds 1 personal answer') });
    expect(await there.run(['list', '--all'])).toMatchObject({
      code: 0,
      stdout: expect.not.stringContaining('flood-1'),
    });
  });

  test.each([
    ['a changed word', (text: string) => text.replace('the street', 'the river'), 'changed-words'],
    ['what is no JSON', (text: string) => text.replace('"data":{', '"data":{"speed":1e400,'), 'edited'],
    ['a changed time', (text: string) => text.replace(/"at":"20(\d\d)-/, '"at":"19$1-'), 'edited'],
    ['an entry taken out', (text: string) => text.split('\n').toSpliced(3, 1).join('\n'), 'removed'],
    [
      'an entry twice',
      (text: string) => text.split('\n').toSpliced(3, 0, text.split('\n')[3]!).join('\n'),
      'duplicate',
    ],
    [
      'two entries changed over',
      (text: string) => {
        const lines = text.split('\n');
        return lines.with(3, lines[4]!).with(4, lines[3]!).join('\n');
      },
      'reordered',
    ],
    [
      'a word said where none was',
      (text: string) => text.replace(/("words-digest":"[^"]+"),"words":/, '$1,"said":'),
      'not-an-entry',
    ],
    [
      'a name that the record has not',
      (text: string) => text.replace('"alias":"flood-1"', '"alias":"flood-2"'),
      'edited',
    ],
    ['a drill made of what was real', (text: string) => text.replace('"mode":"real"', '"mode":"drill"'), 'edited'],
    ['its end cut off', (text: string) => text.replace(/,\n[^\n]*\n],/, '\n],'), 'cut-end'],
    [
      'an entry of another incident',
      (text: string) => text.replace(/"incident":"[^"]+","alias"/, '"incident":"other","alias"'),
      'foreign',
    ],
    [
      'something that is no entry',
      (text: string) => text.replace('"entries":[', '"entries":[\n{"seq":1},'),
      'not-an-entry',
    ],
  ])('with %s is found damaged, and not brought in', async (_, change, kind) => {
    const { there, file } = await exported('--tlp', 'red');
    const text = readFileSync(file, 'utf8');
    expect(change(text)).not.toBe(text);
    writeFileSync(file, change(text));
    const { problems } = JSON.parse((await there.run(['verify', file, '--json'])).stdout) as {
      problems: { kind: string }[];
    };
    expect(problems.map((problem) => problem.kind)).toContain(kind);
    expect(await there.run(['import', file])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Nothing was brought in'),
    });
  });

  test.each([
    ['cut in the middle', (text: string) => text.slice(0, text.length / 2), 'cut off or damaged'],
    ['of a newer holdfast', (text: string) => text.replace('{"bundle":1', '{"bundle":2'), 'newer holdfast'],
    ['JSON of something else', () => '{"playbook": true}', 'no bundle of holdfast'],
    ['with a label that is none', (text: string) => text.replace('"tlp":"red"', '"tlp":"mauve"'), 'of the wrong type'],
    [
      'without the ends of its chains',
      (text: string) => text.replace(/"heads":\{[^}]*\}\}/, '"heads":{}'),
      'of the wrong type',
    ],
    [
      'with the end of a chain that is none',
      (text: string) => text.replace(/"heads":\{("[^"]+"):\{[^}]*\}\}/, '"heads":{$1:null}'),
      'of the wrong type',
    ],
    [
      'that counts nothing',
      (text: string) => text.replace(/"withheld":\{[^}]*\}/, '"withheld":{}'),
      'of the wrong type',
    ],
    ['with a part missing', (text: string) => text.replace('"whole":true,', ''), 'Something that every bundle has'],
    ['empty', () => '', 'no JSON'],
    ['another export', () => '<!doctype html>', 'only its signature is checked'],
  ])('%s is refused with the reason', async (_, change, reason) => {
    const { there, file } = await exported('--tlp', 'red');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    expect(await there.run(['import', file])).toMatchObject({ code: 4, stderr: expect.stringContaining(reason) });
  });

  /** The bundle as somebody else's program would make it: its entries are others, and its chain is sound. */
  function madeElsewhere(bundle: TimelineBundle, change: (entries: AnyEntry[]) => readonly object[]): string {
    let prev = '';
    const entries = change(structuredClone([...bundle.entries])).map((each, index) => {
      const entry = { ...each, seq: index + 1, prev } as AnyEntry;
      prev = hashEntry(entry);
      return { ...entry, hash: prev };
    });
    const [first] = entries;
    const heads = { [first?.origin ?? '']: { seq: entries.length, hash: prev } };
    const { alias } = first?.type === 'incident.declared' ? first.data : bundle;
    return JSON.stringify({ ...bundle, alias, entries, heads });
  }

  test.each<[string, (entries: AnyEntry[]) => readonly object[], RegExp]>([
    [
      'a severity that is none',
      ([a, b, ...rest]) => [a!, { ...b, type: 'severity.set', data: { severity: {} } }, ...rest],
      /#2 .*data\/severity/,
    ],
    [
      'a time that is none',
      ([a, ...rest]) => [a!, ...rest.map((entry) => ({ ...entry, at: 'last night' }))],
      /#2 .*\/at must match/,
    ],
    [
      'a short id that a shell would obey where it is pasted',
      ([a, ...rest]) => [{ ...a, data: { ...a!.data, alias: 'flood-1; rm -rf .' } }, ...rest],
      /#1 calls the incident "flood-1; rm -rf \.", which is no short id/,
    ],
    [
      'a short id that is none',
      ([a, ...rest]) => [{ ...a, data: { ...a!.data, alias: '' } }, ...rest],
      /#1 calls the incident "", which is no short id/,
    ],
    ['a person without a name', ([a, ...rest]) => [{ ...a, by: {} }, ...rest], /#1 .*\/by must have/],
    ['no declaration', ([, ...rest]) => rest, /begins with .*not with incident\.declared/],
    [
      'stamps that fall',
      ([a, ...rest]) => [a!, ...rest.map((entry, index) => ({ ...entry, stamp: rest.at(-1 - index)!.stamp }))],
      /#\d+ was written before #\d+, and has a later stamp/,
    ],
    [
      'one id twice',
      ([a, b, ...rest]) => [a!, b!, ...rest.slice(0, -1), { ...rest.at(-1)!, id: b!.id }],
      /#\d+ has the id of another/,
    ],
  ])(
    'with %s, that no holdfast wrote, stays outside: every command would meet it for good',
    async (_, change, reason) => {
      const { there, file } = await exported('--tlp', 'red');
      await there.json(['declare', 'Fire']);
      writeFileSync(file, madeElsewhere(bundleAt(file), change));
      const before = readFileSync(there.db);
      expect((await there.run(['verify', file])).code).toBe(0);
      const refused = await there.run(['import', file]);
      expect(refused).toMatchObject({ code: 4, stderr: expect.stringMatching(reason) as string });
      expect(refused.stderr).toContain('was not written by holdfast');
      expect(readFileSync(there.db).equals(before)).toBe(true);
      expect((await there.run(['search', 'fire'])).stdout).toContain('Fire');
    },
  );

  test('in a zone that is not known here is read in UTC, by whoever asks how long words are kept too', async () => {
    const { there, file } = await exported('--tlp', 'red');
    const elsewhere = ([a, ...rest]: AnyEntry[]) => [{ ...a, data: { ...a!.data, timezone: 'Mars/Olympus' } }, ...rest];
    writeFileSync(file, madeElsewhere(bundleAt(file), elsewhere));
    await there.json(['import', file]);
    expect(await there.json(['retention'])).toMatchObject([{ id: 'flood-1' }]);
  });

  test('that is a timeline is told from one, with the way to bring an incident of it in', async () => {
    const { here, there } = await exported('--tlp', 'red');
    const refused = await there.run(['import', here.db]);
    expect(refused).toMatchObject({ code: 4, stdout: '' });
    expect(refused.stderr).toContain(
      `is a database, and no bundle. Read it where it is: holdfast list --db ${here.db}`,
    );
  });

  test('that is empty is told to be cut off, and not to be a timeline that nobody has begun', async () => {
    const { there, file } = await exported('--tlp', 'red');
    writeFileSync(file, '');
    expect(await there.run(['verify', file])).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('was cut off'),
    });
  });

  test('that is damaged all over is told in as many lines as one reads, and whole to programs', async () => {
    const { there, file } = await exported('--tlp', 'red');
    writeFileSync(file, JSON.stringify({ ...bundleAt(file), entries: Array.from({ length: 200_000 }, () => null) }));
    const { code, stdout, stderr } = await there.run(['verify', file]);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout.split('\n').length).toBeLessThan(110);
    expect(stdout).toMatch(/and \d+ more; all of them: holdfast verify --json/);
    const told = JSON.parse((await there.run(['verify', file, '--json'])).stdout) as { problems: unknown[] };
    expect(told.problems.length).toBeGreaterThanOrEqual(200_000);
  });

  test('with words put back from an older file, which an entry says were taken out, is found and not brought in', async () => {
    const { here, there, file } = await exported('--tlp', 'red');
    const older = bundleAt(file);
    const at = older.entries.findIndex(({ words }) => words?.includes('the street'));
    const { seq } = older.entries[at]!;
    await here.run(['expunge', String(seq), '--basis', 'Wrong street', '--yes']);
    await here.run(['export', '--format', 'json', '--tlp', 'red', '-o', 'later.json']);
    const later = bundleAt(here.path('later.json'));
    const putBack = { ...later, entries: later.entries.with(at, older.entries[at]!) };
    writeFileSync(file, JSON.stringify(putBack));
    const says = `The words of #${seq} were taken out for good`;
    expect(await there.run(['verify', file])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(`#${seq} changed-words: ${says}`) as string,
    });
    expect(await there.run(['import', file])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(says) as string,
    });
  });

  test('says which words were taken out for good, and a head kept elsewhere finds what was cut off with its head', async () => {
    const { there, file } = await exported('--tlp', 'red');
    const { entries, heads } = bundleAt(file);
    const [head] = Object.values(heads);
    const gone = entries.find((entry) => entry['words-digest'] !== undefined && entry.words === undefined)?.seq;
    expect(await there.run(['verify', file])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`Words taken out for good, as the record says: #${gone}\n`) as string,
    });
    expect(await there.json(['verify', file])).toMatchObject({ incidents: [{ expunged: [gone] }] });
    const kept = `${head?.seq}:${head?.hash.slice(0, 12)}`;
    expect(await there.run(['verify', file, '--head', kept])).toMatchObject({ code: 0 });
    const bundle = bundleAt(file);
    const shorter = bundle.entries.slice(0, -1);
    const last = shorter.at(-1)!;
    const cut = { ...bundle, heads: { [last.origin]: { seq: last.seq, hash: last.hash } }, entries: shorter };
    writeFileSync(file, JSON.stringify(cut));
    expect(await there.run(['verify', file])).toMatchObject({ code: 0 });
    const found = await there.run(['verify', file, '--head', kept]);
    expect(found).toMatchObject({ code: 1, stdout: expect.stringContaining('cut-end: The chain ends at') as string });
    const other = await there.run(['verify', file, '--head', `${last.seq}:000000000000`]);
    expect(other).toMatchObject({ code: 1, stdout: expect.stringContaining('the chain was written anew') as string });
  });

  test.each([
    ['a folder', '.', 2],
    ['a device without an end', '/dev/zero', 2],
    ['nothing', 'none.json', 3],
    ['something within a file', 'timeline.db/none.json', 3],
  ])('%s is no file to check or bring in', async (_, file, code) => {
    const desk = floodDesk();
    await desk.json(['declare', 'Water']);
    for (const command of ['import', 'verify'])
      expect(await desk.run([command, file])).toMatchObject({
        code,
        stdout: '',
        stderr: expect.stringMatching(/^holdfast: [^\n]+\n$/) as string,
      });
  });

  test('keeps names under its hashes, so pseudonyms are refused', async () => {
    const { here } = await exported();
    expect(await here.run(['export', '--format', 'json', '--pseudonyms'])).toMatchObject({ code: 2 });
  });
});

test('an act that names no incident falls on the one of here, and on none that was brought in to be read', async () => {
  const { there, file } = await exported('--tlp', 'red');
  await there.json(['declare', 'Water']);
  await there.json(['import', file]);
  // Where nobody has said what this terminal works on.
  const env = { XDG_STATE_HOME: there.path('elsewhere') };
  expect((await there.run(['n', 'The pump is silent'], { env })).stdout).toContain('[incident-1] #2 Note');
  expect((await there.run(['status'], { env })).stderr).toContain('More than one incident is open: ');
  await there.json(['resolve', '-y']);
  await there.json(['close', '-y']);
  // That another one goes on elsewhere keeps nobody from writing down what comes after.
  expect((await there.run(['n', 'The insurer rang'])).stdout).toContain('[incident-1] #');
});
