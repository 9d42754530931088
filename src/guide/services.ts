import { own } from '../incident/index.ts';
import type { Incident, ServiceState } from '../incident/index.ts';
import { addDuration, millis, parseDuration } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { ServiceRow } from './model.ts';

/** The services: lost ones first, then suspect ones. */
export function serviceRows(incident: Incident): ServiceRow[] {
  const order = { lost: 0, suspect: 1, up: 2 };
  return Object.values(incident.services)
    .map((service) => serviceRow(incident, service))
    .sort((a, b) => order[a.state] - order[b.state]);
}

function serviceRow(incident: Incident, { id, service, state, loss, because }: ServiceState): ServiceRow {
  const since = state === 'lost' ? loss?.at : undefined;
  const rtoDue = deadline(incident, since, service.rto);
  const mtpdDue = deadline(incident, since, service.mtpd);
  return {
    id,
    title: service.title,
    state,
    needs: service.needs ?? [],
    neededBy: Object.values(incident.services)
      .filter((other) => other.service.needs?.includes(id) === true)
      .map((other) => other.id),
    ...(service.rto === undefined ? {} : { rto: service.rto }),
    ...(service.mtpd === undefined ? {} : { mtpd: service.mtpd }),
    ...(since === undefined ? {} : { lostAt: since }),
    ...(rtoDue === undefined ? {} : { rtoDue }),
    ...(mtpdDue === undefined ? {} : { mtpdDue }),
    ...(service.fallback === undefined ? {} : { fallback: service.fallback }),
    ...(because === undefined ? {} : { because }),
  };
}

/** A time by which a lost service must be back. */
export interface BackBy {
  readonly name: 'RTO' | 'MTPD';
  readonly due: Instant;
  /** Milliseconds until then; negative when it is over. */
  readonly left: number;
  /** 0 just lost … 1 due; for the bar. */
  readonly share: number;
}

/** By when a lost service must be back, the nearer one first: its RTO, then how long it may be away at most. */
export function backBy({ lostAt, rtoDue, mtpdDue }: ServiceRow, now: Instant): BackBy[] {
  const at = millis(now);
  const by = (name: BackBy['name'], due: Instant | undefined): BackBy[] => {
    if (lostAt === undefined || due === undefined) return [];
    const whole = millis(due) - millis(lostAt);
    const share = whole <= 0 ? 1 : Math.min(1, Math.max(0, (at - millis(lostAt)) / whole));
    return [{ name, due, left: millis(due) - at, share }];
  };
  return [...by('RTO', rtoDue), ...by('MTPD', mtpdDue)];
}

/** Semantics 21: RTO and MTPD count from the `at` of the loss. */
function deadline(incident: Incident, from: Instant | undefined, within: string | undefined): Instant | undefined {
  const duration = within === undefined ? undefined : parseDuration(within);
  if (from === undefined || duration === undefined) return undefined;
  return addDuration(from, duration, { timeZone: incident.timezone, holidays: incident.holidays });
}

/** The person who holds a role, where somebody does. */
export function roleHolder(incident: Incident, role: string): string | undefined {
  return own(incident.roles, role)?.holder;
}
