import { GAP } from '../layout.ts';
import { blank, clipRow, padRow, piece, row, rowWidth, windowTop } from '../rows.ts';
import type { Piece, Row } from '../rows.ts';
import { flowed } from '../detail-rows.ts';
import type { Screen, World } from '../state.ts';
import type { Item, Page } from './page.ts';
import type { PageState } from './page-state.ts';

/** From so many columns on the detail stands beside the list, else under it. */
const BESIDE = 100;

/** How the body of a page is divided. */
export interface PageLayout {
  readonly list: { readonly columns: number; readonly height: number };
  readonly detail: { readonly columns: number; readonly height: number };
  readonly isBeside: boolean;
}

/** How a body of that size is divided: a list needs as much room as it has items, what is said of one the rest. */
export function pageLayout(columns: number, height: number, items: number): PageLayout {
  if (columns >= BESIDE) {
    const list = Math.min(76, Math.floor(columns * 0.45));
    return {
      list: { columns: list, height },
      detail: { columns: columns - list - GAP, height },
      isBeside: true,
    };
  }
  const list = Math.max(3, Math.min(items, Math.floor(height * 0.55)));
  return {
    list: { columns, height: list },
    detail: { columns, height: Math.max(0, height - list - 1) },
    isBeside: false,
  };
}

/** The items that hold every word of the search. */
export function shownItems(page: Page, state: PageState, world: World): readonly Item[] {
  const items = page.items(world, state);
  const words = state.search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.length === 0
    ? items
    : items.filter(({ text }) => words.every((word) => text.toLowerCase().includes(word)));
}

/** The place of the marked item; the first where none is, or where it has gone. */
export function markedAt(items: readonly Item[], { marked }: PageState): number {
  return Math.max(
    0,
    items.findIndex(({ id }) => id === marked),
  );
}

/** The body of a page: exactly so many rows. */
export function pageBody(
  screen: Screen,
  state: PageState,
  page: Page,
  world: World,
  columns: number,
  height: number,
): Row[] {
  const items = shownItems(page, state, world);
  if (items.length === 0) {
    const none =
      state.search === '' ? page.none : `Nothing here has "${state.search}" in it. Esc takes the search away.`;
    return exactly(flowed(none, columns, 'faint'), height);
  }
  const layout = pageLayout(columns, height, items.length);
  const at = markedAt(items, state);
  const marked = items[at] as Item;
  const list = listRows(items, at, state.top, layout.list);
  const said = page.detail(marked, world, layout.detail.columns, screen);
  const top = Math.max(0, Math.min(state.detailTop, said.length - layout.detail.height));
  const detail = cutDetail(said.slice(top), layout.detail);
  if (!layout.isBeside)
    return [...exactly(list, layout.list.height), [dividing(columns)], ...exactly(detail, layout.detail.height)];
  return Array.from({ length: height }, (_, index): Row => [
    ...padRow(list[index] ?? blank, layout.list.columns),
    piece(' │ ', 'faint'),
    ...clipRow(detail[index] ?? blank, layout.detail.columns),
  ]);
}

function listRows(items: readonly Item[], at: number, top: number, { columns, height }: PageLayout['list']): Row[] {
  const first = windowTop(items.length, height, at, top);
  return items.slice(first, first + height).map((item, index): Row => {
    const isMarked = first + index === at;
    const mark = piece(isMarked ? '> ' : '  ', isMarked ? 'key' : 'plain');
    // Marked by `>` and by inverse video: without colours the mark alone says it.
    const pieces = isMarked ? item.row.map((each): Piece => ({ ...each, tone: 'chosen' })) : item.row;
    return [mark, ...clipRow(pieces, columns - 2)];
  });
}

function cutDetail(rows: readonly Row[], { height }: PageLayout['detail']): Row[] {
  if (rows.length <= height || height === 0) return [...rows];
  return [...rows.slice(0, height - 1), row(`… ${rows.length - height + 1} more rows: PgDn`, 'key')];
}

const dividing = (columns: number): Piece => piece('─'.repeat(columns), 'faint');

/** The keys of a page that fit into a row; help and the way back always do. */
export function pageKeyRow(page: Page, state: PageState, columns: number): Row {
  if (state.isSearching)
    return [
      piece('/', 'key'),
      piece(state.search),
      piece('▏', 'key'),
      piece('  Enter: search. Esc: all of them.', 'faint'),
    ];
  const end: Piece[] = [
    piece('/', 'key'),
    piece(' search  '),
    piece('?', 'key'),
    piece(' help  '),
    piece('q', 'key'),
    piece(' back'),
  ];
  const kept: Piece[] = [];
  for (const key of page.keys) {
    const [shown = ''] = key.shown.split(' ');
    const pieces = [piece(shown, 'key'), piece(` ${key.label}  `)];
    if (rowWidth([...kept, ...pieces, ...end]) > columns) break;
    kept.push(...pieces);
  }
  return [...kept, ...end];
}

function exactly(rows: readonly Row[], height: number): Row[] {
  return Array.from({ length: height }, (_, index) => rows[index] ?? blank);
}
