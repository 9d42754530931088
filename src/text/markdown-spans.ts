import type { MarkedToken, Token } from 'marked';
import { visible } from './visible.ts';

/** A stretch of text drawn in one way. `link` is the address that it points at: to be shown, never to be opened unasked. */
export interface Span {
  readonly text: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly code?: true;
  readonly link?: string;
}

type Look = Omit<Span, 'text'>;

/** Emphasis nested deeper than anyone can see is shown as it was written. */
const DEEPEST = 16;

/** The lines (broken by hard line breaks) of an inline text, each a list of spans; equal neighbours are one span. */
export function spansOf(tokens: readonly Token[] | undefined): Span[][] {
  const lines: Span[][] = [[]];
  add(tokens ?? [], {}, 0, lines);
  return lines.map(trimmed);
}

/** The lines as one, for what has room for one only: a heading, a cell. */
export function joined(lines: readonly Span[][]): Span[] {
  return lines.flatMap((line, index) => (index === 0 ? line : [{ text: ' ' }, ...line]));
}

/** Whether there is anything to see in the line. */
export function hasText(line: readonly Span[]): boolean {
  return line.some((span) => span.text.trim() !== '');
}

function add(tokens: readonly Token[], look: Look, depth: number, lines: Span[][]): void {
  for (const token of tokens as readonly MarkedToken[]) {
    if (depth >= DEEPEST) put('raw' in token ? token.raw : '', look, lines);
    else addToken(token, look, depth, lines);
  }
}

function addToken(token: MarkedToken, look: Look, depth: number, lines: Span[][]): void {
  switch (token.type) {
    case 'text':
      if (token.tokens === undefined) put(decoded(token.text), look, lines);
      else add(token.tokens, look, depth + 1, lines);
      return;
    case 'escape':
      put(token.text, look, lines);
      return;
    case 'strong':
      add(token.tokens, { ...look, bold: true }, depth + 1, lines);
      return;
    case 'em':
      add(token.tokens, { ...look, italic: true }, depth + 1, lines);
      return;
    case 'codespan':
      put(token.text, { ...look, code: true }, lines);
      return;
    case 'link':
      add(token.tokens, { ...look, link: visible(decoded(token.href)) }, depth + 1, lines);
      return;
    case 'image':
      put(
        `[${token.text === '' ? 'image' : decoded(token.text)}]`,
        { ...look, link: visible(decoded(token.href)) },
        lines,
      );
      return;
    case 'br':
      lines.push([]);
      return;
    case 'checkbox':
      return;
    default:
      // HTML, struck-through text (a terminal may not strike): as it was written.
      put(token.raw, look, lines);
  }
}

function put(text: string, look: Look, lines: Span[][]): void {
  const line = lines.at(-1);
  // A line break in the source is a space to the reader.
  const shown = visible(text.replace(/[ \t]*(?:\r\n|\r|\n)[ \t]*/g, ' '));
  if (line === undefined || shown === '') return;
  const last = line.at(-1);
  // Joined texts go through `visible` together, for a joiner at the seam of two tokens may now hide.
  if (last !== undefined && sameLook(last, look)) line[line.length - 1] = { ...last, text: visible(last.text + shown) };
  else line.push({ text: shown, ...look });
}

function sameLook(a: Look, b: Look): boolean {
  return a.bold === b.bold && a.italic === b.italic && a.code === b.code && a.link === b.link;
}

function trimmed(line: readonly Span[]): Span[] {
  return line
    .map((span, index) => {
      const text = index === 0 ? span.text.trimStart() : span.text;
      return { ...span, text: index === line.length - 1 ? text.trimEnd() : text };
    })
    .filter((span) => span.text !== '');
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);

/** The entities people type; the lexer leaves them to the renderer. */
function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, decodedEntity);
}

function decodedEntity(entity: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES.get(name) ?? entity;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
