import type { Block, Run } from './blocks.ts';
import { left, type Line, type Pages, type Struct, textWidth } from './page.ts';

const sizes = { heading: { 1: 18, 2: 13, 3: 11 }, text: 9.5, table: 8.5, code: 7.5 } as const;
const gap = 6;

type Of<K extends Block['kind']> = Extract<Block, { readonly kind: K }>;

/** Sets the blocks one after another; gives what was written as pages are filled. */
export function* typeset(blocks: readonly Block[], pages: Pages): Iterable<Uint8Array> {
  for (const block of blocks) {
    if (block.kind === 'heading') heading(block, pages);
    else if (block.kind === 'table') yield* table(block, pages);
    else if (block.kind === 'list') list(block, pages);
    else if (block.kind === 'code') code(block, pages);
    else if (block.kind === 'rule') {
      pages.room(3 * gap);
      pages.rule(pages.y + gap);
      pages.y += 2 * gap;
    } else text(block, pages);
    yield* pages.written();
  }
}

function heading({ level, line }: Of<'heading'>, pages: Pages): void {
  const size = sizes.heading[level];
  const lines = pages.broken(
    line.map(({ text: said }) => ({ text: said, bold: true })),
    size,
    textWidth,
  );
  // A heading is never the last thing on a page.
  pages.room(lines.length * pages.lineHeight(size) + 5 * pages.lineHeight(sizes.text));
  pages.y += level === 1 ? 0 : gap;
  const struct = pages.part(`H${level}`);
  flow(lines, struct, left, size, pages);
  struct.end();
  if (level < 3) pages.bookmark(line.map(({ text: said }) => said).join(''));
  pages.y += gap;
}

function text({ kind, lines }: Of<'paragraph' | 'quote'>, pages: Pages): void {
  const isQuote = kind === 'quote';
  const x = isQuote ? left + 14 : left;
  const around = isQuote ? pages.part('BlockQuote') : undefined;
  const struct = pages.part('P', around);
  flow(
    lines.flatMap((line) => pages.broken(line, sizes.text, left + textWidth - x)),
    struct,
    x,
    sizes.text,
    pages,
  );
  struct.end();
  around?.end();
  pages.y += gap;
}

function list({ items }: Of<'list'>, pages: Pages): void {
  const all = pages.part('L');
  for (const item of items) {
    const one = pages.part('LI', all);
    const lines = item.flatMap((line) => pages.broken(line, sizes.text, textWidth - 14));
    pages.room(pages.lineHeight(sizes.text));
    const label = pages.part('Lbl', one);
    pages.content(label, () =>
      pages.line({ runs: [{ text: '•', bold: false }], width: 0 }, left + 2, pages.y, sizes.text),
    );
    label.end();
    const body = pages.part('LBody', one);
    flow(lines, body, left + 14, sizes.text, pages);
    body.end();
    one.end();
  }
  all.end();
  pages.y += gap;
}

/** Each line as it is; one that is too long goes on below. */
function code({ lines }: Of<'code'>, pages: Pages): void {
  const around = pages.part('P');
  const struct = pages.part('Code', around);
  const set = lines.flatMap((line) => pages.broken(line, sizes.code, textWidth - 8));
  flow(set, struct, left + 8, sizes.code, pages);
  struct.end();
  around.end();
  pages.y += gap;
}

/** Lines below each other, on as many pages as they need. */
function flow(lines: readonly Line[], struct: Struct, x: number, size: number, pages: Pages): void {
  const step = pages.lineHeight(size);
  for (let at = 0; at < lines.length;) {
    pages.room(step);
    const some = lines.slice(at, at + Math.max(1, Math.floor(pages.left / step)));
    pages.content(struct, () => {
      for (const line of some) {
        pages.line(line, x, pages.y, size);
        pages.y += step;
      }
    });
    at += some.length;
  }
}

/** Points beside and above what stands in a cell. */
const padding = { x: 4, y: 2 };

/** A column is measured by so many of its first and of its last rows. */
const measured = 150;

function* table({ head, rows }: Of<'table'>, pages: Pages): Iterable<Uint8Array> {
  // Two columns without names: the first one names each row.
  const isNamed = head.some((cell) => cell.length > 0);
  const widths = columnWidths(isNamed ? [bolded(head), ...rows] : rows.map(keyed), head.length, isNamed, pages);
  const struct = pages.part('Table');
  if (isNamed) {
    const first = rows[0];
    const set = setRow(bolded(head), widths, pages);
    pages.room(heightOf(set, pages) + (first === undefined ? 0 : heightOf(setRow(first, widths, pages), pages)));
    draw(set, widths, pages, struct, () => ['TH', { scope: 'Column' }]);
  }
  for (const [index, row] of rows.entries()) {
    const set = setRow(isNamed ? row : keyed(row), widths, pages);
    const isTall = heightOf(set, pages) > 200;
    if (pages.room(isTall ? 60 : heightOf(set, pages)) && isNamed)
      draw(setRow(bolded(head), widths, pages), widths, pages, undefined, () => ['TH', {}]);
    draw(set, widths, pages, struct, (column) => (!isNamed && column === 0 ? ['TH', { scope: 'Row' }] : ['TD', {}]));
    if (index % 50 === 0) yield* pages.written();
  }
  struct.end();
  pages.y += gap;
}

type Row = readonly (readonly Run[])[];

const bolded = (cells: Row): Row => cells.map((cell) => cell.map(({ text: said }) => ({ text: said, bold: true })));

/** A row whose first cell names it. */
const keyed = (row: Row): Row => [...bolded(row.slice(0, 1)), ...row.slice(1)];

function setRow(cells: readonly (readonly Run[])[], widths: readonly number[], pages: Pages): Line[][] {
  return widths.map((width, column) => pages.broken(cells[column] ?? [], sizes.table, width - 2 * padding.x));
}

const heightOf = (cells: readonly (readonly Line[])[], pages: Pages): number =>
  Math.max(...cells.map((lines) => lines.length)) * pages.lineHeight(sizes.table) + 2 * padding.y;

/** A row, on as many pages as it needs. Within nothing it repeats the head of its table. */
function draw(
  cells: readonly (readonly Line[])[],
  widths: readonly number[],
  pages: Pages,
  within: Struct | undefined,
  kind: (column: number) => readonly [type: string, options: object],
): void {
  const step = pages.lineHeight(sizes.table);
  const row = within && pages.part('TR', within);
  const structs = cells.map((_, column) => row && pages.part(kind(column)[0], row, kind(column)[1]));
  const longest = Math.max(...cells.map((lines) => lines.length));
  for (let from = 0; from < longest;) {
    pages.room(step + 2 * padding.y);
    const fits = Math.max(1, Math.floor((pages.left - 2 * padding.y) / step));
    let x = left;
    for (const [column, lines] of cells.entries()) {
      const some = lines.slice(from, from + fits);
      const at = x + padding.x;
      if (some.some(({ runs }) => runs.length > 0))
        pages.content(structs[column], () => {
          for (const [index, line] of some.entries())
            pages.line(line, at, pages.y + padding.y + index * step, sizes.table);
        });
      x += widths[column] ?? 0;
    }
    pages.y += Math.min(fits, longest - from) * step + 2 * padding.y;
    pages.rule(pages.y);
    from += fits;
  }
  for (const struct of structs) struct?.end();
  row?.end();
}

/** What names a row has at least so many points, so that tables below each other look alike. */
const leastKey = 150;

/**
 * Columns that need less than their share get what they need; the others share the rest by what they would need. What is left over
 * goes to the widest, in a table without names to the last.
 */
function columnWidths(rows: readonly Row[], count: number, isNamed: boolean, pages: Pages): number[] {
  const wanted = Array.from({ length: count }, (_, column) => {
    const widest = [...rows.slice(0, measured), ...rows.slice(measured).slice(-measured)].map(
      (row) => pages.broken(row[column] ?? [], sizes.table, textWidth)[0]?.width ?? 0,
    );
    return Math.max(isNamed || column > 0 ? 24 : leastKey, ...widest) + 2 * padding.x + 2;
  });
  const over = textWidth - sum(wanted);
  if (over >= 0) {
    const last = isNamed ? wanted.indexOf(Math.max(...wanted)) : count - 1;
    return wanted.map((width, column) => (column === last ? width + over : width));
  }
  let room = textWidth;
  let open = wanted.map((_, column) => column);
  const widths = wanted.map(() => 0);
  for (;;) {
    const share = room / open.length;
    const small = open.filter((column) => (wanted[column] ?? 0) <= share);
    if (small.length === 0) break;
    for (const column of small) {
      widths[column] = wanted[column] ?? 0;
      room -= widths[column] ?? 0;
    }
    open = open.filter((column) => !small.includes(column));
  }
  const all = sum(open.map((column) => wanted[column] ?? 0));
  for (const column of open) widths[column] = ((wanted[column] ?? 0) / all) * room;
  return widths;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
