import { renameSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { built, Desk, holdfast } from '../support/cli.ts';
import { onDumbTerminal } from '../support/conversation.ts';
import { Terminal } from '../support/terminal.ts';

beforeAll(built);

/** Something falls due by itself all the time. */
const beat = `
holdfast: 1
id: beat
title: Look again and again
steps:
  - id: rounds
    repeat: Look again
    every: 1s
    until: asked
    steps: [{ id: look, wait: Wait for the next look, for: 1s }]
`;

async function started(): Promise<Desk> {
  const desk = new Desk();
  const file = desk.path('beat.yaml');
  writeFileSync(file, beat);
  const { code, stderr } = await desk.run(['start', file, '--no-ui']);
  if (code !== 0) throw new Error(stderr);
  return desk;
}

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');
const unwritten = 'What fell due by itself is NOT recorded';

test('line by line the guide stays where its timeline is taken away, says what is not recorded, and goes on once it is back', async () => {
  const desk = await started();
  const talk = onDumbTerminal(desk, ['guide'], 200);
  onTestFinished(() => talk.close());
  await talk.until(() => talk.seen.includes('Wait for the next look'), 'the guide');
  renameSync(desk.db, `${desk.db}.away`);
  await talk.until(() => flat(talk.seen).includes(`${unwritten}: ${desk.db} was moved`), 'that it cannot be written');
  talk.type('n the pump is silent');
  await talk.until(() => flat(talk.seen).includes('What was recorded before went with that file.'), 'the answer');
  renameSync(`${desk.db}.away`, desk.db);
  talk.type('n the pump runs');
  await talk.until(() => /#\d+ .*Note: the pump runs/.test(talk.seen), 'the note');
  talk.type('quit');
  await talk.end();
  expect(talk.seen).not.toMatch(/Note: the pump is silent/);
});

test('so does the screen', async () => {
  const desk = await started();
  const terminal = new Terminal(process.execPath, [holdfast, 'guide'], { env: desk.env, cwd: desk.folder });
  onTestFinished(() => terminal.close());
  await terminal.see('Wait for the next look');
  renameSync(desk.db, `${desk.db}.away`);
  await terminal.until(() => flat(terminal.text).includes(unwritten), 'that it cannot be written');
  terminal.press('n');
  terminal.type('the pump is silent\r');
  await terminal.until(() => flat(terminal.text).replaceAll(unwritten, '').includes('NOT recorded: '), 'the answer');
  renameSync(`${desk.db}.away`, desk.db);
  // What was typed is still there.
  terminal.press('n');
  await terminal.see('the pump is silent');
  terminal.press('\r');
  await terminal.until(() => /Recorded #\d+/.test(terminal.text), 'the note');
  terminal.press('q');
  await terminal.end();
  expect((await desk.run(['log'])).stdout).toMatch(/Note: the pump is silent$/m);
});

test('whoever leaves while it is away is told where the record went, on the screen and line by line', async () => {
  const desk = await started();
  const went = `What was recorded went with ${desk.db}, which was moved, deleted or replaced while it was open: put it back.`;
  const terminal = new Terminal(process.execPath, [holdfast, 'guide'], {
    env: desk.env,
    cwd: desk.folder,
    columns: 200,
  });
  onTestFinished(() => terminal.close());
  await terminal.see('Wait for the next look');
  const talk = onDumbTerminal(desk, ['guide'], 200);
  onTestFinished(() => talk.close());
  await talk.until(() => talk.seen.includes('Wait for the next look'), 'the guide');
  renameSync(desk.db, `${desk.db}.away`);
  terminal.press('q');
  await terminal.end();
  talk.type('quit');
  await talk.end();
  expect(flat(terminal.text)).toContain(went);
  expect(flat(talk.seen)).toContain(`You have left the guide. ${went}`);
  expect(flat(terminal.text + talk.seen)).not.toContain('is kept');
});
