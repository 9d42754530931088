import { blank, clipRow, moreRow, padRow, piece, rowWidth, typedEnd, windowTop } from '../rows/rows.ts';
import type { Piece, Row } from '../rows/rows.ts';
import { flowed } from '../rows/detail-rows.ts';
import { replayKeyPieces } from '../rows/replay-rows.ts';
import type { Screen, World } from '../state.ts';
import type { Item, Items, Page, PageKey } from './page.ts';
import { pageLayout } from './page-layout.ts';
import type { PageLayout } from './page-layout.ts';
import type { PageState } from './page-state.ts';

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
    headings: items.flatMap(({ heading }, place) => (heading === undefined ? [] : [place])),
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
  const row = listRow(items, at);
  return windowTop(listLength(items), height, row, top ?? row - Math.floor(height / 3));
}

/** The rows that stay above the list, as far as they leave room for one. */
function legendRows(page: Page, world: World, columns: number, height: number): readonly Row[] {
  return page.legend?.(world, columns).slice(0, Math.max(0, height - 10)) ?? [];
}

/** What is left for list and detail of a body of so many rows, with what stands around them. */
export function aroundList(
  page: Page,
  world: World,
  columns: number,
  height: number,
): { readonly above: readonly Row[]; readonly below: readonly Row[]; readonly height: number } {
  const above = legendRows(page, world, columns, height);
  const below = (page.foot?.(world, columns, height) ?? []).slice(0, Math.max(0, height - above.length - 6));
  return { above, below, height: height - above.length - below.length };
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
  const around = aroundList(page, world, columns, height);
  return [...around.above, ...listBody(screen, state, page, world, columns, around.height), ...around.below];
}

function listBody(screen: Screen, state: PageState, page: Page, world: World, columns: number, height: number): Row[] {
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
  const layout = pageLayout(columns, height, listLength(items));
  const list = listRows(items, at, listTop(items, at, state, layout.list.height), layout.list);
  const said = page.detail(marked, world, layout.detail.columns, screen);
  const top = Math.max(0, Math.min(state.detailTop, said.length - layout.detail.height));
  const detail = cutDetail(said.slice(top), layout.detail, screen.over !== undefined);
  if (!layout.isBeside)
    return [...exactly(list, layout.list.height), [dividing(columns)], ...exactly(detail, layout.detail.height)];
  return Array.from({ length: height }, (_, index): Row => [
    ...padRow(list[index] ?? blank, layout.list.columns),
    piece(' │ ', 'faint'),
    ...clipRow(detail[index] ?? blank, layout.detail.columns),
  ]);
}

/** The rows of a list: its items and the words over them. */
export function listLength(items: Items): number {
  return listRow(items, items.length);
}

/** The row of the list in which that item stands. */
export function listRow({ headings = [] }: Items, at: number): number {
  return at + headings.filter((place) => place <= at).length;
}

function listRows(items: Items, at: number, first: number, { columns, height }: PageLayout['list']): Row[] {
  const rows: Row[] = [];
  // From the item that stands in the first row, or over which the word of that row stands.
  const begin = Math.max(0, first - (items.headings?.length ?? 0));
  for (let place = begin; place < items.length && listRow(items, place) < first + height; place += 1) {
    const item = items.at(place);
    const row = listRow(items, place);
    if (item?.heading !== undefined && row > first) rows.push([piece(`── ${item.heading} `, 'faint')]);
    if (row >= first) rows.push(item === undefined ? blank : itemRow(item, place === at, columns));
  }
  return rows;
}

function itemRow({ row: pieces }: Item, isMarked: boolean, columns: number): Row {
  const mark = piece(isMarked ? '> ' : '  ', isMarked ? 'key' : 'plain');
  // Marked by `>` and by inverse video: without colours the mark alone says it.
  return [
    mark,
    ...clipRow(isMarked ? pieces.map((each): Piece => ({ ...each, tone: 'chosen' })) : pieces, columns - 2),
  ];
}

function cutDetail(rows: readonly Row[], { height }: PageLayout['detail'], isAsked: boolean): Row[] {
  if (rows.length <= height || height === 0) return [...rows];
  return [...rows.slice(0, height - 1), moreRow(rows.length - height + 1, isAsked)];
}

const dividing = (columns: number): Piece => piece('─'.repeat(columns), 'faint');

/** The keys of a page that fit into a row, those first that do something now; help and the way back always fit. */
export function pageKeyRow(page: Page, state: PageState, world: World): Row {
  const { columns } = world.layout;
  if (state.isSearching) {
    const hint = piece('  Enter: search. Esc: all of them.', 'faint');
    return [piece('/', 'key'), piece(typedEnd(state.search, columns - 2 - rowWidth([hint]))), piece('▏', 'key'), hint];
  }
  const end: Piece[] = [
    piece('/', 'key'),
    piece(' search  '),
    piece('?', 'key'),
    piece(' help  '),
    piece('q', 'key'),
    piece(' back'),
  ];
  const kept: Piece[] = world.replay === undefined ? [] : replayKeyPieces(['[', ']', 'e']);
  const items = shownItems(page, state, world);
  const marked = items.at(markedAt(page, items, state));
  // Each is asked once: to ask the judge costs more than to draw.
  const [on, off] = parted(page.keys, (key) => key.off?.(marked, world) === undefined);
  // In a replay nothing is off for a while: what records something stays so.
  for (const key of world.replay === undefined ? [...on, ...off] : on) {
    const [shown = ''] = key.shown.split(' ');
    const pieces = [piece(shown, 'key'), piece(` ${key.labelNow?.(marked, world) ?? key.label}  `)];
    if (rowWidth([...kept, ...pieces, ...end]) > columns) break;
    kept.push(...pieces);
  }
  return [...kept, ...end];
}

function parted(keys: readonly PageKey[], isOn: (key: PageKey) => boolean): readonly [PageKey[], PageKey[]] {
  const both: [PageKey[], PageKey[]] = [[], []];
  for (const key of keys) both[isOn(key) ? 0 : 1].push(key);
  return both;
}

function exactly(rows: readonly Row[], height: number): Row[] {
  return Array.from({ length: height }, (_, index) => rows[index] ?? blank);
}
