import { graphemes, visible, width } from '../text/index.ts';
import type { Line } from './line-edit.ts';
import type { Piece, Row } from './rows.ts';

/** The bar that shows where writing goes on; a mark of its own, for a terminal without colours. */
const CARET: Piece = { text: '│', tone: 'key' };

/** A text that is being written, in rows; every character has its place, so the caret never jumps. */
export function writtenRows(line: Line, columns: number): Row[] {
  const room = Math.max(4, columns - 1);
  const rows: Piece[][] = [[]];
  let used = 0;
  let at = 0;
  const put = (text: string): void => {
    const wide = width(text);
    if (used + wide > room) {
      rows.push([]);
      used = 0;
    }
    const row = rows.at(-1) ?? [];
    const last = row.at(-1);
    if (last !== undefined && last.tone === 'plain') row[row.length - 1] = { text: last.text + text, tone: 'plain' };
    else row.push({ text, tone: 'plain' });
    used += wide;
  };
  for (const character of characters(line.text)) {
    if (at === line.at) rows.at(-1)?.push(CARET);
    at += character.length;
    if (character === '\n') {
      rows.push([]);
      used = 0;
    } else put(visible(character));
  }
  if (line.at >= line.text.length) rows.at(-1)?.push(CARET);
  return rows;
}

/** The row that the caret stands in. */
export function caretRow(rows: readonly Row[]): number {
  return Math.max(
    0,
    rows.findIndex((row) => row.includes(CARET)),
  );
}

function characters(text: string): Iterable<string> {
  return /^[\x20-\x7e\n]*$/.test(text) ? text : graphemes(text);
}
