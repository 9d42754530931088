import headless from '@xterm/headless';
import { expect } from 'vitest';
import { width } from '../../src/text/index.ts';
import type { Size } from './screens.ts';

const obeyed = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** A frame is whole: as many rows as the terminal has, none wider than it, nothing in them that a terminal would obey. */
export function intact(rows: readonly string[], { columns, rows: height }: Size): void {
  expect(rows).toHaveLength(height);
  expect(rows.filter((row) => width(row) > columns || obeyed.test(row))).toEqual([]);
}

/** The rows as a terminal puts them on its screen: an array of what it took for one line each. */
export async function onATerminal(rows: readonly string[], { columns, rows: height }: Size): Promise<string[]> {
  const terminal = new headless.Terminal({ cols: columns, rows: height, allowProposedApi: true });
  await new Promise<void>((done) => terminal.write(rows.join('\r\n'), done));
  const { active } = terminal.buffer;
  const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? '');
  terminal.dispose();
  return lines;
}
