import { beforeAll, expect, test } from 'vitest';
import { built, holdfast } from '../support/cli.ts';
import { onDumbTerminal } from '../support/conversation.ts';
import { keys, Terminal } from '../support/terminal.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

/** A small flood that is over. */
async function over(): Promise<ReturnType<typeof floodDesk>> {
  const desk = floodDesk();
  await desk.json(['start', 'small-flood']);
  await desk.json(['note', 'the pump van has come']);
  await desk.json(['done', 'get-out', '--why', 'all out']);
  await desk.json(['stand-down', '--as', 'false-alarm']);
  await desk.json(['close']);
  return desk;
}

test('in a pipe: where it stood at an entry, as words or as a status document; what is wrong says how', async () => {
  const desk = await over();
  const entries = (await desk.run(['log', '-i', 'flood-1', '--json'])).stdout.trim().split('\n');
  const before = await desk.json(['replay', 'flood-1', '--at', '3']);
  expect(before).toMatchObject({ head: { seq: 3 }, incident: { state: 'open' } });
  expect(await desk.json(['replay', 'flood-1', '--at', String(entries.length)])).toMatchObject({
    incident: { state: 'closed' },
    head: { seq: entries.length },
  });
  const said = await desk.run(['replay', 'flood-1', '--at', '#4']);
  expect(said).toMatchObject({ code: 0, stderr: '' });
  expect(said.stdout).toContain(`REPLAY 4 of ${entries.length}`);
  const how = await desk.run(['replay', 'flood-1']);
  expect(how.code).toBe(2);
  expect(how.stderr).toContain('holdfast replay flood-7 --at 03:12');
  const none = await desk.run(['replay', 'flood-1', '--at', '400']);
  expect(none).toMatchObject({ code: 3 });
  expect(none.stderr).toContain(
    `There is no entry #400: they go up to #${entries.length}. See their numbers: holdfast log`,
  );
  const unread = await desk.run(['replay', 'flood-1', '--at', 'soon']);
  expect(unread).toMatchObject({ code: 2, stderr: expect.stringContaining('"soon" is not a time.') as string });
  const early = await desk.run(['replay', 'flood-1', '--at', '2020-01-01 10:00']);
  expect(early.code).toBe(3);
  expect(early.stderr).toContain('lies before it was declared');
  expect((await desk.run(['replay', 'flod-1', '--at', '3'])).stderr).toContain('Did you mean "flood-1"?');
  expect((await desk.run(['log', '-i', 'flood-1', '--json'])).stdout.trim().split('\n')).toHaveLength(entries.length);
});

test('line by line on a terminal that can only print', async () => {
  const desk = await over();
  const talk = onDumbTerminal(desk, ['replay', 'flood-1', '--at', '3']);
  await talk.until(() => talk.seen.includes('REPLAY 3 of'), 'see where it stands');
  talk.type('forward');
  await talk.until(() => talk.seen.includes('REPLAY 4 of'), 'see the next');
  talk.type('n no');
  await talk.until(() => talk.seen.includes('This is a replay of flood-1 at #4'), 'be refused');
  talk.type('quit');
  expect(await talk.end()).toBe(0);
});

test('on the screen: an incident that is over, scrubbed; and out of the guide of one that is open, and back', async () => {
  const desk = await over();
  const film = new Terminal(process.execPath, [holdfast, 'replay', 'flood-1'], {
    env: desk.env,
    cwd: desk.folder,
    columns: 100,
    rows: 30,
  });
  await film.see('REPLAY');
  film.press('g');
  await film.see('REPLAY 1/');
  film.press(']', ']');
  await film.see('REPLAY 3/');
  film.press(':4\r');
  await film.see('REPLAY 4/');
  film.press(' ');
  await film.see('PLAYING');
  await film.see('PLAYING 5/');
  film.press(' ');
  await film.see('Stopped.');
  film.press('n');
  await film.see('nothing is recorded');
  film.press('q');
  expect((await film.end()).code).toBe(0);
  expect(film.text).toContain('Back with: holdfast replay flood-1 --at');
  await film.close();

  await desk.json(['start', 'small-flood']);
  const guide = new Terminal(process.execPath, [holdfast, 'guide', '-i', 'flood-2'], {
    env: desk.env,
    cwd: desk.folder,
  });
  await guide.see('Get everyone out');
  guide.press('Z', '{');
  await guide.see('REPLAY');
  guide.press('L');
  await guide.see('Timeline (');
  guide.press(keys.up, 'z');
  await guide.see('Steps');
  guide.press('e');
  await guide.see('This is now.');
  guide.press('q');
  expect((await guide.end()).code).toBe(0);
  await guide.close();
});
