import type { Block, Run } from './blocks.ts';
import { left, type Line, type Pages, pieces, type Struct, textWidth } from './page.ts';

const sizes = { heading: { 1: 18, 2: 13, 3: 11 }, text: 9.5, table: 8.5, code: 7.5 } as const;
const gap = 6;

type Of<K extends Block['kind']> = Extract<Block, { readonly kind: K }>;

/** A block that is measured and not set yet. */
interface Piece {
  /** Points that its beginning needs on one page. */
  readonly begins: number;
  /** Whether it says what comes next, and so is never the last thing on a page. */
  readonly leads: boolean;
  /** Sets it; gives what was written as pages are filled. */
  set(): Iterable<Uint8Array>;
}

/** Sets the blocks one after another; gives what was written as pages are filled. */
export function* typeset(blocks: readonly Block[], pages: Pages): Iterable<Uint8Array> {
  const ahead: Piece[] = [];
  let read = 0;
  for (;;) {
    // What leads is measured with all that it leads to.
    while (read < blocks.length && ahead.every(({ leads }) => leads))
      ahead.push(pieceOf(blocks[read++] as Block, pages));
    const piece = ahead[0];
    if (piece === undefined) return;
    pages.room(sum(ahead.map(({ begins }) => begins)));
    yield* piece.set();
    yield* pages.written();
    ahead.shift();
  }
}

function pieceOf(block: Block, pages: Pages): Piece {
  switch (block.kind) {
    case 'heading':
      return heading(block, pages);
    case 'table':
      return table(block, pages);
    case 'list':
      return list(block, pages);
    case 'code':
      return code(block, pages);
    case 'rule':
      return rule(pages);
    default:
      return text(block, pages);
  }
}

/** A piece that is set at once. */
const atOnce = (begins: number, set: () => void, leads = false): Piece => ({
  begins,
  leads,
  set: () => {
    set();
    return [];
  },
});

/** Of what goes on over pages so many lines stand together at its beginning. */
const together = 3;

const rule = (pages: Pages): Piece =>
  atOnce(3 * gap, () => {
    pages.rule(pages.y + gap);
    pages.y += 2 * gap;
  });

function heading({ level, line }: Of<'heading'>, pages: Pages): Piece {
  const size = sizes.heading[level];
  const lines = pages.broken(
    line.map(({ text: said }) => ({ text: said, bold: true })),
    size,
    textWidth,
  );
  const set = (): void => {
    pages.y += level === 1 ? 0 : gap;
    const struct = pages.part(`H${level}`);
    flow(lines, struct, left, size, pages);
    struct.end();
    if (level < 3) pages.bookmark(line.map(({ text: said }) => said).join(''));
    pages.y += gap;
  };
  return atOnce(Math.min(lines.length, together) * pages.lineHeight(size) + 2 * gap, set, true);
}

function text({ kind, lines }: Of<'paragraph' | 'quote'>, pages: Pages): Piece {
  const isQuote = kind === 'quote';
  const x = isQuote ? left + 14 : left;
  const all = lines.flatMap((line) => pages.broken(line, sizes.text, left + textWidth - x));
  const set = (): void => {
    const around = isQuote ? pages.part('BlockQuote') : undefined;
    const struct = pages.part('P', around);
    flow(all, struct, x, sizes.text, pages);
    struct.end();
    around?.end();
    pages.y += gap;
  };
  // A line that is bold as a whole is the name of what follows.
  const isName = !isQuote && lines.every((line) => line.every(({ bold }) => bold));
  const step = pages.lineHeight(sizes.text);
  return isName
    ? atOnce(Math.min(all.length, together) * step + gap, set, true)
    : atOnce(Math.min(all.length, together) * step, set);
}

function list({ items }: Of<'list'>, pages: Pages): Piece {
  const step = pages.lineHeight(sizes.text);
  return atOnce(Math.min(items.length, together) * step, () => setList(items, pages));
}

function setList(items: Of<'list'>['items'], pages: Pages): void {
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

/** Each line as it is; one that is too long goes on below, set in: what goes on is no line of its own, as of a difference it would seem. */
function code({ lines }: Of<'code'>, pages: Pages): Piece {
  const all = lines.flatMap((line) =>
    pages
      .broken(line, sizes.code, textWidth - 8 - setIn)
      .map((part, index): SetLine => (index === 0 ? part : { ...part, setIn })),
  );
  const set = (): void => {
    const around = pages.part('P');
    const struct = pages.part('Code', around);
    flow(all, struct, left + 8, sizes.code, pages);
    struct.end();
    around.end();
    pages.y += gap;
  };
  return atOnce(Math.min(all.length, together) * pages.lineHeight(sizes.code), set);
}

/** So many points a line of code that goes on stands further in. */
const setIn = 14;

interface SetLine extends Line {
  /** Points that it stands further in than those around it. */
  readonly setIn?: number;
}

/** Lines below each other, on as many pages as they need. */
function flow(lines: readonly SetLine[], struct: Struct, x: number, size: number, pages: Pages): void {
  const step = pages.lineHeight(size);
  for (let at = 0; at < lines.length;) {
    pages.room(step);
    const some = lines.slice(at, at + Math.max(1, Math.floor(pages.left / step)));
    pages.content(struct, () => {
      for (const line of some) {
        pages.line(line, x + (line.setIn ?? 0), pages.y, size);
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

/** A row that is higher goes on over pages, from so many points on. */
const tall = { from: 200, begins: 60 };

function table({ head, rows }: Of<'table'>, pages: Pages): Piece {
  // Two columns without names: the first one names each row.
  const isNamed = head.some((cell) => cell.length > 0);
  const widths = columnWidths(isNamed ? [bolded(head), ...rows] : rows.map(keyed), head.length, isNamed, pages);
  const top = isNamed ? setRow(bolded(head), widths, pages) : undefined;
  const setOf = (row: Row): Line[][] => setRow(isNamed ? row : keyed(row), widths, pages);
  const begins = (set: readonly (readonly Line[])[]): number => {
    const height = heightOf(set, pages);
    return height > tall.from ? tall.begins : height;
  };
  function* set(): Iterable<Uint8Array> {
    const struct = pages.part('Table');
    if (top) draw(top, widths, pages, { within: struct, kind: () => ['TH', { scope: 'Column' }] });
    for (const [index, row] of rows.entries()) {
      const cells = setOf(row);
      if (pages.room(begins(cells)) && top) draw(top, widths, pages);
      draw(cells, widths, pages, {
        within: struct,
        kind: (column) => (!isNamed && column === 0 ? ['TH', { scope: 'Row' }] : ['TD', {}]),
      });
      if (index % 50 === 0) yield* pages.written();
    }
    struct.end();
    pages.y += gap;
  }
  const [first] = rows;
  return { begins: (top ? heightOf(top, pages) : 0) + (first ? begins(setOf(first)) : 0), leads: false, set };
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

/** What a row is in the structure of the document: a part of a table, and each of its cells by what it says of the others. */
interface Tagged {
  readonly within: Struct;
  readonly kind: (column: number) => readonly [type: string, options: object];
}

/** A row, on as many pages as it needs. Without tags it repeats the head of its table. */
function draw(cells: readonly (readonly Line[])[], widths: readonly number[], pages: Pages, tagged?: Tagged): void {
  const step = pages.lineHeight(sizes.table);
  const row = tagged && pages.part('TR', tagged.within);
  const structs =
    tagged === undefined
      ? []
      : cells.map((_, column) => pages.part(tagged.kind(column)[0], row, tagged.kind(column)[1]));
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
  for (const struct of structs) struct.end();
  row?.end();
}

/** What names a row has at least so many points, so that tables below each other look alike. */
const leastKey = 150;

/** A word in a table is broken only where it is longer than so many points: an address, a digest. */
const longestWord = 100;

/**
 * Each column as wide as its longest line, where there is room for that; what is left over goes to the last. Else each has room for its
 * longest word, and of what remains those that want least are served first, while that is no more than an equal share: times, names and
 * numbers stand on one line, and what is long has the rest by what it wants more.
 */
function columnWidths(rows: readonly Row[], count: number, isNamed: boolean, pages: Pages): number[] {
  const some = [...rows.slice(0, measured), ...rows.slice(measured).slice(-measured)];
  const around = 2 * padding.x + 2;
  const widest = (column: number, least: number, of: (cell: readonly Run[]) => number): number =>
    some.reduce((most, row) => Math.max(most, of(row[column] ?? [])), least) + around;
  const wanted = Array.from({ length: count }, (_, column) =>
    widest(
      column,
      isNamed || column > 0 ? 24 : leastKey,
      (cell) => pages.broken(cell, sizes.table, textWidth)[0]?.width ?? 0,
    ),
  );
  const over = textWidth - sum(wanted);
  if (over >= 0) return wanted.map((width, column) => (column === count - 1 ? width + over : width));
  const leastOf = (of: RegExp): number[] =>
    wanted.map((_, column) => widest(column, 0, (cell) => Math.min(longestWord, pages.longest(of, cell, sizes.table))));
  const words = [pieces.times, pieces.words].map(leastOf).find((widths) => sum(widths) < textWidth);
  if (words === undefined) return brokenAlike(leastOf(pieces.words));
  const least = shortServed(words, wanted);
  const share = (textWidth - sum(least)) / (sum(wanted) - sum(least));
  return least.map((width, column) => width + ((wanted[column] ?? width) - width) * share);
}

/** Not even every word has room. */
const brokenAlike = (words: readonly number[]): number[] => words.map((width) => (width / sum(words)) * textWidth);

/** The least widths with all that those columns want which want least, as long as that is an equal share of the room and every other has its least. */
function shortServed(least: readonly number[], wanted: readonly number[]): number[] {
  let widths = [...least];
  let room = textWidth;
  let others = least.length;
  for (const [column, wish] of [...wanted.entries()].toSorted(([, a], [, b]) => a - b)) {
    const served = widths.with(column, wish);
    if (wish > room / others || sum(served) > textWidth) break;
    widths = served;
    room -= wish;
    others -= 1;
  }
  return widths;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
