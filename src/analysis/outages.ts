import type { AnyEntry } from '../entry/index.ts';
import type { Incident } from '../incident/index.ts';
import { durationMs, type Instant, millis } from '../time/index.ts';

/** One time that a service was away. */
export interface Outage {
  readonly service: string;
  readonly lost: Instant;
  /** Absent while it is still away. */
  readonly restored?: Instant;
  /** Milliseconds from its loss to its return, or to the last entry. */
  readonly length: number;
}

/** Every outage of every service, in the order in which they began: a service may be lost more than once. */
export function outages(incident: Incident, entries: Iterable<AnyEntry>): readonly Outage[] {
  const all: { service: string; lost: Instant; restored?: Instant }[] = [];
  for (const entry of entries) {
    if (entry.type !== 'service.lost' && entry.type !== 'service.restored') continue;
    if (incident.undone[entry.id] !== undefined) continue;
    const open = all.findLast((one) => one.service === entry.data.service && one.restored === undefined);
    if (entry.type === 'service.restored' && open) open.restored = entry.at;
    else if (entry.type === 'service.lost' && !open) all.push({ service: entry.data.service, lost: entry.at });
  }
  return all.map((one) => ({ ...one, length: millis(one.restored ?? incident.lastAt) - millis(one.lost) }));
}

/** Whether an outage was longer than it may be: a duration as it stands in the runbook. */
export function isOver(length: number, bound: string): boolean {
  return length > (durationMs(bound) ?? Infinity);
}
