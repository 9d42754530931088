import { wantedText } from '../../guide/index.ts';
import type { Labelled } from '../../guide/index.ts';
import type { Whole } from '../../session/index.ts';
import { pad } from '../../text/index.ts';
import { flowed, hanging } from '../rows/detail-rows.ts';
import { logRow } from '../rows/log-rows.ts';
import { blank, piece } from '../rows/rows.ts';
import type { Row } from '../rows/rows.ts';
import type { World } from '../state.ts';
import type { Item, Items, Page } from './page.ts';
import type { PageState } from './page-state.ts';
import { timelineKeys } from './timeline-keys.ts';

/** Every entry, the newest last: who, when, what; and of the marked one all that the record holds. */
export const timelinePage: Page = {
  title: ({ timeline }, state) => titleOf(state, timeline),
  none: 'There are no entries yet.',
  isNewestLast: true,
  items: itemsOf,
  detail: (item, { timeline }, columns) => {
    const whole = timeline.whole(Number(item.id));
    return whole === undefined ? [] : wholeRows(whole, columns);
  },
  keys: timelineKeys,
};

function titleOf(state: PageState, timeline: World['timeline']): string {
  const { count } = timeline;
  if (isWhole(state)) return `Timeline (${count})`;
  const filter = wantedText(state.filter ?? {});
  return `Timeline: ${wantedPlaces(state, timeline).length} of ${count}${filter === '' ? '' : `, ${filter}`}`;
}

/** An item is called by its place, which never changes: what came in stays where it came in. */
function itemsOf(world: World, state: PageState): Items {
  const { timeline } = world;
  if (isWhole(state))
    return {
      length: timeline.count,
      at: (index) => itemAt(index + 1, world),
      placeOf: (id) => (Number(id) <= timeline.count ? Number(id) - 1 : -1),
    };
  const places = wantedPlaces(state, timeline);
  return {
    length: places.length,
    at: (index) => itemAt(places[index], world),
    placeOf: (id) => places.indexOf(Number(id)),
  };
}

function isWhole({ search, filter }: PageState): boolean {
  return filter === undefined && search.trim() === '';
}

function wantedPlaces({ search, filter }: PageState, timeline: World['timeline']): readonly number[] {
  return timeline.find({ ...filter, words: search });
}

function itemAt(place: number | undefined, { timeline, guide }: World): Item | undefined {
  const line = place === undefined ? undefined : timeline.line(place);
  return line === undefined ? undefined : { id: String(place), row: logRow(line, guide), text: line.text };
}

function wholeRows({ line, told }: Whole, columns: number): Row[] {
  return [...flowed(`#${line.seq} ${line.text}`, columns, 'strong'), blank, ...entryRows(told, columns)];
}

const LABEL = 16;

/** All that is to be said of an entry. */
export function entryRows(told: Whole['told'], columns: number): Row[] {
  return told.flatMap((each, index) => toldRows(each, told[index - 1], columns));
}

/** A label is said once; what is longer than a line goes on under its beginning. */
function toldRows({ label, text }: Labelled, before: Labelled | undefined, columns: number): Row[] {
  return hanging([piece(pad(before?.label === label ? '' : label, LABEL), 'faint')], text, columns);
}
