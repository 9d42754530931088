import { type AnyEntry, byNobody, type Entry, type EntryType } from '../../entry/index.ts';
import { entryLines, keyOf, type LogLine } from '../../guide/index.ts';
import type { Incident } from '../../incident/index.ts';
import { millis } from '../../time/index.ts';
import { isLate } from '../metrics/metrics.ts';
import { atTrueTime } from '../standing-entries.ts';
import type { Entries } from '../windows.ts';
import { type Heard, Hours } from './hours.ts';
import { type Record, Recording } from './recording.ts';

/** What one reading of the timeline gives. A long one is not held: of most entries nothing stays. */
export interface Gathered {
  /** The entries of which sections say more than their row does, as they were written down, each at its true time; without what seals them. */
  readonly kept: readonly AnyEntry[];
  /** Those of them that were not undone. */
  readonly standing: readonly AnyEntry[];
  /** Those of them that are of one type. */
  readonly ofType: <T extends EntryType>(type: T) => readonly Entry<T>[];
  /** By their ids, the numbers of the entries that are kept, and of those that sections lead to. */
  readonly numbers: ReadonlyMap<string, number>;
  /** The lines of those that were corrected or undone later, by their ids. */
  readonly changed: ReadonlyMap<string, LogLine>;
  /** Who is named as the writer of entries, by name; what timers wrote is nobody's. */
  readonly writers: ReadonlyMap<string, Heard>;
  /** Steps that entries are about, as `run:step`, in the order in which they are first mentioned. */
  readonly steps: readonly string[];
  readonly record: Record;
}

/** There are many of them, and the incident keeps what they said last. */
const many: ReadonlySet<EntryType> = new Set<EntryType>([
  'note.written',
  'fact.recorded',
  'item.ticked',
  'call.attempted',
  'severity.set',
]);

/** Reads every entry once. */
export function gather({ entries }: Entries, incident: Incident): Gathered {
  const kept: AnyEntry[] = [];
  const changed: AnyEntry[] = [];
  const numbers = new Map<string, number>();
  const isLinkedTo = linksOf(incident);
  const isChangedLater = changedLater(incident);
  const writers = new Hours(incident);
  const steps = new Set<string>();
  const recording = new Recording(incident);
  for (const recorded of entries()) {
    const isKept = !many.has(recorded.type) || recorded.deviation !== undefined;
    if (isKept) kept.push(unsealed(recorded));
    const isLinked = isLinkedTo(recorded);
    if (isKept || isLinked) numbers.set(recorded.id, recorded.seq);
    const isChanged = isLinked && isChangedLater(recorded);
    if (isChanged) changed.push(recorded);
    const entry = isChanged ? atTrueTime(recorded, incident) : recorded;
    const at = millis(entry.at);
    if (byNobody(entry)) writers.mention(entry.by.name);
    else writers.hear(entry.by.name, entry, at);
    if (entry.step !== undefined) steps.add(keyOf(entry.run ?? '', entry.step));
    recording.take(entry, at, isLate(incident, entry, at));
  }
  const believed = kept.map((entry) => atTrueTime(entry, incident));
  return {
    kept: believed,
    ofType: byType(believed),
    standing: believed.filter(({ id }) => !Object.hasOwn(incident.undone, id)),
    numbers,
    changed: new Map(entryLines(changed, incident, kept, numbers).map((line) => [line.id, line])),
    writers: writers.people,
    steps: [...steps],
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

/** Whether an entry was undone or corrected later: what is said of it is known only when the whole timeline is. */
export function changedLater({ undone, corrected }: Pick<Incident, 'undone' | 'corrected'>) {
  // To look a hundred thousand ids up takes longer than to make their rows, and of most timelines none is there.
  const ids = new Set([...Object.keys(undone), ...Object.keys(corrected)]);
  return ({ id }: AnyEntry): boolean => ids.size > 0 && ids.has(id);
}
