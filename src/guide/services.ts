import type { Incident, ServiceState } from '../incident/index.ts';
import { addDuration, parseDuration } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { ServiceRow } from './model.ts';

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

/** The person who holds a role, where somebody does. */
export function roleHolder(incident: Incident, role: string): string | undefined {
  return incident.roles[role]?.holder;
}
