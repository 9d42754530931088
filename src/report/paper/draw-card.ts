import { type Block, visibleLines } from '../../text/index.ts';
import { markdownBlocks } from '../../text/markdown.entry.ts';
import type { Run } from '../pdf/blocks.ts';
import { left, type Pages, textWidth } from '../pdf/page.ts';
import type { Answer, Card, FormLine } from './form.ts';
import { heightOf, plain, put, size } from './pen.ts';

/** One line of a card that is drawn alone: how high it is, and how it is drawn. */
interface Piece {
  readonly height: number;
  draw(): void;
}

/** What stands between two cards. */
const gap = 5;
const box = 11;
/** A line that is written on by hand. */
const written = 24;

/** Points that a card needs together where it begins: what fills most of a page may as well begin anywhere. */
export const cardBegins = (card: Card, pages: Pages): number => beginningOf(piecesOf(card, pages));

function beginningOf(pieces: readonly Piece[]): number {
  const whole = pieces.reduce((sum, { height }) => sum + height, 0) + 2 * gap;
  return whole < 600 ? whole : (pieces[0]?.height ?? 0) + 80;
}

/** A card in one piece where a page has room for it, else from piece to piece. */
export function drawCard(card: Card, pages: Pages): void {
  const pieces = piecesOf(card, pages);
  pages.room(beginningOf(pieces));
  pages.blank(pages.y, left, left + textWidth);
  pages.y += gap;
  for (const piece of pieces) {
    pages.room(piece.height);
    piece.draw();
  }
  pages.y += gap;
}

function piecesOf(card: Card, pages: Pages): Piece[] {
  const { number, title, level, about, prose, words, ticks, answers, options, lines } = card;
  const x = Math.min(level, 3) * 14;
  const inner = number === undefined ? x : x + 38;
  const text = (runs: readonly Run[], points: number, from: number): Piece => ({
    height: heightOf(runs, points, from, pages),
    draw: () => put(runs, { size: points, x: from }, pages),
  });
  return [
    titlePiece({ number, title, x, inner }, pages),
    ...about.map((line) => text(plain(line), size.small, inner)),
    ...(prose === undefined ? [] : markdownBlocks(prose).flatMap((block) => blockPieces(block, inner, pages, text))),
    ...words.flatMap(({ label, text: said }) => [
      space(3, pages),
      text([{ text: `${label}:`, bold: true }], size.small, inner),
      ...visibleLines(said).map((line) => text(plain(line), size.text, inner + 10)),
    ]),
    ...ticks.map((tick) => tickPiece([{ text: tick, bold: false }], inner, pages)),
    ...answers.map((answer) => answerPiece(answer, inner, pages)),
    ...options.map(({ id, title: said, about: more }) =>
      tickPiece(
        [
          { text: id, bold: true },
          { text: `  ${[said, ...more].join('. ')}`, bold: false },
        ],
        inner,
        pages,
      ),
    ),
    ...lines.map((line) => linePiece(line, inner, pages)),
  ];
}

function titlePiece(
  { number, title, x, inner }: { number: string | undefined; title: string; x: number; inner: number },
  pages: Pages,
): Piece {
  const runs = [{ text: title, bold: true }];
  return {
    height: Math.max(pages.lineHeight(size.number), heightOf(runs, size.card, inner, pages)),
    draw: () => {
      const top = pages.y;
      // A number that is long shares its line with nothing.
      const label = number === undefined ? undefined : pages.broken([{ text: number, bold: true }], size.number, 60)[0];
      if (label !== undefined) {
        const struct = pages.part('Lbl');
        pages.content(struct, () => pages.line(label, left + x, top - 1, size.number));
        struct.end();
      }
      put(runs, { size: size.card, x: label === undefined ? inner : Math.max(inner, x + label.width + 6) }, pages);
      pages.y = Math.max(pages.y, top + pages.lineHeight(size.number));
    },
  };
}

function space(height: number, pages: Pages): Piece {
  return {
    height,
    draw: () => {
      pages.y += height;
    },
  };
}

function blockPieces(
  { kind, depth, spans, number, tight }: Block,
  x: number,
  pages: Pages,
  text: (runs: readonly Run[], points: number, from: number) => Piece,
): Piece[] {
  const runs = spans.map((span) => ({ text: span.text, bold: span.bold === true || span.code === true }));
  const before = tight === true ? [] : [space(3, pages)];
  if (kind === 'rule') return before;
  if (kind !== 'item') return [...before, text(runs, size.text, x)];
  const from = x + Math.min(depth, 3) * 12;
  const item = text(runs, size.text, from + 16);
  const label = number === undefined ? '•' : `${number}.`;
  return [
    ...before,
    {
      height: item.height,
      draw: () => {
        const [line] = pages.broken(plain(label), size.text, 60);
        if (line !== undefined) pages.content(undefined, () => pages.line(line, left + from, pages.y, size.text));
        item.draw();
      },
    },
  ];
}

/** A box, and what is ticked by it. */
function tickPiece(runs: readonly Run[], x: number, pages: Pages): Piece {
  return {
    height: heightOf(runs, size.text, x + box + 7, pages) + 5,
    draw: () => {
      pages.y += 3;
      pages.frame(left + x, pages.y + 1, box, box);
      put(runs, { size: size.text, x: x + box + 7 }, pages);
      pages.y += 2;
    },
  };
}

/** A question with the name of its answer and a blank or boxes, on a line of its own where the question is long. */
function answerPiece({ name, ask, unit = '', of }: Answer, x: number, pages: Pages): Piece {
  const asked = plain(ask);
  const given: readonly PartOfLine[] =
    of.length > 0
      ? of.map((text) => ({ text, bold: false, box: true as const }))
      : [{ blank: 90 }, ...(unit === '' ? [] : [{ text: unit, bold: false }])];
  const answer = [{ text: `${name} =`, bold: true }, ...given];
  const inOne = [{ text: ask, bold: false }, ...answer];
  const isShort = widthOf(inOne, pages) <= textWidth - x;
  const rows = isShort ? [inOne] : inRows(answer, x, pages);
  return {
    height: (isShort ? 0 : heightOf(asked, size.small, x, pages) + 2) + rows.length * written,
    draw: () => {
      if (!isShort) {
        pages.y += 2;
        put(asked, { size: size.small, x }, pages);
      }
      for (const row of rows) drawParts(row, x, pages);
    },
  };
}

/** `share`: how much of the room that is left its blank takes. */
type PartOfLine =
  | { readonly text: string; readonly bold: boolean; readonly box?: true; readonly share?: number }
  | { readonly blank: number };

/** On as many lines as they need. */
function inRows(parts: readonly PartOfLine[], x: number, pages: Pages): PartOfLine[][] {
  const rows: PartOfLine[][] = [[]];
  for (const part of parts) {
    const row = rows.at(-1) ?? [];
    if (row.length > 0 && widthOf([...row, part], pages) > textWidth - x) rows.push([part]);
    else row.push(part);
  }
  return rows;
}

function widthOf(parts: readonly PartOfLine[], pages: Pages): number {
  return parts.reduce((sum, part) => sum + partWidth(part, pages) + 8, 0);
}

function partWidth(part: PartOfLine, pages: Pages): number {
  if ('blank' in part) return part.blank;
  return (part.box === true ? box + 4 : 0) + (pages.broken([part], size.small, textWidth)[0]?.width ?? 0);
}

function drawParts(parts: readonly PartOfLine[], x: number, pages: Pages): void {
  const base = pages.y + written - 5;
  const top = base - size.small;
  let at = left + x;
  const struct = pages.part('P');
  for (const part of parts) {
    const width = partWidth(part, pages);
    if ('blank' in part) pages.blank(base, at, Math.min(at + width, left + textWidth));
    else {
      const isBox = part.box === true;
      if (isBox) pages.frame(at, base - box + 1, box, box);
      const [line] = pages.broken([part], size.small, textWidth - (at - left));
      if (line !== undefined)
        pages.content(struct, () => pages.line(line, at + (isBox ? box + 4 : 0), top - 1, size.small));
    }
    at += width + 8;
  }
  struct.end();
  pages.y += written;
}

/** Boxes, then the blanks in what is left; on a line of their own where that is too little. */
function linePiece({ boxes, blanks, wide = [] }: FormLine, x: number, pages: Pages): Piece {
  const ticks = boxes.map((text): PartOfLine => ({ text, bold: false, box: true }));
  const labels = blanks.map((text) => ({ text, bold: false, share: wide.includes(text) ? 3 : 1 }));
  const need = labels.reduce((sum, { share }) => sum + (share > 1 ? 80 : 40), 0);
  const fits = widthOf([...ticks, ...labels], pages) + need + 8 * blanks.length <= textWidth - x;
  const rows = fits || ticks.length === 0 ? [[...ticks, ...labels]] : [ticks, labels];
  return {
    height: rows.length * written,
    draw: () => {
      for (const row of rows) drawParts(withBlanks(row, x, pages), x, pages);
    },
  };
}

function withBlanks(row: readonly PartOfLine[], x: number, pages: Pages): PartOfLine[] {
  const shares = row.map((part) => ('blank' in part ? 0 : (part.share ?? 0)));
  const all = shares.reduce((sum, share) => sum + share, 0);
  const room = textWidth - x - widthOf(row, pages) - 8 * shares.filter((share) => share > 0).length;
  return row.flatMap((part, index) => {
    const share = shares[index] ?? 0;
    return share === 0 ? [part] : [part, { blank: Math.max(20, (room * share) / all) }];
  });
}
