import { visible } from '../../text/index.ts';

/** What spreadsheets take for a formula, in its wide forms too, or drop before they look again (OWASP, CSV Injection). */
export const opensFormula = /^[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

/**
 * One line of comma-separated values (RFC 4180), with its line end. Every cell stands in quotes; what a spreadsheet would
 * calculate has an apostrophe before it, and what a terminal would obey is made visible.
 */
export function csvLine(cells: readonly Cell[]): string {
  let line = '';
  let between = '"';
  for (const value of cells) {
    line += between + inQuotes(value);
    between = '","';
  }
  return `${line}"\r\n`;
}

/** A text as people or files gave it, or one of our own making that programs read as it stands; nothing is an empty cell. */
export type Cell = string | number | undefined | { readonly ours: string };

/** What needs nothing done to it, as nearly all do: it begins with a letter or digit, and no quote or control stands in it. */
const plain = /^[A-Za-z0-9][ !#-~]*$/;

function inQuotes(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object') return value.ours;
  if (value === '' || plain.test(value)) return value;
  const text = visible(value);
  return `${opensFormula.test(text) ? "'" : ''}${text.replaceAll('"', '""')}`;
}
