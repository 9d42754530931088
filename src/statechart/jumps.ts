import type { List, Place } from './layout.ts';
import type { On, Way } from './policy.ts';

/**
 * What leads a cursor across a list, besides the flow: `to STEP` is a jump, `again STEP` a decision taken anew. A list
 * takes those to any step in it; one inside a track is reached by the parallel around it, which starts that track alone.
 */
export function jumps(list: List): On {
  const on: Record<string, Way> = {};
  for (const { place, parallel } of inside(list)) {
    const to = place.planned.id;
    on[`to ${to}`] = {
      target: parallel ?? entrance(place),
      actions: { type: 'arrive', params: { list: list.id, to } },
    };
    if (place.planned.verb === 'decide') on[`again ${to}`] = { target: parallel ?? `#${to}` };
  }
  return on;
}

/** The ways by which new cursors enter lists: at the beginning, or where the jump leads that started them. */
export function entrances(lists: readonly List[]): On {
  const on: Record<string, Way> = {};
  for (const list of lists) {
    on[`begin ${list.id}`] = { target: `#${list.id}` };
    for (const { place, parallel } of inside(list)) {
      const to = place.planned.id;
      on[`to ${to}`] = { target: parallel ?? entrance(place) };
      if (place.planned.verb === 'decide') on[`again ${to}`] = { target: parallel ?? `#${to}` };
    }
  }
  return on;
}

/** Every step in a list, with the state to go to instead where the step stands in a track: that of the outermost parallel. */
function* inside(list: List, parallel?: string): Generator<{ place: Place; parallel: string | undefined }> {
  for (const place of list.places) {
    yield { place, parallel };
    for (const inner of place.lists)
      yield* inside(inner, parallel ?? (inner.kind === 'track' ? `#${place.planned.id}.active` : undefined));
  }
}

/** The state behind the gate of a step: where one comes in who was sent there by a person. */
function entrance({ planned, lists }: Place): string {
  const content = lists[0]?.id;
  return content !== undefined && (planned.verb === 'repeat' || planned.verb === 'follow')
    ? `#${content}`
    : `#${planned.id}.active`;
}
