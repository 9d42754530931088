import { only } from '../doing.ts';
import { showAlarms, showViews, typeWords, writeNote } from '../lay-over.ts';
import { isKey, keyName } from '../keys.ts';
import { edit, lineOf } from '../line-edit.ts';
import type { Input } from '../key-parser.ts';
import { say, withoutPage } from '../state.ts';
import type { Pressed, Screen, World } from '../state.ts';
import { markedAt, pageLayout, shownItems } from './page-frame.ts';
import type { PageState } from './page-state.ts';
import { pages } from './registry.ts';

/** What a key does on a page. No key is dead: one that does not apply says why. */
export function pressPage(screen: Screen, state: PageState, input: Input, world: World): Pressed {
  const put = (change: Partial<PageState>): Pressed => only({ ...screen, page: { ...state, ...change } });
  if (state.isSearching) return pressSearch(screen, state, input);
  if (input.kind === 'paste')
    return only(say(screen, 'Nothing was open to paste into. Press n to write a note first.'));
  if (isKey(input, 'ctrl-z')) return { screen, wants: [{ want: 'suspend' }] };
  if (isKey(input, 'ctrl-l')) return { screen, wants: [{ want: 'repaint' }] };
  if (isKey(input, 'escape', 'ctrl-g') && state.search !== '') return put({ search: '' });
  if (isKey(input, 'escape', 'ctrl-g', 'q', 'ctrl-c')) return only(withoutPage(screen));

  const page = pages[state.page];
  const items = shownItems(page, state, world);
  const at = markedAt(items, state);
  const own = page.keys.find((key) => key.keys.includes(keyName(input)));
  if (own !== undefined) {
    const off = own.off?.(items[at], world);
    return off === undefined ? own.press(items[at], screen, world) : only(say(screen, off));
  }
  const height = bodyHeight(world);
  const layout = pageLayout(world.layout.columns, height, items.length);
  const to = (place: number): Pressed => {
    const next = Math.max(0, Math.min(items.length - 1, place));
    const id = items[next]?.id;
    if (id === undefined || next === at)
      return only(
        say(screen, items.length === 0 ? page.none : next === 0 ? 'This is the first.' : 'This is the last.'),
      );
    return put({ marked: id, detailTop: 0, top: topFor(state.top, next, layout.list.height) });
  };
  if (isKey(input, 'up', 'k')) return to(at - 1);
  if (isKey(input, 'down', 'j')) return to(at + 1);
  if (isKey(input, 'g', 'home')) return to(0);
  if (isKey(input, 'G', 'end')) return to(items.length - 1);
  if (isKey(input, 'page-down', ' ', 'ctrl-f', 'page-up', 'b', 'ctrl-b')) {
    const by = (isKey(input, 'page-up', 'b', 'ctrl-b') ? -1 : 1) * Math.max(1, layout.detail.height - 2);
    const marked = items[at];
    const rows = marked === undefined ? 0 : page.detail(marked, world, layout.detail.columns, screen).length;
    const last = Math.max(0, rows - layout.detail.height);
    // Where all that is said of one thing is on the screen, pages turn the list.
    if (last === 0) return to(at + Math.sign(by) * Math.max(1, layout.list.height - 1));
    return put({ detailTop: Math.max(0, Math.min(last, state.detailTop + by)) });
  }
  if (isKey(input, '/')) return put({ isSearching: true });
  if (isKey(input, '?', 'f1')) return only({ ...screen, over: { over: 'help', top: 0 } });
  if (isKey(input, ':')) return only(typeWords(screen));
  if (isKey(input, 'n')) return only(writeNote(screen));
  if (isKey(input, 'v')) return only(showViews(screen, world));
  if (isKey(input, '!')) return only(showAlarms(screen));
  return only(say(screen, `${keyName(input)} is not a key here. ? shows them; q goes back to the guide.`));
}

/** Rows between the heading and the line of answers; the frame draws as many. */
export function bodyHeight({ layout }: Pick<World, 'layout'>): number {
  return layout.rows - 1 - layout.clocks - 1 - 1 - 1;
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

/** The list scrolls only as far as it must. */
function topFor(top: number, at: number, height: number): number {
  return at < top ? at : at >= top + height ? at - height + 1 : top;
}
