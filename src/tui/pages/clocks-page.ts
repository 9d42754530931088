import { clockText } from '../../guide/index.ts';
import type { ClockRow } from '../../guide/index.ts';
import { showTime } from '../../time/index.ts';
import { bar } from '../bar.ts';
import { beginWords } from '../doing.ts';
import { flowed, hanging } from '../detail-rows.ts';
import { blank, piece, row } from '../rows.ts';
import type { Row, Tone } from '../rows.ts';
import type { World } from '../state.ts';
import type { Item, Page } from './page.ts';
import { wordsKey } from './words-key.ts';

const tones: Readonly<Record<ClockRow['state'], Tone>> = {
  running: 'plain',
  provisional: 'warn',
  missed: 'bad',
  met: 'good',
  'set-aside': 'faint',
  'not-started': 'faint',
};

/** Every duty with a deadline: how long is left, what it rests on, what must be in it. */
export const clocksPage: Page = {
  title: ({ guide }) => `Clocks (${guide.clocks.length})`,
  none: 'No followed runbook has a duty with a deadline.',
  items: ({ guide }) =>
    guide.clocks.map((clock) => {
      const text = clockText(clock, guide);
      return { id: clock.id, text: `${text} ${clock.basis ?? ''} ${clock.id}`, row: itemRow(clock, text) };
    }),
  detail: (item, world, columns) => {
    const clock = clockOf(item, world);
    return clock === undefined ? [] : detailRows(clock, world, columns);
  },
  keys: [
    wordsKey('met', {
      keys: ['m', 'enter'],
      shown: 'm Enter',
      label: 'met',
      help: 'The duty is met',
      off: whyNotOpen,
    }),
    wordsKey('set-aside', {
      keys: ['x'],
      shown: 'x',
      label: 'does not apply',
      help: 'It does not apply; asks why',
      off: whyNotOpen,
    }),
    {
      keys: ['w'],
      shown: 'w',
      label: 'aware',
      help: 'From now on we know of something; its clocks start',
      press: (_, screen, world) => beginWords(screen, ['aware'], world),
    },
  ],
};

function itemRow(clock: ClockRow, text: string): Row {
  return [bar(clock.share), piece(' '), piece(text, tones[clock.state])];
}

function clockOf({ id }: Item, { guide }: World): ClockRow | undefined {
  return guide.clocks.find((clock) => clock.id === id);
}

function detailRows(clock: ClockRow, { guide }: World, columns: number): Row[] {
  const at = { now: guide.now, timeZone: guide.timezone };
  const lines: Row[] = [...flowed(clock.title, columns, 'strong')];
  if (clock.to !== undefined) lines.push(...flowed(`To: ${clock.to}`, columns));
  lines.push(...flowed(`${clock.state}${clock.due === undefined ? '' : `, due ${showTime(clock.due, at)}`}`, columns));
  if (clock.basis !== undefined) lines.push(...flowed(clock.basis, columns, 'faint'));
  if (clock.mustContain.length > 0)
    lines.push(
      blank,
      row('Must contain:', 'title'),
      ...clock.mustContain.flatMap((each) => hanging([piece('• ', 'faint')], each, columns)),
    );
  return lines;
}

function whyNotOpen(item: Item | undefined, world: World): string | undefined {
  const clock = item && clockOf(item, world);
  if (clock === undefined) return 'There is no clock here.';
  return clock.state === 'running' ||
    clock.state === 'provisional' ||
    clock.state === 'missed' ||
    clock.follows !== undefined
    ? undefined
    : `This duty is ${clock.state}: there is nothing to meet now.`;
}
