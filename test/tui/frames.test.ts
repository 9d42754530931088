import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openScreen, screenNames } from '../support/screens.ts';
import { intact } from '../support/intact.ts';

/**
 * Each screen as it looks at four sizes, in files that people can read. A change that is meant: `UPDATE_FRAMES=1` and run this file
 * again, then look at what changed.
 */
const folder = join(import.meta.dirname, 'frames');
const update = process.env['UPDATE_FRAMES'] !== undefined;
const sizes = [
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 132, rows: 43 },
  { columns: 200, rows: 60 },
] as const;

const files = screenNames.flatMap((name) =>
  sizes.map((size) => ({ name, size, file: `${name}.${size.columns}x${size.rows}.txt` })),
);

describe('every screen looks as it did', () => {
  test.each(files)('$file', ({ name, size, file }) => {
    const { rows } = openScreen(name, size);
    intact(rows, size);
    const text = `${rows.map((row) => row.trimEnd()).join('\n')}\n`;
    const path = join(folder, file);
    if (update) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, text);
    }
    expect(existsSync(path), 'UPDATE_FRAMES=1 makes a file that is missing').toBe(true);
    expect(text).toBe(readFileSync(path, 'utf8'));
  });

  test('no file is left of a screen that is gone', () => {
    const left = readdirSync(folder).filter((file) => !files.some((each) => each.file === file));
    if (update) for (const file of left) rmSync(join(folder, file));
    expect(update ? [] : left).toEqual([]);
  });
});
