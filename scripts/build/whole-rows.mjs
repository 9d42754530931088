// Bundled into Ink's way of putting a frame together. Ink makes a cell for every column of the screen, writes each row's
// characters into them and reads them out again: 12,000 cells for a key that changed two rows, and most of what there is to
// collect afterwards. A row that one text fills from its first column on needs none of that: it is the text. What it looks like
// is Ink's own making, and kept from the frame before.
import { styledCharsToString } from '@alcalzone/ansi-tokenize';
import { isNarrow } from './graphemes.mjs';

/** What the rows of the last frame looked like, by their texts. Nothing older is kept. */
let kept = new Map();

/**
 * A frame in which every text has a row to itself.
 * @param {any} output Ink's own `Output`, with the private parts of it: what is to be written, and what it has taken apart
 * @returns {{ output: string, height: number } | undefined} as Ink's `get` gives it; nothing where texts lie beside or over each
 *   other, are clipped or have several lines: then Ink's cells are needed
 */
export function wholeRows({ operations, height, caches }) {
  const rows = Array.from({ length: height });
  const next = new Map();
  for (const { type, x, y, text, transformers } of operations) {
    if (type !== 'write' || x !== 0 || !(y >= 0 && y < height) || rows[y] !== undefined || text.includes('\n')) return;
    const row = next.get(text) ?? kept.get(text) ?? drawn(text, caches);
    // A text that is changed once more where it is drawn is not the one that was kept.
    if (transformers.some((transform) => transform(row.line, 0) !== row.line)) return;
    next.set(text, row);
    rows[y] = row.cells;
  }
  kept = next;
  return { output: rows.map((row) => row ?? '').join('\n'), height };
}

/** As Ink would: taken apart and put together, and a row ends with its last visible cell. */
function drawn(text, caches) {
  const line = styledCharsToString(caches.getStyledChars(text));
  return { line, cells: keptToItself(line.trimEnd()) };
}

const sgr = /\u001b\[[\d;]*m/g;
const wrapsOff = '\u001b[?7l';
const wrapsOn = '\u001b[?7h';

/**
 * Terminals count an emoji with a skin tone, a family or a Hindi syllable as one or as several characters. A row that one of them
 * takes for wider than it is must not go on in the row below: everything under it would stand in the wrong place. The terminal
 * wraps again before anything else is written, so that nobody has to give it back.
 */
function keptToItself(row) {
  return isNarrow(row.replaceAll(sgr, '')) ? row : `${wrapsOff}${row}${wrapsOn}`;
}
