import { Lexer } from 'marked';
import type { MarkedToken, Token, Tokens } from 'marked';
import { hasText, joined, spansOf } from './markdown-spans.ts';
import type { Span } from './markdown-spans.ts';
import { visibleLines } from './visible.ts';

export type BlockKind = 'paragraph' | 'heading' | 'item' | 'code' | 'quote' | 'rule' | 'table-row';

/** What is drawn as one line of text, wrapped where it is too long. No text in it holds a control or a line break. */
export interface Block {
  readonly kind: BlockKind;
  /** A heading's level, 1 to 6; of all others how many lists and quotes stand around it, 0 for none. */
  readonly depth: number;
  readonly spans: readonly Span[];
  /** Belongs right under the block before it, with no blank line between. */
  readonly tight?: true;
  /** Of an item in an ordered list: its number. */
  readonly number?: number;
  /** Of an item with a checkbox: whether it is ticked. */
  readonly checked?: boolean;
  /** Of a table row: its cells (`spans` has them joined). The first row of a table has `header`. */
  readonly cells?: readonly (readonly Span[])[];
  readonly header?: true;
}

// A runbook's text is a page or two. What is longer, or nested deeper, is shown as it was written: lexing is not linear.
const LONGEST = 64 * 1024;
const LONGEST_PARAGRAPH = 8 * 1024;
const DEEPEST = 16;
const MOST_BLOCKS = 5000;

/**
 * The blocks of a Markdown text (CommonMark with GitHub's tables and checkboxes), from top to bottom. HTML is shown as
 * text. Each line of code is a block of its own. A text that is too long or too deep for us is one paragraph a line.
 * Never throws.
 */
export function markdownBlocks(markdown: string): Block[] {
  const tokens = lexed(markdown);
  if (tokens === undefined) return asWritten(markdown);
  const blocks: Block[] = [];
  addAll(tokens, { blocks, depth: 0, quoted: false });
  return blocks;
}

interface Place {
  readonly blocks: Block[];
  readonly depth: number;
  readonly quoted: boolean;
}

function lexed(markdown: string): Token[] | undefined {
  if (markdown.length > LONGEST || hasLongParagraph(markdown)) return undefined;
  try {
    return new Lexer({ gfm: true }).lex(markdown);
  } catch {
    // Thousands of nested quotes or emphases exhaust the lexer's stack.
    return undefined;
  }
}

function hasLongParagraph(markdown: string): boolean {
  return (
    markdown.length > LONGEST_PARAGRAPH &&
    markdown.split(/\n[ \t]*\r?\n/).some((part) => part.length > LONGEST_PARAGRAPH)
  );
}

function asWritten(markdown: string): Block[] {
  const blocks: Block[] = [];
  addText(markdown, { blocks, depth: 0, quoted: false });
  return blocks;
}

function addAll(tokens: readonly Token[], place: Place): void {
  for (const token of tokens as readonly MarkedToken[]) {
    if (place.blocks.length >= MOST_BLOCKS) return;
    if (place.depth >= DEEPEST) addText('raw' in token ? token.raw : '', place);
    else addBlock(token, place);
  }
}

function addBlock(token: MarkedToken, place: Place): void {
  switch (token.type) {
    case 'space':
    case 'def':
    case 'checkbox':
      return;
    case 'heading':
      place.blocks.push({ kind: 'heading', depth: token.depth, spans: joined(spansOf(token.tokens)) });
      return;
    case 'paragraph':
      addLines(token.tokens, place);
      return;
    case 'text':
      addLines(token.tokens ?? [token], place);
      return;
    case 'code':
      addCode(token.text, place);
      return;
    case 'hr':
      place.blocks.push({ kind: 'rule', depth: place.depth, spans: [] });
      return;
    case 'blockquote':
      addAll(token.tokens, { ...place, depth: place.depth + 1, quoted: true });
      return;
    case 'list':
      addList(token, place);
      return;
    case 'table':
      addTable(token, place);
      return;
    default:
      // HTML, and whatever a later lexer may find: as it was written.
      addText(token.raw, place);
  }
}

function addLines(tokens: readonly Token[] | undefined, place: Place): void {
  const kind = place.quoted ? 'quote' : 'paragraph';
  const lines = spansOf(tokens);
  lines.filter(hasText).forEach((spans, index) => {
    place.blocks.push({ kind, depth: place.depth, spans, ...(index > 0 && { tight: true }) });
  });
}

function addText(raw: string, place: Place): void {
  const kind = place.quoted ? 'quote' : 'paragraph';
  const lines = visibleLines(raw).filter((line) => line.trim() !== '');
  lines.forEach((text, index) => {
    place.blocks.push({ kind, depth: place.depth, spans: [{ text }], ...(index > 0 && { tight: true }) });
  });
}

function addCode(text: string, place: Place): void {
  visibleLines(text).forEach((line, index) => {
    const spans: Span[] = line === '' ? [] : [{ text: line, code: true }];
    place.blocks.push({ kind: 'code', depth: place.depth, spans, ...(index > 0 && { tight: true }) });
  });
}

function addList(list: Tokens.List, place: Place): void {
  const first = typeof list.start === 'number' ? list.start : 1;
  list.items.forEach((item, index) => {
    if (place.blocks.length >= MOST_BLOCKS) return;
    const inside: Block[] = [];
    addAll(item.tokens, { blocks: inside, depth: place.depth + 1, quoted: place.quoted });
    const [opening] = inside;
    // An item that opens with a list, code or a table has no line of its own.
    const ownLine =
      opening !== undefined && (opening.kind === 'paragraph' || opening.kind === 'quote') ? inside.shift() : undefined;
    place.blocks.push({
      kind: 'item',
      depth: place.depth,
      spans: ownLine?.spans ?? [],
      ...((index > 0 || place.depth > 0) && !list.loose && { tight: true }),
      ...(list.ordered && { number: first + index }),
      ...(item.task && { checked: item.checked === true }),
    });
    place.blocks.push(...inside);
  });
}

function addTable(table: Tokens.Table, place: Place): void {
  [table.header, ...table.rows].forEach((row, index) => {
    if (place.blocks.length >= MOST_BLOCKS) return;
    const cells = row.map((cell) => joined(spansOf(cell.tokens)));
    const spans = cells.flatMap((cell, column) => (column === 0 ? cell : [{ text: ' │ ' }, ...cell]));
    place.blocks.push({
      kind: 'table-row',
      depth: place.depth,
      spans,
      cells,
      ...(index === 0 ? { header: true } : { tight: true }),
    });
  });
}
