import type { StaffInject, ObjectiveRow, PhaseRow } from '../../guide/index.ts';
import type { World } from '../state.ts';
import type { Item } from './page.ts';

/** The inject that is marked, if it is one. */
export function injectOf(item: Item | undefined, { guide }: World): StaffInject | undefined {
  return guide.drill?.staff?.injects.find(({ id }) => item?.id === `inject ${id}`);
}

/** The objective that is marked, if it is one. */
export function objectiveOf(item: Item | undefined, { guide }: World): ObjectiveRow | undefined {
  return guide.drill?.staff?.objectives.find(({ id }) => item?.id === `objective ${id}`);
}

/** The phase that is marked, if it is one. */
export function phaseOf(item: Item | undefined, { guide }: World): PhaseRow | undefined {
  return guide.drill?.staff?.phases.find(({ id }) => item?.id === `phase ${id}`);
}
