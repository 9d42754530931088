import { alarmsOf, othersLine } from '../guide/index.ts';
import type { Alarm } from '../guide/index.ts';
import { askRows } from './rows/ask-rows.ts';
import { mostAsked } from './rows/confirm-rows.ts';
import { stepText } from './rows/step-text.ts';
import { answerRows, flowed } from './rows/detail-rows.ts';
import { keyRows } from './rows/key-rows.ts';
import { GAP, SMALLEST } from './rows/layout.ts';
import { logRow } from './rows/log-rows.ts';
import { messageOf } from './rows/message-body.ts';
import { messageRows } from './rows/message-rows.ts';
import { overRows, overTitle } from './rows/over-rows.ts';
import { blank, clipRow, moreRow, padRow, piece, row, rowWidth, windowTop } from './rows/rows.ts';
import type { Piece, Row } from './rows/rows.ts';
import { pageBody, pageKeyRow } from './pages/page-frame.ts';
import type { PageState } from './pages/page-state.ts';
import { pageHeight } from './pages/page-layout.ts';
import { pages } from './pages/registry.ts';
import { replayKeyRows } from './rows/replay-rows.ts';
import { paletteRows } from './rows/palette-rows.ts';
import { sideRows } from './rows/side-rows.ts';
import { stepCount, stepRows } from './rows/step-rows.ts';
import { cameByItself, lookedAt } from './state.ts';
import type { MessageOver, Over, Part, Screen, World } from './state.ts';
import { clockRows, topRow } from './rows/top-rows.ts';
import { caretRow } from './rows/written-rows.ts';

/**
 * The whole screen: exactly as many rows as the terminal has, none wider than it. One row of the frame is one node for
 * Ink, whatever stands beside each other in it.
 */
export function frameRows(screen: Screen, world: World): Row[] {
  const { layout } = world;
  const made =
    layout.kind === 'too-small'
      ? tooSmall(screen, world)
      : screen.over === undefined
        ? guideFrame(screen, world)
        : overFrame(screen, screen.over, world);
  return Array.from({ length: layout.rows }, (_, index) => clipRow(made[index] ?? blank, layout.columns));
}

function tooSmall(screen: Screen, { layout, guide, again }: World): Row[] {
  const drill = guide.mode === 'drill' ? 'DRILL ' : '';
  return [
    row(`${drill}${guide.alias}`, 'strong'),
    row(`This terminal is ${layout.columns}x${layout.rows}.`),
    row(`The guide needs ${SMALLEST.columns}x${SMALLEST.rows}.`),
    // What to do must be readable just where there is little room.
    ...flowed('Make the window larger, or press q and use:', layout.columns),
    ...flowed(again(`guide --plain -i ${guide.alias}`), layout.columns, 'key'),
    ...flowed(screen.notice?.text ?? '', layout.columns, 'faint'),
  ];
}

function guideFrame(screen: Screen, world: World): Row[] {
  const { layout, guide } = world;
  const { columns, kind } = layout;
  const notice = noticeRows(screen, world);
  if (screen.page !== undefined) return pageFrame(screen, screen.page, world);
  const body = layout.body - (notice.length - 1);
  return [
    topRow(screen, world, columns),
    ...clockRows(guide, columns, layout.clocks),
    ...(kind === 'one' ? oneColumn(screen, world, body) : columnsBeside(screen, world, body)),
    ...logPart(screen, world),
    ...notice,
    ...(world.replay === undefined
      ? keyRows(screen, world, columns, layout.keys)
      : replayKeyRows(columns, layout.keys)),
  ];
}

/** A page in place of the guide: its heading, its list, and keys of its own. */
function pageFrame(screen: Screen, state: PageState, world: World): Row[] {
  const { columns } = world.layout;
  const notice = saidRows(screen, world) ?? [blank];
  return [
    topRow(screen, world, columns),
    ...clockRows(world.guide, columns, world.layout.clocks),
    ...pagePart(screen, state, world, pageHeight(world) - (notice.length - 1)),
    ...notice,
    pageKeyRow(pages[state.page], state, world),
  ];
}

function pagePart(screen: Screen, state: PageState, world: World, height: number): Row[] {
  const { columns } = world.layout;
  const page = pages[state.page];
  return [
    rule(columns, [{ at: 1, text: ` ${page.title(world, state)}${sought(state)} ` }]),
    ...pageBody(screen, state, page, world, columns, height),
  ];
}

/** What is searched for stands in the heading: what is not shown must not be taken for not there. */
function sought({ search }: PageState): string {
  return search === '' ? '' : ` /${search}`;
}

/** A question takes the place of log and keys, and of as much of the body as it needs. */
function overFrame(screen: Screen, over: Over, world: World): Row[] {
  const { layout, guide } = world;
  const { columns, rows, kind } = layout;
  if (over.over === 'help' || over.over === 'view' || over.over === 'sent')
    return readFrame(
      screen,
      overRows(screen, over, world),
      over.top,
      overTitle(over),
      'Esc or q: back. Arrows, PgUp, PgDn: further.',
      world,
    );
  if (over.over === 'message') return messageFrame(screen, over, world);
  const notice = noticeOver(screen, world);
  const most = mostAsked(rows) - (notice.length - 1);
  const asked = (
    over.over === 'line' && over.asks.for === 'command'
      ? paletteRows(screen, { ...over, asks: over.asks }, world, columns, most)
      : askRows(over, cameByItself(screen), world, columns, most)
  ).slice(0, most);
  const body = rows - 1 - layout.clocks - 1 - 1 - asked.length - notice.length;
  return [
    topRow(screen, world, columns),
    ...clockRows(guide, columns, layout.clocks),
    ...(screen.page !== undefined
      ? // A list keeps three rows however little room there is: what is asked, and what is answered, come before them.
        pagePart(screen, screen.page, world, body).slice(0, body + 1)
      : kind === 'one'
        ? oneColumn(screen, world, body)
        : columnsBeside(screen, world, body)),
    rule(columns, []),
    ...asked,
    ...notice,
  ];
}

function messageFrame(screen: Screen, over: MessageOver, world: World): Row[] {
  const message = messageOf(over, world);
  const step = world.guide.current.find((each) => each.key === over.step);
  const rows =
    message === undefined
      ? [row('Somebody else has finished this step. Esc: back.')]
      : messageRows(screen, over, message, world, world.layout.columns);
  const writing = over.line !== undefined;
  const height = world.layout.rows - 4;
  const top = writing
    ? windowTop(rows.length, height, caretRow(rows), Math.max(0, caretRow(rows) - height + 3))
    : over.top;
  const keys = writing
    ? 'Write. Tab or Esc: end the writing; nothing is sent yet.'
    : 'Enter: it was sent. e E: change. f: answer. l: language. Esc';
  return readFrame(screen, rows, top, `Message: ${step?.title ?? over.message}`, keys, world);
}

function readFrame(
  screen: Screen,
  rows: readonly Row[],
  top: number,
  title: string,
  keys: string,
  world: World,
): Row[] {
  const { columns, rows: height } = world.layout;
  const below = rows.length - top - (height - 4);
  const notice = noticeOver(screen, world, below > 0 ? `${below} more below` : '');
  const room = height - 3 - notice.length;
  const shown = rows.slice(top, top + room);
  return [
    topRow(screen, world, columns),
    rule(columns, [{ at: 1, text: ` ${title} ` }]),
    ...Array.from({ length: room }, (_, index) => shown[index] ?? blank),
    ...notice,
    row(keys, 'faint'),
  ];
}

function oneColumn(screen: Screen, world: World, height: number): Row[] {
  const { columns } = world.layout;
  const tabs: readonly (readonly [Part, string])[] = [
    ['steps', `Steps ${stepCount(world.guide)}`],
    ['now', 'Now'],
    ['log', 'Log'],
  ];
  // Whoever opens the guide on a small screen wants to know what to do, not to read a list.
  const heading: Row = tabs.flatMap(([part, title]) =>
    part === screen.part ? [piece(`[${title}]`, 'strong'), piece(' ')] : [piece(` ${title} `, 'faint'), piece(' ')],
  );
  const body =
    screen.part === 'steps'
      ? stepRows(screen, world.guide, columns, height)
      : screen.part === 'log'
        ? logLines(screen, world, height)
        : textPart(screen, world, columns, height);
  return [
    [...heading, piece(world.replay === undefined ? '← → change' : 'h l change', 'faint')],
    ...filled(body, height),
  ];
}

function columnsBeside(screen: Screen, world: World, height: number): Row[] {
  const { layout, guide } = world;
  const steps = stepRows(screen, guide, layout.steps, height);
  const text = textPart(screen, world, layout.now, height);
  const side = layout.side === 0 ? [] : sideRows(guide, layout.side);
  const mark = (part: Part): string => (screen.part === part ? '> ' : '');
  const rows = Array.from({ length: height }, (_, index): Row => {
    const beside = layout.side === 0 ? [] : [between, ...padRow(side[index] ?? blank, layout.side)];
    return [
      ...padRow(steps[index] ?? blank, layout.steps),
      between,
      ...(beside.length === 0 ? clipRow(text[index] ?? blank, layout.now) : padRow(text[index] ?? blank, layout.now)),
      ...beside,
    ];
  });
  const titles = [
    { at: 1, text: ` ${mark('steps')}Steps ${stepCount(guide)} ` },
    { at: layout.steps + 1, text: `┬ ${mark('now')}${openCount(world)} ` },
    ...(layout.side === 0 ? [] : [{ at: layout.steps + GAP + layout.now + 1, text: '┬ Around it ' }]),
  ];
  return [rule(layout.columns, titles), ...rows];
}

const between: Piece = piece(' │ ', 'faint');

function openCount({ guide }: World): string {
  const mine = guide.current.filter((step) => step.mine).length;
  const others = guide.current.length - mine;
  if (guide.current.length === 0) return 'Now';
  const late = guide.current.filter((step) => step.overdue).length;
  return `Now: ${mine} for you${others === 0 ? '' : `, ${others} for others`}${late === 0 ? '' : `, ${late} OVERDUE`}`;
}

/** The marked step from where it was scrolled to; its last row says when there is more. */
function textPart(screen: Screen, world: World, columns: number, height: number): Row[] {
  const { rows, textTop, shortened } = stepText(screen, world, columns, height);
  const shown = rows.slice(textTop, textTop + height);
  const below = rows.length - textTop - shown.length;
  const room = height - shown.length;
  const others = world.layout.side > 0 ? '' : othersLine(world.guide, lookedAt(screen, world.guide)?.key);
  if (below === 0 && others !== '' && room > 1)
    return [...shown, blank, ...flowed(`Others now: ${others}`, columns, 'faint').slice(0, Math.min(3, room - 1))];
  if (below === 0 || shortened || height < 3) return shown;
  return [...shown.slice(0, -1), moreRow(below + 1, screen.over !== undefined)];
}

function logPart(screen: Screen, world: World): Row[] {
  const { layout } = world;
  if (layout.log === 0) return [];
  const mark = screen.part === 'log' ? '> ' : '';
  const back = screen.logBack > 0 ? `, ${screen.logBack} lines further down ` : ' ';
  return [
    rule(layout.columns, [{ at: 1, text: ` ${mark}Log${back}` }]),
    ...filled(logLines(screen, world, layout.log), layout.log),
  ];
}

function logLines(screen: Screen, world: World, height: number): Row[] {
  return world.log(screen.logBack, height).map((line) => logRow(line, world.guide));
}

/** The line of answers, more where an answer needs them; where nothing is to be said, how many questions wait. */
function noticeRows(screen: Screen, world: World): Row[] {
  const said = saidRows(screen, world);
  const count = world.guide.questions.length;
  if (said !== undefined || count === 0) return said ?? [blank];
  return [
    [
      piece('v', 'key'),
      piece(count === 1 ? ' 1 question: ' : ` ${count} questions: `, 'warn'),
      piece(world.guide.questions[0]?.text ?? ''),
    ],
  ];
}

/** The same while something lies over the guide: there `v` is a letter that is typed, and must not be offered as a key. */
function noticeOver(screen: Screen, world: World, otherwise = ''): Row[] {
  return saidRows(screen, world) ?? [row(otherwise, 'faint')];
}

/** What is to be said at once: an answer, and what has rung since; without one, what is due and has not been looked at. */
function saidRows({ notice, looked }: Screen, { guide, layout, replay }: World): Row[] | undefined {
  // What was due then rings no more.
  const waiting = replay === undefined ? alarmsOf(guide).filter(({ key }) => !looked.includes(key)) : [];
  if (notice === undefined)
    return waiting.length === 0 ? undefined : alarmRows(waiting, waiting.length, layout.columns);
  const answer = answerRows(notice.text, layout.columns, notice.tone === 'plain' ? 'strong' : notice.tone);
  const since = waiting.filter(({ key }) => notice.rung?.includes(key));
  return since.length === 0 ? answer : [...answer, ...alarmRows(since, waiting.length, layout.columns)];
}

/** The first of them, and how many wait in all: a long title must not push off the screen that there is more than this. */
function alarmRows([first]: readonly Alarm[], count: number, columns: number): Row[] {
  if (first === undefined) return [];
  const more = piece(count > 1 ? ` (and ${count - 1} more)` : '', 'bad');
  return [[...clipRow([piece('! ', 'key'), piece(first.text, 'bad')], columns - rowWidth([more])), more]];
}

/** A line across the screen with titles in it. */
function rule(columns: number, titles: readonly { readonly at: number; readonly text: string }[]): Row {
  const pieces: Piece[] = [];
  let used = 0;
  const line = (to: number): void => {
    if (to > used) pieces.push({ text: '─'.repeat(to - used), tone: 'faint' });
    used = Math.max(used, to);
  };
  for (const { at, text } of titles) {
    line(at);
    const title = piece(text, 'title');
    pieces.push(title);
    used += rowWidth([title]);
  }
  line(columns);
  return pieces;
}

function filled(rows: readonly Row[], height: number): Row[] {
  return Array.from({ length: height }, (_, index) => rows[index] ?? blank);
}
