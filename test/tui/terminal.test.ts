import { describe, expect, test } from 'vitest';
import { guideApp } from '../support/guide-app.ts';
import { keys, type Terminal } from '../support/terminal.ts';
import { twoTracks } from '../support/two-tracks.ts';

/** The screen in a real pseudo-terminal, bundled as the product is. */
const app = guideApp();

/** A screen that has taken the terminal and is not drawn before something has been typed. */
async function loading(): Promise<Terminal> {
  const terminal = app.begun({ env: { APP_EARLY: 'yes' } });
  await terminal.see('Loading');
  return terminal;
}

describe('keys', () => {
  test('several keys in one chunk are all taken', async () => {
    const screen = await app.guide();
    screen.press('jjj');
    await screen.see('>· How far is the standby');
  });

  test('a double tap of Enter finishes one step: the next one takes it once it could be read', async () => {
    const screen = app.begun({ env: { APP_RUNBOOK: twoTracks } });
    await screen.see('nobody goes down');
    screen.press('\r\r');
    await screen.see('This has just come up.');
    await screen.see('Enter end here');
    screen.press('\r');
    await screen.see('Still open: Step: Cut the power');
  });

  test('a note and its Enter in one chunk', async () => {
    const screen = await app.guide();
    screen.press('npump failed\r');
    await screen.see('Anna: Note: pump failed');
  });

  test('what is typed while the screen is still loading is not lost', async () => {
    const screen = await loading();
    screen.press('nearly\r');
    await screen.see('Anna: Note: early');
  });

  test('who leaves before the first frame has left', async () => {
    const screen = await loading();
    screen.press('q');
    expect(await screen.end()).toEqual({ code: 0, signal: 0 });
    expect(screen.text).toContain('Back with: holdfast guide -i flood-7');
  });

  test('an arrow split by a slow line is an arrow, and no Esc', async () => {
    const screen = await app.guide();
    screen.press('n');
    await screen.see('Note');
    screen.drip(`ab${keys.left}x\r`);
    await screen.see('Anna: Note: axb');
  });

  test('Esc alone leads back once nothing follows it', async () => {
    const screen = await app.guide();
    screen.press('?');
    await screen.see('─ Keys');
    screen.press(keys.escape);
    await screen.see('─ Log');
  });

  test('pasted line ends do not send a note', async () => {
    const screen = await app.guide();
    screen.press('n', keys.paste('one\r\ntwo\r\n'));
    await screen.see('two');
    await screen.see('> one');
    screen.press(' three\r');
    await screen.see('Note: one⏎two⏎ three');
  });

  test('a paste without its end freezes nothing', async () => {
    const screen = await app.guide();
    screen.press('n', '\u001b[200~half');
    await screen.see('> half');
    screen.press('\r');
    await screen.see('Note: half');
  });

  test('replies of the terminal are not typed text', async () => {
    const screen = await app.guide();
    screen.press('n', '\u001b]11;rgb:0000/0000/0000\u0007', '\u001b[?64;1;2c', '\u001bP>|xterm\u001b\\', 'a', '\r');
    await screen.see('Anna: Note: a');
    expect(screen.text).not.toMatch(/rgb|64;1|xterm/);
  });

  test('no query is sent, no mouse taken, no keyboard mode changed', async () => {
    const screen = await app.guide();
    screen.press('q');
    await screen.end();
    expect(screen.bytes).not.toMatch(/\u001b\[(?:[>=?]?[0-9;]*c|\??6n|>[0-9]*u|\?u|\?100[0-6]h)|\u001b\](?:1[01]|4);/);
  });
});

describe('painting', () => {
  test('the frame is as high as the terminal, and a key sends a few hundred bytes', async () => {
    const screen = await app.guide();
    await screen.see('q leave');
    const before = screen.bytes.length;
    screen.press('j');
    await screen.see('>· Is the water rising?');
    expect(screen.bytes.length - before).toBeLessThan(4000);
    expect(screen.text.split('\n').at(-1)).toContain('q leave');
  });

  test('any size at any moment: too small says so, and coming back the guide is whole', async () => {
    const screen = await app.guide();
    const sizes = [
      [60, 20],
      [59, 20],
      [200, 60],
      [30, 5],
      [80, 24],
      [79, 19],
      [140, 40],
      [80, 24],
    ] as const;
    for (const [columns, rows] of sizes) {
      screen.resize(columns, rows);
      if (columns < 60 || rows < 20) await screen.see(`This terminal is ${columns}x${rows}`);
      else
        await screen.until(
          () => screen.text.includes('q leave') && screen.text.split('\n')[0]?.startsWith('flood-7') === true,
          `see the whole guide at ${columns}x${rows}`,
        );
    }
    screen.press('n');
    for (const [columns, rows] of [
      [100, 30],
      [61, 21],
      [80, 24],
    ] as const) {
      screen.resize(columns, rows);
      await screen.until(
        () => screen.text.split('\n').length === rows && screen.text.includes('Enter: recorded'),
        'see the question',
      );
    }
  });

  test('without colours nothing is styled, and the marks still tell', async () => {
    const screen = await app.guide({ env: { NO_COLOR: '1' } });
    await screen.see('>→ Get everyone out');
    expect(screen.bytes).not.toMatch(/\u001b\[[0-9;]*m/);
  });

  test('colours are the sixteen that every terminal has', async () => {
    const screen = await app.guide();
    await screen.see('q leave');
    expect(screen.bytes).toMatch(/\u001b\[35m/);
    expect(screen.bytes).not.toMatch(/\u001b\[(?:38|48)[;:]/);
  });

  test('CI=1 on a terminal is still a terminal', async () => {
    const screen = await app.guide({ env: { CI: '1' } });
    screen.press('j');
    await screen.see('>· Is the water rising?');
  });

  test('without the second screen the frame stays, and the farewell has lines of its own', async () => {
    const screen = await app.guide({ env: { APP_ALTERNATE: 'no' } });
    await screen.see('q leave');
    expect(screen.alternate).toBe(false);
    screen.press('q');
    await screen.end();
    expect(screen.bytes).not.toContain('\u001b[?1049h');
    expect(screen.text).toMatch(/^Back with: holdfast guide -i flood-7$/m);
    expect(screen.text).toContain('Get everyone out');
  });

  test('10,000 entries: every key is followed, the log is walked to its beginning', async () => {
    const screen = await app.guide({ env: { APP_NOTES: '10000' } });
    screen.press(keys.right);
    await screen.see('> Now');
    screen.press(keys.right);
    await screen.see('> Log');
    screen.press('k'.repeat(40));
    await screen.see('40 lines further down');
    screen.press('g');
    await screen.see('#1 ');
    screen.press('G');
    await screen.see('note number 10000');
  });
});

describe('what others do, and what falls due', () => {
  test('another person writes: it is on the screen', async () => {
    const screen = await app.guide();
    screen.kill('SIGUSR2');
    await screen.see('Bo: Note: the pump van has come');
  });

  test('what falls due rings once, is in the title, and stays marked until somebody looks', async () => {
    const screen = await app.guide({ env: { APP_PASS: '31' } });
    await screen.until(() => screen.title === 'flood-7 holdfast', 'see the title');
    screen.kill('SIGUSR2');
    await screen.see('OVERDUE by');
    await screen.until(() => screen.title.startsWith('! 1 due'), 'see the title marked');
    expect(screen.bells).toBe(1);
    screen.press('!');
    await screen.see('Due and overdue');
    await screen.until(() => screen.title === 'flood-7 holdfast', 'see the title unmarked');
    expect(screen.bells).toBe(1);
  });
});

describe('leaving', () => {
  const restored = (screen: Terminal): void => {
    expect(screen.alternate).toBe(false);
    // What was switched on is switched off again, and the last word on the cursor is that it is seen.
    expect(screen.bytes.lastIndexOf('\u001b[?2004l')).toBeGreaterThan(screen.bytes.lastIndexOf('\u001b[?2004h'));
    expect(screen.bytes.lastIndexOf('\u001b[?25h')).toBeGreaterThan(screen.bytes.lastIndexOf('\u001b[?25l'));
    expect(screen.text).toContain('Back with: holdfast guide -i flood-7');
  };

  test.each([
    ['q', 'q'],
    ['Ctrl-C', keys.ctrl('c')],
    [':quit', ':quit\r'],
  ])('%s leaves, and says how to come back', async (_name, typed) => {
    const screen = await app.guide();
    screen.press(typed);
    expect(await screen.end()).toEqual({ code: 0, signal: 0 });
    restored(screen);
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGQUIT', 131],
  ])('%s leaves in order', async (signal, code) => {
    const screen = await app.guide();
    screen.kill(signal);
    expect(await screen.end()).toEqual({ code, signal: 0 });
    restored(screen);
  });

  test('a signal while something is being written, too', async () => {
    const screen = await app.guide();
    screen.press('nhalf a note');
    await screen.see('> half a note');
    screen.kill('SIGTERM');
    expect(await screen.end()).toEqual({ code: 143, signal: 0 });
    restored(screen);
    // It can still be copied from there.
    expect(screen.text).toContain('Written in flood-7, and NOT recorded:\n> half a note\n');
  });

  test.each([
    ['while drawing', 'render'],
    ['in a timer', 'timer'],
  ])('a defect %s is told in a sentence, behind the screen, and never as a line of code', async (_name, fault) => {
    const screen = await app.guide({ env: { APP_FAULT: fault } });
    screen.kill('SIGUSR2');
    expect(await screen.end()).toEqual({ code: 1, signal: 0 });
    restored(screen);
    expect(screen.text).toMatch(/The screen failed: a defect in (?:the guide|a timer)\./);
    expect(screen.text).not.toMatch(/\.js:\d+|\bat \w+ \(/);
  });

  test('an act that the disk refuses is said, and is the exit code', async () => {
    const screen = await app.guide({ env: { APP_FAULT: 'disk' } });
    screen.press('1');
    await screen.see('NOT recorded: The disk is full.');
    screen.press('q');
    expect(await screen.end()).toEqual({ code: 5, signal: 0 });
  });

  test('Ctrl-Z hands the terminal to the shell, fg takes it back with its keys', async () => {
    const shell = await app.shell();
    shell.press('"$NODE" "$APP"\r');
    await shell.see('Get everyone out');
    shell.press(keys.ctrl('z'));
    await shell.see('Stopped');
    expect(shell.alternate).toBe(false);
    shell.press('stty -a | grep -c " icanon"; fg\r');
    await shell.see('q leave');
    expect(shell.alternate).toBe(true);
    shell.press('nback again\r');
    await shell.see('Anna: Note: back again');
    shell.press('q');
    await shell.see('Back with: holdfast guide -i flood-7');
  });

  test('a window that was made smaller while the guide was paused is drawn as small as it is', async () => {
    const shell = await app.shell();
    shell.press('"$NODE" "$APP"\r');
    await shell.see('Get everyone out');
    shell.press(keys.ctrl('z'));
    await shell.see('Stopped');
    // A terminal tells of its size those alone who stand in front.
    shell.resize(64, 21);
    shell.press('fg\r');
    await shell.until(() => {
      const lines = shell.text.split('\n');
      return lines[0]?.startsWith('flood-7 ') === true && lines.at(-1)?.includes('q leave') === true;
    }, 'see the whole guide in it');
  });

  test('a whole group is stopped, for a shell waits for its first process', async () => {
    const shell = await app.shell();
    shell.press('sh -c \'"$NODE" "$APP"; echo "left $?"\'\r');
    await shell.see('Get everyone out');
    shell.press(keys.ctrl('z'));
    await shell.see('Stopped');
    shell.press('fg\r');
    await shell.see('q leave');
    shell.press('q');
    await shell.see('left 0');
  });

  test('a terminal that is gone leaves no process spinning', async () => {
    const screen = await app.guide();
    const { pid } = screen;
    screen.hangUp();
    await screen.end();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});
