import { oncePerText } from '../text/index.ts';

/** A condition has at most so many characters. */
export const longest = 2000;

/** A piece of a template: words as they stand, or an expression between `{{` and `}}`. Offsets are of the expression itself. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly source: string; readonly start: number; readonly end: number }
  | { readonly kind: 'unclosed'; readonly text: string; readonly start: number; readonly end: number };

/** Whether there is anything to fill in. */
export function isTemplate(text: string): boolean {
  return text.includes('{{');
}

const mostKept = 500;

/** Cuts a template into its pieces; quotes inside an expression may hold `}}`. The same text is cut once. */
export const pieces = oncePerText(mostKept, cut);

function cut(template: string): readonly Piece[] {
  const found: Piece[] = [];
  let at = 0;
  while (at < template.length) {
    const open = template.indexOf('{{', at);
    if (open < 0) break;
    if (open > at) found.push({ kind: 'text', text: template.slice(at, open) });
    const close = closing(template, open + 2);
    if (close < 0) {
      found.push({ kind: 'unclosed', text: template.slice(open), start: open, end: template.length });
      return found;
    }
    found.push(trimmed(template, open + 2, close));
    at = close + 2;
  }
  if (at < template.length) found.push({ kind: 'text', text: template.slice(at) });
  return found;
}

function closing(template: string, from: number): number {
  let quote = '';
  // No condition is longer, with blanks around it; in a hostile text each `{{` would look through all that follows.
  const to = Math.min(template.length, from + 2 * longest);
  for (let at = from; at < to; at += 1) {
    const sign = template.charAt(at);
    if (quote !== '') {
      if (sign === '\\') at += 1;
      else if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") {
      quote = sign;
    } else if (sign === '}' && template.charAt(at + 1) === '}') {
      return at;
    }
  }
  // An apostrophe left open must not swallow the rest: then the first `}}` ends the expression, and its check says what is wrong.
  return template.indexOf('}}', from);
}

function trimmed(template: string, from: number, to: number): Piece {
  const inner = template.slice(from, to);
  const lead = inner.length - inner.trimStart().length;
  const source = inner.trim();
  return { kind: 'expression', source, start: from + lead, end: from + lead + Math.max(source.length, 1) };
}
