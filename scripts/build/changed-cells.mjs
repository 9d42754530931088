// Bundled into Ink's way of writing a row that changed. Ink writes it anew from the first column that differs; where lists stand
// beside each other, a mark that moves in the left one has everything to its right sent again, over a line that may be slow.
import { styledCharsFromTokens, styledCharsToString, tokenize } from '@alcalzone/ansi-tokenize';
import { isNarrow } from './graphemes.mjs';

const sgr = /\u001b\[[\d;]*m/g;
/** As many cells that stay cost less to send again than to pass over: moving the cursor takes up to six bytes. */
const GAP = 6;

const to = (column) => `\u001b[${column + 1}G`;
const eraseToEnd = '\u001b[K';

/**
 * What turns one row into another on a terminal: each run of cells that look different, and where the row was longer its end. Where
 * a character takes no or two columns, or a row is wider than the terminal, the whole row: which column a cell stands in is then the
 * terminal's to know. Ink goes by its own count, and of an emoji that a terminal counts otherwise it left a letter standing.
 * @param {string} before as it stands there
 * @param {string} after
 * @param {number | undefined} columns of the terminal
 * @returns {string}
 */
export function changedCells(before, after, columns) {
  const texts = [before, after].map((row) => row.replaceAll(sgr, ''));
  if (!texts.every((text) => text.length <= columns && isNarrow(text))) return `${to(0)}${eraseToEnd}${after}`;
  const old = cells(before);
  const now = cells(after);
  const same = now.map((cell, column) => column < old.length && looksLike(cell, old[column]));
  let written = '';
  for (let column = 0; column < now.length; column++) {
    if (same[column]) continue;
    const end = endOfRun(same, column);
    written += to(column) + styledCharsToString(now.slice(column, end));
    column = end;
  }
  return old.length > now.length ? written + to(now.length) + eraseToEnd : written;
}

/** What rows were taken apart into, the oldest first: what stands on the screen was taken apart when it came there. */
const known = new Map();
/** Twice as many rows as a tall screen has: those that stand there, and those that come in their place. */
const MOST = 120;

function cells(row) {
  const before = known.get(row);
  if (before !== undefined) return before;
  const made = styledCharsFromTokens(tokenize(row));
  if (known.size >= MOST) known.delete(known.keys().next().value);
  known.set(row, made);
  return made;
}

const looksLike = (one, other) =>
  one.value === other.value &&
  one.styles.length === other.styles.length &&
  one.styles.every(({ code }, index) => code === other.styles[index].code);

/** Where the run that begins there ends: after its last cell that differs, gaps that are not worth it bridged. */
function endOfRun(same, start) {
  let end = start + 1;
  for (let column = end; column < same.length && column - end < GAP; column++) if (!same[column]) end = column + 1;
  return end;
}
