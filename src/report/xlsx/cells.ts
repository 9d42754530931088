import { visible } from '../../text/index.ts';
import { millis } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import { opensFormula } from '../rows/csv.ts';

/** What stands in a cell. */
export type Cell =
  | string
  | number
  | undefined
  /** A moment, as the clocks on the wall showed it: a cell knows no offset. */
  | { readonly at: Instant };

/** The looks of cells, by their place in `cellXfs` of the styles. */
export const looks = { plain: 0, head: 1, time: 2, quoted: 3, number: 4 } as const;

/** Excel's limit for a text ("Excel specifications and limits"). */
const longest = 32_767;

/** Column letters, by their place: A, B, … Z, AA. */
export function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

/** What needs nothing done to it, as nearly all do: a letter or digit at both ends, and no sign that XML or Excel gives a meaning. */
const plain = /^[A-Za-z0-9](?:[ !#-%'-;=?-^`-~]*[A-Za-z0-9])?$/;

/**
 * A cell (ECMA-376-1, 18.3.1.4). A text is a text and never a formula: it stands inline, and what looks like one bears the mark
 * that keeps it a text when somebody edits the cell (`quotePrefix`).
 */
export function cellXml(value: Cell, place: string, look?: number): string {
  if (value === undefined || value === '') return '';
  if (typeof value === 'number') return `<c r="${place}" s="${looks.number}"><v>${value}</v></c>`;
  if (typeof value === 'object') {
    const serial = serialOf(value.at);
    return serial === undefined ? cellXml(value.at, place) : `<c r="${place}" s="${looks.time}"><v>${serial}</v></c>`;
  }
  if (look === undefined && plain.test(value) && value.length <= longest)
    return `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const text = fitting(visible(value));
  const style = look ?? (opensFormula.test(text) ? looks.quoted : looks.plain);
  return `<c r="${place}" t="inlineStr"${style === looks.plain ? '' : ` s="${style}"`}><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

const offsetShape = /^[+-]\d\d:\d\d$/;

/** `+01:00`, as it was written with. */
export function offsetOf(at: Instant | undefined): string | undefined {
  if (at?.endsWith('Z') === true) return '+00:00';
  const offset = at?.slice(-6) ?? '';
  return offsetShape.test(offset) ? offset : undefined;
}

const day = 86_400_000;

/** Days from 30 December 1899 to 1 January 1970. */
const epoch = 25_569;

/** Nine digits of a fraction of a day: less than a tenth of a millisecond. */
const precise = 1e9;

/** Days since 1900 with its fraction; absent where there is no such moment, or it lies before what spreadsheets count well. */
function serialOf(at: Instant): number | undefined {
  const offset = offsetOf(at);
  const wall = offset === undefined ? NaN : millis(`${at.slice(0, at.endsWith('Z') ? -1 : -6)}+00:00`);
  const serial = Math.round((wall / day + epoch) * precise) / precise;
  return serial > 61 ? serial : undefined;
}

/** A text that is too long ends with words that say so. */
function fitting(text: string): string {
  if (text.length <= longest) return text;
  const said = `… [cut here: ${text.length} characters, the record has them all]`;
  return text.slice(0, longest - said.length).toWellFormed() + said;
}

// What XML 1.0 does not take and `visible` leaves; what Excel would read as a character's number (`_x000D_`).
const special = /[&<>"\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g;

const instead: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\ufffe': '‹U+FFFE›',
  '\uffff': '‹U+FFFF›',
  _: '_x005F_',
};

/** A text as it stands in an element or an attribute. */
export const xmlText = (text: string): string => text.replaceAll(special, (found) => instead[found] ?? '');
