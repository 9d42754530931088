import { only } from '../press/doing.ts';
import { everywhere, isKey, keyName, keyRow } from '../keys/keys.ts';
import { edit, lineOf } from '../keys/line-edit.ts';
import type { Input } from '../keys/key-parser.ts';
import { performKey } from '../press/perform-key.ts';
import { say, withoutPage } from '../state.ts';
import type { Pressed, Screen, World } from '../state.ts';
import { aroundList, listLength, listRow, listTop, markedAt, shownItems } from './page-frame.ts';
import { pageHeight, pageLayout } from './page-layout.ts';
import type { PageState } from './page-state.ts';
import type { Item, Items, Page } from './page.ts';
import { pages } from './registry.ts';

/** What a key does on a page. No key is dead: one that does not apply says why. */
export function pressPage(screen: Screen, state: PageState, input: Input, world: World): Pressed {
  const put = (change: Partial<PageState>): Pressed => only({ ...screen, page: { ...state, ...change } });
  if (state.isSearching) return pressSearch(screen, state, input);
  if (input.kind === 'paste')
    return only(say(screen, 'Nothing was open to paste into. Press n to write a note first.'));
  const page = pages[state.page];
  const items = shownItems(page, state, world);
  const at = markedAt(page, items, state);
  const marked = items.at(at);
  if (isKey(input, 'escape', 'ctrl-g') && (state.search !== '' || state.filter !== undefined))
    return only({ ...screen, page: allAround(marked, state, world) });
  if (isKey(input, 'escape', 'ctrl-g', 'q', 'ctrl-c')) return only(withoutPage(screen));
  const own = page.keys.find((key) => key.keys.includes(keyName(input)));
  if (own !== undefined) {
    const off = own.off?.(marked, world);
    return off === undefined ? own.press(marked, screen, world) : only(say(screen, off));
  }
  const height = pageHeight(world);
  const { columns } = world.layout;
  const layout = pageLayout(columns, aroundList(page, world, columns, height).height, listLength(items));
  const top = listTop(items, at, state, layout.list.height);
  const to = (place: number): Pressed => {
    const next = Math.max(0, Math.min(items.length - 1, place));
    const id = items.at(next)?.id;
    if (id === undefined || next === at)
      return only(
        say(screen, items.length === 0 ? page.none : next === 0 ? 'This is the first.' : 'This is the last.'),
      );
    // What is shown now is where scrolling begins, also when more has come in since the last key.
    return only({
      ...screen,
      page: {
        ...withMarked(page, items, id, state),
        detailTop: 0,
        top: topFor(top, listRow(items, next), layout.list.height),
      },
    });
  };
  if (isKey(input, 'up', 'k')) return to(at - 1);
  if (isKey(input, 'down', 'j')) return to(at + 1);
  if (isKey(input, 'g', 'home')) return to(0);
  if (isKey(input, 'G', 'end')) return to(items.length - 1);
  if (isKey(input, 'page-down', ' ', 'ctrl-f', 'page-up', 'b', 'ctrl-b')) {
    const by = (isKey(input, 'page-up', 'b', 'ctrl-b') ? -1 : 1) * Math.max(1, layout.detail.height - 2);
    const rows = marked === undefined ? 0 : page.detail(marked, world, layout.detail.columns, screen).length;
    const last = Math.max(0, rows - layout.detail.height);
    // Where all that is said of one thing is on the screen, pages turn the list.
    if (last === 0) return to(at + Math.sign(by) * Math.max(1, layout.list.height - 1));
    return put({ detailTop: Math.max(0, Math.min(last, state.detailTop + by)) });
  }
  if (isKey(input, '/')) return put({ isSearching: true });
  const general = keyRow(input)?.act;
  if (general !== undefined && everywhere.has(general))
    return state.page === general
      ? only(say(screen, 'You are there. q goes back to the guide.'))
      : performKey(screen, general, input.name, world);
  return only(say(screen, `${keyName(input)} is not a key here. ? shows them; q goes back.`));
}

function pressSearch(screen: Screen, state: PageState, input: Input): Pressed {
  const put = (change: Partial<PageState>): Pressed => {
    const { marked: _, ...rest } = state;
    return only({ ...screen, page: { ...rest, top: 0, detailTop: 0, ...change } });
  };
  if (input.kind === 'key') {
    if (isKey(input, 'enter')) return put({ isSearching: false });
    if (isKey(input, 'escape', 'ctrl-g', 'ctrl-c')) return put({ isSearching: false, search: '' });
  }
  const line = edit(
    lineOf(state.search),
    input.kind === 'paste' ? { ...input, text: input.text.replaceAll('\n', ' ') } : input,
  );
  return line === undefined
    ? only(say(screen, 'Type what to look for; Enter keeps it, Esc shows all.'))
    : put({ search: line.text });
}

/** Who stands at the end of a list that grows there stays at its end, whatever comes in. */
function withMarked(page: Page, items: Items, id: string, state: PageState): PageState {
  const { marked: _marked, ...rest } = state;
  return page.isNewestLast === true && items.placeOf(id) === items.length - 1 ? rest : { ...rest, marked: id };
}

/** The search is taken away, else the filter; what was found stays marked, with all that stands around it. */
function allAround(marked: Item | undefined, state: PageState, world: World): PageState {
  const { filter, ...rest } = state;
  const all: PageState =
    state.search === '' || filter === undefined ? { ...rest, search: '' } : { ...state, search: '' };
  const page = pages[state.page];
  return marked === undefined ? all : withMarked(page, shownItems(page, all, world), marked.id, all);
}

/** The list scrolls only as far as it must. */
function topFor(top: number, at: number, height: number): number {
  return at < top ? at : at >= top + height ? at - height + 1 : top;
}
