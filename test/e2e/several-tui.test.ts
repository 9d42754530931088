import { readFileSync } from 'node:fs';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { built, type Desk, holdfast } from '../support/cli.ts';
import { keys, Terminal } from '../support/terminal.ts';
import type { TerminalOptions } from '../support/terminal.ts';
import { floodDesk } from '../cli/flood-desk.ts';

beforeAll(built, 120_000);

const other = 'Somebody signs in as us';

/** Two incidents of one night: the flood that somebody works on, and another that was declared beside it. */
async function two(): Promise<Desk> {
  const desk = floodDesk();
  await desk.json(['start', 'small-flood', '--as', 'lead']);
  await desk.json(['declare', ...other.split(' ')]);
  await desk.json(['follow', 'small-flood', '-i', 'incident-2']);
  return desk;
}

function guide(desk: Desk, args: readonly string[], options: TerminalOptions = {}): Terminal {
  const screen = new Terminal(process.execPath, [holdfast, ...args], {
    cwd: desk.folder,
    ...options,
    env: { ...desk.env, ...options.env },
  });
  onTestFinished(() => screen.close());
  return screen;
}

const backAndForth = '\u000f'; // Ctrl-O

test('two incidents on one screen: the alarm of the other, a look, over to it and back, the draft still there', async () => {
  const desk = await two();
  const screen = guide(desk, ['guide', '-i', 'flood-1']);
  await screen.see('Get everyone out');
  screen.press('n', 'half a sentence', keys.escape);
  await screen.see('What you wrote is kept');

  // Another person says in the other incident what makes a duty late: it rings here, once, and stands in the top line.
  const bells = screen.bells;
  await desk.json(['aware', 'significant-incident', '--at', '-30h', '-i', 'incident-2']);
  await screen.see('! incident-2');
  expect(screen.bells).toBe(bells + 1);
  await screen.until(() => screen.title.startsWith('! '), 'see the alarm in the title');

  screen.press('I');
  await screen.see('Incidents (2 open ones, 1 other with alarms)');
  await screen.seeNot('! incident-2: ');
  screen.press('j');
  await screen.see('Somebody signs in as us');
  screen.press('\r');
  await screen.see(/incident-2 .*Somebody signs in as us[^]*Get everyone out/);
  await screen.until(() => screen.title.includes('incident-2'), 'see the other in the title');
  screen.press('n', 'seen here', '\r');
  await screen.see('Note: seen here');

  screen.press(backAndForth);
  await screen.see(/^flood-1 /m);
  screen.press('n');
  await screen.see('> half a sentence');
  screen.press('\r');
  await screen.see('Note: half a sentence');
  // Nobody left the second screen meanwhile.
  expect(screen.bytes.split('\u001b[?1049l')).toHaveLength(1);

  // What one works on by typed commands is what stands on the screen.
  screen.press(backAndForth);
  await screen.see(/^incident-2 /m);
  screen.press('q');
  await screen.end();
  expect(screen.text).toContain('Back with: holdfast guide -i incident-2');
  const [entry] = (await desk.run(['log', '--json', '-i', 'incident-2'])).stdout.split('\n');
  const chosen = Object.values(
    JSON.parse(readFileSync(desk.path('state', 'holdfast', 'terminals.json'), 'utf8')) as Record<
      string,
      { incident: string }
    >,
  );
  expect(chosen.at(-1)?.incident).toBe((JSON.parse(entry ?? '{}') as { incident: string }).incident);
}, 120_000);

test('what is half written anywhere is asked about before one leaves, and is told on the way out', async () => {
  const desk = await two();
  const screen = guide(desk, ['guide', '-i', 'flood-1']);
  await screen.see('Get everyone out');
  screen.press('n', 'half a sentence', keys.escape);
  await screen.see('What you wrote is kept');
  screen.press(':', 'switch incident-2', '\r');
  await screen.see(/^incident-2 /m);
  screen.press('q');
  await screen.see('What you wrote in flood-1 is not recorded yet');

  screen.press(':', 'home', '\r');
  await screen.see('What do you see?');
  screen.press(keys.ctrl('c'));
  await screen.see('What you wrote in flood-1 is not recorded yet');

  // A sentence that declares nothing yet stands there again, too.
  screen.press('smoke in the lobby', '\r');
  await screen.see('Enter: on (empty: "smoke in the lobby")');
  screen.press('It smells of smoke', keys.escape);
  await screen.see('Nothing was declared.');
  screen.press(keys.ctrl('u'), keys.escape);
  await screen.see(/^incident-2 /m);
  screen.press('q');
  await screen.see('What you wrote in flood-1 is not recorded yet');
  screen.press('q');
  await screen.end();
  expect(screen.text).toContain('Written in flood-1, and NOT recorded:\n> half a sentence\n');
  expect(screen.text).toContain('Written, and NOT recorded:\n> It smells of smoke\n');
}, 120_000);

test('linked, merged and reopened from the page of incidents', async () => {
  const desk = await two();
  const screen = guide(desk, ['guide', '-i', 'flood-1'], { columns: 120, rows: 30 });
  await screen.see('Get everyone out');
  screen.press('I');
  await screen.see('Incidents (2 open ones');
  screen.press('j', 'l');
  await screen.see('In what way?');
  screen.press('same cause', '\r');
  await screen.see('Linked to incident-2 (same cause); in incident-2');
  screen.press('m');
  await screen.see('Merge incident-2 into flood-1?');
  await screen.see('Step: Get everyone out');
  screen.press('y');
  await screen.see('incident-2: #');
  expect(await desk.json(['list', '--all'])).toMatchObject([
    { id: 'flood-1', links: [{ incident: 'incident-2', as: 'merged into this one' }] },
    { id: 'incident-2', 'stood-down': { as: 'merged', of: 'flood-1' } },
  ]);
}, 120_000);

test('a drill never rings in a real incident, and is counted there', async () => {
  const desk = floodDesk();
  await desk.json(['start', 'small-flood', '--as', 'lead']);
  await desk.json(['start', 'small-flood', '--drill']);
  const screen = guide(desk, ['guide', '-i', 'flood-1'], { columns: 120, rows: 30 });
  await screen.see('Get everyone out');
  screen.press('I');
  await screen.see('DRILL flood-2');
  screen.press('q');
  const bells = screen.bells;
  await desk.json(['aware', 'significant-incident', '--at', '-30h', '-i', 'flood-2']);
  await screen.see('1 alarm in a drill');
  expect(screen.bells).toBe(bells);
  expect(screen.title).toBe('flood-1 holdfast');

  // Over there what is real rings.
  screen.press('I', 'j', '\r');
  await screen.see('DRILL  flood-2');
  await desk.json(['aware', 'significant-incident', '--at', '-30h', '-i', 'flood-1']);
  await screen.see('! flood-1');
  expect(screen.bells).toBe(bells + 1);
}, 120_000);

test('from the home screen into an incident, home again, a second one, and what is over is read without a trace', async () => {
  const desk = floodDesk();
  await desk.json(['declare', 'The', 'fire', 'of', 'yesterday']);
  await desk.json(['close', '-i', 'incident-1']);
  const before = (await desk.run(['log', '-i', 'incident-1'])).stdout;
  const screen = guide(desk, [], { columns: 100, rows: 30 });
  await screen.see('What do you see?');
  screen.press('small flood', '\r');
  await screen.see('One sentence.');
  screen.press('Water under the floor', '\r');
  await screen.see('How bad is it?');
  screen.press('1');
  await screen.see('Enter: declare it.');
  screen.press('\r');
  await screen.see(/^flood-2 /m);
  screen.press(':home', '\r');
  await screen.see('Esc back to flood-2');
  screen.press(keys.escape);
  await screen.see(/^flood-2 /m);
  screen.press(':home', '\r');
  await screen.see('Esc back to flood-2');
  screen.press('zeppelin', '\r');
  await screen.see('One sentence.');
  screen.press('A zeppelin over the town hall', '\r');
  await screen.see('How bad is it?');
  screen.press('4');
  await screen.see('Enter: declare it.');
  screen.press('\r');
  await screen.see(/^incident-3 /m);
  screen.press(keys.ctrl('o'));
  await screen.see(/^flood-2 /m);
  screen.press(':home', '\r');
  await screen.see('Over, to be read');
  screen.press('\u001b[F');
  await screen.see('> incident-1');
  screen.press('\r');
  await screen.see('incident-1 is closed: it is there to be read.');
  screen.press('q');
  expect(await screen.end()).toEqual({ code: 0, signal: 0 });
  expect(screen.bytes.split('\u001b[?1049l')).toHaveLength(2);
  expect((await desk.run(['log', '-i', 'incident-1'])).stdout).toBe(before);
}, 120_000);
