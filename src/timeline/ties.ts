import type { Instant } from '../time/index.ts';
import type { Entry, EntryType, StoodDown } from '../entry/index.ts';
import type { Timeline } from './model.ts';

/** How an incident stands and what it has to do with others, as its entries alone say it. */
export interface Ties {
  readonly stoodDown?: StoodDown;
  /** Of a drill: its exercise has ended. */
  readonly playedOut?: true;
  readonly links: readonly { readonly incident: string; readonly as?: string; readonly at: Instant }[];
}

const telling: readonly EntryType[] = [
  'incident.linked',
  'incident.merged',
  'incident.stood-down',
  'incident.reopened',
  'exercise.ended',
];

/** The ties of an incident, for a list: nothing is folded for it. */
export function tiesOf(timeline: Pick<Timeline, 'entries'>, incident: string): Ties {
  const links = new Map<string, Ties['links'][number]>();
  let stoodDown: Ties['stoodDown'];
  let playedOut = false;
  for (const entry of timeline.entries(incident, { types: telling })) {
    if (entry.type === 'incident.linked') links.set(entry.data.to, linkOf(entry));
    else if (entry.type === 'exercise.ended') playedOut = true;
    else if (entry.type === 'incident.merged') stoodDown = { as: 'merged', of: entry.data.into };
    else stoodDown = entry.type === 'incident.stood-down' ? entry.data : undefined;
  }
  return { links: [...links.values()], ...(stoodDown && { stoodDown }), ...(playedOut && { playedOut }) };
}

function linkOf({ data, words, at }: Entry<'incident.linked'>): Ties['links'][number] {
  const as = data.as ?? words;
  return { incident: data.to, at, ...(as !== undefined && { as }) };
}
