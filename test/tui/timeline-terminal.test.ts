import { expect, test } from 'vitest';
import { guideApp } from '../support/guide-app.ts';
import { keys } from '../support/terminal.ts';

/** The timeline in a real pseudo-terminal, bundled as the product is. */
const app = guideApp();

test('opened at its end, written to by others meanwhile, searched, and left', async () => {
  const screen = await app.guide({ env: { APP_NOTES: '400' } });
  screen.press('L');
  await screen.see('Bo: Note: note number 400');
  process.kill(screen.pid, 'SIGUSR2');
  await screen.see('Bo: Note: the pump van has come');
  screen.press('/number 37\r');
  await screen.see('/number 37');
  await screen.see('Bo: Note: note number 379');
  screen.press(keys.escape);
  await screen.see('Timeline (4');
  screen.press('q');
  await screen.see('─ Log');
});

test("a scribe's lines, one of them of several lines by Alt-Enter and a paste", async () => {
  const screen = await app.guide();
  screen.press('o', 'Ida -5m: power is off\r');
  await screen.see(', Ida, 22 Nov 2026 03:07 +01:00: Note: power is off');
  screen.press('Bo: one', '\u001b\r', 'two', keys.paste('\r\nthree'), '\r');
  await screen.see('Bo: Note: one⏎two⏎three');
  screen.press(keys.escape);
  await screen.see('q leave');
  expect(screen.text).not.toContain('WHO WHEN');
});

test('a paste of two thousand lines, one with escape bytes, and a note of earlier', async () => {
  const screen = await app.guide({ columns: 100, rows: 30 });
  const many = Array.from({ length: 2000 }, (_, index) => `line ${index + 1}`).join('\r\n');
  screen.press('n', keys.paste(many));
  await screen.see('line 2000');
  screen.press('\r');
  await screen.see('Recorded #');
  screen.press('n', keys.paste('red \u001b[31malarm\u001b[0m \u0007bell'), '\r');
  await screen.see('alarm');
  expect(screen.text).not.toContain('\u001b');
  expect(screen.bytes).not.toContain('\u001b[31malarm');
  screen.press('n', '-5m: the power is off');
  await screen.see('As: 22 Nov 2026 03:07 +01:00');
  screen.press('\r');
  await screen.see('03:07 +01:00: Note: the power is off');
});
