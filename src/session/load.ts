import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { fromSnapshot, type Incident, replay, toSnapshot } from '../incident/index.ts';
import type { Timeline } from '../timeline/index.ts';

/**
 * Under what a snapshot is kept: the number of this way of keeping it, which rises with each change, and the digest of what is kept. One of another
 * number, or that is not as it was written (a disk that gives back other bytes), is no use and is made again.
 */
const versionOf = (digest: string): string => `4 ${digest}`;

/** Fewer entries than this are folded as quickly as a snapshot is read, where no runbook has to be read for it. */
const worthKeeping = 200;

/** So many entries after a snapshot it is worth a new one. */
const worthRenewing = 200;

/** An incident, and how many of its entries its snapshot held; 0 where there was none that could be used. */
export interface Loaded {
  readonly incident: Incident;
  readonly kept: number;
}

/**
 * The incident as of now: from its snapshot and what came after, else from all its entries. A snapshot is a cache: a
 * wrong, old or missing one is passed over in silence. Nothing is written: opening is not an act.
 * @throws Error where the timeline has no such incident.
 */
export function loadIncident(timeline: Timeline, id: string): Loaded {
  const kept = timeline.snapshot(id);
  if (kept !== undefined && kept.version === versionOf(kept.digest)) {
    const from = fromSnapshot(kept.body, (ids) => timeline.entries(id, { ids }));
    if (from && from.heads[timeline.origin]?.hash === kept.head)
      return { incident: replay(timeline.entries(id, { after: from.count }), from), kept: from.count };
  }
  return { incident: replay(timeline.entries(id)), kept: 0 };
}

/** Keeps a snapshot where the next opening would gain by it over one of the first `kept` entries. */
export function keepSnapshot(timeline: Timeline, { incident, kept }: Loaded): void {
  const head = incident.heads[timeline.origin]?.hash;
  const isSmall = incident.count < worthKeeping && incident.runs.length === 0;
  const isFresh = kept > 0 && incident.count - kept < worthRenewing;
  if (isSmall || isFresh || head === undefined || timeline.readonly) return;
  save(timeline, incident, head);
}

function save(timeline: Timeline, incident: Incident, head: string): boolean {
  const body = toSnapshot(incident);
  return timeline.saveSnapshot(incident.id, { version: versionOf(hash('sha256', body)), head, body });
}

/**
 * Whether the snapshot that an incident would be opened from is what its entries come to; true where there is none. Its digest finds what was
 * damaged, this also what somebody wrote who knows how: it takes as long as folding every entry.
 */
export function isSnapshotTrue(timeline: Timeline, id: string): boolean {
  const kept = timeline.snapshot(id);
  if (kept === undefined || kept.version !== versionOf(kept.digest)) return true;
  const entries = timeline.entries(id);
  const last = entries.findIndex((entry) => entry.hash === kept.head);
  return (
    last >= 0 && isDeepStrictEqual(JSON.parse(toSnapshot(replay(entries.slice(0, last + 1)))), JSON.parse(kept.body))
  );
}

/** Folds an incident from all its entries and keeps that in place of its snapshot. False where it could not be kept. */
export function renewSnapshot(timeline: Timeline, id: string): boolean {
  const incident = replay(timeline.entries(id));
  return save(timeline, incident, incident.heads[timeline.origin]?.hash ?? '');
}
