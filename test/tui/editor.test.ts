import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { guideApp } from '../support/guide-app.ts';
import { keys, type Terminal } from '../support/terminal.ts';

/** A message in the person's own editor: a script of a few lines stands for it, in a real pseudo-terminal. */
const app = guideApp();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-editor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An editor that notes its file and who may read it, then does what the lines say. */
function editor(...lines: readonly string[]): string {
  const file = join(folder, 'ed');
  writeFileSync(
    file,
    [
      '#!/bin/sh',
      'for file; do :; done',
      `ls -l "$file" > ${folder}/mode; echo "$file" > ${folder}/file`,
      ...lines,
    ].join('\n'),
  );
  chmodSync(file, 0o755);
  return file;
}

async function messages(env: Readonly<Record<string, string | undefined>>): Promise<Terminal> {
  const screen = await app.guide({ env: { VISUAL: undefined, EDITOR: undefined, ...env } });
  screen.press('W');
  await screen.see('· The public');
  return screen;
}

const fileGiven = (): string => readFileSync(join(folder, 'file'), 'utf8').trim();
const mode = (): string => readFileSync(join(folder, 'mode'), 'utf8');

test('the editor has the terminal, keys and all; what it wrote stands as the draft, and its file is gone', async () => {
  const EDITOR = editor('echo "--- in the editor"; read words; echo "$words" > "$file"');
  const screen = await messages({ EDITOR });
  screen.press('E');
  await screen.see('--- in the editor');
  expect(screen.alternate).toBe(false);
  // Keys of the guide are words to the editor: q leaves nothing, and a line ends with Enter as it does in a shell.
  screen.press('q no water, no power\r');
  await screen.see('nothing is sent yet');
  expect(screen.alternate).toBe(true);
  await screen.see('q no water, no power');
  expect(mode()).toMatch(/^-rw-------/);
  expect(existsSync(dirname(fileGiven()))).toBe(false);
  screen.press(keys.enter);
  await screen.see('No open step asks for it');
  // A double tap of Enter sends nothing: a message that has just come up is read first.
  screen.press(keys.enter);
  await screen.see('This has just come up.');
  // Whoever moves in it has seen it.
  screen.press(keys.down, keys.enter);
  await screen.see('sent 1 time');
});

test('VISUAL comes before EDITOR and may have arguments; the text is what would have been sent', async () => {
  const visual = editor(`cat "$file" > ${folder}/text; echo "$1" > ${folder}/argument`);
  const screen = await messages({ VISUAL: `${visual} --wait`, EDITOR: 'false' });
  screen.press('E');
  await screen.see('Left as it was.');
  expect(readFileSync(join(folder, 'argument'), 'utf8')).toBe('--wait\n');
  expect(readFileSync(join(folder, 'text'), 'utf8')).toBe('Sign-in is down.\n');
});

test('an editor that fails changes nothing, also where it wrote before; its file is gone too', async () => {
  const EDITOR = editor('echo ruined > "$file"; exit 3');
  const screen = await messages({ EDITOR });
  screen.press('E');
  await screen.see('The editor ended with 3. Nothing was changed.');
  expect(screen.text).not.toContain('ruined');
  expect(existsSync(dirname(fileGiven()))).toBe(false);
});

test('bytes that are no text are not taken for words', async () => {
  const EDITOR = editor(String.raw`printf '\377\376' > "$file"`);
  const screen = await messages({ EDITOR });
  screen.press('E');
  await screen.see('cannot be read as text. Nothing was changed.');
  expect(screen.text).not.toContain('Changed here');
});

test('Ctrl-C in the editor is for the editor; another may write meanwhile', async () => {
  const EDITOR = editor(
    'trap \'echo told > "$file"; exit 0\' INT',
    'echo "--- in the editor"; while :; do sleep 0.1; done',
  );
  const screen = await messages({ EDITOR });
  screen.press('E');
  await screen.see('--- in the editor');
  screen.press(keys.ctrl('c'));
  await screen.see('nothing is sent yet');
  screen.press('q');
  await screen.see('q leave');
});

test('an editor that is paused gives the shell its prompt; fg leads back into it, and then to the guide', async () => {
  const EDITOR = editor('echo "--- in the editor"; kill -TSTP 0; echo "after the pause" > "$file"');
  const screen = await app.shell({ VISUAL: undefined, EDITOR });
  screen.press('"$NODE" "$APP"\r');
  await screen.see('Get everyone out');
  screen.press('WE');
  await screen.see('Stopped');
  screen.press('fg\r');
  await screen.see('after the pause');
  await screen.see('nothing is sent yet');
});

test('a line that drops with the editor open leaves no words behind', async () => {
  const EDITOR = editor('echo "--- in the editor"; trap "" HUP; sleep 1');
  const screen = await messages({ EDITOR });
  screen.press('E');
  await screen.see('--- in the editor');
  expect(existsSync(fileGiven())).toBe(true);
  screen.hangUp();
  await screen.end();
  expect(existsSync(dirname(fileGiven()))).toBe(false);
});

test('an editor that is not there is said to be none', async () => {
  const screen = await messages({ EDITOR: 'no-such-editor-here' });
  screen.press('E');
  await screen.see('No such editor is here. Nothing was changed.');
});

test('without an editor it says so, and how else', async () => {
  const screen = await messages({ EDITOR: ' ' });
  screen.press('E');
  await screen.see('No editor is named: set VISUAL or EDITOR.');
});

test('what falls due meanwhile rings, draws nothing over the editor, and stands there afterwards', async () => {
  const EDITOR = editor('echo "--- in the editor"; read words');
  const screen = await messages({ EDITOR, APP_PASS: '31' });
  screen.press('E');
  await screen.see('--- in the editor');
  screen.kill('SIGUSR2');
  await screen.until(() => screen.bells === 1, 'hear the bell');
  await screen.until(() => screen.title.startsWith('! 1 due'), 'see the title marked');
  expect(screen.text).toContain('--- in the editor');
  expect(screen.text).not.toContain('OVERDUE');
  screen.press('\r');
  await screen.see('Left as it was.');
  await screen.see('OVERDUE 1m');
  expect(screen.title).toMatch(/^! 1 due/);
  screen.press('!');
  await screen.see('OVERDUE by');
  expect(screen.bells).toBe(1);
});
