import { graphemes, visible, width } from '../../text/index.ts';
import type { Line } from '../keys/line-edit.ts';
import { piece, windowTop } from './rows.ts';
import type { Piece, Row } from './rows.ts';

/** The bar that shows where writing goes on; a mark of its own, for a terminal without colours. */
const CARET: Piece = { text: '│', tone: 'key' };

/** A character as it is shown, or the caret, for which each row keeps a column. */
interface Cell {
  readonly piece: Piece;
  readonly wide: number;
}

const caret: Cell = { piece: CARET, wide: 0 };

interface Begun {
  readonly cells: Cell[];
  used: number;
}

/** A text that is being written, in rows that break between words; the caret stands where the next character goes. */
export function writtenRows(line: Line, columns: number): Row[] {
  const room = Math.max(4, columns - 1);
  const rows = [begun([])];
  const last = (): Begun => rows.at(-1) ?? begun([]);
  let at = 0;
  for (const character of characters(line.text)) {
    if (at === line.at) last().cells.push(caret);
    at += character.length;
    const text = character === '\n' ? character : visible(character);
    const wide = width(text);
    const isFull = last().used + wide > room;
    // Where a row breaks at a space, the break stands for it.
    if (text === '\n' || (text === ' ' && isFull)) rows.push(begun([]));
    else {
      if (isFull) rows.push(begun(takenWord(last())));
      if (last().used + wide > room) rows.push(begun([]));
      last().cells.push({ piece: { text, tone: 'plain' }, wide });
      last().used += wide;
    }
  }
  if (line.at >= line.text.length) last().cells.push(caret);
  return rows.map(({ cells }) => joined(cells));
}

/** Of a text that is being written as many rows as there is room for, the caret among them; the mark stands before the first. */
export function writtenWindow(mark: Piece, line: Line, columns: number, height: number): Row[] {
  const rows = writtenRows(line, columns - 2);
  const at = caretRow(rows);
  const top = windowTop(rows.length, height, at, at);
  return rows.slice(top, top + height).map((each, index) => [index === 0 ? mark : piece('  '), ...each]);
}

function begun(cells: Cell[]): Begun {
  return { cells, used: cells.reduce((sum, { wide }) => sum + wide, 0) };
}

/** The word at the end of a row, taken out of it; a word that is as long as the row stays, and is broken. */
function takenWord({ cells }: Begun): Cell[] {
  const from = cells.findLastIndex(isSpace) + 1;
  return from === 0 ? [] : cells.splice(from);
}

function isSpace({ piece }: Cell): boolean {
  return piece.text === ' ';
}

/** The cells as pieces: what stands together is one. */
function joined(row: readonly Cell[]): Row {
  const pieces: Piece[] = [];
  for (const { piece } of row) {
    const last = pieces.at(-1);
    if (last?.tone === 'plain' && piece.tone === 'plain')
      pieces[pieces.length - 1] = { text: last.text + piece.text, tone: 'plain' };
    else pieces.push(piece);
  }
  return pieces;
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
