import { visible, visibleLines } from '../../text/index.ts';

/** Markup of our own making. There is no other way for a text into the page than through `markup`, which escapes it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Shown = string | number | undefined | Markup | readonly (string | number | Markup)[];

/**
 * Markup with values in it: texts are data, whatever they hold (escaped, controls and bidirectional marks made visible); markup and
 * lists of it stand as they are; `undefined` is nothing. Values may stand between tags and in attributes in double quotes, never
 * elsewhere.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Shown[]): Markup {
  let text = parts[0] ?? '';
  for (let index = 0; index < values.length; index += 1) text += shown(values[index]) + (parts[index + 1] ?? '');
  return new Markup(text);
}

/** Nothing at all, where a part has nothing to say. */
export const nothing = new Markup('');

/** A text as people wrote it, its line ends kept. */
export function inLines(text: string): Markup {
  return new Markup(visibleLines(text).map(escaped).join('<br>'));
}

/** A text as data in a page: between tags or in an attribute in double quotes. */
export function escaped(text: string): string {
  if (plain.test(text)) return text;
  const seen = visible(text);
  return special.test(seen) ? seen.replace(everySpecial, (found) => names[found] ?? '') : seen;
}

function shown(value: Shown): string {
  if (typeof value === 'string') return escaped(value);
  if (value === undefined) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'number') return String(value);
  let text = '';
  for (const each of value) text += shown(each);
  return text;
}

/** What stands in a page as it is, as nearly every text does: printable, and none of the special signs. */
const plain = /^[ !#-%(-;=?-~]*$/;

const special = /[&<>"']/;
const everySpecial = /[&<>"']/g;
const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * The same markup in characters up to U+00FF, what is beyond them written by its number. A browser keeps such a text in one byte a
 * character: one arrow among a hundred thousand rows would double what it reads, keeps and looks through.
 */
export function inOneByte(markup: string): string {
  return /[^\0-\u00ff]/.test(markup)
    ? markup.replace(/[^\0-\u00ff]/gu, (character) => `&#${character.codePointAt(0)};`)
    : markup;
}
