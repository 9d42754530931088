import type { Roughness } from '../guide/index.ts';
import type { Instant } from '../time/index.ts';
import { TimelineError, type IncidentRow, type Reached } from '../timeline/index.ts';

/** What the index keeps of an entry besides its words; absent where it is as it was written. */
export interface Kept {
  readonly at?: Instant;
  readonly rough?: Roughness;
  readonly undone?: true;
  readonly corrected?: true;
}

/** The incidents that the index does not have as they are, and those that it has and the timeline has not, by their ids. */
export function whatIsNew(rows: readonly IncidentRow[], reached: ReadonlyMap<string, Reached>): readonly string[] {
  const known = new Set(rows.map(({ id }) => id));
  return [
    ...[...reached.keys()].filter((id) => !known.has(id)),
    ...rows.flatMap(({ id, entries, lastHash }) => {
      const before = reached.get(id);
      return before?.entries === entries && before.hash === lastHash ? [] : [id];
    }),
  ];
}

/** What the work gives; undefined where it meets an entry that is damaged. */
export function unlessDamaged<T>(work: () => T): { readonly got: T } | undefined {
  try {
    return { got: work() };
  } catch (error) {
    if (error instanceof TimelineError && error.code === 'corrupt') return undefined;
    throw error;
  }
}
