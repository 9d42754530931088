import { expect } from 'vitest';
import { width } from '../../../src/text/index.ts';
import type { ScreenInHand } from '../../support/screen-in-hand.ts';

/** The smallest terminal that the guide takes, the usual one, and a large one. */
export const sizes = [
  [60, 20],
  [80, 24],
  [200, 60],
] as const;

/** What is said of the marked item, beside the list or under it, as one text. */
export function detail(screen: ScreenInHand): string {
  const rows = screen.rows.slice(2);
  const under = rows.findLastIndex((row) => /^─+$/.test(row.trim()));
  const isBeside = screen.controller.view.world.layout.columns >= 100;
  const said = isBeside ? rows.map((row) => row.split(' │ ')[1] ?? '') : rows.slice(under + 1);
  return said.join(' ').replace(/\s+/g, ' ');
}

/** Exactly as many rows as the terminal has, none wider than it, and nothing in them that a terminal would obey. */
export function fits(screen: ScreenInHand): void {
  const { layout } = screen.controller.view.world;
  expect(screen.rows).toHaveLength(layout.rows);
  for (const row of screen.rows) {
    expect(width(row)).toBeLessThanOrEqual(layout.columns);
    expect(row).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  }
}
