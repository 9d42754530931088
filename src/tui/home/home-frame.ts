import {
  bookOf,
  declaringQuestions,
  declaringText,
  incidentMarks,
  lastLook,
  sentenceIn,
  sectionsOf,
  severitiesFor,
} from '../../home/index.ts';
import type { HomeIncident, HomeItem } from '../../home/index.ts';
import { clip } from '../../text/index.ts';
import { showTime } from '../../time/index.ts';
import { choiceRows } from '../rows/choice-rows.ts';
import { mostAsked } from '../rows/confirm-rows.ts';
import { answerRows, flowed, hanging } from '../rows/detail-rows.ts';
import { GAP, SMALLEST } from '../rows/layout.ts';
import { blank, clipRow, moreRow, padRow, piece, row, rowWidth, spread, typedEnd, windowTop } from '../rows/rows.ts';
import type { Piece, Row } from '../rows/rows.ts';
import { writtenWindow } from '../rows/written-rows.ts';
import { homeKeys } from './home-keys.ts';
import { itemsOf } from './home-items.ts';
import { previewRows } from './home-preview.ts';
import type { HomeAsk, HomeState, HomeWorld } from './home-state.ts';

/** The whole home screen: exactly as many rows as the terminal has, none wider than it. */
export function homeRows(state: HomeState, world: HomeWorld): Row[] {
  const { columns, rows } = world;
  const made = isTooSmall(world)
    ? tooSmall(world)
    : state.help
      ? helpFrame(world)
      : [top(world), ...body(state, world)];
  return Array.from({ length: rows }, (_, index) => clipRow(made[index] ?? blank, columns));
}

/** Whether nothing of it can be shown. */
export function isTooSmall({ columns, rows }: Pick<HomeWorld, 'columns' | 'rows'>): boolean {
  return columns < SMALLEST.columns || rows < SMALLEST.rows;
}

function tooSmall({ columns, rows, again }: HomeWorld): Row[] {
  return [
    row('holdfast', 'strong'),
    ...flowed(`This terminal is ${columns}x${rows}; it needs ${SMALLEST.columns}x${SMALLEST.rows}.`, columns),
    ...flowed(`Make the window larger, or press q and type: ${again('help')}`, columns, 'key'),
  ];
}

function top({ me, now, timezone, columns }: HomeWorld): Row {
  const name: Row = [piece('holdfast', 'strong')];
  const right: Row = [piece(me), piece(' │ ', 'faint'), piece(showTime(now, { now, timeZone: timezone }), 'strong')];
  const said = piece('  guides you through an incident and keeps the record', 'faint');
  // Half a sentence says less than none.
  const fits = rowWidth([...name, said, ...right]) < columns;
  return spread(fits ? [...name, said] : name, right, columns);
}

function body(state: HomeState, world: HomeWorld): Row[] {
  const { columns, rows } = world;
  const notice = state.notice === undefined ? [blank] : answerRows(state.notice.text, columns, 'strong');
  const most = mostAsked(rows) - (notice.length - 1);
  const asked = state.ask === undefined ? [] : [[rule(columns)], ...askRows(state.ask, state.typed, world, most)];
  const search = searchRow(state, world);
  const height = listHeight(rows, asked.length + notice.length - 1);
  return [
    search,
    [rule(columns)],
    ...listAndPreview(state, world, height),
    ...asked,
    ...notice,
    state.ask === undefined ? keyRow(state, world) : blank,
  ];
}

/** Top line, search and its rule, the line of answers, the keys. */
const listHeight = (rows: number, asked: number): number => rows - 1 - 2 - asked - 2;

/** How far down the preview of the marked item can be read while nothing is asked. */
export function lastDetailTop(state: HomeState, world: HomeWorld): number {
  const { items, at } = itemsOf(world, state);
  const list = listRows(state, world, world.columns).length;
  const { columns, height } = previewSize(world.columns, listHeight(world.rows, 0), list);
  return Math.max(0, previewRows(items[at], world, columns).length - height);
}

/** Beside the list, else under it; what the list does not need is then for reading. */
function previewSize(
  columns: number,
  height: number,
  list: number,
): { readonly columns: number; readonly height: number } {
  return columns >= BESIDE
    ? { columns: columns - Math.floor(columns * 0.5) - GAP, height }
    : { columns, height: Math.max(Math.min(Math.floor(height * 0.4), 8), height - 1 - list) };
}

function searchRow({ typed, ask }: HomeState, { columns }: HomeWorld): Row {
  const question = piece('What do you see? ', 'title');
  const caret = ask === undefined ? [piece('▏', 'key')] : [];
  return typed === ''
    ? [question, ...caret, piece('Type it: water, smoke, nobody can log in', 'faint')]
    : [question, piece(typedEnd(typed, columns - rowWidth([question]) - 1)), ...caret];
}

const rule = (columns: number): Piece => piece('─'.repeat(columns), 'faint');

/** From so many columns on the preview stands beside the list, else under it. */
const BESIDE = 100;

function listAndPreview(state: HomeState, world: HomeWorld, height: number): Row[] {
  const { columns } = world;
  const isBeside = columns >= BESIDE;
  const { items, at } = itemsOf(world, state);
  const marked = items[at];
  const list = listRows(state, world, isBeside ? Math.floor(columns * 0.5) : columns);
  const markedRow = list.findIndex(({ item }) => item !== undefined && item.id === marked?.id);
  const size = previewSize(columns, height, list.length);
  const preview = scrolled(previewRows(marked, world, size.columns), size.height, state);
  if (isBeside) {
    const width = Math.floor(columns * 0.5);
    const shown = windowed(list, height, markedRow);
    return Array.from({ length: height }, (_, index): Row => [
      ...padRow(shown[index] ?? blank, width),
      piece(' │ ', 'faint'),
      ...(preview[index] ?? blank),
    ]);
  }
  const below = size.height;
  const shown = windowed(list, height - below - 1, markedRow);
  return [...exactly(shown, height - below - 1), [rule(columns)], ...exactly(preview, below)];
}

interface Listed {
  readonly row: Row;
  readonly item?: HomeItem;
}

function listRows(state: HomeState, world: HomeWorld, columns: number): Listed[] {
  const { items, at } = itemsOf(world, state);
  return sectionsOf(world, state.typed).flatMap(({ title, items: own }): Listed[] => [
    { row: row(title, 'title') },
    ...own.map((item): Listed => {
      const isMarked = item.id === items[at]?.id;
      const pieces = itemRow(item, world, columns - 2);
      const shown = isMarked ? pieces.map((each): Piece => ({ ...each, tone: 'chosen' })) : pieces;
      return { item, row: [piece(isMarked ? '> ' : '  ', 'key'), ...shown] };
    }),
  ]);
}

function itemRow(item: HomeItem, world: HomeWorld, columns: number): Row {
  switch (item.kind) {
    case 'declare':
      return row('Something else: say it in one sentence');
    case 'runbook':
      return row(item.book.runbook.title);
    case 'incident':
      return incidentRow(item.incident, world, columns);
  }
}

function incidentRow(incident: HomeIncident, { now }: HomeWorld, columns: number): Row {
  const { mode, alias, title } = incident;
  const left: Row = [
    ...(mode === 'drill' ? [piece('DRILL', 'drill'), piece(' ')] : []),
    piece(alias, 'strong'),
    piece(` ${title}`),
  ];
  return spread(left, row(incidentMarks(incident, now), 'faint'), columns);
}

/** A question in no more rows than that; its keys stand under it. */
function askRows(ask: HomeAsk, typed: string, world: HomeWorld, height: number): Row[] {
  const { columns } = world;
  const book = bookOf(world, ask.begin.runbook);
  const alone = sentenceIn(typed) || book?.runbook.title;
  const heading = flowed(declaringText(ask.begin, book), columns, 'title');
  switch (ask.ask) {
    case 'reason':
      return [
        ...heading,
        row(declaringQuestions.reason, 'strong'),
        ...writtenWindow(piece('> ', 'key'), ask.line, columns, 3),
        ...flowed(
          alone === undefined ? 'Enter: on. Esc: back.' : `Enter: on (empty: "${clip(alone, columns)}"). Esc: back.`,
          columns,
          'faint',
        ),
      ];
    case 'severity':
      return [
        ...heading,
        row(declaringQuestions.severity, 'strong'),
        ...choiceRows(
          severitiesFor(world, ask.begin.runbook).map(({ words }) => words),
          ask.at,
          true,
          columns,
          height - heading.length - 2,
        ),
        row('A number, or arrows and Enter. Esc: back.', 'faint'),
      ];
    case 'sure': {
      const { what, then } = lastLook(ask.begin, book);
      return [
        ...heading,
        ...answerRows(what, columns, 'strong', height - heading.length - 2),
        row(then),
        [
          piece('Enter', 'key'),
          piece(ask.begin.mode === 'drill' ? ': begin the drill. ' : ': declare it. '),
          piece('Esc', 'key'),
          piece(': back.'),
        ],
      ];
    }
  }
}

type ShownKey = readonly [key: string, words: string];

const keyed = (keys: readonly ShownKey[]): Row =>
  keys.flatMap(([key, words], index) => [piece(`${index === 0 ? '' : '  '}${key}`, 'key'), piece(` ${words}`)]);

/** What goes first where a row is too short for all keys; help and leaving always stay. */
const droppedFirst = ['↑ ↓', 'Esc', 'Tab', 'Enter'];

/** The keys that matter now, as many as fit. */
function keyRow(state: HomeState, world: HomeWorld): Row {
  const { items, at } = itemsOf(world, state);
  const kind = items[at]?.kind;
  const keys: readonly ShownKey[] = [
    ['Enter', kind === 'incident' ? 'open it' : 'declare'],
    ...(kind === 'runbook' ? [['Tab', 'practise as a drill'] as const] : []),
    ['↑ ↓', 'choose'],
    ...(state.typed !== ''
      ? [['Esc', 'new search'] as const]
      : world.back === undefined
        ? []
        : [['Esc', `back to ${world.back}`] as const]),
    ['?', 'help'],
    // A letter in the line of the search is a letter.
    [state.typed === '' ? 'q' : 'Ctrl-C', 'leave'],
  ];
  const without = (dropped: readonly string[]): Row => keyed(keys.filter(([key]) => !dropped.includes(key)));
  const rows = [[], ...droppedFirst.map((_, last) => droppedFirst.slice(0, last + 1))].map(without);
  return rows.find((each) => rowWidth(each) <= world.columns) ?? without(droppedFirst);
}

function helpFrame(world: HomeWorld): Row[] {
  return [
    top(world),
    [rule(world.columns)],
    ...homeKeys.flatMap(({ shown, help }) => hanging([piece(`  ${shown.padEnd(11)} `, 'key')], help, world.columns)),
    blank,
    ...flowed(
      `Everything can be done by typed commands too: ${world.again('help')}. Any key: back.`,
      world.columns,
      'faint',
    ),
  ];
}

function windowed(list: readonly Listed[], height: number, at: number): Row[] {
  const first = windowTop(list.length, height, Math.max(0, at), Math.max(0, at - Math.floor(height / 2)));
  return list.slice(first, first + height).map((each) => each.row);
}

function scrolled(rows: readonly Row[], height: number, { detailTop, ask }: HomeState): Row[] {
  const from = Math.max(0, Math.min(detailTop, rows.length - height));
  const below = rows.length - from - height;
  const shown = rows.slice(from, from + height);
  return below > 0 && height > 2 ? [...shown.slice(0, -1), moreRow(below + 1, ask !== undefined)] : shown;
}

function exactly(rows: readonly Row[], height: number): Row[] {
  return Array.from({ length: height }, (_, index) => rows[index] ?? blank);
}
