import { blank, clipRow, padRow, piece, row, rowWidth, windowTop } from '../rows.ts';
import type { Piece, Row } from '../rows.ts';
import { flowed } from '../detail-rows.ts';
import type { World } from '../state.ts';
import type { Item, Page, PageKey } from './page.ts';
import { pageLayout } from './page-layout.ts';
import type { PageLayout } from './page-layout.ts';
import type { PageState } from './page-state.ts';

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
export function pageBody(page: Page, state: PageState, world: World, columns: number, height: number): Row[] {
  const items = shownItems(page, state, world);
  if (items.length === 0) {
    const none =
      state.search === '' ? page.none : `Nothing here has "${state.search}" in it. Esc takes the search away.`;
    return exactly(flowed(none, columns, 'faint'), height);
  }
  const layout = pageLayout(columns, height, listLength(items));
  const at = markedAt(items, state);
  const marked = items[at] as Item;
  const list = listRows(items, at, state.top, layout.list);
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

/** The rows of a list: its items and the words over them. */
export function listLength(items: readonly Item[]): number {
  return listRow(items, items.length);
}

/** The row of the list in which that item stands. */
export function listRow(items: readonly Item[], at: number): number {
  return at + items.slice(0, at + 1).filter(({ heading }) => heading !== undefined).length;
}

function listRows(items: readonly Item[], at: number, top: number, { columns, height }: PageLayout['list']): Row[] {
  const rows = items.flatMap((item, index): Row[] => [
    ...(item.heading === undefined ? [] : [[piece(`── ${item.heading} `, 'faint')]]),
    itemRow(item, index === at, columns),
  ]);
  const first = windowTop(rows.length, height, listRow(items, at), top);
  return rows.slice(first, first + height);
}

function itemRow({ row: pieces }: Item, isMarked: boolean, columns: number): Row {
  const mark = piece(isMarked ? '> ' : '  ', isMarked ? 'key' : 'plain');
  // Marked by `>` and by inverse video: without colours the mark alone says it.
  return [
    mark,
    ...clipRow(isMarked ? pieces.map((each): Piece => ({ ...each, tone: 'chosen' })) : pieces, columns - 2),
  ];
}

function cutDetail(rows: readonly Row[], { height }: PageLayout['detail']): Row[] {
  if (rows.length <= height || height === 0) return [...rows];
  return [...rows.slice(0, height - 1), row(`… ${rows.length - height + 1} more rows: PgDn`, 'key')];
}

const dividing = (columns: number): Piece => piece('─'.repeat(columns), 'faint');

/** The keys of a page that fit into a row, those first that do something now; help and the way back always fit. */
export function pageKeyRow(page: Page, state: PageState, world: World): Row {
  const { columns } = world.layout;
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
  const items = shownItems(page, state, world);
  const marked = items[markedAt(items, state)];
  const isOff = (key: PageKey): boolean => key.off?.(marked, world) !== undefined;
  const keys = page.keys.toSorted((a, b) => Number(isOff(a)) - Number(isOff(b)));
  for (const key of keys) {
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
