import { type AnyEntry, byNobody, type Entry, type EntryType } from '../../entry/index.ts';
import {
  describeEntry,
  entryLines,
  type LogLine,
  type Numbers,
  type Roughness,
  roughnessOf,
} from '../../guide/index.ts';
import type { Incident } from '../../incident/index.ts';
import { millis } from '../../time/index.ts';
import { isLate } from '../metrics/metrics.ts';
import type { Part } from '../part.ts';
import type { Shown } from '../shown-to.ts';
import { atTrueTime } from '../standing-entries.ts';
import { type Heard, Hours } from './hours.ts';
import { type Record, Recording } from './recording.ts';

/** What one reading of the timeline gives. A long one is not held: of most entries only their row and number stay. */
export interface Gathered {
  /** The entries of which sections say more than their row does, as they were written down, each at its true time; without what seals them. */
  readonly kept: readonly AnyEntry[];
  /** Those of them that were not undone. */
  readonly standing: readonly AnyEntry[];
  /** Those of them that are of one type. */
  readonly ofType: <T extends EntryType>(type: T) => readonly Entry<T>[];
  /** By their ids, the numbers of the entries that are kept, and of those that sections lead to. */
  readonly numbers: Numbers;
  /** Every entry as a row of the timeline, on a line of its own; `rows()` may be walked once. */
  readonly rows: () => Iterable<Part>;
  /** Who wrote, by name; what timers wrote is nobody's. The place of a name is its number in a row. */
  readonly writers: ReadonlyMap<string, Heard>;
  /** Steps that entries are about, by `run:step`; their place is their number in a row. */
  readonly steps: readonly string[];
  readonly record: Record;
}

/** What a row says of its entry. */
export type RowText = Pick<LogLine, 'at' | 'text'> &
  Partial<Pick<LogLine, 'undone' | 'corrected'>> & { readonly rough?: Roughness | undefined };

/** An entry as a row, with its line end. `person` and `step` are places in `writers` and `steps`; -1: about no step. */
export type RowOf = (
  entry: AnyEntry,
  line: RowText,
  places: { readonly at: number; readonly person: number; readonly step: number },
) => string;

/** There are many of them, and the incident keeps what they said last. */
const many: ReadonlySet<EntryType> = new Set<EntryType>([
  'note.written',
  'fact.recorded',
  'item.ticked',
  'call.attempted',
  'severity.set',
]);

/** Reads every entry once. What is said of an entry that was corrected or undone later is made at the end. */
export function gather({ entries }: Shown, incident: Incident, rowOf: RowOf): Gathered {
  const kept: AnyEntry[] = [];
  const changed: AnyEntry[] = [];
  const numbers = new Map<string, number>();
  const isLinkedTo = linksOf(incident);
  const rows = new Rows();
  const writers = new Hours();
  const steps = new Map<string, number>();
  const recording = new Recording(incident);
  const row = (entry: AnyEntry, line: RowText, at: number): string =>
    rowOf(entry, line, {
      at,
      person: writers.place(entry.by.name),
      step: entry.step === undefined ? -1 : placeIn(steps, `${entry.run ?? ''}:${entry.step}`),
    });
  for (const recorded of entries()) {
    const isKept = !many.has(recorded.type) || recorded.deviation !== undefined;
    if (isKept) kept.push(unsealed(recorded));
    const isLinked = isLinkedTo(recorded);
    if (isKept || isLinked) numbers.set(recorded.id, recorded.seq);
    const isChanged = isLinked && isChangedLater(recorded, incident);
    const entry = isChanged ? atTrueTime(recorded, incident) : recorded;
    const at = millis(entry.at);
    if (!byNobody(entry)) writers.hear(entry.by.name, entry, at);
    if (isChanged) {
      changed.push(recorded);
      rows.leaveOut(recorded);
    } else {
      const text = describeEntry(entry, incident, numbers);
      rows.add(row(entry, { at: entry.at, text, rough: roughnessOf(entry.precision) }, at));
    }
    // Behind its row, which asks for the same moment: here another is read.
    recording.take(entry, at, isLate(incident, entry, at));
  }
  const believed = kept.map((entry) => atTrueTime(entry, incident));
  return {
    kept: believed,
    ofType: byType(believed),
    standing: believed.filter(({ id }) => !Object.hasOwn(incident.undone, id)),
    numbers,
    rows: () => {
      const lines = new Map(entryLines(changed, incident, kept, numbers).map((line) => [line.id, line]));
      return rows.all((entry) => {
        const line = lines.get(entry.id);
        return line === undefined ? '' : row(entry, line, millis(line.at));
      });
    },
    writers: writers.people,
    steps: [...steps.keys()],
    record: recording.record,
  };
}

function byType(kept: readonly AnyEntry[]): Gathered['ofType'] {
  const groups = Map.groupBy(kept, ({ type }) => type);
  return <T extends EntryType>(type: T) => (groups.get(type) ?? []) as readonly unknown[] as readonly Entry<T>[];
}

/** What seals an entry no section says, and of thousands it would fill as much memory as all the rest of them. */
function unsealed(entry: AnyEntry): AnyEntry {
  const { 'words-salt': _salt, 'words-digest': _digest, ...rest } = entry;
  return { ...rest, incident: '', origin: '', stamp: '', prev: '', hash: '' };
}

function placeIn(places: Map<string, number>, key: string): number {
  const known = places.get(key);
  if (known !== undefined) return known;
  places.set(key, places.size);
  return places.size - 1;
}

/**
 * Whether sections lead to an entry, beside those that are kept: to every call, to the last answers, and to whatever became of any
 * other. Its type is asked first: to look a hundred thousand ids up takes longer than to make their rows.
 */
function linksOf({ undone, corrected, facts, misfits, annotations }: Incident): (entry: AnyEntry) => boolean {
  const answers = new Set(Object.values(facts).flatMap(({ answer }) => answer?.entry ?? []));
  const any = new Set([
    ...Object.keys(undone),
    ...Object.keys(corrected),
    ...misfits.map(({ entry }) => entry),
    ...annotations.flatMap(({ about }) => about ?? []),
  ]);
  return ({ id, type }) =>
    type === 'call.attempted' || (type === 'fact.recorded' && answers.has(id)) || (any.size > 0 && any.has(id));
}

/** So much text is held before it is put aside, in characters: of little the collector of garbage has not seen the pieces yet. */
const enough = 1 << 13;

/** Octets of a sheet on which text is put aside. */
const room = 1 << 18;

/** The text of many rows, put aside as bytes: a hundred thousand small strings would keep the collector of garbage busy. */
class Rows {
  readonly #parts: (Uint8Array | AnyEntry)[] = [];
  readonly #encoder = new TextEncoder();
  #text = '';
  #sheet = new Uint8Array(0);
  /** What is written on the sheet since a part of it was taken. */
  #from = 0;
  #to = 0;

  add(row: string): void {
    this.#text += row;
    if (this.#text.length > enough) this.#putAside();
  }

  /** Leaves a place for the row of an entry that is written at the end. */
  leaveOut(entry: AnyEntry): void {
    this.#endPart();
    this.#parts.push(entry);
  }

  *all(rowOf: (entry: AnyEntry) => string): Iterable<Part> {
    this.#endPart();
    for (const part of this.#parts) yield part instanceof Uint8Array ? part : rowOf(part);
  }

  #putAside(): void {
    let text = this.#text;
    this.#text = '';
    while (text !== '') {
      const { read, written } = this.#encoder.encodeInto(text, this.#sheet.subarray(this.#to));
      this.#to += written;
      text = text.slice(read);
      if (text !== '') this.#turnOver();
    }
  }

  #endPart(): void {
    this.#putAside();
    if (this.#to > this.#from) this.#parts.push(this.#sheet.subarray(this.#from, this.#to));
    this.#from = this.#to;
  }

  /** What does not fit any more comes onto a new sheet. */
  #turnOver(): void {
    if (this.#to > this.#from) this.#parts.push(this.#sheet.subarray(this.#from, this.#to));
    this.#sheet = new Uint8Array(room);
    [this.#from, this.#to] = [0, 0];
  }
}

function isChangedLater({ id }: AnyEntry, { undone, corrected }: Incident): boolean {
  return Object.hasOwn(undone, id) || Object.hasOwn(corrected, id);
}
