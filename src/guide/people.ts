import { restBetweenShifts } from '../incident/index.ts';
import type { Incident, RoleState, TaskState } from '../incident/index.ts';
import { addDuration, instant, millis, parseDuration } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { PersonRow, RoleRow, TaskRow } from './model.ts';

/** Who holds what, since when, and who was rung for it. */
export function roleRows(incident: Incident, now: Instant): RoleRow[] {
  return Object.values(incident.roles).map((role) => roleRow(incident, role, now));
}

function roleRow(incident: Incident, state: RoleState, now: Instant): RoleRow {
  const { id, role, holder, assignedAt, acknowledgedAt } = state;
  const waits = holder !== undefined && acknowledgedAt === undefined && assignedAt !== undefined;
  const ackDue = waits ? dueAfter(incident, assignedAt, role['ack-within']) : undefined;
  return {
    id,
    title: role.title,
    acknowledged: acknowledgedAt !== undefined,
    overdue: ackDue !== undefined && millis(now) > millis(ackDue),
    order: role.call ?? [],
    calls: incident.calls.filter((call) => call.role === id && !Object.hasOwn(incident.undone, call.entry)),
    ...(holder !== undefined && { holder }),
    ...(role.duty !== undefined && { duty: role.duty }),
    ...(role['ack-within'] !== undefined && { ackWithin: role['ack-within'] }),
    ...(waits && { askedAt: assignedAt }),
    ...(ackDue !== undefined && { ackDue }),
    ...(acknowledgedAt !== undefined && { takenAt: acknowledgedAt }),
  };
}

function dueAfter(incident: Incident, from: Instant, within: string | undefined): Instant | undefined {
  const duration = within === undefined ? undefined : parseDuration(within);
  // Whoever is to say yes says so within real time, whatever the calendar does.
  if (duration?.kind === 'exact') return instant(millis(from) + duration.ms, incident.timezone);
  return duration && addDuration(from, duration, { timeZone: incident.timezone, holidays: incident.holidays });
}

/** The tasks: open ones by their time, those without one after them, the last done first among the done. */
export function taskRows(incident: Incident, now: Instant): TaskRow[] {
  const rows = Object.values(incident.tasks).map((task) => taskRow(task, millis(now)));
  return rows.sort((a, b) => Number(a.state === 'done') - Number(b.state === 'done') || orderOf(a) - orderOf(b));
}

function taskRow(task: TaskState, now: number): TaskRow {
  const state = task.doneAt !== undefined ? 'done' : task.takenAt !== undefined ? 'taken' : 'given';
  const left = state === 'done' || task.due === undefined ? undefined : millis(task.due) - now;
  return { ...task, state, overdue: left !== undefined && left < 0, ...(left !== undefined && { left }) };
}

function orderOf({ state, doneAt, due }: TaskRow): number {
  if (state === 'done') return -millis(doneAt ?? '');
  return due === undefined ? Number.MAX_SAFE_INTEGER : millis(due);
}

/** Everybody who is known in the incident, whoever did something last first. */
export function personRows(incident: Incident, now: Instant): PersonRow[] {
  const names = new Set([...Object.keys(incident.heard), ...namesGiven(incident)]);
  return [...names]
    .map((name) => personRow(incident, name, millis(now)))
    .sort((a, b) => (b.last === undefined ? 0 : millis(b.last)) - (a.last === undefined ? 0 : millis(a.last)));
}

function namesGiven({ roles, tasks }: Incident): string[] {
  const holders = Object.values(roles).flatMap(({ holder }) => (holder === undefined ? [] : [holder]));
  return [...holders, ...Object.values(tasks).map(({ to }) => to)];
}

/**
 * So long a shift may be, in milliseconds: a day less the eleven hours of rest in a row that it must have (Directive 2003/88/EC,
 * Art. 3).
 */
const LONGEST_SHIFT = 13 * 3_600_000;

function personRow(incident: Incident, name: string, now: number): PersonRow {
  const roles = Object.values(incident.roles).filter((role) => role.holder === name);
  const heard = Object.hasOwn(incident.heard, name) ? incident.heard[name] : undefined;
  if (heard === undefined) return { name, roles: roles.map((role) => role.role.title), isTooLong: false };
  const relieved = roles.length === 0 ? heard.relieved : undefined;
  const isOn = roles.length > 0 || now - millis(heard.last) < restBetweenShifts;
  const onShift = isOn ? (relieved === undefined ? now : millis(relieved.at)) - millis(heard.since) : undefined;
  return {
    name,
    roles: roles.map((role) => role.role.title),
    since: heard.since,
    ...(onShift !== undefined && onShift >= 0 && { onShift }),
    isTooLong: onShift !== undefined && onShift > LONGEST_SHIFT,
    ...(relieved !== undefined && { relieved }),
    last: heard.last,
  };
}

/** The people of the record, and behind them those who only have the incident open. */
export function withHere(people: readonly PersonRow[], here: readonly string[]): PersonRow[] {
  const others = new Set(here).difference(new Set(people.map(({ name }) => name)));
  return [...people, ...[...others].map((name) => ({ name, roles: [], isTooLong: false }))];
}
