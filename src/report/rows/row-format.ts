import type { AnyEntry } from '../../entry/index.ts';
import type { Marking } from '../../entry/index.ts';

/** An entry with what is said of it. */
export interface ToldEntry {
  /** As its readers may have it. */
  readonly entry: AnyEntry;
  /** One sentence; of a drill it says so. */
  readonly text: string;
}

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
