import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { built, Desk, holdfast } from '../support/cli.ts';
import { organisation, smallFlood } from '../support/small-flood.ts';
import { Terminal } from '../support/terminal.ts';

/** Sets the window's title, clears the screen, turns the text around, rings, takes back what stood there. */
const evil = 'A\u001b]0;pwned\u0007B\u001b[2J\u001b[31mC\u202eD\u0008E\u009b1mF\u2028G\u200bH';
/** What of it must be seen (Markdown has a stroke before a bracket), so that nobody is deceived. */
const shown = /A␛\\?\]0;pwned␇B␛\\?\[2J␛\\?\[31mC‹U\+202E›D␈E‹U\+009B›1mF/;
/** What a terminal would obey, line feeds apart. */
const obeyed = /(?!\n)\p{Cc}|[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

interface Hostile {
  readonly desk: Desk;
  readonly incident: string;
}

/** An incident in which every text that people, files and commands give is hostile. */
async function hostileIncident(): Promise<Hostile> {
  const desk = new Desk();
  mkdirSync(desk.path('runbooks', 'scripts'), { recursive: true });
  writeFileSync(
    desk.path('runbooks', 'small-flood.yaml'),
    smallFlood.replace('capture: { ups_minutes: stdout }', 'capture: { caller: stdout }'),
  );
  writeFileSync(desk.path('runbooks', 'organisation.yaml'), organisation);
  writeFileSync(
    desk.path('runbooks', 'scripts', 'lag'),
    `#!/bin/sh\nprintf '%s' '${evil}'\nprintf '%s' '${evil}' >&2\n`,
  );
  chmodSync(desk.path('runbooks', 'scripts', 'lag'), 0o755);
  writeFileSync(desk.path(evil.replaceAll('/', '')), evil);
  await desk.json(['runbook', 'allow', 'small-flood', '--yes']);
  const { incident } = (await desk.json(['start', 'small-flood', '--title', evil, '--impact', evil])) as {
    incident: string;
  };
  const here = ['-i', incident];
  await desk.json(['config', 'name', evil]);
  for (const act of [
    ['n', evil],
    ['n', 'by', 'another', '--by', evil],
    ['fact', `caller=${evil}`, `rooms=${evil}`],
    ['describe', `cause=${evil}`],
    ['assign', 'lead', evil],
    ['attach', evil],
    ['add', evil, '--why', evil],
    ['skip', 'get-out', '--why', evil],
    ['choose', 'steady', '--why', evil],
    ['ask', evil, evil, '--in', '10m'],
    ['follow-up', evil],
    ['run', 'lag', '--why', evil],
  ])
    await desk.json([...act, ...here]);
  return { desk, incident };
}

describe('escape sequences in any text are shown and never sent', () => {
  beforeAll(built);

  test('to a pipe: log, status, steps, now, list, handover, export, plain', { timeout: 120_000 }, async () => {
    const { desk, incident } = await hostileIncident();
    const lines = `log 100\nsteps\nfacts\npeople\nquestions\nn ${evil}\nsteps ${evil}\n${evil}\nquit\n`;
    for (const command of [
      ['log'],
      ['status'],
      ['steps'],
      ['steps', '--map'],
      ['export', '--format', 'markdown'],
      ['guide', '--plain'],
      ['done', evil],
    ]) {
      const { stdout, stderr } = await desk.run([...command, '-i', incident], { input: lines });
      const said = stdout + stderr;
      expect([command, obeyed.exec(said)]).toEqual([command, null]);
      expect([command, shown.test(said.replace(/\s+/g, ' '))]).toEqual([command, true]);
    }
    for (const command of [
      ['list'],
      ['now', '-i', incident],
      ['handover', '-i', incident],
      ['verify', '-i', incident],
      ['runbook', 'list'],
      ['use', incident],
      ['-i', evil, 'status'],
      [evil],
      ['runbook', 'check', evil],
    ]) {
      const { stdout, stderr } = await desk.run(command);
      expect([command, obeyed.exec(stdout + stderr)]).toEqual([command, null]);
      expect(stdout + stderr).not.toContain('A fault in holdfast');
    }
    const review = await desk.run(['export', '--format', 'markdown', '-o', 'review.md', '-i', incident]);
    expect(review.code).toBe(0);
    expect(readFileSync(desk.path('review.md'), 'utf8')).not.toMatch(obeyed);
    expect(await desk.json(['verify'])).toMatchObject({ ok: true });
  });

  test('as JSON they are escaped, and are the same text when they are read', { timeout: 120_000 }, async () => {
    const { desk, incident } = await hostileIncident();
    for (const command of [['log'], ['status'], ['list'], ['now'], ['verify']]) {
      const { stdout, code } = await desk.run([
        ...command,
        '--json',
        ...(command[0] === 'list' ? [] : ['-i', incident]),
      ]);
      expect([command, code]).toEqual([command, 0]);
      expect(stdout).not.toMatch(obeyed);
    }
    const entries = (await desk.run(['log', '--json', '-i', incident])).stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; words?: string; by: { name: string }; data: object });
    const finished = entries.find(({ type }) => type === 'command.finished');
    expect(JSON.stringify(finished)).toContain('pwned');
    // A person is called by one line, with single spaces; nothing else of a name is changed.
    expect(finished?.by.name).toBe(evil.replace('\u2028', ' '));
    expect(entries.find(({ type }) => type === 'note.written')?.words).toBe(evil);
  });

  test('to a terminal: the screen and the numbered lines obey none of it', { timeout: 120_000 }, async () => {
    const { desk, incident } = await hostileIncident();
    const screen = await seen(desk, incident, [], 'xterm-256color', 'q');
    const lines = await seen(desk, incident, ['--plain'], 'dumb', 'log 50\rquit\r');
    for (const { title, bytes } of [screen, lines]) {
      expect(title).not.toContain('pwned');
      expect(bytes).not.toMatch(/\u001b\]0;pwned|\u001b\[31mC|\u009b|\u202e|\u2028|D\u0008E/u);
    }
    expect(lines.bytes.replaceAll('\r\n', '')).not.toMatch(obeyed);
  });

  test('what a person pastes into the numbered lines is echoed by nobody but their own terminal', async () => {
    const desk = new Desk();
    await desk.json(['declare', 'Water']);
    const { stdout } = await desk.run(['guide', '--plain', '-i', 'incident-1'], {
      input: `${evil}\nn ${evil}\nfact ${evil}=${evil}\nlost ${evil}\nquit\n`,
    });
    expect(stdout).not.toMatch(obeyed);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(shown);
  });
});

/** What the guide sends to a terminal until it is left. */
async function seen(
  desk: Desk,
  incident: string,
  args: readonly string[],
  term: string,
  leave: string,
): Promise<Terminal> {
  const terminal = new Terminal(process.execPath, [holdfast, 'guide', ...args, '-i', incident], {
    columns: 120,
    rows: 40,
    env: { ...desk.env, TERM: term },
    cwd: desk.folder,
  });
  onTestFinished(() => terminal.close());
  await terminal.see(/A␛\]0;pwned␇B/);
  terminal.press(leave);
  await terminal.see(/holdfast guide -i/);
  await terminal.end();
  return terminal;
}
