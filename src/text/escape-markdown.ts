import { visible } from './visible.ts';

/** Whatever can open or close an emphasis, code, link, HTML, entity, table cell, strike-through or formula. */
const ANYWHERE = /[\\`*_[\]<>|~&$@]/g;

/** What opens a block at the beginning of a line: heading, list, rule, underline of a heading. */
const OPENS_A_BLOCK = /^(?:[#+\-=]|\d{1,9}(?=[.)]))/;

/** What is looked at more closely; of most lines there is nothing. */
const SUSPECT = /[^ !"%'()+,\-./0-9:;=?A-Za-z^{}]|:\/\/|www\.|^[+\-= ]|^\d{1,9}[.)]| $/i;

/**
 * One line of hostile text as Markdown that shows exactly that text, in a paragraph or a table cell: nothing in it
 * becomes a link, an image, HTML, or another block. It has gone through `visible`; spaces around it are dropped, since
 * four of them would open a code block.
 */
export function escapeMarkdown(text: string): string {
  if (!SUSPECT.test(text)) return text;
  const escaped = visible(text)
    .trim()
    .replace(ANYWHERE, '\\$&')
    // GitHub makes links of bare addresses; a backslash inside keeps them text.
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(www)\./gi, '$1\\.');
  return escaped.replace(OPENS_A_BLOCK, (mark) => (/\d/.test(mark) ? `${mark}\\` : `\\${mark}`));
}
