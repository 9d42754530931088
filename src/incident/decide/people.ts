import { nearest } from '../../text/index.ts';
import type { Refusal } from '../../statechart/index.ts';
import type { Act, ActContext } from '../act.ts';
import type { HandoverState, Incident } from '../model.ts';
import { alreadySo } from '../refusals.ts';
import { rolesOf } from '../select.ts';
import { knownAs } from '../known-as.ts';
import type { Transaction } from '../transaction.ts';
import { own } from '../own.ts';
import { judgeHolder } from '../judge-people.ts';
import { attempt } from './attempt.ts';

type PeopleAct = Extract<
  Act,
  { act: 'assign' | 'ack' | 'release' | 'call' | 'ask' | 'take-task' | 'finish-task' | 'handover' | 'accept-handover' }
>;

/** Who holds what role, who was rung, who was asked for what, who hands over to whom. */
export function writePeople(tx: Transaction, act: PeopleAct, context: ActContext): Refusal | undefined {
  const me = context.by.name;
  const said = context.why === undefined ? {} : { words: context.why };
  switch (act.act) {
    case 'assign':
      return assign(tx, act.role, knownAs(tx.incident, act.person), me);
    case 'ack':
      return acknowledge(tx, act.role, me);
    case 'release': {
      const holder = own(tx.incident.roles, act.role)?.holder;
      return attempt(tx, 'role.released', { role: act.role, person: holder ?? me }, said);
    }
    case 'call': {
      if (act.role === undefined && act.contact === undefined)
        return { code: 'needs-words', message: 'Nobody is named who was rung.', hint: 'call ROLE' };
      const unknown =
        act.role === undefined || own(tx.incident.roles, act.role) !== undefined
          ? undefined
          : noRole(tx.incident, act.role);
      if (unknown !== undefined) return unknown;
      return attempt(
        tx,
        'call.attempted',
        {
          ...(act.role !== undefined && { role: act.role }),
          ...(act.contact !== undefined && { contact: act.contact }),
          result: act.result,
        },
        said,
      );
    }
    case 'ask':
      if (act.words.trim() === '')
        return { code: 'needs-words', message: 'Say what is asked.', hint: 'ask PERSON TEXT' };
      return attempt(
        tx,
        'task.given',
        {
          task: nextId('task', tx.incident.tasks),
          to: knownAs(tx.incident, act.person),
          ...(act.due !== undefined && { due: act.due }),
        },
        { words: act.words },
      );
    case 'take-task':
      return attempt(tx, 'task.taken', { task: act.task }, said);
    case 'finish-task':
      return attempt(tx, 'task.done', { task: act.task }, said);
    case 'handover':
      return handOver(tx, act.to === undefined ? act : { ...act, to: knownAs(tx.incident, act.to) }, me);
    case 'accept-handover':
      return accept(tx, act.from === undefined ? undefined : knownAs(tx.incident, act.from), me);
  }
}

/** `task-1`, `follow-up-2`: the next free number. */
export function nextId(word: string, taken: Readonly<Record<string, unknown>>): string {
  for (let n = Object.keys(taken).length + 1; ; n += 1)
    if (!Object.hasOwn(taken, `${word}-${n}`)) return `${word}-${n}`;
}

/** Whoever takes a role has thereby acknowledged it; whoever is given one is still to do so. */
function assign(tx: Transaction, role: string, person: string, me: string): Refusal | undefined {
  if (person.trim() === '')
    return { code: 'needs-words', message: 'Nobody is named for the role.', hint: `assign ${role} PERSON` };
  if (own(tx.incident.roles, role)?.holder === person) return alreadySo(`${person} holds the role "${role}" already.`);
  const refused = attempt(tx, 'role.assigned', { role, person });
  if (refused === undefined && person === me) tx.add('role.acknowledged', { role, person }, { causedBy: 0 });
  return refused;
}

function acknowledge(tx: Transaction, role: string, me: string): Refusal | undefined {
  const found = own(tx.incident.roles, role);
  if (found === undefined) return noRole(tx.incident, role);
  if (found.holder === undefined) return assign(tx, role, me, me);
  if (found.holder === me && found.acknowledgedAt !== undefined)
    return alreadySo(`The role "${role}" is acknowledged already.`);
  return attempt(tx, 'role.acknowledged', { role, person: me });
}

/** All roles that the person holds, or those that were named; until somebody accepts they stay where they are. */
function handOver(tx: Transaction, act: Extract<Act, { act: 'handover' }>, me: string): Refusal | undefined {
  if (act.to === me)
    return { code: 'same-person', message: 'Nobody hands over to themselves.', hint: 'handover [PERSON]' };
  for (const role of act.roles ?? []) {
    const refused = judgeHolder(tx.incident, role, me);
    if (refused !== undefined) return refused;
  }
  return attempt(
    tx,
    'handover.given',
    { ...(act.to !== undefined && { to: act.to }), roles: act.roles ?? rolesOf(tx.incident, me) },
    { words: act.brief },
  );
}

/**
 * The roles that the giver still holds go over, each with an entry of its own; what was given to somebody else meanwhile stays
 * there. Whoever accepts need not be the one it was meant for: somebody has to lead, and both names stand in the record.
 */
function accept(tx: Transaction, from: string | undefined, me: string): Refusal | undefined {
  const given = handoverFor(tx.incident, from, me);
  if ('code' in given) return given;
  const roles = given.roles.filter((role) => own(tx.incident.roles, role)?.holder === given.from);
  const refused = attempt(tx, 'handover.accepted', { from: given.from, roles });
  if (refused !== undefined) return refused;
  for (const role of roles) {
    tx.add('role.assigned', { role, person: me }, { causedBy: 0 });
    tx.add('role.acknowledged', { role, person: me }, { causedBy: 0 });
  }
  return undefined;
}

/** The handover that a person means: whose they name, else the one given to them, else the only one of another. */
function handoverFor({ handovers }: Incident, from: string | undefined, me: string): HandoverState | Refusal {
  const nothing: Refusal = {
    code: 'nothing-awaiting',
    message: 'No handover waits to be accepted.',
    hint: 'Whoever leaves says: handover.',
  };
  if (from !== undefined) return own(handovers, from) ?? noneBy(from, Object.values(handovers)) ?? nothing;
  const others = Object.values(handovers).filter((each) => each.from !== me);
  const mine = others.filter((each) => each.to === me);
  const [only, second] = mine.length > 0 ? mine : others;
  // One's own is left to the judge, who says why not.
  if (only === undefined) return own(handovers, me) ?? nothing;
  if (second === undefined) return only;
  const names = (mine.length > 0 ? mine : others).map((each) => each.from);
  return {
    code: 'needs-words',
    message: `More than one handover waits: of ${names.join(', ')}.`,
    hint: `accept-handover ${names[0] ?? 'PERSON'}`,
  };
}

/** Somebody is named who gave nothing: often it is whoever is to accept. Undefined where no handover waits at all. */
function noneBy(from: string, [first, ...more]: readonly HandoverState[]): Refusal | undefined {
  if (first === undefined) return undefined;
  return {
    code: 'nothing-awaiting',
    message: `No handover by ${from} waits to be accepted, but one by ${[first, ...more].map((each) => each.from).join(', one by ')}.`,
    hint: `accept-handover ${first.from}`,
  };
}

function noRole(incident: Incident, role: string): Refusal {
  const roles = Object.keys(incident.roles);
  const near = nearest(role, roles);
  const hint =
    near !== undefined
      ? `Did you mean "${near}"?`
      : roles.length > 0
        ? `There is: ${roles.join(', ')}.`
        : `assign ${role} PERSON`;
  return { code: 'no-such-thing', message: `There is no role "${role}" in this incident.`, hint };
}
