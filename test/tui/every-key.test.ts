import { describe, expect, test } from 'vitest';
import { keyTable } from '../../src/tui/keys/keys.ts';
import { pages } from '../../src/tui/pages/registry.ts';
import { openScreen, screenNames } from '../support/screens.ts';
import { intact } from '../support/intact.ts';

const size = { columns: 80, rows: 24 } as const;

/** Every key that some screen has, those of a line that is written, and some that none has. */
const everyKey: ReadonlySet<string> = new Set([
  ...keyTable.flatMap((row) => row.keys),
  ...Object.values(pages).flatMap((page) => page.keys.flatMap((key) => key.keys)),
  ...'y n e E l = / backspace delete insert home end left right ctrl-a ctrl-e ctrl-k ctrl-u ctrl-w alt-enter alt-d f2 ø 👩‍🚒'.split(
    ' ',
  ),
]);

/**
 * A key either acts, and then something looks different or something is asked of the terminal, or its screen says why not. What is
 * said to one key may be what was said to the one before: so each is pressed on a screen just opened.
 */
describe('no key is dead: each acts or says why not', () => {
  test.each(screenNames)('%s', { timeout: 60_000 }, async (name) => {
    const dead: string[] = [];
    for (const key of everyKey) {
      const screen = openScreen(name, size);
      const before = screen.rows.join('\n');
      const asked = screen.asked.length;
      screen.press(key);
      // What lies outside, an editor or a file, answers a moment later.
      await Promise.resolve();
      await Promise.resolve();
      intact(screen.rows, size);
      if (screen.rows.join('\n') === before && screen.asked.length === asked) dead.push(key);
    }
    expect(dead).toEqual([]);
  });
});
