import type { AnyEntry } from '../../src/entry/index.ts';
import { replay } from '../../src/incident/index.ts';
import { markdownReview, shownTo, textOf } from '../../src/report/index.ts';
import type { Audience, Reader, Shown } from '../../src/report/index.ts';

/** A timeline as an audience may read it; by default as the incident itself is marked. */
export function shownOf(entries: readonly AnyEntry[], audience: Partial<Audience> = {}): Shown {
  const incident = replay(entries);
  return shownTo({ tlp: incident.marking, pseudonyms: false, ...audience }, { incident, entries: () => entries });
}

/** The review of a timeline in Markdown. */
export const reviewOf = (
  entries: readonly AnyEntry[],
  audience: Partial<Audience> = {},
  most?: number,
  reader: Reader = {},
): string => textOf(markdownReview(shownOf(entries, audience), reader, most === undefined ? {} : { most }));
