import { exercisedBefore, isRowOf, mapAbout, mapRows, mapView, mapWords, stepBehind } from '../../guide/index.ts';
import type { Guide, MapRow, MapSign, MapView } from '../../guide/index.ts';
import { pad } from '../../text/index.ts';
import { showTime } from '../../time/index.ts';
import { flowed, hanging } from '../rows/detail-rows.ts';
import { only } from '../press/doing.ts';
import { bracketed, marks } from '../rows/step-rows.ts';
import { piece, rowWidth } from '../rows/rows.ts';
import type { Piece, Row, Tone } from '../rows/rows.ts';
import { pick, say, withoutPage } from '../state.ts';
import type { Pressed, Screen, World } from '../state.ts';
import { shownItems } from './page-frame.ts';
import { marking } from './page-state.ts';
import type { Item, Page } from './page.ts';

/** Every followed runbook as a tree: the path taken, what is open now, what can still come. */
export const mapPage: Page = {
  title: ({ guide }, { isFolded = false }) => {
    const open = guide.current.length;
    return isFolded ? 'Map: the path and what is open' : `Map: ${open === 1 ? '1 step' : `${open} steps`} open`;
  },
  none: 'No runbook is followed yet. Press : and type follow RUNBOOK.',
  legend: (world, columns) => legendRows(world, columns),
  items: (world, { isFolded = false }) => itemsOf(world, isFolded),
  detail: (item, world, columns) => {
    const row = rowOf(item);
    if (row === undefined) return [];
    const view = viewOf(world);
    return [
      ...flowed(mapWords(row, view).title, columns, 'strong'),
      ...[...mapAbout(row, view), ...exercisedBefore(row, world.exercised())].flatMap(({ label, text }) =>
        hanging([piece(`${label}: `, 'title')], text, columns),
      ),
    ];
  },
  keys: [
    { keys: ['enter'], shown: 'Enter', label: 'step', help: 'Back to the guide, at this step', press: toStep },
    { keys: ['a'], shown: 'a', label: 'open', help: 'Mark the next step that is open', press: nextOpen },
    { keys: ['f'], shown: 'f', label: 'fold', help: 'Show only the path and what is open, or all again', press: fold },
    { keys: ['tab'], shown: 'Tab', label: 'runbook', help: 'Mark the next runbook', press: nextRunbook },
  ],
};

/** What the signs mean that stand in the map; those that most maps have are always told. */
function legendRows({ guide, incident }: World, columns: number): Row[] {
  if (guide.runs.length === 0) return [];
  const states = new Set(mapRows(incident).map(({ kind, step }) => (kind === 'step' ? step?.life.state : undefined)));
  const open = guide.current.length;
  const isUnderWay = mapRows(incident).filter(({ kind, reach }) => kind === 'step' && reach === 'now').length > open;
  const told: readonly (readonly [boolean, Piece, string])[] = [
    [true, piece('> →', 'strong'), 'now'],
    [guide.current.some(({ overdue }) => overdue), signs.overdue, 'overdue'],
    [states.has('awaiting'), signs.awaiting, 'waits for approval'],
    [isUnderWay, signs['under-way'], 'under way'],
    [true, piece('1 ✓', 'good'), 'done 1st'],
    [states.has('skipped'), signs.skipped, 'left out'],
    [states.has('failed'), signs.failed, 'failed'],
    [states.has('passed'), signs.passed, 'not needed'],
    [states.has('left-open'), signs['left-open'], 'left open'],
    [true, signs.ahead, 'can come'],
    [true, piece('( )', 'faint'), 'not any more'],
  ];
  const rows: Row[] = [[]];
  for (const [, sign, words] of told.filter(([stands]) => stands)) {
    const pieces = [sign, piece(` ${words}`)];
    const last = rows.at(-1) ?? [];
    const longer = last.length === 0 ? pieces : [...last, piece('  '), ...pieces];
    if (rowWidth(longer) <= columns) rows.splice(-1, 1, longer);
    else rows.push(pieces);
  }
  return rows;
}

/** An item of the map with the row that it is drawn from. */
interface MapItem extends Item {
  readonly of: MapRow;
}

interface Drawn {
  readonly view: MapView;
  whole?: readonly MapItem[];
  folded?: readonly MapItem[];
}

const known = new WeakMap<Guide, Drawn>();

function drawnOf({ guide, incident }: World): Drawn {
  const made = known.get(guide) ?? { view: mapView(incident, guide) };
  known.set(guide, made);
  return made;
}

const viewOf = (world: World): MapView => drawnOf(world).view;

function itemsOf(world: World, isFolded: boolean): readonly MapItem[] {
  const drawn = drawnOf(world);
  const made = isFolded ? drawn.folded : drawn.whole;
  if (made !== undefined) return made;
  const { focus } = world.guide;
  const items = mapRows(world.incident, isFolded).map((row) =>
    itemOf(row, drawn.view, focus !== undefined && isRowOf(row, focus)),
  );
  if (isFolded) drawn.folded = items;
  else drawn.whole = items;
  return items;
}

/** Drawn when it is looked at: of a thousand steps a screen shows twenty. */
function itemOf(of: MapRow, view: MapView, isStart: boolean): MapItem {
  return {
    id: of.id,
    of,
    isStart,
    get text() {
      const { title, said } = mapWords(of, view);
      return `${title} ${said} ${(of.way?.to ?? of.step)?.row.name ?? ''}`;
    },
    get row() {
      return itemRow(of, view);
    },
  };
}

function rowOf(item: Item | undefined): MapRow | undefined {
  return item !== undefined && 'of' in item ? (item as MapItem).of : undefined;
}

const signs: Readonly<Record<MapSign, Piece>> = {
  active: marks.active,
  awaiting: marks.awaiting,
  done: marks.done,
  skipped: marks.skipped,
  failed: marks.failed,
  passed: marks.passed,
  'left-open': marks['left-open'],
  overdue: piece('!', 'bad'),
  'under-way': piece('▾'),
  ahead: piece('·'),
  out: marks.out,
  none: piece(''),
};

function itemRow(row: MapRow, view: MapView): Row {
  const { sign, title, said } = mapWords(row, view);
  const tone = toneOf(row);
  const isHeading = row.kind === 'runbook' || row.kind === 'afterwards';
  const isOut = row.reach === 'out' && !isHeading;
  return [
    ...gutter(row, view.guide),
    piece(branches(row.below), 'faint'),
    ...(sign === 'none' ? [] : [signs[sign], piece(' ')]),
    piece(isOut ? bracketed(title) : title, isHeading ? 'title' : tone),
    ...(said === '' || said === 'not any more' ? [] : [piece(`  ${said}`, row.reach === 'now' ? tone : 'faint')]),
  ];
}

function toneOf({ reach, step, kind }: MapRow): Tone {
  if (reach === 'now' && kind === 'step') return 'strong';
  return reach === 'out' || (kind === 'step' && step?.life.state === 'passed') ? 'faint' : 'plain';
}

/** In front of the tree: the place on the path and when, or that it is open and since when. */
function gutter({ order, reach, kind, step }: MapRow, guide: Guide): Row {
  const { life } = step ?? {};
  const isNow = kind === 'step' && reach === 'now';
  const at = order !== undefined ? life?.at : isNow ? life?.since : undefined;
  const time = at === undefined ? '' : timeOf(at, guide);
  const number = isNow ? '>' : order === undefined ? '' : String(order);
  return [piece(`${number.padStart(3)} `, isNow ? 'key' : 'plain'), piece(`${pad(time, 6)} `, 'faint')];
}

/** The time of today, the day of another: there is no room for both, and the detail has them. */
function timeOf(at: string, { now, timezone }: Guide): string {
  const shown = showTime(at, { now, timeZone: timezone }).replace(/ [+-]\d\d:\d\d$/, '');
  return shown.length <= 5 ? shown : shown.split(' ').slice(0, 2).join(' ');
}

/** So many levels are drawn; what stands deeper is moved to the left, or there would be no room for words. */
const DEEPEST = 9;

function branches(below: readonly boolean[]): string {
  if (below.length === 0) return '';
  const around = below.slice(Math.max(0, below.length - DEEPEST), -1).map((more) => (more ? '│ ' : '  '));
  const own = below.at(-1) === true ? '├ ' : '└ ';
  return `${below.length > DEEPEST ? '… ' : ''}${around.join('')}${own}`;
}

function toStep(item: Item | undefined, screen: Screen, { guide, incident, layout }: World): Pressed {
  const row = rowOf(item);
  const key = row === undefined ? undefined : stepBehind(row, incident);
  if (key === undefined) return only(say(screen, mapPage.none));
  // In one column the list and the step stand behind each other: who comes from the map wants to read the step.
  const part = layout.kind === 'one' ? 'now' : 'steps';
  return only(pick({ ...withoutPage(screen), part }, key, guide));
}

function nextOpen(item: Item | undefined, screen: Screen, world: World): Pressed {
  const open = new Set(world.guide.current.map(({ key }) => key));
  const isOpen = (row: MapRow): boolean => row.kind === 'step' && row.step !== undefined && open.has(row.step.row.key);
  const none =
    open.size === 0 ? (world.guide.finished ?? 'No step is open at this moment.') : 'This is the only open step here.';
  return next(item, screen, world, isOpen, none);
}

function nextRunbook(item: Item | undefined, screen: Screen, world: World): Pressed {
  return next(item, screen, world, ({ kind }) => kind === 'runbook', 'This is the only runbook here.');
}

/** Marks the next row of that kind, from the top again behind the last. */
function next(
  item: Item | undefined,
  screen: Screen,
  world: World,
  isOne: (row: MapRow) => boolean,
  none: string,
): Pressed {
  const { page } = screen;
  if (page === undefined) return only(screen);
  const items = shownItems(mapPage, page, world);
  const at = item === undefined ? -1 : items.placeOf(item.id);
  const found = Array.from({ length: items.length - 1 }, (_, by) => items.at((at + 1 + by) % items.length)).find(
    (each) => {
      const row = each && rowOf(each);
      return row !== undefined && isOne(row);
    },
  );
  return found === undefined ? only(say(screen, none)) : only({ ...screen, page: marking(page, found.id) });
}

function fold(_: Item | undefined, screen: Screen): Pressed {
  const { page } = screen;
  if (page === undefined) return only(screen);
  const { top: _top, ...state } = page;
  const isFolded = page.isFolded !== true;
  const words = isFolded ? 'Only the path and what is open. f shows all again.' : 'All of it again.';
  return only(say({ ...screen, page: { ...state, isFolded } }, words));
}
