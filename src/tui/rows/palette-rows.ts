import { clip, pad, width } from '../../text/index.ts';
import { flowed } from './detail-rows.ts';
import { paletteItems, paletteMark, whyOff } from '../palette.ts';
import type { PaletteItem, PaletteOver } from '../palette.ts';
import { blank, piece, row, spread, windowTop } from './rows.ts';
import type { Row } from './rows.ts';
import type { Screen, World } from '../state.ts';
import { writtenWindow } from './written-rows.ts';

/** No more of what was found than this: it is read, not leafed through. */
const MOST = 14;

/** The line of words, under it what it finds; always as high, so that nothing jumps while somebody types. */
export function paletteRows(screen: Screen, over: PaletteOver, world: World, columns: number, height: number): Row[] {
  const line = writtenWindow(piece(': ', 'key'), over.line, columns, 3);
  const found = paletteItems(screen, over.line.text, world);
  const at = paletteMark(over, found.length, world);
  const room = Math.max(1, Math.min(MOST, height - line.length - 1));
  const first = windowTop(found.length, room, at ?? 0, Math.max(0, (at ?? 0) - Math.floor(room / 2)));
  const shown = found.slice(first, first + room);
  const rows = shown.map((item, index) => itemRow(item, first + index === at, whyOff(item, screen, world), columns));
  if (found.length === 0) rows.push(row('  Nothing has that in it. Enter: as it is typed.', 'faint'));
  return [
    ...line,
    ...Array.from({ length: room }, (_, index) => rows[index] ?? blank),
    flowed(hintOf(over, at, found.length), columns, 'faint')[0] ?? blank,
  ];
}

function hintOf({ line, asks }: PaletteOver, at: number | undefined, found: number): string {
  if (at !== undefined) return `${at + 1} of ${found}  Enter: this. Tab: into the line. Esc: back.`;
  if (line.text.trim() === '') return 'Words, or ↓ and Enter. ↑: typed before. Esc: back.';
  return asks.past === undefined
    ? 'Enter: as typed. ↓: the list. Tab completes. Esc: back.'
    : 'Enter: as typed. ↑ ↓: before, after. Esc: back.';
}

function itemRow(item: PaletteItem, isMarked: boolean, off: string | undefined, columns: number): Row {
  const room = Math.floor(columns * (columns < 100 ? 0.55 : 0.4));
  const label = clip(item.label, room);
  const about = off === undefined ? item.about : `not now: ${off}`;
  const wide = Math.max(0, Math.min(28, room) - width(label));
  const left: Row = [
    piece(isMarked ? '> ' : '  ', 'key'),
    piece(label, isMarked ? 'chosen' : off === undefined ? 'plain' : 'faint'),
    piece(pad('', wide)),
    piece(`  ${about}`, off === undefined ? 'faint' : 'warn'),
  ];
  return spread(left, item.key === undefined ? [] : [piece(item.key, 'key')], columns);
}
