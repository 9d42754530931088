import { injectText } from '../../guide/index.ts';
import type { InjectRow } from '../../guide/index.ts';
import { showTime } from '../../time/index.ts';
import { askFacts } from '../ask-facts.ts';
import { flowed } from '../rows/detail-rows.ts';
import { beginWords, only } from '../press/doing.ts';
import { blank, piece } from '../rows/rows.ts';
import type { Row } from '../rows/rows.ts';
import type { World } from '../state.ts';
import { exerciseLegend } from './exercise-legend.ts';
import type { Item, Page } from './page.ts';

/** What has come to the players of a drill, the last first: word for word, what it asks, what nobody has typed in yet. */
export const injectsPage: Page = {
  title: ({ guide: { drill } }) => {
    if (drill === undefined) return 'Injects';
    const phase = drill.phase === undefined ? '' : ` · ${drill.phase.title}`;
    return `Injects (${drill.injects.length})${phase}`;
  },
  none: 'Nothing has come in this drill yet.',
  legend: exerciseLegend,
  items: ({ guide }) =>
    (guide.drill?.injects ?? []).map((row) => ({
      id: row.entry,
      text: `${row.from} ${row.words}`,
      row: itemRow(row, guide),
    })),
  detail: (item, { guide }, columns) => {
    const row = injectAt(item, guide);
    if (row === undefined) return [];
    const [head = '', ...lines] = injectText(row, guide);
    return [...flowed(head, columns, 'strong'), blank, ...lines.flatMap((line) => flowed(line, columns))];
  },
  keys: [
    {
      keys: ['enter'],
      shown: 'Enter',
      label: 'answer',
      help: 'Answer it, where it asks something',
      off: (item, { guide }) => {
        const asks = item === undefined ? undefined : injectAt(item, guide)?.asks;
        if (item === undefined) return injectsPage.none;
        if (asks === undefined) return 'No answer to this is written down. Say it; n writes a note of what was said.';
        return asks.answered === undefined ? undefined : `It was answered by ${asks.answered.by}.`;
      },
      press: (item, screen, world) => {
        const id = item === undefined ? undefined : injectAt(item, world.guide)?.id;
        return id === undefined ? only(screen) : beginWords(screen, ['answer', id], world);
      },
    },
    {
      keys: ['f'],
      shown: 'f',
      label: 'type it in',
      help: 'Type in what it told and nobody has recorded yet',
      off: (item, { guide }) =>
        item === undefined || injectAt(item, guide)?.untyped.length === 0
          ? 'Nothing that it told is still to be typed in.'
          : undefined,
      press: (item, screen, world) => {
        const untyped = (item === undefined ? undefined : injectAt(item, world.guide)?.untyped) ?? [];
        const facts = untyped.map(({ fact }) => fact);
        return only(facts.length === 0 ? screen : askFacts(screen, facts, world));
      },
    },
  ],
};

const injectAt = ({ id }: Item, { drill }: World['guide']): InjectRow | undefined =>
  drill?.injects.find(({ entry }) => entry === id);

function itemRow({ at, from, words, asks, untyped }: InjectRow, guide: World['guide']): Row {
  const waits = (asks !== undefined && asks.answered === undefined) || untyped.length > 0;
  const time = showTime(at, { now: guide.now, timeZone: guide.timezone }).replace(/ [+-]\d\d:\d\d$/, '');
  return [
    piece(`${time} ${waits ? '! ' : '  '}`, waits ? 'warn' : 'plain'),
    piece(`${from === '' ? '' : `${from}: `}${words}`),
  ];
}
