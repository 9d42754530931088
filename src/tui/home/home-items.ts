import { sectionsOf } from '../../home/index.ts';
import type { HomeItem } from '../../home/index.ts';
import type { HomeState, HomeWorld } from './home-state.ts';

/** The items of all sections, in order, and the place of the marked one. */
export function itemsOf(
  world: HomeWorld,
  state: HomeState,
): { readonly items: readonly HomeItem[]; readonly at: number } {
  const items = sectionsOf(world, state.typed).flatMap((section) => section.items);
  return {
    items,
    at: Math.max(
      0,
      items.findIndex(({ id }) => id === state.marked),
    ),
  };
}
