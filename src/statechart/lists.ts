import type { Layout, List, Place } from './layout.ts';
import { holds } from './layout.ts';
import type { On, StateConfig, States } from './policy.ts';
import { stepState } from './steps.ts';

/** A list of steps as a state: its steps one after the other, then `:end`. */
export function listState(layout: Layout, list: List): StateConfig {
  const states: States = {};
  for (const place of list.places) states[place.planned.id] = stepState(layout, place);
  states[':end'] = endState(list);
  return { id: list.id, initial: list.places[0]?.planned.id ?? ':end', states, on: jumps(layout, list), ...whileInside(list) };
}

/** What stands at the end of a list: the way on, or rest. */
function endState(list: List): StateConfig {
  const params = { list: list.id };
  const id = `${list.id}:end`;
  const owner = list.owner?.planned.id ?? '';
  switch (list.kind) {
    case 'root':
      return { id, entry: ['endRun', { type: 'closeRunbook', params }], exit: 'goOn' };
    case 'track':
    case 'afterwards':
      return { id, entry: { type: 'endLane', params }, exit: { type: 'enterLaneAgain', params } };
    case 'followed':
      return { id, entry: { type: 'closeRunbook', params }, always: { target: `#${owner}.leave`, actions: { type: 'finish', params: { step: owner } } } };
    case 'round':
      return { id, always: { target: `#${owner}.pause` } };
    case 'option':
    default:
      return { id, always: { target: `#${owner}.leave` } };
  }
}

/** A round and a followed runbook begin when they are entered, and are left when a person settles the whole of it. */
function whileInside(list: List): Pick<StateConfig, 'entry' | 'always'> {
  if (list.kind !== 'round' && list.kind !== 'followed') return {};
  const params = { step: list.owner?.planned.id ?? '' };
  return {
    entry: { type: list.kind === 'round' ? 'beginRound' : 'begin', params },
    always: { guard: { type: 'settled', params }, target: `#${params.step}.leave`, actions: { type: 'abandon', params } },
  };
}

/** Jumps that a list takes: to any step in it. A step inside a track is reached by the parallel around it, which starts that track alone. */
function jumps(layout: Layout, list: List): On {
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
