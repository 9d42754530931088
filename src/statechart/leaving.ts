import type { Layout, List, Place } from './layout.ts';
import { outward } from './layout.ts';
import { failureTarget } from './on-failure.ts';
import type { Way } from './policy.ts';

/** The ways out of a step, the first that holds: steps added to it, the end, a `go-to`, the next of the list. */
export function leaving(layout: Layout, place: Place): Way[] {
  const step = place.planned.id;
  const params = { step };
  const next = place.list.places[place.position + 1];
  return [
    { guard: { type: 'addedWaits', params }, actions: { type: 'openAdded', params } },
    ...(place.planned.verb === 'end' ? [{ guard: { type: 'endConfirmed', params }, target: 'closing' } as const] : []),
    ...goTos(layout, place),
    {
      guard: { type: 'nothingAdded', params },
      target: next === undefined ? `#${place.list.id}:end` : `#${next.planned.id}`,
      actions: { type: 'markLeft', params },
    },
  ];
}

function goTos(layout: Layout, place: Place): Way[] {
  const { id: step, step: written, prefix } = place.planned;
  const find = (target: string | undefined): Place | undefined =>
    target === undefined ? undefined : layout.places[layout.plan.get(prefix + target)?.index ?? -1];
  const ways: Way[] = [];
  const take = (
    to: Place | undefined,
    guard: (params: { step: string; to: string }) => NonNullable<Extract<Way, { guard?: unknown }>['guard']>,
  ): void => {
    if (to === undefined) return;
    const params = { step, to: to.planned.id };
    ways.push({ guard: guard(params), target: `#${to.planned.id}`, actions: { type: 'goTo', params } });
  };
  take(find(failureTarget(written)), (params) => ({ type: 'fails', params }));
  if ('options' in written) {
    for (const [option, { 'go-to': target }] of Object.entries(written.options))
      take(find(target), (params) => ({ type: 'goesByOption', params: { ...params, option } }));
  }
  const to = find(written['go-to']);
  take(to, (params) => ({ type: 'goes', params }));
  const track = to === undefined ? undefined : trackLeft(place, to);
  // Its parallel has gone on without it: there is nothing left that it could lead the flow away from, so the track ends.
  if (to !== undefined && track !== undefined)
    ways.push({
      guard: { type: 'goesFromBeside', params: { step, to: to.planned.id } },
      target: `#${track.id}:end`,
      actions: { type: 'markLeft', params: { step } },
    });
  return ways;
}

/** The innermost track that a `go-to` leads out of. */
function trackLeft(place: Place, to: Place): List | undefined {
  for (const { list } of outward(place)) {
    if (list === to.list) return undefined;
    if (list.kind === 'track') return list;
  }
  return undefined;
}
