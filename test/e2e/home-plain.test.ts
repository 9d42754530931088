import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { built, Desk, holdfast } from '../support/cli.ts';
import { onDumbTerminal, throughPipe } from '../support/conversation.ts';
import type { Conversation } from '../support/conversation.ts';
import { Terminal } from '../support/terminal.ts';

beforeAll(built, 120_000);

/** Somebody who types a line, and reads on from there until what they wait for is said. */
class Person {
  readonly #talk: Conversation;
  #read = 0;

  constructor(talk: Conversation) {
    this.#talk = talk;
    onTestFinished(() => talk.close());
  }

  async reads(...wanted: readonly RegExp[]): Promise<void> {
    for (const each of wanted) {
      const rest = (): string => this.#talk.seen.slice(this.#read);
      await this.#talk.until(() => each.test(rest()), `hear ${String(each)}`);
      const found = each.exec(rest());
      this.#read += found === null ? 0 : found.index + found[0].length;
    }
  }

  async says(line: string, ...wanted: readonly RegExp[]): Promise<void> {
    this.#talk.type(line);
    await this.reads(...wanted);
  }
}

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly mode: string;
  readonly severity: string | null;
}

async function list(desk: Desk): Promise<readonly Listed[]> {
  return (await desk.json(['list', '--all'])) as readonly Listed[];
}

async function viasOf(desk: Desk, incident: string): Promise<ReadonlySet<string>> {
  const { stdout } = await desk.run(['log', '--json', '-i', incident]);
  const lines = stdout.trim().split('\n');
  return new Set(lines.map((line) => (JSON.parse(line) as { readonly via: string }).via));
}

describe.each([
  [
    'on a terminal that can only print',
    onDumbTerminal,
    [],
    /to this terminal \(TERM=dumb\) nothing but text can be sent/,
  ],
  ['through a pipe', throughPipe, ['--plain'], /the output is not a terminal/],
] as const)('%s', (_, open, args, whyNotCopied) => {
  test('from what is seen to the first step, home and to another incident, with a brief for the clipboard', async () => {
    const desk = new Desk();
    const talk = open(desk, args);
    const person = new Person(talk);
    await person.reads(/No incident is open\./, /3 {2}Data-centre flood/, /What do you see\?/);
    await person.says('water', /Runbooks that speak of it:\s+1 {2}Data-centre flood/);
    await person.says(
      '1',
      /Data-centre flood\n/,
      /It begins with:\s+- Read the leak panel/,
      /1 {2}Declare a real incident/,
    );
    await person.says('1', /Declare a real incident: Data-centre flood/, /What is happening\? One sentence\./);
    await person.says('Water at the lowest rack', /How bad is it\?/, /1 {2}sev1: People are in danger or missing/);
    await person.says('1', /"Water at the lowest rack", sev1/, /everything is recorded/, /Declare it\?/);
    expect(existsSync(desk.db)).toBe(false);
    await person.says(
      'yes',
      /You work on flood-1 from now on; home leads back/,
      /NOW: Read the leak panel/,
      /What now\?/,
    );
    for (const item of ['1', '2', '3']) await person.says(`tick ${item}`, /Recorded:/);
    await person.says('done', /Read the leak panel .*: done/s, /NOW: Is water in, on its way/, /What now\?/);

    await person.says(
      'home',
      /Open:\s+1 {2}flood-1 Data-centre flood: sev1, declared .* ago, Tell the public how it\s+stands\s+due .*now: Is water in/s,
    );
    await person.reads(/Back to flood-1/);
    await person.says('declare Somebody signs in as us', /A runbook now, or later\?/);
    await person.says('', /How bad is it\?/, /4 {2}Not known yet/);
    await person.says('4', /"Somebody signs in as us", severity not known yet/);
    await person.says('yes', /You work on incident-2 from now on; switch goes back to flood-1/, /What now\?/);
    await person.says('n seen on the badge reader', /Note: seen on the badge reader/);
    await person.says(
      'home',
      /1 {2}flood-1 /,
      /2 {2}incident-2 Somebody signs in as us: declared/,
      /Back to incident-2/,
    );
    await person.says('1', /You work on flood-1 from now on; switch goes back to incident-2/, /What now\?/);
    await person.says('brief copy', /Nothing was copied: /, whyNotCopied, /brief FILE writes\s+it\s+to a file/);
    await person.says('home', /Back to flood-1/);
    await person.says('back', /Back in flood-1\./, /What now\?/);
    await person.says('home', /Back to flood-1/);
    await person.says('quit', /To come back: holdfast guide -i flood-1/);
    expect(await talk.end()).toBe(0);
    expect(talk.seen.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);

    expect((await list(desk)).map(({ id, title, mode, severity }) => [id, title, mode, severity])).toEqual([
      ['flood-1', 'Data-centre flood', 'real', 'sev1'],
      ['incident-2', 'Somebody signs in as us', 'real', null],
    ]);
    expect((await desk.run(['log', '-i', 'flood-1'])).stdout).toContain('Incident declared: Water at the lowest rack');
    expect(await viasOf(desk, 'flood-1')).toEqual(new Set(['plain']));
    expect((await desk.run(['verify', '-i', 'flood-1'])).code).toBe(0);
  }, 120_000);
});

test('a drill is begun by a word, and says that it is one; what is over is read, and nothing is written by that', async () => {
  const desk = new Desk();
  await desk.json(['declare', 'A pipe burst']);
  await desk.json(['resolve', '-i', 'incident-1']);
  await desk.json(['close', '-i', 'incident-1']);
  const before = (await desk.run(['log', '--json', '-i', 'incident-1'])).stdout;
  const talk = onDumbTerminal(desk, []);
  const person = new Person(talk);
  await person.reads(/No incident is open\./, /Over, to be read:\s+\d {2}incident-1 A pipe burst: closed/, /Leave/);
  await person.says('show incident-1', /Closed .* after it was declared/, /Its review: holdfast export/);
  await person.says('drill data-centre-flood', /Practise as a DRILL: Data-centre flood/, /Empty: "Data-centre flood"/);
  await person.says('', /How bad is it\?/);
  await person.says('sev2', /"Data-centre flood", sev2/, /Nothing leaves the room/, /Begin the drill\?/);
  await person.says(
    'yes',
    /You work on flood-2 from now on/,
    /This is a DRILL\. Nothing in it is real\./,
    /What now\?/,
  );
  await person.says('home', /Open drills:\s+\d {2}DRILL flood-2 Data-centre flood: sev2/);
  await person.says(
    'switch incident-1',
    /incident-1 is closed: it is there to be read\. To go on with it:\s+reopen-incident/,
  );
  await person.says('quit', /To come back: holdfast guide -i incident-1/);
  expect(await talk.end()).toBe(0);
  expect((await desk.run(['log', '--json', '-i', 'incident-1'])).stdout).toBe(before);
  expect((await list(desk)).map(({ id, mode }) => [id, mode])).toEqual([
    ['incident-1', 'real'],
    ['flood-2', 'drill'],
  ]);
}, 120_000);

/** What is typed to come to each question. */
const ways = {
  'what is seen': [],
  'real, or as a drill': ['water', '1'],
  'the sentence': ['water', '1', '1'],
  'the sentence, where no runbook was chosen': ['declare'],
  'the runbook': ['declare Water at the lowest rack'],
  'the severity': ['declare Water at the lowest rack', '1'],
  'the last look': ['declare Water at the lowest rack', '1', '1'],
} as const satisfies Record<string, readonly string[]>;
const questions = Object.entries(ways);

const typed = (...lines: readonly string[]): { readonly input: string } => ({
  input: lines.map((line) => `${line}\n`).join(''),
});

describe('nothing is written before the last yes', () => {
  test.each(questions)('the input ends at %s', async (_, lines) => {
    const desk = new Desk();
    const { code, stdout, stderr } = await desk.run(['--plain'], typed(...lines));
    expect([code, stderr]).toEqual([0, '']);
    const isLost = stdout.includes('The input ended before this was complete. Nothing of it was recorded.');
    expect(isLost).toBe(lines.length > 0);
    expect(stdout).toContain('Nothing was declared. To come back: holdfast.');
    expect(existsSync(desk.db)).toBe(false);
  });

  test.each(questions)('quit at %s leaves', async (_, lines) => {
    const desk = new Desk();
    const { code, stdout } = await desk.run(['--plain'], typed(...lines, 'quit', 'yes', 'yes'));
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing was declared. To come back: holdfast.');
    expect(existsSync(desk.db)).toBe(false);
  });

  test.each(['\u0003', '\u0004'])(
    'a key that ends it at the last look (%j), on a terminal that can only print',
    async (key) => {
      const desk = new Desk();
      const terminal = new Terminal(process.execPath, [holdfast], {
        env: { ...desk.env, TERM: 'dumb' },
        cwd: desk.folder,
      });
      onTestFinished(() => terminal.close());
      for (const line of ways['the last look']) terminal.press(`${line}\r`);
      await terminal.see('Declare it? (yes or no; back) >');
      terminal.press(key);
      await terminal.see('Nothing was declared. To come back: holdfast.');
      expect(await terminal.end()).toMatchObject({ code: 0 });
      expect(existsSync(desk.db)).toBe(false);
    },
  );

  test.each([
    ['what is seen', '99', 'There is no choice 99.'],
    ['what is seen', 'show volcano', 'There is no "volcano" here. There is: citizen-fallback'],
    [
      'what is seen',
      'drill data-center-flood',
      'There is no "data-center-flood" here. Did you mean "data-centre-flood"?',
    ],
    ['what is seen', 'switch dead', 'There is no incident "dead".'],
    ['what is seen', 'untick', '"untick" is a word of the guide. Open an incident first'],
    ['what is seen', 'back', 'You came from no incident.'],
    ['what is seen', 'switch failed in rack four', 'Runbooks that speak of it: 1'],
    ['real, or as a drill', '7', '"7" is none of these'],
    ['real, or as a drill', 'done', '"done" is none of these'],
    ['the sentence', '3', '"3" is no sentence, and no choice was taken by it.'],
    ['the sentence, where no runbook was chosen', '', 'One sentence is needed'],
    ['the runbook', '9', 'There is no choice 9.'],
    ['the runbook', 'zeppelin', 'No runbook speaks of "zeppelin".'],
    ['the severity', '0', '"0" is none of these'],
    ['the severity', '', 'A number is needed'],
    ['the last look', 'perhaps', 'Please type yes or no. Nothing has been written yet.'],
  ] as const)('at %s, "%s" is told what is wrong with it, and the question stands', async (question, bad, said) => {
    const desk = new Desk();
    const { code, stdout, stderr } = await desk.run(['--plain'], typed(...ways[question], bad));
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(said);
    expect(existsSync(desk.db)).toBe(false);
  });

  test('back leads a question back with what was said, cancel out of all of them; the sentence is offered again', async () => {
    const desk = new Desk();
    const { stdout } = await desk.run(
      ['--plain'],
      typed(
        'water',
        '1',
        '1',
        'Wet floor',
        'back',
        '',
        '2',
        'back',
        '1',
        'cancel',
        'declare',
        '',
        '',
        '4',
        'yes',
        'quit',
      ),
    );
    expect(stdout.match(/Empty: "Wet floor"/g)).toHaveLength(2);
    expect(stdout).toContain('"Wet floor", sev2');
    expect(stdout).toContain('"Wet floor", sev1');
    expect(stdout).toContain('Nothing was declared.');
    expect((await list(desk)).map(({ title, severity }) => [title, severity])).toEqual([['Wet floor', null]]);
  });

  test('where it cannot be written that is said, what was typed is kept, and the exit code says so too', async () => {
    const desk = new Desk();
    const { code, stdout } = await desk.run(
      ['--plain', '--db', '/dev/null/timeline.db'],
      typed(...ways['the last look'], 'yes', 'declare'),
    );
    expect(stdout).toContain('Nothing was declared. What you wrote is kept here');
    expect(stdout).toContain('Empty: "Water at the lowest rack"');
    expect(code).toBe(5);
  });
});

test('a runbook is found for the sentence, and by other words; later is an answer too', async () => {
  const desk = new Desk();
  const { stdout } = await desk.run(['--plain'], typed('declare A zeppelin', 'flood', '1', '2', 'yes', 'quit'));
  expect(stdout).toMatch(/No runbook speaks of that.*1 {2}Data-centre flood/s);
  expect((await desk.run(['now'])).stdout).toContain('Read the leak panel');
  expect((await desk.run(['log'])).stdout).toContain('Incident declared: A zeppelin');
});

test('the clock at home is that of the house, as in an incident declared there', async () => {
  const desk = new Desk();
  await desk.run(['config', 'timezone', 'Asia/Kathmandu']);
  expect((await desk.run(['--plain'], typed('quit'))).stdout).toMatch(/You are .*\d\d:\d\d \+05:45/);
});

test('declared at home before a runbook is chosen it has the clock of this machine, not of the invented city', async () => {
  const desk = new Desk();
  const env = { TZ: 'Asia/Kathmandu' };
  const { stdout } = await desk.run(['--plain'], {
    ...typed('declare A zeppelin', 'later', 'sev3', 'yes', 'quit'),
    env,
  });
  expect(stdout).toMatch(/You are .*\d\d:\d\d \+05:45/);
  expect(await desk.json(['status'], { env })).toMatchObject({
    incident: { title: 'A zeppelin', declared: expect.stringMatching(/\+05:45$/) as string },
  });
});

test('in a pipe bare holdfast says what now, as ever; an incident that is named and is not there is no reason to go home', async () => {
  const desk = new Desk();
  expect(await desk.run([])).toMatchObject({ code: 3, stdout: '' });
  expect(await desk.run(['--plain', '--json'])).toMatchObject({ code: 3 });
  await desk.json(['start', 'data-centre-flood']);
  expect((await desk.run([])).stdout).toContain('Read the leak panel');
  expect(await desk.run(['--plain', '-i', 'nowhere'])).toMatchObject({ code: 3, stdout: '' });
});

test('the brief goes to the clipboard of a terminal that takes it, also line by line', async () => {
  const desk = new Desk();
  await desk.json(['start', 'data-centre-flood', '--as', 'lead']);
  const terminal = new Terminal(process.execPath, [holdfast, '--plain'], { env: desk.env, cwd: desk.folder });
  onTestFinished(() => terminal.close());
  await terminal.see('What now?');
  terminal.press('brief copy\r');
  await terminal.see("Sent to the terminal's clipboard; not every terminal takes it.");
  const [, sent = ''] = /\u001b\]52;c;([A-Za-z0-9+/=]+)\u0007/.exec(terminal.bytes) ?? [];
  const brief = Buffer.from(sent, 'base64').toString();
  expect(brief).toContain('Data-centre flood');
  expect(brief).toContain('Head of the timeline: ');
  terminal.press('quit\r');
  expect(await terminal.end()).toMatchObject({ code: 0 });
});
