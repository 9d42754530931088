import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { built, Desk, holdfast } from '../support/cli.ts';
import { onDumbTerminal } from '../support/conversation.ts';
import { pdfPages } from '../support/exported.ts';
import { keys, Terminal } from '../support/terminal.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

/** The wall's minute as paper has it, so many minutes ago. */
function minutesAgo(minutes: number): string {
  const then = new Date(Date.now() - minutes * 60_000);
  const clock = new Intl.DateTimeFormat('sv', {
    timeZone: 'Europe/Copenhagen',
    hour: '2-digit',
    minute: '2-digit',
  }).format(then);
  const day = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Copenhagen' }).format(then);
  return `${day} ${clock}`;
}

test('a file or a pipe: every line that can be taken is, the others are listed by number', async () => {
  const desk = floodDesk();
  await desk.json(['start', 'small-flood', '--at', '-3h']);
  const lines = [
    '# the night in hall A',
    'mk = Mona Krag',
    `${minutesAgo(90)} mk get-out done`,
    `${minutesAgo(85)} zz note somebody`,
    `${minutesAgo(80)} mk note water at 12 cm`,
    `${minutesAgo(70)} mk no-such-step done`,
    '',
  ];
  writeFileSync(desk.path('paper.txt'), lines.join('\n'));
  const answer = await desk.run(['from-paper', 'paper.txt'], { cwd: desk.folder });
  expect(answer.code).toBe(1);
  expect(answer.stdout).toContain('Mona Krag: done "Get everyone out"');
  expect(answer.stdout).toContain('[flood-1] 2 lines recorded, 2 not.');
  expect(answer.stderr).toMatch(
    /line 4: .*zz note somebody\n.*"zz" may be nobody who is known\. Say it on a line before: zz = /,
  );
  expect(answer.stderr).toContain('There is no step "no-such-step".');
  const json = await desk.run(['from-paper', '-', '--json'], {
    input: `${minutesAgo(10)} Mona note dry again\nnonsense\n`,
  });
  expect(json.code).toBe(1);
  expect(JSON.parse(json.stdout)).toMatchObject({
    incident: 'flood-1',
    entries: [
      { type: 'note.written', via: 'paper', precision: 'minute', words: 'dry again', by: { name: 'Mona Krag' } },
    ],
    problems: [{ line: 2, text: 'nonsense' }],
  });
  const log = (await desk.run(['log', '--json'])).stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { via: string });
  expect(log.filter(({ via }) => via === 'paper').length).toBeGreaterThanOrEqual(3);
});

test('a file that is not there is named, and nothing is written', async () => {
  const desk = floodDesk();
  await desk.run(['start', 'small-flood', '--no-ui']);
  const before = (await desk.run(['log', '--json'])).stdout;
  const gone = await desk.run(['from-paper', 'lines.txt']);
  expect(gone).toMatchObject({ code: 3, stderr: expect.stringContaining('Name the file of lines, or - for a pipe') });
  expect((await desk.run(['log', '--json'])).stdout).toBe(before);
});

test('on a terminal a line is read back, and recorded with Enter', async () => {
  const desk = floodDesk();
  await desk.json(['start', 'small-flood', '--at', '-3h']);
  const talk = onDumbTerminal(desk, ['from-paper']);
  await talk.until(() => talk.seen.includes('paper >'), 'be asked for a line');
  talk.type(`${minutesAgo(90)} mk get-out done`);
  await talk.until(() => talk.seen.includes('Whose initials are "mk"?'), 'be asked whose they are');
  talk.type('Mona Krag');
  await talk.until(() => talk.seen.includes('Enter records it'), 'have it read back');
  talk.type('');
  await talk.until(() => talk.seen.includes('Get everyone out: done'), 'see it recorded');
  talk.type('end');
  await talk.until(() => talk.seen.includes('1 line of paper was recorded.'), 'see the end');
  expect(await talk.end()).toBe(0);
});

test('a form for paper has the numbers by which its lines are typed in', async () => {
  const desk = floodDesk();
  const { code, stdout } = await desk.run(['runbook', 'show', 'small-flood', '--format', 'paper']);
  expect(code).toBe(0);
  expect(stdout).toContain('☐ done ☐ skipped ☐ failed Time ________ Initials ________');
  const [, number] = /\*\*(\d+)\. Get everyone out\*\*/.exec(stdout) ?? [];
  await desk.json(['start', 'small-flood', '--at', '-3h']);
  const typed = await desk.run(['from-paper', '-'], { input: `mk = Mona Krag\n${minutesAgo(90)} mk ${number} done\n` });
  expect(typed).toMatchObject({ code: 0, stderr: '' });
  expect(typed.stdout).toContain('Mona Krag: done "Get everyone out"');
});

test('the flood, walked on paper: printed as a page and as a PDF, filled in, typed in by the numbers of the form', async () => {
  const desk = new Desk();
  for (const file of ['night.html', 'night.pdf']) {
    const wrote = await desk.run(['runbook', 'show', 'data-centre-flood', '--format', 'paper', '-o', file], {
      cwd: desk.folder,
    });
    expect(wrote).toMatchObject({ code: 0, stderr: '', stdout: `Written: ${desk.path(file)}\n` });
    expect(statSync(desk.path(file)).mode & 0o777).toBe(0o600);
  }
  const page = readFileSync(desk.path('night.html'), 'utf8');
  const paper = (await pdfPages(readFileSync(desk.path('night.pdf')))).join('\n').replaceAll(/\s+/g, ' ');
  expect(paper).toContain('+45 00 55 10 01 (duty)');
  /** The number before a title, as both forms have it. */
  const numberOf = (title: string): string => {
    const [, number = ''] =
      new RegExp(`<span class="number">([\\d.]+)</span><span>(?:[A-Z][a-z]+: )?${title}</span>`).exec(page) ?? [];
    expect(`${title}: ${number}`).toMatch(/\d$/);
    expect(paper).toMatch(
      new RegExp(`\\b${number.replaceAll('.', '\\.')} (?:[A-Z][a-z]+: )?${title.replaceAll('?', '\\?')}`),
    );
    return number;
  };
  await desk.json(['start', 'data-centre-flood', '--no-ui', '--at', '-3h']);
  const lines = [
    'mk = Mona Krag',
    `${minutesAgo(120)} mk ${numberOf('Read the leak panel and ring somebody who stands there')} done`,
    `${minutesAgo(118)} " ${numberOf('Is water in, on its way, or is it a faulty sensor\\?')} chose water-inside: two sensors and a camera`,
    `${minutesAgo(110)} " ${numberOf('Open the bridge and give out the roles')} done`,
    `${minutesAgo(100)} " inside_by_log=3`,
    `${minutesAgo(99)} " ${numberOf('Say which services go to paper, and from what time')} done: begun early`,
  ];
  const typed = await desk.run(['from-paper', '-'], { input: `${lines.join('\n')}\n` });
  expect(typed.stderr).toBe('');
  expect(typed.stdout).toContain('5 lines recorded.');
  const { steps } = (await desk.json(['status'])) as { steps: { step: string; state: string }[] };
  const done = steps.filter(({ state }) => state === 'done').map(({ step }) => step);
  expect(done).toEqual(expect.arrayContaining(['confirm-alarm', 'open-the-room']));
  expect(done.some((step) => step.startsWith('on-paper/'))).toBe(true);
  const wrong = await desk.run(['from-paper', '-'], { input: `${minutesAgo(90)} mk 49.99 done\n` });
  expect(wrong).toMatchObject({ code: 1 });
  expect(wrong.stderr).toMatch(/There is no step 49\.99: they go up to \d+\./);
});

test('a form is written over nothing unasked, and a part that is missing is said', async () => {
  const desk = floodDesk();
  const show = (...rest: string[]) =>
    desk.run(['runbook', 'show', 'small-flood', '--format', 'paper', ...rest], { cwd: desk.folder });
  writeFileSync(desk.path('there.pdf'), 'mine');
  expect(await show('-o', 'there.pdf')).toMatchObject({ code: 4, stdout: '' });
  expect(readFileSync(desk.path('there.pdf'), 'utf8')).toBe('mine');
  expect(await show('-o', 'there.pdf', '--force')).toMatchObject({ code: 0 });
  expect(readFileSync(desk.path('there.pdf'), 'latin1')).toMatch(/^%PDF-1\.7/);
  expect(await show('-o', desk.folder, '--force')).toMatchObject({ code: 2 });
  expect(await show('-o', 'there.pdf/in.html')).toMatchObject({ code: 5 });
  expect(JSON.parse((await show('-o', 'form.html', '--json')).stdout)).toMatchObject({
    id: 'small-flood',
    format: 'paper',
    file: desk.path('form.html'),
  });
  writeFileSync(desk.path('runbooks', 'contacts.yaml'), 'holdfast: 1\ncontacts: [');
  const without = await show();
  expect(without.code).toBe(0);
  expect(without.stderr).toContain('The form is without telephone numbers.');
  writeFileSync(
    desk.path('runbooks', 'alone.yaml'),
    'holdfast: 1\nid: alone\ntitle: Alone\nsteps:\n  - id: gone\n    follow: nowhere\n',
  );
  const alone = await desk.run(['runbook', 'show', 'alone', '--format', 'paper'], { cwd: desk.folder });
  expect(alone.code).toBe(0);
  expect(alone.stderr).toContain('The form holds the steps of alone alone.');
});

test('in the guide, and the review afterwards', async () => {
  const desk = floodDesk();
  await desk.json(['start', 'small-flood', '--at', '-3h']);
  const screen = new Terminal(process.execPath, [holdfast, 'guide'], {
    env: desk.env,
    cwd: desk.folder,
    columns: 100,
    rows: 30,
  });
  await screen.see('Get everyone out');
  screen.press(':from-paper\r');
  await screen.see('From paper: TIME INITIALS STEP MARK');
  screen.press(`${minutesAgo(90)} mk get-out done`);
  await screen.see('whose initials are "mk" is asked');
  screen.press('\r');
  await screen.see('Whose initials are "mk"?');
  screen.press('Mona Krag\r');
  await screen.see('Mona Krag: done "Get everyone out"');
  screen.press('\r');
  await screen.see('Recorded #');
  screen.press(keys.escape);
  await screen.see('q leave');
  screen.press('V');
  await screen.see('Review (');
  await screen.see('How it left the plan');
  screen.press('/reason owed\r');
  await screen.see('/reason owed');
  screen.press('\r');
  await screen.see('Timeline (');
  screen.press('q');
  await screen.see('q leave');
  screen.press('q');
  expect((await screen.end()).code).toBe(0);
  await screen.close();
});
