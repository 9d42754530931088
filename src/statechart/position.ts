import type { StateValue } from 'xstate';
import { outward } from './layout.ts';
import type { Layout, List, Place } from './layout.ts';

/** Where a cursor stands. */
export interface Standing {
  /** The steps on its way, outermost first. */
  readonly standing: readonly Place[];
  /** The innermost state: `gate`, `active`, `here`, `pause`, `leave`, `:end`. */
  readonly phase: string;
  /** The list that a cursor there walks; none before the run has begun. */
  readonly lane: List | undefined;
}

/** Reads a state value: the steps on the way, the innermost state, and the list that a cursor there walks. */
export function standingIn(layout: Layout, value: StateValue): Standing {
  const standing: Place[] = [];
  let lane: List | undefined;
  let phase = '';
  for (const key of keysOf(value)) {
    const index = layout.plan.get(key)?.index;
    const place = index === undefined ? undefined : layout.places[index];
    if (place !== undefined) standing.push(place);
    lane = layout.lists.get(key)?.lane ?? lane;
    phase = key;
  }
  return { standing, phase, lane };
}

/**
 * Where a cursor can be put: at the gate of a step that waits for another, at work at it, at a parallel whose tracks it waits for, in the
 * pause of a repeat, at the end of a list.
 */
export type Spot =
  | { readonly list: List; readonly place: Place; readonly phase: 'gate' | 'active' | 'here' | 'pause' }
  | { readonly list: List; readonly place?: undefined; readonly phase: ':end' };

/** As {@link standingIn}, of a cursor that is put there. */
export function standingAt({ list, place, phase }: Spot): Standing {
  return { standing: [...stepsAround({ list, place })].toReversed(), phase, lane: list.lane };
}

/** The state value of that cursor: its whole way from the root. */
export function valueAt({ list, place, phase }: Spot): StateValue {
  let value: StateValue = place === undefined ? { [list.id]: phase } : phase === 'here' ? { active: phase } : phase;
  if (place === undefined && list.kind === 'track') value = { active: value };
  for (const { planned, list: around } of stepsAround({ list, place })) {
    value = { [around.id]: { [planned.id]: value } };
    if (around.kind === 'track') value = { active: value };
  }
  return value;
}

const stepsAround = ({ list, place = list.owner }: Pick<Spot, 'list' | 'place'>): Iterable<Place> =>
  place === undefined ? [] : outward(place);

/** The states on the way of a cursor, outermost first: it has no parallel ones. */
function* keysOf(value: StateValue): Generator<string> {
  let at: StateValue | undefined = value;
  while (typeof at === 'object') {
    const key: string | undefined = Object.keys(at)[0];
    if (key === undefined) return;
    yield key;
    at = at[key];
  }
  if (at !== undefined) yield at;
}
