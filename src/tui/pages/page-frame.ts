import { GAP } from '../layout.ts';
import { blank, clipRow, padRow, piece, row, rowWidth, windowTop } from '../rows.ts';
import type { Piece, Row } from '../rows.ts';
import { flowed } from '../detail-rows.ts';
import type { World } from '../state.ts';
import type { Item, Items, Page } from './page.ts';
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
export function shownItems(page: Page, state: PageState, world: World): Items {
  const items = page.items(world, state);
  if (!Array.isArray(items)) return items as Items;
  const words = state.search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return listed(
    words.length === 0
      ? items
      : items.filter(({ text }: Item) => words.every((word) => text.toLowerCase().includes(word))),
  );
}

function listed(items: readonly Item[]): Items {
  return {
    length: items.length,
    at: (place) => items[place],
    placeOf: (wanted) => items.findIndex(({ id }) => id === wanted),
    start: items.findIndex(({ isStart }) => isStart === true),
  };
}

/** The place of the marked item; where none is, or where it has gone, that at which one begins. */
export function markedAt(page: Page, items: Items, { marked }: PageState): number {
  const found = marked === undefined ? -1 : items.placeOf(marked);
  if (found >= 0) return found;
  return Math.max(0, page.isNewestLast === true ? items.length - 1 : (items.start ?? 0));
}

/** The first item shown: the list scrolls only as far as it must, and shows something of what stands above a new place. */
export function listTop(items: Items, at: number, { top }: PageState, height: number): number {
  return windowTop(items.length, height, at, top ?? at - Math.floor(height / 3));
}

/** The rows that stay above the list, as far as they leave room for one. */
export function legendRows(page: Page, world: World, columns: number, height: number): readonly Row[] {
  return page.legend?.(world, columns).slice(0, Math.max(0, height - 10)) ?? [];
}

/** The body of a page: exactly so many rows. */
export function pageBody(page: Page, state: PageState, world: World, columns: number, height: number): Row[] {
  const legend = legendRows(page, world, columns, height);
  return [...legend, ...listBody(page, state, world, columns, height - legend.length)];
}

function listBody(page: Page, state: PageState, world: World, columns: number, height: number): Row[] {
  const items = shownItems(page, state, world);
  const at = markedAt(page, items, state);
  const marked = items.at(at);
  if (marked === undefined) {
    const none =
      state.search !== ''
        ? `Nothing here has "${state.search}" in it. Esc takes the search away.`
        : state.filter !== undefined
          ? 'The filter leaves nothing. Esc takes it away.'
          : page.none;
    return exactly(flowed(none, columns, 'faint'), height);
  }
  const layout = pageLayout(columns, height, items.length);
  const list = listRows(items, at, listTop(items, at, state, layout.list.height), layout.list);
  const said = page.detail(marked, world, layout.detail.columns);
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

function listRows(items: Items, at: number, first: number, { columns, height }: PageLayout['list']): Row[] {
  const rows = Array.from({ length: Math.min(height, items.length - first) }, (_, index) => items.at(first + index));
  return rows.map((item, index): Row => {
    if (item === undefined) return blank;
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
