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

/** As {@link standingIn}, of a cursor that is at work at a step; at a parallel it waits there for the tracks. */
export function standingAt(place: Place): Standing {
  return {
    standing: [...outward(place)].toReversed(),
    phase: place.planned.verb === 'parallel' ? 'here' : 'active',
    lane: place.list.lane,
  };
}

/** The state value of that cursor: its whole way from the root. */
export function valueAt(place: Place): StateValue {
  let value: StateValue = place.planned.verb === 'parallel' ? { active: 'here' } : 'active';
  for (const { planned, list } of outward(place)) {
    value = { [list.id]: { [planned.id]: value } };
    if (list.kind === 'track') value = { active: value };
  }
  return value;
}

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
