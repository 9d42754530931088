import { heldText, personStory, personText, ringText, roleStory, taskStateText, taskStory } from '../../guide/index.ts';
import type { PersonRow, RoleRow, TaskRow } from '../../guide/index.ts';
import { pad, plural, width } from '../../text/index.ts';
import { piece } from '../rows/rows.ts';
import type { Row, Tone } from '../rows/rows.ts';
import type { World } from '../state.ts';
import { toldRows } from '../rows/told-rows.ts';
import type { Item, Page } from './page.ts';
import { peopleKeys } from './people-keys.ts';
import { everybody, personOf, roleOf, taskOf } from './people-items.ts';

/** Who does what: the roles with whom to ring for them, what was asked of whom, who is here. */
export const peoplePage: Page = {
  title: ({ guide }) => {
    const free = guide.roles.filter((role) => role.holder === undefined).length;
    const open = guide.tasks.filter((task) => task.state !== 'done').length;
    return `People (${free} of ${guide.roles.length} roles free, ${plural(open, 'task')} open)`;
  },
  none: 'Nobody is here yet. : and then assign lead NAME',
  items: (world) => [...roleItems(world), ...taskItems(world), ...personItems(world)],
  detail: (item, world, columns) => {
    const { guide, contactOf } = world;
    const role = roleOf(item, world);
    if (role !== undefined) return toldRows(roleStory(role, guide, contactOf), columns);
    const task = taskOf(item, world);
    if (task !== undefined) return toldRows(taskStory(task, guide), columns);
    const person = personOf(item, world);
    return person === undefined ? [] : toldRows(personStory(person, guide, world.hereNow), columns);
  },
  keys: peopleKeys,
};

/** The first column is as wide as it needs to be, and leaves the second its room. */
function nameColumn(names: readonly string[], { layout }: World): number {
  return Math.min(Math.floor(layout.columns * 0.3), 30, Math.max(0, ...names.map((name) => width(name))));
}

function inColumns(name: string, columns: number, text: string, tone: Tone): Row {
  return [piece(`${pad(name, columns)} `, tone === 'bad' ? 'bad' : 'plain'), piece(text, tone)];
}

function under(heading: string, items: readonly Item[]): Item[] {
  return items.map((item, index) => (index === 0 ? { ...item, heading } : item));
}

function roleItems(world: World): Item[] {
  const { roles } = world.guide;
  const columns = nameColumn(
    roles.map(({ title }) => title),
    world,
  );
  return under(
    'Roles',
    roles.map((role) => {
      const ring = ringText(role, world.guide);
      const text = `${heldText(role, world.guide)}${ring === '' ? '' : `; ${ring}`}`;
      return {
        id: role.id,
        text: `${role.title} ${role.id} ${text} ${role.duty ?? ''}`,
        row: inColumns(role.title, columns, text, roleTone(role)),
      };
    }),
  );
}

function roleTone({ overdue, acknowledged }: RoleRow): Tone {
  return overdue ? 'bad' : acknowledged ? 'good' : 'warn';
}

function taskItems(world: World): Item[] {
  const { tasks } = world.guide;
  const columns = nameColumn(
    tasks.map(({ to }) => to),
    world,
  );
  return under(
    'Tasks',
    tasks.map((task) => {
      const state = taskStateText(task, world.guide);
      return {
        id: `task ${task.id}`,
        text: `${task.to} ${task.words} ${state}`,
        // How it stands comes before the words: those may be long.
        row: inColumns(task.to, columns, `${state}: ${task.words}`, taskTone(task)),
      };
    }),
  );
}

function taskTone({ overdue, state }: TaskRow): Tone {
  return overdue ? 'bad' : state === 'done' ? 'faint' : state === 'taken' ? 'good' : 'warn';
}

function personItems(world: World): Item[] {
  const people = everybody(world);
  const columns = nameColumn(people.map(shownName(world)), world);
  return under(
    'Who is here, and how long on shift',
    people.map((person) => {
      const text = personText(person, world.guide, world.hereNow);
      return {
        id: `person ${person.name}`,
        text: `${person.name} ${text}`,
        row: inColumns(
          shownName(world)(person),
          columns,
          text,
          person.isTooLong ? 'bad' : person.last === undefined ? 'faint' : 'plain',
        ),
      };
    }),
  );
}

const shownName =
  ({ guide }: World) =>
  ({ name }: PersonRow): string =>
    name === guide.me.name ? `${name} (you)` : name;
