import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AnyEntry } from '../../src/entry/index.ts';
import { built, type Desk } from '../support/cli.ts';
import { onDumbTerminal } from '../support/conversation.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

/** A name that nothing of ours would write. */
const who = 'Kirsten Overgaard-Blicher';

/** A night that is over, with a name in a note, in a corrected note, as a personal answer and in its title. */
async function nightThatIsOver(desk: Desk, rest: readonly string[] = []): Promise<void> {
  await desk.json(['start', 'small-flood', '--no-ui', '--at', '-3h', ...rest]);
  await desk.json(['note', who, 'rang']);
  await desk.json(['note', 'Somebody', 'rang']);
  await desk.json(['correct', '6', who, 'rang', 'twice']);
  await desk.json(['describe', `title=Flood at ${who}`]);
  await desk.json(['resolve', '-y']);
}

const keeping = (desk: Desk): Promise<readonly Record<string, unknown>[]> =>
  desk.json(['retention']) as Promise<readonly Record<string, unknown>[]>;

/** The files of a desk that hold the name. */
const named = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && readFileSync(join(each.parentPath, each.name)).includes(who))
    .map(({ name }) => name);

const periods = (incidents: string): string =>
  `holdfast: 1\nname: Testby\nnis2_entity: true\nretention: { incidents: ${incidents}, drills: 1 day, basis: Archive rules }\n`;

describe('how long words are kept', () => {
  test('is listed: what is past its time and why; the words go only after a yes, the chain stays whole, and no file holds them', async () => {
    const desk = floodDesk();
    await nightThatIsOver(desk);
    expect(await keeping(desk)).toMatchObject([{ id: 'flood-1', said: 'nobody', due: false, until: null, hold: null }]);
    const nobody = await desk.run(['retention']);
    expect(nobody.stdout).toContain('Nobody has said for how long:');
    expect(nobody.stdout).toContain('GDPR Art. 5(1)(e)');

    await desk.json(['retain', '2026-01-01', '--basis', 'Archive rules § 12']);
    const listed = await desk.run(['retention']);
    expect(listed).toMatchObject({ code: 0, stderr: '' });
    expect(listed.stdout).toMatch(
      /^Past their time:\n {2}\[flood-1\] .* over since .* kept until 2026-01-01 \(Archive rules § 12\) · words in \d+ entries\n/,
    );
    expect(named(desk.folder)).not.toEqual([]);

    const unasked = await desk.run(['retention', '--expunge']);
    expect(unasked).toMatchObject({ code: 2, stdout: '' });
    expect(unasked.stderr).toContain('Nothing was recorded. If that is meant: holdfast retention --expunge --yes');
    // Of one alone what is told to be typed is of that one.
    const one = await desk.run(['retention', '--expunge', '-i', 'flood-1']);
    expect(one.stderr).toContain('If that is meant: holdfast retention --expunge --yes -i flood-1\n');
    expect((await desk.run(['retention', '-i', 'flood-1'])).stdout).toContain(
      'To take these words out for good: holdfast retention --expunge -i flood-1\n',
    );
    const backup = desk.path('copy', 'timeline.db');
    mkdirSync(desk.path('copy'));
    await desk.json(['backup', backup]);
    writeFileSync(`${desk.db}.v1.bak`, who);

    const done = await desk.run(['retention', '--expunge', '--yes']);
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toMatch(/^\[flood-1\] the words of \d+ entries were removed; the chain is whole\n/);
    expect(done.stdout).toContain(`A copy of the timeline beside it still holds the words: ${desk.db}.v1.bak`);
    expect(done.stdout).toContain('Not reached: backups, exports, briefs and prints made before');
    // What it cannot reach, and has said so.
    expect(named(desk.folder).toSorted()).toEqual(['timeline.db', 'timeline.db.v1.bak']);
    expect(readFileSync(desk.db).includes(who)).toBe(false);
    expect((await desk.run(['verify'])).code).toBe(0);
    expect((await desk.run(['log'])).stdout).not.toContain(who);
    expect((await desk.run(['status'])).stdout).not.toContain(who);

    const log = (await desk.run(['log', '--json'])).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as AnyEntry);
    const gone = log.filter(({ type }) => type === 'entry.expunged');
    expect(gone.length).toBeGreaterThan(3);
    for (const { words } of gone)
      expect(words).toBe('Past its time: kept until 2026-01-01 (Archive rules § 12); GDPR Art. 5(1)(e)');
    expect(
      log.filter(({ words, type }) => words !== undefined && type !== 'entry.expunged').map(({ type }) => type),
    ).toEqual(['retention.set']);
    expect(await keeping(desk)).toMatchObject([{ due: true, words: 0 }]);
    expect((await desk.run(['retention', '--expunge'])).stdout).toBe('Nothing is past its time.\n');
  });

  test("is the organisation's where nobody said otherwise, and a fault in it is told with its place", async () => {
    const desk = floodDesk();
    writeFileSync(desk.path('runbooks', 'organisation.yaml'), periods('5 years'));
    await nightThatIsOver(desk);
    expect(await keeping(desk)).toMatchObject([
      { said: 'organisation', period: '5 years', basis: 'Archive rules', due: false },
    ]);
    const early = await desk.run(['retention', '--expunge', '--yes', '-i', 'flood-1']);
    expect(early).toMatchObject({ code: 4, stdout: '' });
    expect(early.stderr).toMatch(
      /flood-1 is not past its time: kept until \d{4}-\d\d-\d\d, 5 years from its end \(Archive rules\)\./,
    );
    writeFileSync(desk.path('runbooks', 'organisation.yaml'), periods('5 parsecs'));
    const wrong = await desk.run(['runbook', 'check', 'runbooks/organisation.yaml'], { cwd: desk.folder });
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toContain('`5 parsecs` is no length of time on the calendar');
  });

  test('what is not past its time keeps its words where others lose theirs, and so does what is held', async () => {
    const desk = floodDesk();
    await nightThatIsOver(desk);
    await nightThatIsOver(desk);
    await desk.json(['retain', '2026-01-01', '--basis', 'x', '-i', 'flood-1']);
    await desk.json(['retain', '5', 'years', '--basis', 'x', '-i', 'flood-2']);
    await desk.json(['hold', 'The court', '-i', 'flood-2']);
    const held = await desk.run(['retention', '--expunge', '--yes', '-i', 'flood-2']);
    expect(held).toMatchObject({ code: 4, stderr: expect.stringContaining('No words are removed.') as string });
    expect(held.stderr).toContain('lift-hold');
    await desk.json(['lift-hold', 'The court', '-i', 'flood-2']);
    const kept = (await desk.run(['log', '-i', 'flood-2'])).stdout;
    expect(await desk.json(['retention', '--expunge', '--yes'])).toMatchObject({ expunged: [{ incident: 'flood-1' }] });
    expect((await desk.run(['log', '-i', 'flood-1'])).stdout).not.toContain(who);
    expect((await desk.run(['log', '-i', 'flood-2'])).stdout).toBe(kept);
    expect(kept).toContain(who);
  });

  test('each stands where it belongs: past its time, held, kept, without its words, or nobody has said', async () => {
    const desk = floodDesk();
    const over = async (...until: readonly string[]): Promise<void> => {
      await desk.json(['declare', 'Water', '--at', '-2h']);
      await desk.json(['resolve', '-y']);
      for (const day of until) await desk.json(['retain', day, '--basis', 'x']);
      await desk.json(['close', '-y']);
    };
    await over('2026-01-01');
    await desk.json(['retention', '--expunge', '--yes']);
    await over('2026-01-01');
    await over('2026-01-01');
    await desk.json(['hold', 'The', 'insurer', 'asks', '-i', 'incident-3']);
    await over('for-ever');
    await over();
    const { stdout } = await desk.run(['retention']);
    expect(stdout.replaceAll(/ over since [\d-]+ ·|, sev\d| since \d+ \w+ \d+ \d\d:\d\d \+00:00/g, '')).toBe(
      [
        'Past their time:',
        '  [incident-2] Water · kept until 2026-01-01 (x) · words in 1 entry',
        'Past their time, under a legal hold:',
        '  [incident-3] Water · kept until 2026-01-01 (x) · words in 1 entry · is under a legal hold, by astrid: The insurer asks',
        'Kept:',
        '  [incident-1] incident-1 · kept until 2026-01-01 (x) · no words left',
        '  [incident-4] Water · kept without a limit (x) · words in 1 entry',
        'Nobody has said for how long:',
        '  [incident-5] Water · no time was set · words in 1 entry',
        'Nothing is removed by itself. To take these words out for good: holdfast retention --expunge',
        'Personal data is kept no longer than is necessary (GDPR Art. 5(1)(e)). Say how long: retention in organisation.yaml, or for one incident: holdfast retain 5 years --basis TEXT',
        '',
      ].join('\n'),
    );
  });

  test('an incident that goes on is never past its time', async () => {
    const desk = floodDesk();
    await desk.json(['declare', 'Water']);
    await desk.json(['retain', '2026-01-01', '--basis', 'x']);
    const open = await desk.run(['retention', '--expunge', '--yes', '-i', 'incident-1']);
    expect(open.code).toBe(4);
    expect(open.stderr).toContain('is not over: its words are worked with.');
  });

  test('asks on a terminal, and no is no', async () => {
    const desk = floodDesk();
    await nightThatIsOver(desk);
    await desk.json(['retain', '2026-01-01', '--basis', 'x']);
    const talk = onDumbTerminal(desk, ['retention', '--expunge']);
    await talk.until(() => talk.seen.includes('Remove the words for good: flood-1'), 'be asked');
    talk.type('n');
    expect(await talk.end()).toBe(2);
    expect((await desk.run(['log'])).stdout).toContain(who);
  });

  test.each([
    ['set another time', ['retain', '5', 'years', '--basis', 'Archive rules'], 'is not past its time'],
    ['opened it again', ['reopen-incident'], 'is not over'],
    ['put a hold on it', ['hold', 'The court'], 'The court'],
  ])('a yes that comes after somebody else %s takes nothing out', async (_, meanwhile, says) => {
    const desk = floodDesk();
    await nightThatIsOver(desk);
    await desk.json(['retain', '2026-01-01', '--basis', 'x']);
    const talk = onDumbTerminal(desk, ['retention', '--expunge'], 200);
    await talk.until(() => talk.seen.includes('Remove the words for good: flood-1'), 'be asked');
    await desk.json(meanwhile);
    talk.type('y');
    expect(await talk.end()).toBe(4);
    expect(talk.seen).toContain(says);
    expect((await desk.run(['log'])).stdout).toContain(who);
  });

  test.each([
    { words: ['retain', '5', 'parsecs', '--basis', 'x'], code: 2, says: /"5 parsecs" is no length of time and no day/ },
    { words: ['retain', '2026-02-30', '--basis', 'x'], code: 2, says: /is no day/ },
    { words: ['retain', '5', 'years'], code: 2, says: /legal basis/ },
    { words: ['retain'], code: 2, says: /How long/ },
    { words: ['hold'], code: 2, says: /Who asks that it is kept/ },
    { words: ['lift-hold', 'over'], code: 4, says: /no legal hold/ },
    { words: ['retention', 'flood-1'], code: 2, says: /not understood/ },
    { words: ['retention', '-i', 'nowhere-9'], code: 3, says: /nowhere-9/ },
  ])('$words is told what is wrong, and nothing is recorded', async ({ words, code, says }) => {
    const desk = floodDesk();
    await desk.json(['start', 'small-flood', '--no-ui']);
    const before = (await desk.run(['log'])).stdout;
    const answer = await desk.run(words);
    expect(answer.code).toBe(code);
    expect(answer.stderr).toMatch(says);
    expect((await desk.run(['log'])).stdout).toBe(before);
  });

  test('where there is no timeline it says so, and makes none', async () => {
    const desk = floodDesk();
    expect(await desk.run(['retention', '--expunge', '--yes'])).toMatchObject({ code: 3, stdout: '' });
    expect(existsSync(desk.db)).toBe(false);
  });
});

describe('a legal hold', () => {
  test('refuses expunge and retention with exit 4 and says who and why; status says it; lifted, they go on', async () => {
    const desk = floodDesk();
    await nightThatIsOver(desk);
    await desk.json(['retain', '2026-01-01', '--basis', 'x']);
    await desk.json(['hold', 'The', 'police', 'ask,', 'case', '12', '--by', 'Ida']);
    expect((await desk.run(['hold', 'The', 'court', 'too'])).stderr).toMatch(
      /case 12\. It is lifted by: holdfast lift-hold WORDS\n$/,
    );
    for (const words of [
      ['expunge', '5', '--basis', 'GDPR Art. 17'],
      ['retention', '--expunge', '--yes'],
      ['retention', '--expunge', '--yes', '-i', 'flood-1'],
    ]) {
      const answer = await desk.run(words);
      expect(answer).toMatchObject({ code: 4, stdout: '' });
      expect(answer.stderr).toContain('legal hold');
    }
    const json = await desk.run(['expunge', '5', '--basis', 'GDPR Art. 17', '--json']);
    expect(JSON.parse(json.stderr)).toMatchObject({ error: { code: 'held' } });
    expect((await desk.run(['status'])).stdout).toMatch(
      /LEGAL HOLD: flood-1 is under a legal hold since .* by Ida: The police ask, case 12/,
    );
    expect(await desk.json(['status'])).toMatchObject({
      incident: { hold: { by: 'Ida', why: 'The police ask, case 12' }, retention: { until: '2026-01-01', basis: 'x' } },
    });
    expect((await desk.run(['export', '--format', 'markdown'])).stdout).toMatch(/Legal hold.*Ida, The police ask/);
    expect((await desk.run(['retention'])).stdout).toContain('Past their time, under a legal hold:');

    await desk.json(['lift-hold', 'Case', 'closed']);
    expect((await desk.run(['retention', '--expunge', '--yes'])).code).toBe(0);
  });

  test('of one of two keeps that one alone', async () => {
    const desk = floodDesk();
    await nightThatIsOver(desk);
    await desk.json(['retain', '2026-01-01', '--basis', 'x']);
    await desk.json(['close', '-y']);
    await nightThatIsOver(desk);
    await desk.json(['retain', '2026-01-01', '--basis', 'x', '-i', 'flood-2']);
    await desk.json(['hold', 'The', 'insurer', 'asks', '-i', 'flood-2']);
    const done = (await desk.json(['retention', '--expunge', '--yes'])) as object;
    expect(done).toMatchObject({ expunged: [{ incident: 'flood-1' }], held: ['flood-2'], elsewhere: [] });
    expect(await keeping(desk)).toMatchObject([{ words: 0 }, { id: 'flood-2', hold: { why: 'The insurer asks' } }]);
    const held = await desk.run(['retention', '--expunge', '-i', 'flood-2']);
    expect(held.stderr).toMatch(/Once it is lifted: holdfast lift-hold WORDS -i flood-2\n$/);
  });

  test('is told beside what is removed', async () => {
    const desk = floodDesk();
    await nightThatIsOver(desk);
    await desk.json(['retain', '2026-01-01', '--basis', 'x']);
    await nightThatIsOver(desk);
    await desk.json(['retain', '2026-01-01', '--basis', 'x', '-i', 'flood-2']);
    await desk.json(['hold', 'The', 'insurer', 'asks', '-i', 'flood-2']);
    const done = await desk.run(['retention', '--expunge', '--yes']);
    expect(done.stdout).toMatch(
      /^\[flood-1\] the words of .*\n\[flood-2\] left as it is: it is under a legal hold since .*: The insurer asks\n/,
    );
  });
});

test('an incident of another installation is expunged there, and comes in again without its words', async () => {
  const [there, here] = [floodDesk(), floodDesk()];
  await nightThatIsOver(there);
  await there.json(['retain', '2026-01-01', '--basis', 'x']);
  const bundle = here.path('night.json');
  await there.json(['export', '--format', 'json', '--tlp', 'red', '-o', bundle]);
  await here.json(['import', bundle]);
  expect((await here.run(['retention', '--expunge', '--yes'])).stdout).toBe(
    '[flood-1] left as it is: brought in from another installation: expunge it there, export it as json, and import that here\n',
  );
  const refused = await here.run(['retention', '--expunge', '--yes', '-i', 'flood-1']);
  expect(refused.code).toBe(4);
  expect(refused.stderr).toContain('expunge it there');
  await there.json(['retention', '--expunge', '--yes']);
  await there.json(['export', '--format', 'json', '--tlp', 'red', '-o', bundle, '--force']);
  await here.json(['import', bundle]);
  expect(named(here.folder)).toEqual([]);
});
