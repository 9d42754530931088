import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { guideApp } from '../support/guide-app.ts';
import { keys } from '../support/terminal.ts';

/** What terminals, lines and shells do to a screen, tried on the real one. */
const app = guideApp();

describe('a slow line', () => {
  test('characters of several bytes and of several code points arrive whole, byte by byte', async () => {
    const screen = await app.guide();
    screen.press('n');
    await screen.see('Note');
    screen.drip('Grød 水 👩‍🚒 é\r');
    await screen.see('Anna: Note: Grød');
    expect(screen.text).not.toContain('\ufffd');
  });
});

describe('keys that terminals take for themselves', () => {
  test('Ctrl-S stops nothing: it is a key like others, and said to be none', async () => {
    const screen = await app.guide();
    screen.press(keys.ctrl('s'));
    await screen.see('ctrl-s is not a key here');
    screen.press('j');
    await screen.see('>· Is the water rising?');
  });

  test('a paste that goes on and on stays one line to be written, and the way back is open', async () => {
    const screen = await app.guide();
    screen.press('n', '\u001b[200~');
    for (let part = 0; part < 12; part += 1) screen.press('x'.repeat(16 * 1024));
    // Nobody ends it: what is pressed now is taken for pasted, until nothing more has come for a while.
    screen.type('last');
    await screen.see('last');
    screen.press(keys.ctrl('g'));
    await screen.see('Not recorded.');
    expect(screen.text).not.toContain('Anna: Note');
  });
});

describe('a window that changes', () => {
  test('while a long line is typed', async () => {
    const screen = await app.guide();
    screen.press('n');
    screen.type('the pump van could not get through the flooded underpass and turned back to the east gate');
    await screen.see('east gate');
    for (const [columns, rows] of [
      [60, 20],
      [200, 60],
      [40, 10],
      [61, 21],
    ] as const) {
      screen.resize(columns, rows);
      if (columns < 60) await screen.see('This terminal is 40x10');
      else
        await screen.until(
          () => screen.text.split('\n').length === rows && /Enter: recorded/.test(screen.text),
          `see the line at ${columns}x${rows}`,
        );
    }
    screen.press('\r');
    await screen.see('turned back');
  });

  test('a page at every size has its heading above and its keys below', async () => {
    const screen = await app.guide();
    screen.press('L');
    for (const [columns, rows] of [
      [300, 100],
      [60, 20],
      [80, 24],
      [132, 43],
    ] as const) {
      screen.resize(columns, rows);
      await screen.until(() => {
        const lines = screen.text.split('\n');
        return (
          lines.length === rows &&
          lines[0]?.startsWith('flood-7') === true &&
          lines.some((line) => line.startsWith('─ Timeline')) &&
          lines.at(-1)?.includes('q back') === true
        );
      }, `see the whole page at ${columns}x${rows}`);
    }
  });
});

describe('the terminal comes back whole', () => {
  test.each([
    ['q', 'q', ''],
    ['SIGTERM', 'SIGTERM', ''],
    ['SIGHUP', 'SIGHUP', ''],
    ['a defect while drawing', 'SIGUSR2', 'APP_FAULT=render '],
  ])('after %s its settings are what they were', async (_name, leave, fault) => {
    const screen = await app.shell();
    screen.press(`before=$(stty -g); ${fault}sh -c 'echo "pid $$"; exec "$NODE" "$APP"'\r`);
    await screen.see('Get everyone out');
    const pid = Number(/pid (\d+)/.exec(screen.bytes)?.[1]);
    if (leave === 'q') screen.press('q');
    else process.kill(pid, leave);
    await screen.see('Back with: holdfast guide -i flood-7');
    expect(screen.alternate).toBe(false);
    screen.press('test "$before" = "$(stty -g)" && echo "as it" "was before"\r');
    await screen.see(/^as it was before$/m);
  });
});

test('what falls due while the guide is paused rings once when it comes back', async () => {
  const screen = await app.shell();
  screen.press(`APP_PASS=31 sh -c 'echo "pid $$"; exec "$NODE" "$APP"'\r`);
  await screen.see('Get everyone out');
  const pid = Number(/pid (\d+)/.exec(screen.bytes)?.[1]);
  const before = screen.bells;
  screen.press(keys.ctrl('z'));
  await screen.see('Stopped');
  process.kill(pid, 'SIGUSR2');
  screen.press('fg\r');
  await screen.see('OVERDUE by');
  expect(screen.bells).toBe(before + 1);
});

describe('without colours', () => {
  test('on no screen anything is styled, and what is marked has its mark', async () => {
    const screen = await app.guide({ env: { NO_COLOR: '1' } });
    for (const [key, heading] of [
      ['L', '─ Timeline'],
      ['M', '─ Map'],
      ['c', '─ Clocks'],
      ['P', '─ People'],
      ['W', '─ Messages'],
    ] as const) {
      screen.press(key);
      await screen.see(heading);
      expect(screen.text).toMatch(/^>/m);
      screen.press('q');
      await screen.see('─ Log');
    }
    screen.press('?');
    await screen.see('─ Keys');
    expect(screen.bytes).not.toMatch(/\u001b\[[0-9;]*m/);
  });
});

const hasTmux = spawnSync('tmux', ['-V']).status === 0;

describe.skipIf(!hasTmux)('in tmux (left out where tmux is not installed)', () => {
  test('the guide is drawn, takes keys, follows the window and leaves', async () => {
    const command = `"${process.execPath}" "${app.file}"; read -r line`;
    const screen = app.terminal('tmux', ['-L', `holdfast-${process.pid}`, '-f', '/dev/null', 'new-session', command]);
    await screen.see('Get everyone out');
    screen.press('j');
    await screen.see('>· Is the water rising?');
    screen.press('n');
    screen.type('seen in tmux');
    screen.press('\r');
    await screen.see('Anna: Note: seen in tmux');
    screen.resize(100, 30);
    await screen.until(() => screen.text.split('\n').length === 30 && screen.text.includes('q leave'), 'see it larger');
    screen.press('q');
    await screen.see('Back with: holdfast guide -i flood-7');
    screen.press('\r');
    await screen.end();
  });
});
