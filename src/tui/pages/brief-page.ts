import { waitingText } from '../../guide/index.ts';
import type { Brief, HandoverRow } from '../../guide/index.ts';
import { pad, plural, visibleLines, width } from '../../text/index.ts';
import { showTime } from '../../time/index.ts';
import { flowed } from '../rows/detail-rows.ts';
import { blank, piece, row } from '../rows/rows.ts';
import type { Row } from '../rows/rows.ts';
import type { World } from '../state.ts';
import { briefKeys, waitingOf } from './brief-keys.ts';
import type { Item, Page } from './page.ts';

/** The handover: who waits for whom, and the brief as it stands now, part by part or whole. */
export const briefPage: Page = {
  title: ({ guide: { handovers } }) =>
    handovers.length === 0 ? 'Handover' : `Handover (${plural(handovers.length, 'handover')} not accepted)`,
  none: 'There is nothing to hand over.',
  items: (world) => {
    const brief = briefOf(world);
    return [...waitingItems(world), ...briefItems(brief)];
  },
  detail: (item, world, columns) => {
    const waiting = waitingOf(item, world);
    if (waiting !== undefined) return waitingRows(waiting, world, columns);
    const brief = briefOf(world);
    if (item.id === WHOLE) return wholeRows(brief, world, columns);
    if (item.id === HEAD) return headRows(brief, columns);
    const part = brief.parts.find(({ id }) => id === item.id);
    return part === undefined ? [] : partRows(part, columns);
  },
  keys: briefKeys,
};

const WHOLE = 'whole';
const HEAD = 'head';

const known = new WeakMap<World['guide'], Brief>();

/** Made once for each state of the guide: it reads the end of the log. */
function briefOf({ guide, brief }: World): Brief {
  const made = known.get(guide) ?? brief();
  known.set(guide, made);
  return made;
}

function waitingItems(world: World): Item[] {
  return world.guide.handovers.map((row, index) => {
    const text = waitingText(row, world.guide);
    return {
      id: `waiting ${row.from}`,
      text,
      row: [piece(text, row.isForMe ? 'bad' : 'warn')],
      ...(index === 0 ? { heading: 'Not accepted yet' } : {}),
    };
  });
}

function briefItems(brief: Brief): Item[] {
  const titled = brief.parts.map((part) => ({ ...part, name: counted(part) }));
  const columns = Math.max(...titled.map(({ name }) => width(name)));
  return [
    {
      id: WHOLE,
      text: 'The whole brief',
      row: [piece('The whole brief', 'strong')],
      heading: 'As it stands now',
    },
    ...titled.map(({ id, name, lines }) => ({
      id,
      text: `${name} ${lines.join(' ')}`,
      row: [piece(`${pad(name, columns)}  `), lines[0] === undefined ? piece('none', 'faint') : piece(lines[0])],
    })),
    { id: HEAD, text: `Head ${brief.head}`, row: [piece(`${pad('Head', columns)}  `), piece(brief.head, 'faint')] },
  ];
}

/** How much there is behind the line that is shown. */
function counted({ title, lines }: Brief['parts'][number]): string {
  return lines.length > 1 ? `${title} (${lines.length})` : title;
}

function waitingRows(handover: HandoverRow, world: World, columns: number): Row[] {
  const { now, timezone } = world.guide;
  const what = handover.isMine ? 'u: take it back' : 'a: accept it';
  return [
    ...flowed(waitingText(handover, world.guide), columns, 'strong'),
    ...flowed(what, columns, 'key'),
    ...flowed(`As it was given, ${showTime(handover.at, { now, timeZone: timezone })}:`, columns, 'faint'),
    ...visibleLines(handover.brief).flatMap((line) => flowed(line, columns)),
  ];
}

function wholeRows(brief: Brief, { guide }: World, columns: number): Row[] {
  const at = showTime(brief.at, { now: guide.now, timeZone: guide.timezone });
  return [
    ...flowed(brief.title, columns, 'strong'),
    ...flowed(`${at}, by ${brief.by}`, columns, 'faint'),
    ...brief.parts.flatMap((part) => [blank, ...partRows(part, columns)]),
    blank,
    ...headRows(brief, columns),
  ];
}

function partRows({ title, lines }: Brief['parts'][number], columns: number): Row[] {
  return [
    row(title, 'title'),
    ...(lines.length === 0 ? [row('none', 'faint')] : lines.flatMap((line) => flowed(line, columns))),
  ];
}

function headRows({ head }: Brief, columns: number): Row[] {
  return [
    ...flowed(`Head of the timeline: ${head}`, columns),
    ...flowed(
      'Written down elsewhere it shows later that nothing was cut off: holdfast verify --head',
      columns,
      'faint',
    ),
  ];
}
