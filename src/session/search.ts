import type { AnyEntry } from '../entry/index.ts';
import type { Roughness } from '../guide/index.ts';
import type { Instant } from '../time/index.ts';
import { withSearchIndex } from '../timeline/index.ts';
import type { Hit, IncidentRow, SearchIndex, Sought, Timeline } from '../timeline/index.ts';
import { unlessDamaged, whatIsNew, type Kept } from './indexed.ts';

/** An entry that was found, as it is believed now. */
export interface FoundEntry {
  readonly incident: IncidentRow;
  readonly entry: AnyEntry;
  /** When it happened, put right where that was corrected. */
  readonly at: Instant;
  /** Where less is known of that time than it says. */
  readonly rough?: Roughness;
  /** Its sentence in the log. */
  readonly text: string;
  /** A line of it, around what was looked for. */
  readonly excerpt: string;
  readonly undone: boolean;
  readonly corrected: boolean;
}

export interface SearchResult {
  readonly found: readonly FoundEntry[];
  /** There are older ones beyond the limit. */
  readonly isMore: boolean;
  /** The index could not be kept beside the timeline: the next search reads everything again. */
  readonly isKept: boolean;
  /** These are damaged, and were not looked through, or not to their end. */
  readonly unread: readonly IncidentRow[];
}

/**
 * Looks through all incidents of a timeline, newest first. The index of their words is brought up to date first; what has not changed
 * since the last search costs nothing.
 * @param tell is told once how many entries have to be read for it, before they are
 * @throws TimelineError
 */
export async function search(
  timeline: Timeline,
  sought: Sought,
  tell: (entries: number) => void,
): Promise<SearchResult> {
  const incidents = new Map(timeline.incidents().map((row) => [row.id, row]));
  const look = (index: SearchIndex, unread: readonly string[]): SearchResult => {
    const hits = index.find({ ...sought, limit: sought.limit + 1 });
    const damaged = new Set(unread);
    const found = hits.slice(0, sought.limit).flatMap((hit) => {
      const entry = unlessDamaged(() => entryOf(timeline, incidents.get(hit.incident), hit));
      if (entry === undefined) damaged.add(hit.incident);
      return entry?.got ?? [];
    });
    return {
      found,
      isMore: hits.length > sought.limit,
      isKept: index.isKept,
      unread: [...incidents.values()].filter(({ id }) => damaged.has(id)),
    };
  };
  const { file } = timeline;
  const quick = withSearchIndex(file, (index) =>
    whatIsNew([...incidents.values()], index.reached()).length === 0 ? look(index, []) : undefined,
  );
  if (quick !== undefined) return quick;
  const { catchUp } = await import('./catch-up.entry.ts');
  return withSearchIndex(file, (index) => {
    return look(index, catchUp(timeline, index, tell));
  });
}

function entryOf(timeline: Timeline, incident: IncidentRow | undefined, hit: Hit): readonly FoundEntry[] {
  const { place, text, excerpt, rest } = hit;
  const [entry] = timeline.entries(hit.incident, { after: place - 1, upTo: place });
  if (incident === undefined || entry === undefined) return [];
  const { at = entry.at, rough, undone = false, corrected = false } = rest === '' ? {} : (JSON.parse(rest) as Kept);
  return [{ incident, entry, at, ...(rough !== undefined && { rough }), text, excerpt, undone, corrected }];
}
