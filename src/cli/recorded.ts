import type { AnyEntry } from '../entry/index.ts';
import type { Incident } from '../incident/index.ts';
import type { Recorded } from '../report/index.ts';
import type { Timeline } from '../timeline/index.ts';

/** So many entries are held at a time. */
const window = 500;

/** An incident of a timeline for its reports, read in windows: a long one need not be held. */
export function recordedIn(timeline: Timeline, incident: Incident): Recorded {
  return {
    incident,
    entries: function* (): Iterable<AnyEntry> {
      for (let after = 0; after < incident.count; after += window)
        yield* timeline.entries(incident.id, { after, upTo: Math.min(after + window, incident.count) });
    },
  };
}
