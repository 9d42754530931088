import type { Incident } from '../../incident/index.ts';
import type { Recorded } from '../../report/index.ts';
import type { Timeline } from '../../timeline/index.ts';

/** So many entries are held at a time: few enough that hardly one outlives the collector of young garbage. */
const window = 100;

/** An incident of a timeline for its reports, read in windows: a long one need not be held. */
export function recordedIn(timeline: Timeline, incident: Incident): Recorded {
  function* inWindows<T>(
    read: (window: { readonly after: number; readonly upTo: number }) => readonly T[],
  ): Iterable<T> {
    for (let after = 0; after < incident.count; after += window)
      yield* read({ after, upTo: Math.min(after + window, incident.count) });
  }
  return {
    incident,
    entries: () => inWindows((range) => timeline.entries(incident.id, range)),
    texts: () => inWindows((range) => timeline.texts(incident.id, range)),
  };
}
