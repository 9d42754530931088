import type { Layout, List, Place } from './layout.ts';
import { holds } from './layout.ts';
import type { On } from './policy.ts';

/** Jumps that a list takes: to any step in it. A step inside a track is reached by the parallel around it, which starts that track alone. */
export function jumps(layout: Layout, list: List): On {
  const on: Record<string, unknown> = {};
  for (const place of layout.places.slice(list.first, list.end)) {
    const to = place.planned.id;
    const parallel = outermostParallel(list, place);
    on[`to ${to}`] = { target: parallel === undefined ? entrance(place) : `#${parallel.planned.id}.active`, actions: { type: 'arrive', params: { list: list.id, to } } };
    if ('options' in place.planned.step) on[`again ${to}`] = { target: parallel === undefined ? `#${to}` : `#${parallel.planned.id}.active` };
  }
  return on as On;
}

/** The ways by which a new cursor enters a list: at its beginning, or at a step that somebody jumped to. */
export function beginWay(list: List): Record<string, { target: string }> {
  return { [`begin ${list.id}`]: { target: `#${list.id}` } };
}

export function waysInto(list: List): Record<string, { target: string }> {
  const on: Record<string, { target: string }> = {};
  const visit = (place: Place): void => {
    const parallel = outermostParallel(list, place);
    on[`to ${place.planned.id}`] = { target: parallel === undefined ? entrance(place) : `#${parallel.planned.id}.active` };
    for (const inner of place.lists) inner.places.forEach(visit);
  };
  list.places.forEach(visit);
  return on;
}

/** Where one comes in who was sent there by a person: past the gate. */
function entrance({ planned, lists }: Place): string {
  const content = lists[0]?.id;
  return content !== undefined && (planned.verb === 'repeat' || planned.verb === 'follow') ? `#${content}` : `#${planned.id}.active`;
}

/** The outermost parallel between a list and a step in one of its tracks. */
function outermostParallel(list: List, place: Place): Place | undefined {
  let found: Place | undefined;
  for (let at: Place | undefined = place; at !== undefined && at.list !== list && holds(list, at); at = at.list.owner) if (at.list.kind === 'track') found = at.list.owner;
  return found;
}
