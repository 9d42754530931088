import type { AnyEntry, Entry, EntryType } from '../entry/index.ts';
import type { Incident } from '../incident/index.ts';
import { durationMs, type Instant, millis } from '../time/index.ts';

/** One time that a service was away. */
export interface Outage {
  readonly service: string;
  readonly lost: Instant;
  /** The entry that told its loss. */
  readonly lostBy: AnyEntry;
  /** Absent while it is still away. */
  readonly restored?: Instant;
  /** The entry that told its return. */
  readonly restoredBy?: AnyEntry;
  /** Milliseconds from its loss to its return, or to the last entry. */
  readonly length: number;
}

/** The types of entry that outages follow from. */
export const outageTypes = ['service.lost', 'service.suspect', 'service.restored'] as const satisfies EntryType[];

/** An outage as far as it was told. */
interface Told {
  readonly service: string;
  lost: AnyEntry;
  restored?: AnyEntry;
  /** What was told of it last. */
  last: AnyEntry;
}

/**
 * Every outage of every service, in the order in which they were told: a service may be lost more than once. A loss or a return
 * that is told again was put right (`correct --at`): its last telling counts.
 */
export function outages(incident: Incident, entries: Iterable<AnyEntry>): readonly Outage[] {
  const all: Told[] = [];
  const latest = new Map<string, Told>();
  for (const entry of entries) {
    if (entry.type !== 'service.lost' && entry.type !== 'service.suspect' && entry.type !== 'service.restored')
      continue;
    if (incident.undone[entry.id] !== undefined) continue;
    const { service } = entry.data;
    const one = entry.type === 'service.lost' ? outageOfLoss(entry, latest.get(service), all) : latest.get(service);
    if (one === undefined) continue;
    if (entry.type === 'service.restored') one.restored = entry;
    one.last = entry;
    latest.set(service, one);
  }
  return all.map(({ service, lost, restored }) => ({
    service,
    lost: lost.at,
    lostBy: lost,
    ...(restored && { restored: restored.at, restoredBy: restored }),
    length: Math.max(0, millis(restored?.at ?? incident.lastAt) - millis(lost.at)),
  }));
}

/** The outage that a loss begins, or that it tells more of. */
function outageOfLoss(loss: AnyEntry & Entry<'service.lost'>, latest: Told | undefined, all: Told[]): Told {
  if (latest !== undefined && latest.restored === undefined) {
    // Lost again after a suspicion, it has been away all the time.
    if (latest.last === latest.lost) latest.lost = loss;
    return latest;
  }
  const { service } = loss.data;
  const same = all.findLast((each) => each.service === service && isWithin(each, loss));
  if (same !== undefined) {
    // It was not back then.
    delete same.restored;
    return same;
  }
  const begun = { service, lost: loss, last: loss };
  all.push(begun);
  return begun;
}

function isWithin({ lost, restored }: Told, { at }: AnyEntry): boolean {
  return millis(lost.at) <= millis(at) && (restored === undefined || millis(at) < millis(restored.at));
}

/** Whether an outage was longer than it may be: a duration as it stands in the runbook. */
export function isOver(length: number, bound: string): boolean {
  return length > (durationMs(bound) ?? Infinity);
}
