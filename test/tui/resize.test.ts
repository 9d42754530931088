import { describe, expect, test } from 'vitest';
import { intact } from '../support/intact.ts';
import { openScreen, screenNames } from '../support/screens.ts';

/** Large and small, on both sides of each border between two ways of drawing, too small, and back again. */
const sizes = [
  [300, 100],
  [60, 20],
  [59, 20],
  [60, 19],
  [20, 5],
  [1, 1],
  [77, 29],
  [78, 30],
  [99, 24],
  [100, 24],
  [139, 43],
  [140, 43],
] as const;

describe('a window of any size at any moment', () => {
  test.each(screenNames)('%s', (name) => {
    const screen = openScreen(name, { columns: 80, rows: 24 });
    const before = screen.rows;
    for (const [columns, rows] of sizes) {
      screen.resize(columns, rows);
      intact(screen.rows, { columns, rows });
    }
    screen.resize(80, 24);
    intact(screen.rows, { columns: 80, rows: 24 });
    // On a small window the guide shows the step by itself; which part was in front is not remembered.
    const parts = /^(─ )(> )?|> (?=Now|Log)/g;
    expect(screen.rows.map((row) => row.replace(parts, '').slice(0, 20))).toEqual(
      before.map((row) => row.replace(parts, '').slice(0, 20)),
    );
  });
});
