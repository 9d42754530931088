import type { AnyEntry } from '../../entry/index.ts';
import type { Marking } from '../../entry/index.ts';
import { describeEntry } from '../../guide/index.ts';
import type { Incident } from '../../incident/index.ts';

/** An entry with what is said of it. */
export interface ToldEntry {
  /** As its readers may have it. */
  readonly entry: AnyEntry;
  /** One sentence; of a drill it says so. */
  readonly text: string;
  /** What became of it later; the entry that did it is a row of its own. */
  readonly later: Later | undefined;
}

/** Makes of entries what is said of them. `before` stands before each sentence. */
export function teller(incident: Incident, before = ''): (entry: AnyEntry) => ToldEntry {
  // To look up a hundred thousand ids takes longer than to make their rows, and of most timelines none is there.
  const later = new Map<string, Later>([
    ...Object.keys(incident.corrected).map((id) => [id, 'corrected'] as const),
    ...Object.keys(incident.undone).map((id) => [id, 'undone'] as const),
  ]);
  return (entry) => ({
    entry,
    text: `${before}${describeEntry(entry, incident)}`,
    later: later.size === 0 ? undefined : later.get(entry.id),
  });
}

type Later = 'undone' | 'corrected';

/** What every row may say of the whole. */
export interface Whole {
  /** What people call it: `flood-7`. */
  readonly alias: string;
  readonly mode: 'real' | 'drill';
  /** The label that the export bears. */
  readonly tlp: Marking;
}

/** A format that is one row after another: it can be written while the timeline is read. */
export interface RowFormat {
  /** What stands before the first row, with its line end. */
  readonly head: string;
  /** A row, with its line end. */
  row(told: ToldEntry, whole: Whole): string;
}
