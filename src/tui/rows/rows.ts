import { clip, graphemes, plural, visible, width } from '../../text/index.ts';

/**
 * How a piece of a row is to be read. Never the only sign of a status: without colours (`NO_COLOR`) and on a light background a
 * mark or a word says the same.
 */
export type Tone = 'plain' | 'strong' | 'faint' | 'title' | 'good' | 'bad' | 'warn' | 'key' | 'drill' | 'chosen';

export interface Piece {
  readonly text: string;
  readonly tone: Tone;
  /** It gives way where a row is too narrow, before anything of the row is cut. */
  readonly gives?: GivesWay;
}

/** Pieces are shortened in the order of their `turn`, none to fewer columns than its `least`. */
export interface GivesWay {
  readonly turn: number;
  readonly least: number;
}

/** One row of the screen, or of a part of it. Every text in it is safe to send to a terminal. */
export type Row = readonly Piece[];

export const blank: Row = [];

/** No row of a terminal has more characters. */
const LONGEST = 2048;

/**
 * A piece of a row; whatever the text holds that a terminal would obey is made visible. Of a text that is longer than any row the
 * beginning is enough: measuring all of what somebody has pasted, in Japanese, would take a second with every key.
 */
export function piece(text: string, tone: Tone = 'plain', gives?: GivesWay): Piece {
  return { text: visible(text.slice(0, LONGEST)), tone, ...(gives === undefined ? {} : { gives }) };
}

/** A row of one piece. */
export function row(text: string, tone: Tone = 'plain'): Row {
  return [piece(text, tone)];
}

/**
 * Says in a window that so many rows are not shown, and the key that reads on; while something is asked the key is the
 * question's, and is not offered.
 */
export function moreRow(count: number, isAsked: boolean, of = ''): Row {
  return row(`… ${plural(count, 'more row')}${of}${isAsked ? '' : ': PgDn'}`, isAsked ? 'faint' : 'key');
}

/** The columns that a row takes. */
export function rowWidth(pieces: Row): number {
  return pieces.reduce((sum, { text }) => sum + width(text), 0);
}

/** The row in at most so many columns; what does not fit is cut and ends in `…`. */
export function clipRow(pieces: Row, columns: number): Row {
  const kept: Piece[] = [];
  const wanted = givenWay(pieces, columns);
  let room = Math.max(0, columns);
  for (const [index, each] of wanted.entries()) {
    const wide = width(each.text);
    const isLast = index === wanted.length - 1;
    if (wide < room || (wide === room && isLast)) {
      kept.push(each);
      room -= wide;
      continue;
    }
    // The mark that something was cut needs its column.
    const text = wide === room ? clip(`${each.text}…`, room) : clip(each.text, room);
    if (room > 0) kept.push({ ...each, text });
    break;
  }
  return kept;
}

/** The row with those of its pieces shortened that may be, as far as it is too wide. */
function givenWay(pieces: Row, columns: number): Row {
  if (pieces.every(({ gives }) => gives === undefined)) return pieces;
  // Each is measured once: what somebody has pasted may be long.
  const wide = pieces.map(({ text }) => width(text));
  let excess = wide.reduce((sum, each) => sum + each, 0) - columns;
  const made = [...pieces];
  const giving = pieces.flatMap(({ gives }, place) => (gives === undefined ? [] : [{ place, ...gives }]));
  for (const { place, least } of giving.toSorted((one, other) => one.turn - other.turn)) {
    const [each, before] = [pieces[place], wide[place] ?? 0];
    if (excess <= 0 || each === undefined || before <= least) continue;
    const text = clip(each.text, Math.max(least, before - excess));
    excess -= before - width(text);
    made[place] = { ...each, text };
  }
  return made;
}

/** The row in exactly so many columns. */
export function padRow(pieces: Row, columns: number): Row {
  const clipped = clipRow(pieces, columns);
  const missing = columns - rowWidth(clipped);
  return missing > 0 ? [...clipped, { text: ' '.repeat(missing), tone: 'plain' }] : clipped;
}

/** One row with something at its left and its right end; where both do not fit, the left one gives way. */
export function spread(left: Row, right: Row, columns: number): Row {
  const rightWidth = Math.min(columns, rowWidth(right));
  const room = columns - rightWidth - (rightWidth > 0 ? 1 : 0);
  if (room <= 0) return clipRow(right, columns);
  return [
    ...padRow(left, room),
    ...(rightWidth > 0 ? [{ text: ' ', tone: 'plain' as const }] : []),
    ...clipRow(right, rightWidth),
  ];
}

/** The end of a text that is being typed, in at most so many columns: what was cut before it is an `…`. */
export function typedEnd(text: string, columns: number): string {
  const shown = visible(text);
  if (width(shown) <= columns) return shown;
  const characters = [...graphemes(shown)];
  let first = characters.length;
  let room = columns - 1;
  while (first > 0 && width(characters[first - 1] ?? '') <= room) {
    first -= 1;
    room -= width(characters[first] ?? '');
  }
  return `…${characters.slice(first).join('')}`;
}

/** Whether two rows look the same. */
export function sameRow(a: Row, b: Row): boolean {
  return (
    a === b ||
    (a.length === b.length && a.every((each, index) => each.text === b[index]?.text && each.tone === b[index].tone))
  );
}

/** The text of a row, as a reader without colours sees it. */
export function rowText(pieces: Row): string {
  return pieces.map(({ text }) => text).join('');
}

/** Where a list of that length may begin, so that it fills the window and `at` stands in it. */
export function windowTop(length: number, height: number, at: number, top: number): number {
  const last = Math.max(0, length - height);
  const low = at - height + 1;
  return Math.max(0, Math.min(last, at, Math.max(low, top)));
}

/** `####----`: how much of its time has gone. */
export function barOf(share: number, length: number): string {
  const gone = Math.max(0, Math.min(length, Math.round(share * length)));
  return '█'.repeat(gone) + '░'.repeat(length - gone);
}
