import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { built, type Desk, holdfast } from '../support/cli.ts';
import { keys, Terminal } from '../support/terminal.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

function at(desk: Desk, args: readonly string[], env: Readonly<Record<string, string>>): Terminal {
  const terminal = new Terminal(process.execPath, [holdfast, ...args], {
    env: { ...desk.env, ...env },
    cwd: desk.folder,
  });
  onTestFinished(() => terminal.close());
  return terminal;
}

const others = (terminal: Terminal): readonly string[] => terminal.bytes.match(/[^\u0000-\u007f]/g) ?? [];

describe.each([
  ['whose locale is none', { LC_ALL: 'C' }],
  ['whose locale has another encoding', { LC_ALL: '', LANG: 'da_DK.ISO-8859-1' }],
  ['that is the console of a machine', { TERM: 'linux' }],
])('on a terminal %s', (_, env) => {
  test('everything is drawn in ASCII: home, the guide, its views, and how it is left', async () => {
    const desk = floodDesk();
    const screen = at(desk, [], env);
    await screen.see('> Small flood');
    screen.press(keys.enter);
    await screen.see('What is happening? One sentence.');
    screen.press('Water at the lowest rack', keys.enter);
    await screen.see('How bad is it?');
    screen.press('1');
    await screen.see('"Water at the lowest rack"');
    screen.press(keys.enter);
    await screen.see('Enter done');
    expect(screen.text).toMatch(/^- > Steps 0 of \d+ -+\+ Now: .* -+$/m);
    for (const [key, seen] of [
      ['?', '- Keys'],
      ['c', '- Clocks ('],
      ['P', '- People'],
      ['L', '- Timeline ('],
      ['M', '- Map'],
    ] as const) {
      screen.press(key);
      await screen.see(seen);
      screen.press(keys.escape);
      await screen.see('q leave');
    }
    screen.press('q');
    await screen.see('Back with: holdfast guide -i flood-1');
    await screen.end();
    expect(others(screen)).toEqual([]);
  });

  test('so are numbered lines and answers; letters stay, and what goes into a pipe', async () => {
    const desk = floodDesk();
    await desk.json(['start', 'small-flood', '--no-ui']);
    await desk.json(['n', 'Grød → suppe']);
    const lines = at(desk, ['guide', '--plain'], env);
    await lines.see('What now?');
    lines.press('timeline\r');
    await lines.see('Note: Grød > suppe');
    lines.press('quit\r');
    await lines.end();
    expect(others(lines).join('')).toMatch(/^ø+$/);
    const status = at(desk, ['log'], env);
    await status.see('Note: Grød > suppe');
    expect((await desk.run(['log'], { env })).stdout).toContain('Note: Grød → suppe');
  });
});

test('on every other terminal signs are drawn as they are', async () => {
  const desk = floodDesk();
  await desk.json(['start', 'small-flood', '--no-ui']);
  const screen = at(desk, ['guide'], {});
  await screen.see('Get everyone out');
  expect(screen.text).toMatch(/^─ > Steps 0 of \d+ ─+┬ Now: /m);
});
