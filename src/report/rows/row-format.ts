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

/** An entry with what is said of it. `before` stands before its sentence. */
export function toldOf(entry: AnyEntry, incident: Incident, before = ''): ToldEntry {
  return { entry, text: `${before}${describeEntry(entry, incident)}`, later: laterOf(entry, incident) };
}

type Later = 'undone' | 'corrected';

/** Undefined of nearly all. */
function laterOf({ id }: AnyEntry, { undone, corrected }: Incident): Later | undefined {
  if (Object.hasOwn(undone, id)) return 'undone';
  return Object.hasOwn(corrected, id) ? 'corrected' : undefined;
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
