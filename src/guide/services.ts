import type { Incident, RoleState, ServiceState } from '../incident/index.ts';
import { addDuration, durationMs, millis, parseDuration } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { Guide, ServiceRow } from './model.ts';

/** The services: lost ones first, then suspect ones. */
export function serviceRows(incident: Incident): ServiceRow[] {
  const order = { lost: 0, suspect: 1, up: 2 };
  return Object.values(incident.services)
    .map((service) => serviceRow(incident, service))
    .sort((a, b) => order[a.state] - order[b.state]);
}

function serviceRow(incident: Incident, { id, service, state, lostAt, because }: ServiceState): ServiceRow {
  const since = state === 'lost' ? lostAt : undefined;
  const rtoDue = deadline(incident, since, service.rto);
  const mtpdDue = deadline(incident, since, service.mtpd);
  return {
    id,
    title: service.title,
    state,
    ...(since === undefined ? {} : { lostAt: since }),
    ...(rtoDue === undefined ? {} : { rtoDue }),
    ...(mtpdDue === undefined ? {} : { mtpdDue }),
    ...(service.fallback === undefined ? {} : { fallback: service.fallback }),
    ...(because === undefined ? {} : { because }),
  };
}

/** Semantics 21: RTO and MTPD count from the `at` of the loss. */
function deadline(incident: Incident, from: Instant | undefined, within: string | undefined): Instant | undefined {
  const duration = within === undefined ? undefined : parseDuration(within);
  if (from === undefined || duration === undefined) return undefined;
  return addDuration(from, duration, { timeZone: incident.timezone, holidays: incident.holidays });
}

/** Who holds what. */
export function roleRows(incident: Incident, now: Instant): Guide['roles'] {
  return Object.values(incident.roles).map((role) => ({
    id: role.id,
    title: role.role.title,
    ...(role.holder === undefined ? {} : { holder: role.holder }),
    acknowledged: role.acknowledgedAt !== undefined,
    overdue: isUnansweredTooLong(role, now),
  }));
}

/** The person who holds a role, where somebody does. */
export function roleHolder(incident: Incident, role: string): string | undefined {
  return incident.roles[role]?.holder;
}

function isUnansweredTooLong(role: RoleState, now: Instant): boolean {
  if (role.holder === undefined || role.acknowledgedAt !== undefined || role.assignedAt === undefined) return false;
  const within = role.role['ack-within'] === undefined ? undefined : durationMs(role.role['ack-within']);
  return within !== undefined && millis(now) - millis(role.assignedAt) > within;
}
