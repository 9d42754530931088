import { markdownBlocks } from './markdown.ts';
import type { Block } from './markdown.ts';
import type { Span } from './markdown-spans.ts';
import { wrap } from './wrap.ts';

/**
 * Markdown as plain lines of at most so many columns (ten at least), for a terminal without styles or for paper:
 * lists with `-` or their number, quotes with `>`, code indented by four, addresses in brackets behind their text.
 */
export function renderPlainMarkdown(markdown: string, columns: number): string[] {
  const room = Math.max(10, Math.floor(columns));
  const lines: string[] = [];
  let before: Block | undefined;
  for (const block of markdownBlocks(markdown)) {
    if (before !== undefined && block.tight !== true) lines.push('');
    lines.push(...linesOf(block, room));
    before = block;
  }
  return lines;
}

function linesOf(block: Block, columns: number): string[] {
  // Depth is bounded, but half the line is always left to the words.
  const indent = ' '.repeat(Math.min(block.kind === 'heading' ? 0 : block.depth * 2, Math.floor(columns / 2) - 4));
  switch (block.kind) {
    case 'rule':
      return ['-'.repeat(Math.min(columns, 20))];
    case 'code':
      return hanging(`${indent}    `, `${indent}    `, plainText(block.spans, false), columns);
    case 'quote':
      return hanging(`${indent.slice(2)}> `, `${indent.slice(2)}> `, plainText(block.spans), columns);
    case 'item': {
      const bullet = `${indent}${block.number === undefined ? '-' : `${block.number}.`} ${checkbox(block)}`;
      return hanging(bullet, ' '.repeat(bullet.length), plainText(block.spans), columns);
    }
    case 'table-row':
      return hanging(indent, `${indent}  `, (block.cells ?? []).map((cell) => plainText(cell)).join(' | '), columns);
    default:
      return hanging(indent, indent, plainText(block.spans), columns);
  }
}

function checkbox(block: Block): string {
  return block.checked === undefined ? '' : block.checked ? '[x] ' : '[ ] ';
}

function hanging(first: string, further: string, text: string, columns: number): string[] {
  // A list may count in millions; some of the line stays for its words.
  const [head, rest] = [first.slice(0, columns - 4), further.slice(0, columns - 4)];
  const room = columns - Math.max(head.length, rest.length);
  return wrap(text, room).map((line, index) => ((index === 0 ? head : rest) + line).trimEnd());
}

function plainText(spans: readonly Span[], markCode = true): string {
  return spans
    .map((span, index) => {
      const text = markCode && span.code ? `\`${span.text}\`` : span.text;
      const linkEnds = span.link !== undefined && spans[index + 1]?.link !== span.link;
      return linkEnds && !isSameAddress(span.text, span.link ?? '') ? `${text} (${span.link})` : text;
    })
    .join('');
}

function isSameAddress(text: string, link: string): boolean {
  return link === text || link === `mailto:${text}` || link === `http://${text}`;
}
