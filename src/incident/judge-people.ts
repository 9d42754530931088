import type { Refusal } from '../statechart/index.ts';
import type { Incident } from './model.ts';
import { alreadySo, noSuch } from './refusals.ts';
import { isId, own } from './work.ts';

/** Before any runbook declares roles, people may still say who leads. */
export function judgeRole(incident: Incident, role: string): Refusal | undefined {
  if (own(incident.roles, role) !== undefined) return undefined;
  const declared = declaredRoles(incident);
  if (declared.length > 0) return noSuch('role', role, declared);
  return isId(role)
    ? undefined
    : {
        code: 'wrong-type',
        message: `"${role}" cannot be a role.`,
        hint: 'Roles are words with hyphens: safety-officer.',
      };
}

/** The roles that a followed runbook declares. */
function declaredRoles(incident: Incident): string[] {
  return incident.runs.length === 0 ? [] : Object.keys(incident.roles);
}

/** Who acknowledges or gives back a role holds it. */
export function judgeHolder(incident: Incident, role: string, person: string): Refusal | undefined {
  const found = own(incident.roles, role);
  if (found === undefined) return noSuch('role', role, Object.keys(incident.roles));
  if (found.holder === person) return undefined;
  return {
    code: 'wrong-state',
    message:
      found.holder === undefined
        ? `Nobody holds the role "${role}".`
        : `The role "${role}" is held by ${found.holder}, not by ${person}.`,
    hint: `assign ${role} ${person}`,
  };
}

/** A task is taken once and done once. */
export function judgeTask(incident: Incident, task: string, type: 'task.taken' | 'task.done'): Refusal | undefined {
  const found = own(incident.tasks, task);
  if (found === undefined) return noSuch('task', task, Object.keys(incident.tasks));
  if (found.doneAt !== undefined) return alreadySo(`The task "${task}" is done already.`);
  return type === 'task.taken' && found.takenAt !== undefined
    ? alreadySo(`The task "${task}" is taken already.`)
    : undefined;
}

/** A handover is accepted by another than who gave it. */
export function judgeAcceptance(incident: Incident, by: string): Refusal | undefined {
  const given = incident.handover;
  if (given === undefined)
    return {
      code: 'nothing-awaiting',
      message: 'No handover waits to be accepted.',
      hint: 'Whoever leaves says: handover.',
    };
  if (given.from === by)
    return { code: 'same-person', message: `${by} gave this handover and cannot accept it.`, entry: given.entry };
  if (given.to !== undefined && given.to !== by)
    return {
      code: 'wrong-state',
      message: `This handover was given to ${given.to}.`,
      hint: `Say who accepts: --by ${given.to}`,
      entry: given.entry,
    };
  return undefined;
}

/** Only a role that somebody holds waits to be acknowledged. */
export function judgeAcknowledgeTimer(incident: Incident, role: string): Refusal | undefined {
  const found = own(incident.roles, role);
  return found?.holder !== undefined && found.acknowledgedAt === undefined
    ? undefined
    : { code: 'wrong-state', message: `The role "${role}" waits for no acknowledgement.` };
}
