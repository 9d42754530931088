import { leftText, mayApply, periodText, stateText } from '../../guide/index.ts';
import type { ClockRow, Guide } from '../../guide/index.ts';
import { clip, pad, width } from '../../text/index.ts';
import { shortDuration, showClock, showTime } from '../../time/index.ts';
import { markOfOthers } from '../others.ts';
import { replayRow } from './replay-rows.ts';
import { barOf, piece, rowWidth, spread } from './rows.ts';
import type { Piece, Row, Tone } from './rows.ts';
import type { Screen, World } from '../state.ts';

/**
 * The top line: which incident, how bad, since when; who I am; what time it is there. Where not all of it fits, that it is a drill,
 * its short name and the time stay.
 */
export function topRow(
  { looked }: Pick<Screen, 'looked'>,
  { guide, others, replay }: Pick<World, 'guide' | 'others' | 'replay'>,
  columns: number,
): Row {
  if (replay !== undefined) return replayRow(guide, replay, columns);
  const drill =
    guide.mode !== 'drill'
      ? []
      : guide.noDuff === undefined
        ? [piece(drillMark(guide), 'drill'), piece(' ')]
        : [piece(' DRILL STOPPED: NO DUFF, THIS IS REAL ', 'bad'), piece(' ')];
  const name: Row = [...drill, piece(guide.alias, 'strong')];
  const { roles } = guide.me;
  const late = guide.current.filter((step) => step.overdue).length;
  const me = roles.length === 0 ? guide.me.name : `${guide.me.name} (${roles.join(', ')})`;
  const state = `${stateText(guide)}, ${shortDuration(guide.age)}`;
  const clock = `${guide.mode === 'drill' && columns >= 100 ? 'exercise time ' : ''}${timeNow(guide)}`;
  const parts: readonly (readonly [leastOf: number, part: Row])[] = [
    [2, late === 0 ? [] : [piece(`${columns < NARROW ? '' : '! '}${late} overdue`, 'bad')]],
    [0, columns >= WIDE && guide.period !== undefined ? periodPieces(guide) : []],
    [3, [piece(state, guide.severity === undefined || guide.state !== 'open' ? 'plain' : 'strong')]],
    [1, [piece(clip(me, Math.max(12, Math.floor(columns / 5))))]],
    [4, [piece(clock, 'strong')]],
  ];
  const here: Row = [...name, piece(' ')];
  const room = columns - rowWidth(here) - 2;
  const right = fitting(parts, room - rowWidth(markOfOthers(guide.mode, others, looked, 0)));
  // What presses elsewhere goes before the title of what one knows to be working on.
  const mark = markOfOthers(guide.mode, others, looked, room - rowWidth(right));
  return spread(
    [...here, ...mark, ...(mark.length === 0 ? [] : [piece(' │ ', 'faint')]), piece(guide.title)],
    right,
    columns,
  );
}

/** That it is a drill; where its clock stands, or it is over, that too. */
function drillMark({ drill }: Guide): string {
  return drill?.clock === 'ended' ? ' DRILL ENDED ' : drill?.clock === 'stands' ? ' DRILL PAUSED ' : ' DRILL ';
}

/** The parts with a bar between them; while they take more than the columns, the one that matters least is left out. */
function fitting(parts: readonly (readonly [leastOf: number, part: Row])[], columns: number): Row {
  const shown = parts.filter(([, part]) => part.length > 0);
  const joined = shown.flatMap(([, part], index) => (index === 0 ? part : [piece(' │ ', 'faint'), ...part]));
  if (shown.length <= 1 || rowWidth(joined) <= columns) return joined;
  const least = Math.min(...shown.map(([rank]) => rank));
  return fitting(
    shown.filter(([rank]) => rank !== least),
    columns,
  );
}

/** Below so many columns every blank counts. */
const NARROW = 78;

/** From so many columns on the period stands beside the title; on a narrower screen in the row of the clocks. */
const WIDE = 100;

/** The operational period: its end is shown without its offset, which stands at the clock on the right. */
function periodPieces(guide: Guide): Piece[] {
  const { period, timezone } = guide;
  if (period === undefined) return [];
  const text = periodText(period, guide);
  return [piece(text.replace(` ${offsetOf(period.until, timezone)}`, ''), period.isOver ? 'bad' : 'plain')];
}

function offsetOf(at: string | undefined, timezone: string): string {
  return at === undefined ? '' : showTime(at, { now: at, timeZone: timezone }).replace(/^\S+ /, '');
}

function timeNow({ now, timezone }: Guide): string {
  const time = showTime(now, { now, timeZone: timezone });
  return time === '--:--' ? showClock(now, timezone) : time;
}

/** The next clocks, one or two in a row of the screen, and how many more there are. */
export function clockRows(guide: Guide, columns: number, rows: number): Row[] {
  const open = guide.clocks.filter(
    (clock) => clock.state === 'running' || clock.state === 'provisional' || clock.state === 'missed',
  );
  const period = columns < WIDE ? periodPieces(guide) : [];
  if (open.length === 0) return fill([spread([piece('No clock is running.', 'faint')], period, columns)], rows);
  // In one row there is room for a second clock or for the period.
  const shown = period.length > 0 && rows < 2 ? 1 : 2;
  const more = open.length > shown ? `+${open.length - shown}` : '';
  const moreRow: Row = [
    ...(more === '' ? [] : [piece(more, 'strong')]),
    ...(more === '' || period.length === 0 ? [] : [piece(' │ ', 'faint')]),
    ...period,
  ];
  const [first, second] = open.slice(0, shown);
  if (rows >= 2) {
    return fill(
      [first, second].flatMap((clock, index) =>
        clock === undefined
          ? []
          : [
              spread(
                clockRow(clock, columns - rowWidth(moreRow) - 1),
                index === 1 || open.length === 1 ? moreRow : [],
                columns,
              ),
            ],
      ),
      rows,
    );
  }
  const taken = rowWidth(moreRow);
  const half = Math.floor((columns - (taken === 0 ? 3 : taken + 4)) / 2);
  const pieces =
    second === undefined
      ? first === undefined
        ? []
        : clockRow(first, columns - (taken === 0 ? 0 : taken + 1))
      : [...(first === undefined ? [] : clockRow(first, half)), piece(' │ ', 'faint'), ...clockRow(second, half)];
  return [spread(pieces, moreRow, columns)];
}

/** So many columns of its title say which clock it is. */
const TOLD = 12;

/**
 * One clock: its bar, what is left, its title; padded to the columns. Where the bar would leave too little of the title there is none:
 * it says no more than the words, and a time without what it is for says nothing.
 */
function clockRow(clock: ClockRow, columns: number): Piece[] {
  const { text, tone } = leftOf(clock);
  const bar = clock.share === undefined ? '' : `${barOf(clock.share, columns >= 60 ? 16 : 8)} `;
  const room = columns - text.length - 1;
  const hasBar = room - bar.length >= Math.min(width(clock.title), TOLD);
  const title = pad(clock.title, Math.max(4, hasBar ? room - bar.length : room));
  return [...(hasBar ? [piece(bar, tone)] : []), piece(text, tone), piece(' '), piece(title)];
}

function leftOf(clock: ClockRow): { readonly text: string; readonly tone: Tone } {
  const { state, left, late } = clock;
  const isOver = state === 'missed' || (left !== undefined && left < 0);
  return {
    text: `${mayApply(clock) ? 'may apply, ' : ''}${leftText(clock)}`,
    tone: isOver || late ? 'bad' : left === undefined || left < 3_600_000 ? 'warn' : 'plain',
  };
}

function fill(rows: readonly Row[], height: number): Row[] {
  return Array.from({ length: height }, (_, index) => rows[index] ?? []);
}
