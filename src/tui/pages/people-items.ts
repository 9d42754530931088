import { withHere } from '../../guide/index.ts';
import type { PersonRow, RoleRow, TaskRow } from '../../guide/index.ts';
import type { World } from '../state.ts';
import type { Item } from './page.ts';

/** The role that an item of the people page is; its id is the role's. */
export function roleOf(item: Item | undefined, { guide }: World): RoleRow | undefined {
  return guide.roles.find(({ id }) => id === item?.id);
}

/** The task that an item is. */
export function taskOf(item: Item | undefined, { guide }: World): TaskRow | undefined {
  return guide.tasks.find(({ id }) => `task ${id}` === item?.id);
}

/** The person that an item is. */
export function personOf(item: Item | undefined, world: World): PersonRow | undefined {
  return everybody(world).find(({ name }) => `person ${name}` === item?.id);
}

/** Whoever the record knows, and whoever only has the incident open on this machine. */
export function everybody({ guide, here }: World): readonly PersonRow[] {
  return withHere(guide.people, here());
}
