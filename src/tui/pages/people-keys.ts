import { ringList } from '../../guide/index.ts';
import { beginWords, only } from '../press/doing.ts';
import { say } from '../state.ts';
import type { Choice, Pressed, Screen, World } from '../state.ts';
import type { Item, PageKey } from './page.ts';
import { personOf, roleOf, taskOf } from './people-items.ts';

/** The keys of the people page. */
export const peopleKeys: readonly PageKey[] = [
  {
    keys: ['a'],
    shown: 'a',
    label: 'assign',
    help: 'Give the marked role to somebody; whoever is known is offered',
    off: noRole,
    press: (item, screen, world) => beginWords(screen, ['assign', item?.id ?? ''], world),
  },
  {
    keys: ['y'],
    shown: 'y',
    label: 'said yes',
    help: 'The holder has said yes to the role, to me or by themselves',
    off: whyNoYes,
    press: yes,
  },
  called('r', 'reached', 'reached', 'The number marked NEXT was rung: somebody answered'),
  called('m', 'voicemail', 'voicemail', 'The number marked NEXT was rung: a message was left'),
  called('s', 'no-answer', 'no answer', 'The number marked NEXT was rung: nobody answered'),
  called('x', 'refused', 'refused', 'The number marked NEXT was rung: they cannot or will not'),
  {
    keys: ['t'],
    shown: 't',
    label: 'take',
    help: 'I take the marked role; a task: it is taken',
    off: whyNotTake,
    press: take,
  },
  {
    keys: ['T'],
    shown: 'T',
    label: 'give a task',
    help: 'Give a task: asks who, what, and in how long',
    press: (item, screen, world) => {
      const person = personOf(item, world)?.name ?? roleOf(item, world)?.holder;
      return beginWords(screen, person === undefined ? ['ask'] : ['ask', person], world);
    },
  },
  {
    keys: ['enter', 'd'],
    shown: 'd Enter',
    label: 'task done',
    help: 'The marked task is done',
    off: (item, world) => {
      const task = taskOf(item, world);
      if (task === undefined)
        return 'That finishes a task: mark one. For a role: a gives it, t takes it, y: they said yes.';
      return task.state === 'done' ? 'This task is done already.' : undefined;
    },
    press: (item, screen, world) => beginWords(screen, ['gave', taskOf(item, world)?.id ?? ''], world),
  },
  {
    keys: ['i'],
    shown: 'i',
    label: 'who am I',
    help: 'Say who sits at this console: the record then has the right name',
    press: (_, screen, world) => beginWords(screen, ['iam'], world),
  },
];

function noRole(item: Item | undefined, world: World): string | undefined {
  return roleOf(item, world) === undefined ? 'Mark a role first: this key is about a role.' : undefined;
}

/** How the call to the number in turn ended. */
function called(key: string, result: string, label: string, help: string): PageKey {
  return {
    keys: [key],
    shown: key,
    label,
    help,
    off: (item, world) => {
      const role = roleOf(item, world);
      if (role === undefined) return noRole(item, world);
      return role.acknowledged
        ? `${role.holder ?? 'Somebody'} has taken this role: nobody has to be rung. A call all the same: : and call ${role.id} ${result}`
        : undefined;
    },
    press: (item, screen, world) => {
      const role = roleOf(item, world);
      if (role === undefined) return only(screen);
      const next = ringList(role, world.contactOf).find((rung) => rung.next);
      return beginWords(screen, ['call', role.id, result, ...(next === undefined ? [] : [next.contact])], world);
    },
  };
}

function whyNoYes(item: Item | undefined, world: World): string | undefined {
  const role = roleOf(item, world);
  if (role === undefined) return noRole(item, world);
  if (role.holder === undefined) return 'Nobody holds this role yet: a gives it, t takes it.';
  return role.acknowledged ? `${role.holder} has said yes already.` : undefined;
}

/** Said on the telephone to whoever sits here, or by the holder: the record has both names. */
function yes(item: Item | undefined, screen: Screen, world: World): Pressed {
  const role = roleOf(item, world);
  const by = role?.holder === world.guide.me.name ? [] : [`--by=${role?.holder ?? ''}`];
  return beginWords(screen, ['ack', role?.id ?? '', ...by], world);
}

function whyNotTake(item: Item | undefined, world: World): string | undefined {
  const task = taskOf(item, world);
  if (task !== undefined) return task.state === 'given' ? undefined : `This task is ${task.state} already.`;
  const role = roleOf(item, world);
  if (role === undefined) return 'Mark a role or a task first: this key takes it.';
  return role.acknowledged && role.holder === world.guide.me.name ? `You are ${role.title} already.` : undefined;
}

function take(item: Item | undefined, screen: Screen, world: World): Pressed {
  const me = world.guide.me.name;
  const task = taskOf(item, world);
  if (task !== undefined) {
    if (task.to === me) return beginWords(screen, ['took', task.id], world);
    return ask(screen, `Who takes it? ${task.words}`, [
      { label: `${task.to}, as they said`, words: ['took', task.id, `--by=${task.to}`] },
      { label: `${me} (you)`, words: ['took', task.id] },
    ]);
  }
  const role = roleOf(item, world);
  if (role === undefined) return only(say(screen, 'Mark a role or a task first.'));
  if (role.holder === undefined || role.holder === me) return beginWords(screen, ['ack', role.id], world);
  return ask(screen, `${role.holder} is ${role.title}.`, [{ label: `I take it over`, words: ['assign', role.id, me] }]);
}

function ask(screen: Screen, prompt: string, choices: readonly Choice[]): Pressed {
  return only({ ...screen, over: { over: 'pick', prompt, choices, typed: '', at: 0 } });
}
