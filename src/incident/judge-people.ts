import type { Refusal } from '../statechart/index.ts';
import type { Incident } from './model.ts';
import { alreadySo, noSuch } from './refusals.ts';
import { own } from './own.ts';
import { isId } from './work.ts';

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
export function judgeAcceptance(incident: Incident, by: string, from: string | undefined): Refusal | undefined {
  const given = from === undefined ? Object.values(incident.handovers)[0] : own(incident.handovers, from);
  if (given === undefined)
    return {
      code: 'nothing-awaiting',
      message: 'No handover waits to be accepted.',
      hint: 'Whoever leaves says: handover.',
    };
  if (given.from === by)
    return {
      code: 'same-person',
      message: `${by} gave this handover and cannot accept it.`,
      hint: 'Whoever takes over accepts it; undo takes it back.',
      entry: given.entry,
    };
  return undefined;
}

/** Operational periods are counted upwards; of the running one more may be said. */
export function judgePeriod(incident: Incident, number: number): Refusal | undefined {
  const running = incident.period?.number ?? 0;
  if (!Number.isInteger(number) || number < 1)
    return { code: 'wrong-type', message: `${number} is no period.`, hint: 'They are counted from 1.' };
  return number < running
    ? { code: 'wrong-state', message: `Period ${running} is running: they are counted upwards.`, hint: 'period' }
    : undefined;
}

/** Only a role that somebody holds waits to be acknowledged. */
export function judgeAcknowledgeTimer(incident: Incident, role: string): Refusal | undefined {
  const found = own(incident.roles, role);
  return found?.holder !== undefined && found.acknowledgedAt === undefined
    ? undefined
    : { code: 'wrong-state', message: `The role "${role}" waits for no acknowledgement.` };
}
