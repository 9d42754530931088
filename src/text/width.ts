import stringWidth from 'string-width';

/**
 * Text in which every UTF-16 unit is one column: ASCII, Latin, Greek, Cyrillic, punctuation, arrows, control pictures,
 * box drawing and blocks. It needs no `Intl.Segmenter` and no emoji table, whose construction costs 40 ms at start-up.
 */
const ONE_COLUMN_EACH =
  /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u23ce\u2400-\u2426\u2500-\u259f\u25a0-\u25fc\u2713\u2717]*$/;

/** Characters of two columns each that join with no neighbour: kana, Chinese characters, Korean syllables, full-width forms. */
const TWO_COLUMNS_EACH =
  /[\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60\uffe0-\uffe6]+/g;

let segmenter: Intl.Segmenter | undefined;

/** Whether the text is as many columns wide as it has UTF-16 units, and may be cut between any two of them. */
export function isOneColumnEach(text: string): boolean {
  return ONE_COLUMN_EACH.test(text);
}

/** What a reader takes for characters, one after another. */
export function* graphemes(text: string): Generator<string> {
  if (isOneColumnEach(text.replace(TWO_COLUMNS_EACH, ''))) return yield* text;
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/** How many terminal columns the text takes. Pass text that went through `visible`: controls count nothing here. */
export function width(text: string): number {
  if (isOneColumnEach(text)) return text.length;
  const others = text.replace(TWO_COLUMNS_EACH, '');
  return isOneColumnEach(others) ? 2 * text.length - others.length : stringWidth(text, { countAnsiEscapeCodes: true });
}

/** The text in at most so many columns; what does not fit is cut between characters and ends in `…`. */
export function clip(text: string, columns: number): string {
  const room = Math.max(0, Math.floor(columns));
  if (isOneColumnEach(text)) {
    if (text.length <= room) return text;
    return room === 0 ? '' : `${text.slice(0, room - 1)}…`;
  }
  // Measured only as far as it fits: a hostile line may be a megabyte long.
  let head = '';
  let used = 0;
  for (const grapheme of graphemes(text)) {
    used += width(grapheme);
    if (used > room) return room === 0 ? '' : `${head}…`;
    if (used < room) head += grapheme;
  }
  return text;
}

/** The text in exactly so many columns: clipped, or filled up with spaces on the right. */
export function pad(text: string, columns: number): string {
  const room = Math.max(0, Math.floor(columns));
  const clipped = clip(text, room);
  const padded = clipped + ' '.repeat(room - width(clipped));
  // A few scripts have a last character that draws the first space into itself.
  return width(padded) < room ? `${padded} ` : padded;
}
