import stringWidth from 'string-width';

/**
 * Text in which every UTF-16 unit is one column: ASCII, Latin, Greek, Cyrillic, punctuation, arrows, control pictures,
 * box drawing and blocks. It needs no `Intl.Segmenter` and no emoji table, whose construction costs 40 ms at start-up.
 */
const ONE_COLUMN_EACH =
  /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u23ce\u2400-\u2426\u2500-\u259f\u25a0-\u25fc\u2713\u2717]*$/;

let segmenter: Intl.Segmenter | undefined;

/** Whether the text is as many columns wide as it has UTF-16 units, and may be cut between any two of them. */
export function isOneColumnEach(text: string): boolean {
  return ONE_COLUMN_EACH.test(text);
}

/** What a reader takes for characters, one after another. */
export function* graphemes(text: string): Generator<string> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/** How many terminal columns the text takes. Pass text that went through `visible`: controls count nothing here. */
export function width(text: string): number {
  return isOneColumnEach(text) ? text.length : stringWidth(text);
}

/** The text in at most so many columns; what does not fit is cut between characters and ends in `…`. */
export function clip(text: string, columns: number): string {
  const room = Math.max(0, Math.floor(columns));
  if (isOneColumnEach(text)) {
    if (text.length <= room) return text;
    return room === 0 ? '' : `${text.slice(0, room - 1)}…`;
  }
  // A unit is never wider than two columns, so a short text needs no measuring of where to cut.
  if (text.length * 2 <= room || stringWidth(text) <= room) return text;
  return room === 0 ? '' : `${headOf(text, room - 1)}…`;
}

/** The text in exactly so many columns: clipped, or filled up with spaces on the right. */
export function pad(text: string, columns: number): string {
  const room = Math.max(0, Math.floor(columns));
  const clipped = clip(text, room);
  const padded = clipped + ' '.repeat(room - width(clipped));
  // A few scripts have a last character that draws the first space into itself.
  return width(padded) < room ? `${padded} ` : padded;
}

/** As many whole characters from the start as fit into so many columns. */
export function headOf(text: string, columns: number): string {
  if (isOneColumnEach(text)) return text.slice(0, columns);
  let head = '';
  let used = 0;
  for (const grapheme of graphemes(text)) {
    used += width(grapheme);
    if (used > columns) break;
    head += grapheme;
  }
  return head;
}
