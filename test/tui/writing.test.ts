import { beforeEach, describe, expect, test } from 'vitest';
import { memoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';

let screen: ScreenInHand;

beforeEach(() => {
  screen = new ScreenInHand(memoryIncident({ runbooks: [pumpFailure] }).session('Anna'));
  screen.press('n');
});

/** The line that is being written as it stands there, with the bar where the next character goes. */
function written(): string {
  const from = screen.rows.findIndex((row) => row.startsWith('> '));
  const to = screen.rows.findIndex((row) => row.includes('Enter: recorded.') || row.startsWith('As: '));
  return screen.rows
    .slice(from, to)
    .map((row) => row.slice(2).trimEnd())
    .join('\n');
}

/** What stands there after these keys. */
const after = (...keys: string[]): string => {
  screen.press(...keys);
  return written();
};

describe('whoever writes a line', () => {
  test('goes by characters and by words, to its beginning and to its end', () => {
    screen.type('Water under 洪水 the floor');
    expect(after('ctrl-left')).toBe('Water under 洪水 the │floor');
    expect(after('alt-b')).toBe('Water under 洪水 │the floor');
    expect(after('left', 'left')).toBe('Water under 洪│水 the floor');
    expect(after('alt-left')).toBe('Water under │洪水 the floor');
    expect(after('ctrl-a')).toBe('│Water under 洪水 the floor');
    expect(after('alt-f')).toBe('Water│ under 洪水 the floor');
    expect(after('ctrl-right')).toBe('Water under│ 洪水 the floor');
    expect(after('right', 'right')).toBe('Water under 洪│水 the floor');
    expect(after('alt-right')).toBe('Water under 洪水│ the floor');
    expect(after('ctrl-f')).toBe('Water under 洪水 │the floor');
    expect(after('ctrl-b')).toBe('Water under 洪水│ the floor');
    expect(after('ctrl-e')).toBe('Water under 洪水 the floor│');
    expect(after('home')).toBe('│Water under 洪水 the floor');
    expect(after('end')).toBe('Water under 洪水 the floor│');
    // At both ends there is nothing further, and it is said.
    expect(after('right')).toBe('Water under 洪水 the floor│');
    expect(after('home', 'left')).toBe('│Water under 洪水 the floor');
    expect(screen.said).toContain('begin');
  });

  test('takes away characters, words, and all before or behind', () => {
    screen.type('one two three 👩‍🚒');
    expect(after('backspace')).toBe('one two three │');
    expect(after('ctrl-w')).toBe('one two │');
    expect(after('alt-backspace')).toBe('one │');
    screen.type('two three').press('home');
    expect(after('delete')).toBe('│ne two three');
    expect(after('ctrl-d')).toBe('│e two three');
    expect(after('alt-d')).toBe('│ two three');
    expect(after('alt-f', 'ctrl-u')).toBe('│ three');
    expect(after('right', 'ctrl-k')).toBe(' │');
    screen.type('again').press('enter');
    expect(screen.said).toContain('Note: again');
  });

  test('of several lines goes up and down in the same place, and means the line where one is', () => {
    screen.type('the 洪水 rises').press('alt-enter').type('two').press('alt-enter').type('and the last');
    expect(after('up')).toBe('the 洪水 rises\ntwo│\nand the last');
    expect(after('up')).toBe('the│ 洪水 rises\ntwo\nand the last');
    expect(after('right', 'right', 'down')).toBe('the 洪水 rises\ntwo│\nand the last');
    expect(after('up', 'up')).toBe('│the 洪水 rises\ntwo\nand the last');
    expect(after('end')).toBe('the 洪水 rises│\ntwo\nand the last');
    expect(after('ctrl-u')).toBe('│\ntwo\nand the last');
    expect(after('down', 'end', 'ctrl-a', 'ctrl-k')).toBe('\n│\nand the last');
    expect(after('down', 'down')).toBe('\n\nand the last│');
  });

  test('is told what a key does that writes nothing', () => {
    screen.type('half');
    for (const key of ['up', 'tab', 'f1', 'alt-x', 'ctrl-x', 'page-down']) {
      expect(after(key)).toBe('half│');
      expect(screen.said).toContain('Enter: recorded.');
    }
  });
});
