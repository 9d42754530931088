import { asksFor, clockNote, clockStory, isOpenClock, leftText, mayApply } from '../../guide/index.ts';
import type { ClockRow } from '../../guide/index.ts';
import { pad, width } from '../../text/index.ts';
import { beginWords } from '../press/doing.ts';
import { flowed } from '../rows/detail-rows.ts';
import { barOf, piece } from '../rows/rows.ts';
import type { Row, Tone } from '../rows/rows.ts';
import type { World } from '../state.ts';
import { toldRows } from '../rows/told-rows.ts';
import { pageHeight, pageLayout } from './page-layout.ts';
import type { Item, Page, PageKey } from './page.ts';
import { wordsKey } from './words-key.ts';

/** Every duty with a deadline: how long is left, what it rests on, what must be in it. */
export const clocksPage: Page = {
  title: ({ guide }) => `Clocks (${guide.clocks.filter(isOpenClock).length} open of ${guide.clocks.length})`,
  none: 'No followed runbook has a duty with a deadline. w: we know of something.',
  items: (world) => clockItems(world),
  detail: (item, world, columns) => {
    const clock = clockOf(item, world);
    if (clock === undefined) return [];
    const answer = clock.dependsOn.length > 0 ? flowed('f: answer what it depends on', columns, 'key') : [];
    const asked = clock.from === 'asked' ? flowed('a: somebody has asked for it', columns, 'key') : [];
    return [...toldRows(clockStory(clock, world.guide), columns), ...answer, ...asked];
  },
  keys: [
    wordsKey('met', {
      // Not Enter as well: a duty must not be met by pressing it twice while reading.
      keys: ['m'],
      shown: 'm',
      label: 'met',
      help: 'The duty is met; asks for the reference, and why where it is late',
      off: whyNotMet,
      after: asksFor('ref'),
    }),
    {
      keys: ['f'],
      shown: 'f',
      label: 'answer',
      help: 'Answer what it depends on whether the duty applies',
      off: whyNoQuestion,
      press: (item, screen, world) =>
        beginWords(screen, ['fact', (item && clockOf(item, world)?.dependsOn[0]?.fact) ?? ''], world),
    },
    wordsKey('set-aside', {
      keys: ['x'],
      shown: 'x',
      label: 'set aside',
      help: 'It does not apply; asks why',
      off: whyNotSetAside,
    }),
    {
      keys: ['w'],
      shown: 'w',
      label: 'aware',
      help: 'From now on we know of something: the topics, and the clocks that start from each',
      press: (_, screen, world) => beginWords(screen, ['aware'], world),
    },
    askedKey(),
  ],
};

function askedKey(): PageKey {
  return wordsKey('asked', {
    keys: ['a'],
    shown: 'a',
    label: 'asked',
    help: 'An authority has asked for it; asks until when',
    off: (item, world) => {
      const clock = item && clockOf(item, world);
      if (clock === undefined) return 'There is no clock here.';
      return clock.from === 'asked' ? undefined : `Nobody asks for it: it counts from: ${clock.from}.`;
    },
    after: asksFor('due'),
  });
}

const BAR = 8;

const tones: Readonly<Record<ClockRow['state'], Tone>> = {
  running: 'plain',
  provisional: 'warn',
  missed: 'bad',
  met: 'good',
  'set-aside': 'faint',
  'not-started': 'faint',
};

type Group = 'open' | 'waiting' | 'settled';
const headings = { open: 'Running', waiting: 'Not started', settled: 'Settled' } as const satisfies Record<
  Group,
  string
>;

/** Open ones first, as pressing as they are; then what has not begun; what is settled last. */
function clockItems(world: World): Item[] {
  const { clocks } = world.guide;
  const room = pageLayout(world.layout.columns, pageHeight(world), clocks.length).list.columns;
  const open = clocks.filter(isOpenClock);
  const columns = {
    hasBar: open.some((clock) => clock.share !== undefined),
    left: Math.max(0, ...open.map((clock) => width(leftText(clock)))),
    title: Math.min(Math.floor(room * 0.5), Math.max(0, ...clocks.map(({ title }) => width(title)))),
  };
  let last: Group = 'open';
  return clocks.map((clock) => {
    const group = groupOf(clock);
    const note = clockNote(clock, world.guide);
    const item: Item = {
      id: clock.id,
      text: `${clock.id} ${clock.title} ${clock.to ?? ''} ${note} ${clock.state} ${clock.basis ?? ''}`,
      row: group === 'open' ? openRow(clock, note, columns) : closedRow(clock, note, columns.title),
      ...(group === last ? {} : { heading: headings[group] }),
    };
    last = group;
    return item;
  });
}

function groupOf(clock: ClockRow): Group {
  return isOpenClock(clock) ? 'open' : clock.state === 'not-started' ? 'waiting' : 'settled';
}

/** What may not apply says so before its title: at the end of a row it would be cut. */
function openRow(
  clock: ClockRow,
  note: string,
  { hasBar, left }: { readonly hasBar: boolean; readonly left: number },
): Row {
  const tone: Tone = clock.late ? 'bad' : tones[clock.state];
  const isMaybe = mayApply(clock);
  const bar = clock.share === undefined ? ' '.repeat(BAR) : barOf(clock.share, BAR);
  return [
    ...(hasBar ? [piece(`${bar} `, tone)] : []),
    piece(`${pad(leftText(clock), left)} `, tone),
    piece(`${isMaybe ? 'maybe: ' : ''}${clock.title}`, tone),
    piece(note === '' || isMaybe ? '' : `  ${note}`, 'faint'),
  ];
}

/** Nothing runs: no room is kept for a bar. */
function closedRow(clock: ClockRow, note: string, title: number): Row {
  return [piece(`${pad(clock.title, title)} `, tones[clock.state]), piece(note, clock.late ? 'bad' : 'faint')];
}

function clockOf({ id }: Item, { guide }: World): ClockRow | undefined {
  return guide.clocks.find((clock) => clock.id === id);
}

function whyNotMet(item: Item | undefined, world: World): string | undefined {
  const clock = item && clockOf(item, world);
  if (clock === undefined) return 'There is no clock here.';
  if (isOpenClock(clock) || clock.follows !== undefined) return undefined;
  return clock.state === 'not-started'
    ? `This duty has not started: it counts from: ${clock.from}.${clock.from.startsWith('aware of ') ? ' w says that we know of it.' : ''}`
    : `This duty is ${clock.state.replace('-', ' ')}: there is nothing to meet now.`;
}

function whyNotSetAside(item: Item | undefined, world: World): string | undefined {
  const clock = item && clockOf(item, world);
  if (clock === undefined) return 'There is no clock here.';
  return clock.state === 'met' && clock.follows === undefined
    ? 'This duty is met: there is nothing to set aside.'
    : undefined;
}

function whyNoQuestion(item: Item | undefined, world: World): string | undefined {
  const clock = item && clockOf(item, world);
  if (clock === undefined) return 'There is no clock here.';
  return clock.dependsOn.length > 0 ? undefined : 'No open question decides whether this duty applies.';
}
