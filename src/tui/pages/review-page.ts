import { reviewRows } from '../../report/review.entry.ts';
import type { ReviewRow } from '../../report/review.entry.ts';
import { flowed } from '../rows/detail-rows.ts';
import { beginWords, only } from '../press/doing.ts';
import { typeWords } from '../rows/lay-over.ts';
import { lineOf } from '../keys/line-edit.ts';
import { blank, piece } from '../rows/rows.ts';
import type { Row } from '../rows/rows.ts';
import type { Pressed, Screen, World } from '../state.ts';
import { entryRows } from './timeline-page.ts';
import { openTimeline } from './timeline-open.ts';
import type { Item, Page } from './page.ts';

/** What the timeline gives for the review so far; every row leads to the entry that it comes from. */
export const reviewPage: Page = {
  title: (world) => {
    const open = rowsOf(world).filter(({ isOpen }) => isOpen === true).length;
    return open === 0 ? 'Review' : `Review (${open} to be looked at)`;
  },
  none: 'There is nothing to review yet.',
  items: (world) => {
    let last = '';
    return rowsOf(world).map((each): Item => {
      const heading = each.part === last ? {} : { heading: each.part };
      last = each.part;
      return { id: each.id, text: `${each.part} ${each.text}`, row: rowOf(each), ...heading };
    });
  },
  detail: (item, world, columns) => {
    const row = rowAt(item, world);
    return row === undefined ? [] : detailRows(row, world, columns);
  },
  keys: [
    {
      keys: ['enter'],
      shown: 'Enter',
      label: 'its entry',
      help: 'To the entry that it comes from, in the timeline',
      off: (item, world) => (placeOf(item, world) === undefined ? 'No single entry stands behind this.' : undefined),
      press: (item, screen, world) => {
        const place = placeOf(item, world);
        return only(
          place === undefined ? screen : openTimeline(screen, { kind: 'view', view: 'timeline', seq: place }, world),
        );
      },
    },
    {
      keys: ['y'],
      shown: 'y',
      label: 'why',
      help: 'Give the reason that is owed',
      off: (item, world) => (owedAt(item, world) === undefined ? 'No reason is owed here.' : undefined),
      press: (item, screen, world) => beginWords(screen, ['why', String(owedAt(item, world) ?? '')], world),
    },
    {
      keys: ['f'],
      shown: 'f',
      label: 'follow-up',
      help: 'Write down what is to be done later',
      press: (_, screen, world) => beginWords(screen, ['follow-up'], world),
    },
    {
      keys: ['a'],
      shown: 'a',
      label: 'answer',
      help: 'What is typed to settle it, to be completed',
      off: (item, world) =>
        item === undefined || rowAt(item, world)?.command === undefined ? 'Nothing is to be answered here.' : undefined,
      press: (item, screen, world) => answer(item && rowAt(item, world)?.command, screen, world),
    },
    {
      keys: ['m'],
      shown: 'm',
      label: 'mark',
      help: 'Who may read its entry in an export: a label of the Traffic Light Protocol',
      off: (item, world) => (placeOf(item, world) === undefined ? 'No single entry stands behind this.' : undefined),
      press: (item, screen, world) => beginWords(screen, ['mark', String(placeOf(item, world) ?? '')], world),
    },
    {
      keys: ['x'],
      shown: 'x',
      label: 'export',
      help: 'Write the review to a file, as Markdown',
      press: (_, screen, world) => only(askFile(screen, world)),
    },
  ],
};

const known = new WeakMap<World['guide'], readonly ReviewRow[]>();

/** Made once for each state of the guide. */
function rowsOf({ guide, incident, entries }: World): readonly ReviewRow[] {
  const made = known.get(guide) ?? reviewRows(incident, entries(), guide);
  known.set(guide, made);
  return made;
}

function rowAt({ id }: Item, world: World): ReviewRow | undefined {
  return rowsOf(world).find((each) => each.id === id);
}

function owedAt(item: Item | undefined, world: World): number | undefined {
  return item && rowAt(item, world)?.owed;
}

function placeOf(item: Item | undefined, world: World): number | undefined {
  const id = item && rowAt(item, world)?.entry;
  return id === undefined ? undefined : world.timeline.lineOf(id)?.seq;
}

function rowOf({ text, isOpen }: ReviewRow): Row {
  return [piece(isOpen === true ? '! ' : '  ', 'warn'), piece(text, isOpen === true ? 'warn' : 'plain')];
}

function detailRows(row: ReviewRow, world: World, columns: number): Row[] {
  const place = placeOf({ id: row.id, text: '', row: [] }, world);
  const whole = place === undefined ? undefined : world.timeline.whole(place);
  return [
    ...flowed(row.text, columns, 'strong'),
    ...(row.command === undefined ? [] : flowed(`In words: ${row.command}`, columns, 'faint')),
    ...(whole === undefined ? [] : [blank, ...entryRows(whole.told, columns)]),
  ];
}

/** The words in capitals are what is asked for. */
function answer(command: string | undefined, screen: Screen, world: World): Pressed {
  if (command === undefined) return only(screen);
  const parts = command.split(' ');
  if (/^[A-Z]+$/.test(parts.at(-1) ?? '')) return beginWords(screen, parts.slice(0, -1), world);
  return only(typeWords(screen, command.replace(/[A-Z]+$/, '')));
}

function askFile(screen: Screen, { incident }: World): Screen {
  const offered = `review-${incident.alias}.md`;
  return {
    ...screen,
    over: {
      over: 'line',
      asks: { for: 'save', what: 'review' },
      prompt: 'Export the review to which file?',
      hint: 'Enter: written as Markdown, for your eyes alone. Esc: back.',
      line: lineOf(screen.drafts['save review'] ?? offered),
      offered,
    },
  };
}
