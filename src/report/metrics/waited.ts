import { type AnyEntry, isCompletion } from '../../entry/index.ts';
import { lived, own } from '../../incident/index.ts';
import type { Incident, StepSpan } from '../../incident/index.ts';
import { millis } from '../../time/index.ts';

/** How long others waited for a role. */
export interface Waited {
  /** What the role is called. */
  readonly for: string;
  readonly what: 'acknowledgement' | 'approval' | 'decision';
  readonly times: number;
  /** Milliseconds altogether. */
  readonly total: number;
}

/**
 * Time waited for whom: from when a role was given until it was taken, from a completion until its approval, from when a
 * decision stood open until it was made. The longest first.
 * @param entries without those that were undone
 */
export function waitedFor(incident: Incident, entries: readonly AnyEntry[], spans: readonly StepSpan[]): Waited[] {
  const sums = new Map<
    string,
    { readonly role: string; readonly what: Waited['what']; times: number; total: number }
  >();
  const add = (role: string, what: Waited['what'], from: number, to: number): void => {
    const key = `${what} ${role}`;
    const sum = sums.get(key) ?? { role, what, times: 0, total: 0 };
    sum.times += 1;
    sum.total += Math.max(0, lived(incident, from, to));
    sums.set(key, sum);
  };
  const given = new Map<string, number>();
  const completed = new Map<string, number>();
  for (const entry of entries) {
    const at = millis(entry.at);
    if (entry.type === 'role.assigned') given.set(entry.data.role, at);
    if (isCompletion(entry)) completed.set(entry.id, at);
    if (entry.type === 'role.acknowledged') {
      const since = given.get(entry.data.role);
      if (since !== undefined) add(entry.data.role, 'acknowledgement', since, at);
      given.delete(entry.data.role);
    }
    if (entry.type === 'approval.given' || entry.type === 'approval.refused') {
      const since = completed.get(entry.data.of);
      const role = approverOf(incident, entry);
      if (since !== undefined && role !== undefined) add(role, 'approval', since, at);
    }
  }
  for (const { verb, role, began, ended, state } of spans)
    if (verb === 'decide' && role !== undefined && ended !== undefined && state === 'done')
      add(role, 'decision', millis(began), millis(ended));
  return [...sums.values()]
    .map(({ role, ...sum }) => ({ for: own(incident.roles, role)?.role.title ?? role, ...sum }))
    .filter(({ total }) => total > 0)
    .toSorted((a, b) => b.total - a.total);
}

function approverOf({ runs }: Incident, { run, step }: AnyEntry): string | undefined {
  const planned = step === undefined ? undefined : runs.find(({ id }) => id === run)?.chart.plan.get(step);
  return planned?.step.approval?.by;
}
