import { visibleLines } from '../../text/index.ts';
import type { Run } from '../pdf/blocks.ts';
import { left, type Pages, type Struct, textWidth } from '../pdf/page.ts';
import { cardBegins, drawCard } from './draw-card.ts';
import { plain, put, size } from './pen.ts';
import type { Item, Sheet, Table } from './form.ts';

/** A sheet from its head to its end; `over` stands above the first. */
export function drawSheet({ title, about, items }: Sheet, over: string | undefined, pages: Pages): void {
  if (over !== undefined) {
    pages.bookmark(over);
    put([{ text: over, bold: true }], { type: 'H1', size: size.title }, pages);
  }
  pages.bookmark(title);
  put([{ text: title, bold: true }], { type: 'H2', size: size.sheet }, pages);
  for (const line of about) put(plain(line), { size: size.small }, pages);
  pages.y += 4;
  for (const [index, item] of items.entries()) drawItem(item, items[index + 1], pages);
}

function drawItem(item: Item, next: Item | undefined, pages: Pages): void {
  switch (item.kind) {
    case 'heading':
      // Never the last thing on a page: what it is about begins on the same one.
      pages.room(next?.kind === 'card' ? 50 + cardBegins(next, pages) : 90);
      pages.y += 8;
      put([{ text: item.text, bold: true }], { type: 'H3', size: size.text }, pages);
      pages.y += 3;
      break;
    case 'text':
      for (const line of visibleLines(item.text)) put(plain(line), { size: size.small }, pages);
      pages.y += 4;
      break;
    case 'table':
      drawTable(item, pages);
      break;
    case 'card':
      drawCard(item, pages);
  }
}

const padding = 4;
/** To write in by hand with cold fingers. */
const blankRow = 26;

function drawTable({ head, widths, rows, blank }: Table, pages: Pages): void {
  const all = widths.reduce((sum, width) => sum + width, 0);
  const columns = widths.map((width) => (width / all) * textWidth);
  const struct = pages.part('Table');
  const names = head.map((name) => [[{ text: name, bold: true }]]);
  const first = heightOf(names, columns, pages);
  pages.room(first + blankRow);
  drawRow(names, columns, 'TH', struct, pages);
  const body = [...rows, ...Array.from({ length: blank }, () => head.map(() => ''))];
  for (const row of body) {
    const cells = row.map((cell, column) =>
      visibleLines(cell).map((line, index): Run[] => [{ text: line, bold: column === 0 && index === 0 }]),
    );
    const high = heightOf(cells, columns, pages);
    // What is higher than most of a page begins here all the same.
    if (pages.room(high > 400 ? 60 : high)) drawRow(names, columns, 'TH', undefined, pages);
    drawRow(cells, columns, 'TD', struct, pages);
  }
  struct.end();
  pages.y += 8;
}

type Cell = readonly (readonly Run[])[];

function heightOf(cells: readonly Cell[], columns: readonly number[], pages: Pages): number {
  const lines = cells.map((cell, column) => linesOf(cell, columns[column] ?? 0, pages).length);
  const isBlank = cells.every((cell) => cell.every((line) => line.every(({ text }) => text === '')));
  return isBlank ? blankRow : Math.max(...lines) * pages.lineHeight(size.small) + 2 * padding;
}

const linesOf = (cell: Cell, width: number, pages: Pages) =>
  cell.flatMap((line) => pages.broken(line, size.small, width - 2 * padding));

/** A row with a frame around each cell, on as many pages as it needs. */
function drawRow(
  cells: readonly Cell[],
  columns: readonly number[],
  kind: 'TH' | 'TD',
  within: Struct | undefined,
  pages: Pages,
): void {
  const row = within && pages.part('TR', within);
  const structs = columns.map(() => row && pages.part(kind, row, kind === 'TH' ? { scope: 'Column' } : {}));
  const step = pages.lineHeight(size.small);
  const lines = columns.map((width, column) => linesOf(cells[column] ?? [], width, pages));
  const longest = Math.max(...lines.map(({ length }) => length));
  let high = heightOf(cells, columns, pages);
  for (let from = 0; from < longest;) {
    pages.room(step + 2 * padding);
    const fits = Math.max(1, Math.floor((pages.left - 2 * padding) / step));
    const part = Math.min(high, fits * step + 2 * padding);
    let x = left;
    for (const [column, width] of columns.entries()) {
      const [at, top] = [x + padding, pages.y + padding];
      pages.frame(x, pages.y, width, part, 0.8);
      pages.content(structs[column], () => {
        for (const [index, line] of (lines[column] ?? []).slice(from, from + fits).entries())
          pages.line(line, at, top + index * step, size.small);
      });
      x += width;
    }
    pages.y += part;
    high -= fits * step;
    from += fits;
  }
  for (const struct of structs) struct?.end();
  row?.end();
}
