import { fromSnapshot, type Incident, replay, toSnapshot } from '../incident/index.ts';
import type { Timeline } from '../timeline/index.ts';

/** Rises with each change of the incident's shape: a snapshot of another version is no use and is made again. */
const version = '2';

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
  if (kept?.version === version) {
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
  timeline.saveSnapshot(incident.id, { version, head, body: toSnapshot(incident) });
}
