import { generateKeyPairSync, verify } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test, vi } from 'vitest';
import { built, type Desk } from '../support/cli.ts';
import { registerWords } from '../../src/report/words/register-words.ts';
import { onDumbTerminal } from '../support/conversation.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

interface Entry {
  readonly type: string;
  readonly ways: readonly string[];
  readonly words: string | null;
}
interface Person {
  readonly entries: readonly Entry[];
  readonly contacts: readonly { readonly id: string; readonly numbers: readonly { readonly number: string }[] }[];
  readonly files: readonly { readonly what: string; readonly file: string }[];
  readonly kept: readonly unknown[];
}

/** Two nights with Mona Krag in them in every way, and other people. */
async function nights(): Promise<Desk> {
  const desk = floodDesk();
  writeFileSync(
    desk.path('runbooks', 'contacts.yaml'),
    `holdfast: 1
contacts:
  lead-first: { name: Mona Krag, duty: Leads, numbers: [{ kind: mobile, number: "+45 00 55 10 01" }], email: mona@testby.example }
  other: { name: Bo Lund, numbers: [{ kind: mobile, number: "+45 00 55 10 02" }] }
`,
  );
  await desk.json(['config', 'name', 'Ida Juhl']);
  await desk.json(['start', 'small-flood', '--no-ui']);
  await desk.json(['assign', 'lead', 'Mona Krag']);
  await desk.json(['note', 'mona', 'krag', 'sounded', 'tired']);
  await desk.json(['note', 'the', 'pump', 'runs', '--by', 'Mona Krag']);
  await desk.json(['note', 'Monakragen', 'is', 'another', 'word']);
  await desk.json(['fact', 'caller=Karen Blixen']);
  await desk.json(['send', 'status-page']);
  await desk.json(['start', 'small-flood', '--no-ui', '--drill']);
  await desk.json(['ask', 'Mona Krag', 'Look at the pump', '-i', 'flood-2']);
  return desk;
}

test('of a person: all that they did, were given and that was said of them, in every incident, and the files beside', async () => {
  const desk = await nights();
  const mona = (await desk.json(['export', '--register', '--person', 'mona  KRAG'])) as Person;
  const found = mona.entries.map(({ type, ways, words }) => [type, ways.join(), words]);
  expect(found).toEqual(
    expect.arrayContaining([
      ['role.assigned', 'named', null],
      ['note.written', 'spoken-of', 'mona krag sounded tired'],
      ['note.written', 'by', 'the pump runs'],
      ['task.given', 'named', 'Look at the pump'],
    ]),
  );
  expect(JSON.stringify(mona.entries)).not.toContain('Monakragen');
  expect(mona.contacts).toMatchObject([
    { id: 'lead-first', numbers: [{ number: '+45 00 55 10 01' }], email: 'mona@testby.example' },
  ]);
  expect(mona.kept).toHaveLength(2);

  const ida = (await desk.json(['export', '--register', '--person', 'Ida Juhl'])) as Person;
  expect(ida.files).toContainEqual({ what: 'settings', file: expect.stringMatching(/config\.json$/) as string });
  // Who types for another has to do with it too.
  expect(ida.entries.filter(({ ways }) => ways.includes('typed')).map(({ words }) => words)).toContain('the pump runs');

  const one = (await desk.json(['export', '--register', '--person', 'Mona Krag', '-i', 'flood-2'])) as Person;
  expect(one.entries.map(({ type }) => type)).toEqual(['task.given']);
});

test('is had by whoever has a name of more than letters, and finds it in the genitive too', async () => {
  const desk = await nights();
  const names = ['Anne-Marie Lind', "Seán O'Hara", 'Bo Lund (vagt)', 'A. B. [C]* $1 \\d ^+?|{2}/'];
  for (const name of names) {
    await desk.json(['note', `it was ${name}s turn`]);
    const { entries } = (await desk.json(['export', '--register', '--person', name])) as Person;
    expect(entries.map(({ words }) => words)).toEqual([`it was ${name}s turn`]);
  }
});

test('is in the language and zone of whoever asked, as Markdown alone', async () => {
  const desk = await nights();
  const register = (...args: readonly string[]) => desk.run(['export', '--register', ...args]);
  const { stdout: danish } = await register('--person', 'Mona Krag', '--language', 'da', '--timezone', 'Asia/Tokyo');
  expect(danish).toContain('# Hvad der er gemt om Mona Krag');
  expect(danish).toContain('| Hændelse | Post | Hvornår | Skrevet | Hvad de har med den at gøre |');
  expect(danish).toContain('| er omtalt i den |');
  expect(danish).toMatch(/\d{4} \d\d:\d\d \+09:00/);
  expect(danish).not.toMatch(/\d\d:\d\d \+0[0-2]:00/);
  await desk.run(['config', 'language', 'da']);
  const { stdout: processing } = await register();
  for (const words of ['# Fortegnelse over behandlingsaktiviteter', '## Formål', '## Hændelser', '| åben |', '1 gang'])
    expect(processing).toContain(words);
  // What the table says of registers stands nowhere in English.
  const english = Object.values(registerWords).flatMap(([said]) =>
    said.includes('{') || said.length < 9 ? [] : [said],
  );
  expect(english.filter((said) => processing.includes(said) || danish.includes(said))).toEqual([]);
  expect(JSON.parse((await register('--json')).stdout)).toMatchObject({
    purposes: [/To lead/, /To show/, /To practise/].map((said) => expect.stringMatching(said) as string),
  });
  expect(await register('--json', '--language', 'da')).toMatchObject({ code: 2 });
});

test('of a person whose words were taken out nothing is found any more, and that is an answer', async () => {
  const desk = await nights();
  const before = (await desk.json(['export', '--register', '--person', 'Karen Blixen', '-i', 'flood-1'])) as Person & {
    entries: { seq: number }[];
  };
  expect(before.entries).toMatchObject([{ type: 'fact.recorded', words: 'Karen Blixen' }]);
  await desk.json(['expunge', String(before.entries[0]?.seq), '--basis', 'Art. 17', '--yes', '-i', 'flood-1']);
  expect(((await desk.json(['export', '--register', '--person', 'Karen Blixen'])) as Person).entries).toEqual([]);
  const { code, stdout } = await desk.run(['export', '--register', '--person', 'Karen Blixen']);
  expect(code).toBe(0);
  expect(stdout).toContain('Nothing is stored under this name.');
});

test('without a person: the record of processing, with what it cannot know said', async () => {
  const desk = await nights();
  await desk.json(['attach', 'runbooks/small-flood.yaml', '-i', 'flood-1'], { cwd: desk.folder });
  await desk.json(['retain', '5', 'years', '--basis', 'Archive rules', '-i', 'flood-1']);
  await desk.json(['hold', 'The', 'police', 'ask', '-i', 'flood-1']);
  const register = await desk.json(['export', '--register']);
  expect(register).toMatchObject({
    register: 'processing',
    controller: 'Testby',
    incidents: [
      { incident: 'flood-1', basis: 'Archive rules', hold: true, personal: 1, mode: 'real' },
      { incident: 'flood-2', until: null, period: null, hold: false, mode: 'drill' },
    ],
  });
  const { categories } = register as { categories: { what: string; where: string; count: number }[] };
  const of = (what: string) => categories.find((each) => each.what.startsWith(what));
  expect(of('Telephone list')).toMatchObject({ count: 2, where: desk.path('runbooks', 'contacts.yaml') });
  expect(of('Files kept as evidence')).toMatchObject({ count: 1 });
  expect(of('Answers that are marked personal')).toMatchObject({ count: 1 });
  expect(of('The name of who uses this account')).toBeDefined();
  const { stdout } = await desk.run(['export', '--register']);
  for (const title of [
    '## Purposes',
    '## What is stored',
    '## Incidents',
    '## Security',
    '## What has to be added by hand',
  ])
    expect(stdout).toContain(title);
  expect(stdout).toContain('Art. 30(1)(d)');
});

test('goes into a file that its owner alone may read, as JSON where it ends so; nothing is written over unasked', async () => {
  const desk = await nights();
  const cwd = desk.folder;
  expect(await desk.run(['export', '--register', '-o', 'register.md'], { cwd })).toMatchObject({
    code: 0,
    stdout: `Written: ${desk.path('register.md')}\n`,
  });
  expect(statSync(desk.path('register.md')).mode & 0o777).toBe(0o600);
  expect((await desk.run(['export', '--register', '-o', 'register.md'], { cwd })).code).toBe(4);
  expect((await desk.run(['export', '--register', '-o', 'register.json'], { cwd })).code).toBe(0);
  expect(JSON.parse(readFileSync(desk.path('register.json'), 'utf8'))).toMatchObject({ register: 'processing' });
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(desk.path('key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  expect((await desk.run(['export', '--register', '-o', 'signed.md', '--sign', 'key.pem'], { cwd })).stdout).toContain(
    'Signed: ',
  );
  const signature = readFileSync(desk.path('signed.md.sig'));
  expect(verify(null, readFileSync(desk.path('signed.md')), privateKey, signature)).toBe(true);
});

test('what was said stands in it as text', async () => {
  const desk = await nights();
  const hostile = '<script>alert(1)</script> | `x` [y](javascript:z) \u202E Mona Krag';
  await desk.json(['note', hostile, '-i', 'flood-1']);
  const { stdout } = await desk.run(['export', '--register', '--person', 'Mona Krag']);
  expect(stdout).toContain('alert');
  expect(stdout).not.toMatch(/(?<!\\)<script|\u202E|(?<!\\)\[y\]/);
});

test.each([
  { words: ['export', '--register', '--tlp', 'red'], says: /--tlp is not for a register/ },
  { words: ['export', '--register', '--format', 'markdow'], says: /Did you mean "markdown"/ },
  { words: ['export', '--register', '--person', ' '], says: /--person is empty/ },
  { words: ['export', '--format', 'markdown', '--person', 'x'], says: /--person is for --register/ },
])('$words is told what is wrong', async ({ words, says }) => {
  const desk = floodDesk();
  await desk.json(['declare', 'Water']);
  const { code, stderr, stdout } = await desk.run(words);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(says);
});

test('where nothing was ever declared it says so', async () => {
  expect(await floodDesk().run(['export', '--register'])).toMatchObject({ code: 3, stdout: '' });
});

test('has what lies beside the timeline too: who has it open, the index of a search, files kept, copies', async () => {
  const desk = await nights();
  const bare = (await desk.json(['export', '--register'])) as { categories: { what: string }[] };
  expect(bare.categories.map(({ what }) => what).join()).not.toMatch(/index|evidence|copy|open now/);
  await desk.run(['search', 'pump']);
  await desk.json(['attach', 'runbooks/small-flood.yaml', '-i', 'flood-1'], { cwd: desk.folder });
  await desk.json(['attach', 'runbooks/organisation.yaml', '-i', 'flood-2'], { cwd: desk.folder });
  writeFileSync(`${desk.db}.v1.bak`, '');
  writeFileSync(`${desk.db}2`, 'another file, which only begins alike');
  const talk = onDumbTerminal(desk, ['guide', '-i', 'flood-1']);
  // It is said a moment after the guide stands there.
  const here = `${desk.db}.here`;
  await vi.waitUntil(() => existsSync(here) && readdirSync(here).length === 1, { timeout: 30_000 });

  const { categories } = (await desk.json(['export', '--register'])) as {
    categories: { what: string; where: string; count: number }[];
  };
  const beside = categories.slice(4).map(({ what, where, count }) => [what.split(/[,:]/)[0], where, count]);
  expect(beside).toEqual([
    ['Telephone list', desk.path('runbooks', 'contacts.yaml'), 2],
    ['Files kept as evidence', desk.path('evidence'), 2],
    ['An index of the same words', `${desk.db}.search`, 1],
    ['Who has an incident open now', here, 1],
    ['The name of who uses this account', desk.path('config', 'holdfast', 'config.json'), 1],
    ['A copy of the timeline', `${desk.db}.v1.bak`, 1],
  ]);
  const ida = (await desk.json(['export', '--register', '--person', 'Ida Juhl'])) as Person;
  expect(ida.files).toEqual([
    { what: 'present', file: expect.stringContaining(`${here}/`) as string },
    { what: 'settings', file: desk.path('config', 'holdfast', 'config.json') },
  ]);
  expect(ida).toMatchObject({ copies: [`${desk.db}.v1.bak`] });
  await talk.close();
});
