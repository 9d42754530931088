import type { AnyEntry, EntryType } from '../../entry/index.ts';
import { describeEntry, entryLines, type LogLine, type Numbers } from '../../guide/index.ts';
import type { Incident } from '../../incident/index.ts';
import { millis } from '../../time/index.ts';
import { isLate } from '../metrics/metrics.ts';
import type { Part } from '../part.ts';
import type { Shown } from '../shown-to.ts';
import { kindOf } from './kinds.ts';
import { escaped } from './markup.ts';

/** What one reading of the timeline gives. A long one is not held: of most entries only their row and number stay. */
export interface Gathered {
  /** The entries of which sections say more than their row does, oldest first. */
  readonly kept: readonly AnyEntry[];
  /** By their ids, the numbers of the entries that are kept, and of those that sections lead to. */
  readonly numbers: Numbers;
  /** Every entry as a row of the timeline, on a line of its own; `rows()` may be walked once. */
  readonly rows: () => Iterable<Part>;
  /** Who wrote how many entries, by name; what timers wrote is nobody's. The place of a name is its number in a row. */
  readonly writers: ReadonlyMap<string, number>;
  /** Steps that entries are about, by `run:step`; their place is their number in a row. */
  readonly steps: readonly string[];
  readonly record: { readonly entries: number; readonly late: number; readonly silence?: Silence };
}

/** The longest time in which nobody wrote anything down, until it was resolved. */
interface Silence {
  readonly from: number;
  readonly to: number;
  /** Milliseconds. */
  readonly length: number;
}

/** There are many of them, and the incident keeps what they said last. */
const many: ReadonlySet<EntryType> = new Set<EntryType>([
  'note.written',
  'fact.recorded',
  'item.ticked',
  'call.attempted',
  'severity.set',
]);

/** Reads every entry once. What is said of an entry that was corrected or undone later is made at the end. */
export function gather({ entries, incident }: Shown, time: (at: string) => string): Gathered {
  const kept: AnyEntry[] = [];
  const changed: AnyEntry[] = [];
  const numbers = new Map<string, number>();
  const wanted = linkedOf(incident);
  const rows = new Rows();
  const writers = new Numbered();
  const steps = new Numbered();
  let count = 0;
  let late = 0;
  let silence: Silence | undefined;
  let before: { readonly seq: number; readonly at: number } | undefined;
  const end = millis(incident.reached.resolved ?? incident.lastAt);
  const rowOf = rowMaker(writers, steps, time);
  for (const entry of entries()) {
    const isKept = !many.has(entry.type) || entry.deviation !== undefined;
    if (isKept) kept.push(entry);
    if (isKept || wanted.has(entry.id)) numbers.set(entry.id, entry.seq);
    count += 1;
    if (isLate(incident, entry)) late += 1;
    const at = millis(entry.at);
    // What a timer writes breaks no silence.
    if (entry.via !== 'timer') {
      writers.count(entry.by.name);
      if (before !== undefined && at <= end && at - before.at > (silence?.length ?? 0))
        silence = { from: before.seq, to: entry.seq, length: at - before.at };
      if (before === undefined || at > before.at) before = { seq: entry.seq, at };
    }
    if (isChangedLater(entry, incident)) {
      changed.push(entry);
      rows.leaveOut(entry);
    } else rows.add(rowOf(entry, at, { at: entry.at, text: describeEntry(entry, incident, numbers) }));
  }
  return {
    kept,
    numbers,
    rows: () => {
      const lines = new Map(entryLines(changed, incident, kept, numbers).map((line) => [line.id, line]));
      return rows.all((entry) => {
        const line = lines.get(entry.id);
        return line === undefined ? '' : rowOf(entry, millis(line.at), line);
      });
    },
    writers: writers.counts,
    steps: [...steps.counts.keys()],
    record: { entries: count, late, ...(silence !== undefined && { silence }) },
  };
}

/** The entries that sections lead to, beside those that are kept. */
function linkedOf({ undone, corrected, facts, misfits, annotations }: Incident): ReadonlySet<string> {
  return new Set([
    ...Object.keys(undone),
    ...Object.keys(corrected),
    ...Object.values(facts).flatMap(({ answer }) => answer?.entry ?? []),
    ...misfits.map(({ entry }) => entry),
    ...annotations.flatMap(({ about }) => about ?? []),
  ]);
}

/** So much text is held before it is put aside, in characters. */
const enough = 1 << 17;

/** The text of many rows, put aside as bytes: a hundred thousand small strings would keep the collector of garbage busy. */
class Rows {
  readonly #parts: (Uint8Array | AnyEntry)[] = [];
  #text = '';

  add(row: string): void {
    this.#text += row;
    if (this.#text.length > enough) this.#putAside();
  }

  /** Leaves a place for the row of an entry that is written at the end. */
  leaveOut(entry: AnyEntry): void {
    this.#putAside();
    this.#parts.push(entry);
  }

  *all(rowOf: (entry: AnyEntry) => string): Iterable<Part> {
    this.#putAside();
    for (const part of this.#parts) yield part instanceof Uint8Array ? part : rowOf(part);
  }

  #putAside(): void {
    if (this.#text !== '') this.#parts.push(new TextEncoder().encode(this.#text));
    this.#text = '';
  }
}

function isChangedLater({ id }: AnyEntry, { undone, corrected }: Incident): boolean {
  return Object.hasOwn(undone, id) || Object.hasOwn(corrected, id);
}

/** Names with the number of their first appearance, and how often they were counted. */
class Numbered {
  readonly counts = new Map<string, number>();
  readonly #places = new Map<string, number>();

  count(name: string): void {
    this.place(name);
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  place(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.#places.size);
    this.counts.set(name, 0);
    return this.#places.size - 1;
  }
}

/** What a row says of its entry. */
type Said = Pick<LogLine, 'at' | 'text'> & Partial<Pick<LogLine, 'undone' | 'corrected'>>;

/**
 * One row. `data-f` is what the page's script filters by: when (seconds), whose, what kind, which step, whether it left the plan.
 * End tags that HTML lets be left out are.
 */
function rowMaker(people: Numbered, steps: Numbered, time: (at: string) => string) {
  return (entry: AnyEntry, at: number, line: Said): string => {
    const { seq, by, run, step, type, deviation } = entry;
    const place = step === undefined ? '' : steps.place(`${run ?? ''}:${step}`);
    const marks = `${deviation === undefined ? '' : ' <b>left the plan</b>'}${line.undone === true ? ' <b>undone later</b>' : ''}${line.corrected === true ? ' <b>corrected</b>' : ''}`;
    return (
      `<tr id="e${seq}" data-f="${Math.floor(at / 1000) || 0},${people.place(by.name)},${kindOf(type)},${place},${deviation === undefined ? 0 : 1}">` +
      `<th><a href="#e${seq}">#${seq}</a><td>${escaped(time(line.at))}<i>${escaped(by.name)}</i><td>${escaped(line.text)}${marks}\n`
    );
  };
}
