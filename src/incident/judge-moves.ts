import { type IncidentState, standDownText, type StoodDown } from '../entry/index.ts';
import type { Refusal } from '../statechart/index.ts';
import type { Incident } from './model.ts';
import { alreadySo } from './refusals.ts';
import { own } from './own.ts';

/** From which states a person may move the incident to another; everything else about it is only ever recorded. */
const moves: Readonly<Record<string, readonly IncidentState[]>> = {
  'incident.stabilised': ['open'],
  'incident.resolved': ['open', 'stabilised'],
  'incident.closed': ['open', 'stabilised', 'resolved', 'stood-down'],
  'incident.reopened': ['stabilised', 'resolved', 'closed', 'stood-down'],
  'incident.stood-down': ['open', 'stabilised', 'resolved', 'closed'],
  // What is closed is read by others as it stands: it is opened again first.
  'incident.merged': ['open', 'stabilised', 'resolved'],
};
const nowCalled: Readonly<Record<string, IncidentState>> = {
  'incident.stabilised': 'stabilised',
  'incident.resolved': 'resolved',
  'incident.closed': 'closed',
  'incident.reopened': 'open',
  'incident.stood-down': 'stood-down',
};

/** Whether the incident may be moved to another state from the one that it is in. */
export function judgeMove(incident: Incident, type: string): Refusal | undefined {
  if (moves[type]?.includes(incident.state) === true) return undefined;
  if (nowCalled[type] === incident.state) return alreadySo(`The incident is ${incident.state} already.`);
  return {
    code: 'wrong-state',
    message: `The incident is ${incident.state}.`,
    hint: 'Reopen it first: reopen-incident.',
  };
}

/** Whether it may be stood down as that; said the same way a second time it is so already. */
export function judgeStandDown(incident: Incident, type: string, asked: StoodDown): Refusal | undefined {
  const { alias, stoodDown } = incident;
  if (asked.of === alias) return itself(asked.as === 'merged' ? 'merged into' : 'a duplicate of', alias);
  if (stoodDown === undefined) return judgeMove(incident, type);
  if (stoodDown.as === asked.as && stoodDown.of === asked.of)
    return alreadySo(`${alias} is ${standDownText(asked)} already.`);
  return {
    code: 'wrong-state',
    message: `${alias} is ${standDownText(stoodDown)}.`,
    hint: 'If that was wrong, reopen it first: reopen-incident.',
  };
}

/** A link is said once; in other words it is another. */
export function judgeLink({ alias, links }: Incident, to: string, as: string | undefined): Refusal | undefined {
  if (to === alias) return itself('linked to', alias);
  const link = own(links, to);
  return link === undefined || link.as !== as
    ? undefined
    : alreadySo(`${alias} is linked to ${to} already${as === undefined ? '' : ` (${as})`}.`);
}

function itself(what: string, alias: string): Refusal {
  return {
    code: 'wrong-type',
    message: `${alias} cannot be ${what} itself. Nothing was recorded.`,
    hint: 'Name the other one.',
  };
}
