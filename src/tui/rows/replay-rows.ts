import { stateText } from '../../guide/index.ts';
import type { Guide } from '../../guide/index.ts';
import { shortDuration, showTime } from '../../time/index.ts';
import { replayKeys } from '../press/replay-keys.ts';
import { barOf, blank, piece, row, rowWidth, spread } from './rows.ts';
import type { Piece, Row } from './rows.ts';
import type { ReplayAt } from '../state.ts';

/** The top line of a replay: that it is a drill, where one stands among the entries and in time, then which incident and how it was with it. */
export function replayRow(guide: Guide, { place, count, isPlaying }: ReplayAt, columns: number): Row {
  const drill = guide.mode === 'drill' ? [piece(' DRILL ', 'drill'), piece(' ')] : [];
  const time = showTime(guide.now, { now: guide.now, timeZone: guide.timezone });
  const clock = columns >= 100 ? time : time.replace(/ [+-]\d\d:\d\d$/, '');
  const state = row(stateText(guide));
  const where: Row = [
    ...drill,
    piece(` ${isPlaying ? 'PLAYING' : 'REPLAY'} ${place}/${count} · ${clock} +${shortDuration(guide.age)} `, 'drill'),
  ];
  const bar = piece(` ${barOf(count <= 1 ? 1 : (place - 1) / (count - 1), columns >= 100 ? 24 : 8)}`, 'strong');
  const name: Row = [piece(' '), piece(guide.alias, 'strong'), piece(' ')];
  // The bar says no more than the numbers do: which incident it is comes before it.
  const hasBar = rowWidth([...where, bar, ...name, ...state]) < columns;
  return spread([...where, ...(hasBar ? [bar] : []), ...name, piece(guide.title)], state, columns);
}

/** The keys of a replay at the bottom of the guide. */
export function replayKeyRows(columns: number, rows: number): Row[] {
  const shown = ['[', ']', 'e', '}', '{', 'Space', ')', '(', 'g', 'G'];
  const end = [piece(':', 'key'), piece(' 12, 03:12  '), piece('?', 'key'), piece(' help')];
  const lines: Piece[][] = [[]];
  for (const name of shown) {
    const pieces = replayKeyPieces([name]);
    const line = lines.at(-1) ?? [];
    const room = columns - (lines.length === rows ? rowWidth(end) : 0);
    if (rowWidth(line) + rowWidth(pieces) <= room) line.push(...pieces);
    else if (lines.length < rows) lines.push([...pieces]);
    else break;
  }
  if (rowWidth(lines.at(-1) ?? []) + rowWidth(end) > columns && lines.length < rows) lines.push([]);
  lines.at(-1)?.push(...end);
  return Array.from({ length: rows }, (_, index) => lines[index] ?? blank);
}

/** These keys of a replay, for a bar. */
export function replayKeyPieces(names: readonly string[]): Piece[] {
  return names.flatMap((name) => {
    const found = replayKeys.find(({ shown }) => shown.split(' ')[0] === name);
    return found === undefined ? [] : [piece(name, 'key'), piece(` ${found.label}  `)];
  });
}
