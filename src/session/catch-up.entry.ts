/** Brings the index of the search up to date: loaded only where something is new, for it needs the whole incident. */
import type { AnyEntry, EntryType } from '../entry/index.ts';
import { entryLines, kindOf } from '../guide/index.ts';
import type { LogLine } from '../guide/index.ts';
import type { Incident } from '../incident/index.ts';
import { millis } from '../time/index.ts';
import type { Findable, Reached, SearchIndex, Timeline } from '../timeline/index.ts';
import { loadIncident } from './load.ts';
import { unlessDamaged, whatIsNew, type Kept } from './indexed.ts';

/** So many entries are put in at once: who is interrupted goes on from there. */
const CHUNK = 2000;

/** Entries that speak of another one. */
const speaking: readonly EntryType[] = ['entry.corrected', 'entry.expunged', 'entry.moved', 'review.annotated'];

/**
 * Puts what is new in the timeline into the index, and puts right what was corrected since.
 * @param tell is told how many entries have to be read
 * @returns the incidents that cannot be read; the others are not kept from whoever searches by them
 */
export function catchUp(timeline: Timeline, index: SearchIndex, tell: (entries: number) => void): readonly string[] {
  const rows = new Map(timeline.incidents().map((row) => [row.id, row]));
  const changed = whatIsNew([...rows.values()], index.reached());
  const reached = index.reached();
  const unread = new Set<string>();
  const reading = (id: string, work: () => void): void => {
    if (!unread.has(id) && unlessDamaged(work) === undefined) unread.add(id);
  };
  for (const id of changed) {
    const before = reached.get(id);
    if (before === undefined) continue;
    reading(id, () => {
      if (!isHowItBegins(timeline, id, before)) index.forget(id);
    });
  }
  const known = index.reached();
  tell(changed.reduce((sum, id) => sum + (rows.get(id)?.entries ?? 0) - (known.get(id)?.entries ?? 0), 0));
  for (const id of changed) if (rows.has(id)) reading(id, () => catchUpWith(timeline, id, index));
  return [...unread];
}

/** Whether what the index has of an incident is how it begins: another timeline may lie under the same name by now. */
function isHowItBegins(timeline: Timeline, id: string, { entries, hash }: Reached): boolean {
  return timeline.entries(id, { after: entries - 1, upTo: entries })[0]?.hash === hash;
}

function catchUpWith(timeline: Timeline, id: string, index: SearchIndex): void {
  const reader = new LineReader(timeline, loadIncident(timeline, id).incident);
  /** What stands up to there was put in by another search, which did not know what was corrected since. */
  let others = 0;
  let own = -1;
  const putMore = (): boolean => {
    let isMore = false;
    index.put(id, (reached) => {
      const from = reached?.entries ?? 0;
      if (from !== own) others = from;
      const entries = reader.entries(from, from + CHUNK);
      const last = entries.at(-1);
      if (last === undefined) return undefined;
      isMore = true;
      own = from + entries.length;
      const places = reader.spokenOf(entries).filter((place) => place <= others);
      const rows = [...reader.findable(from, entries), ...places.flatMap((place) => reader.findableAt(place))];
      return { rows, reached: { entries: own, hash: last.hash } };
    });
    return isMore;
  };
  while (putMore());
}

/** The entries of one incident as the log has them. */
class LineReader {
  readonly #timeline: Timeline;
  readonly #incident: Incident;
  readonly #corrections: readonly AnyEntry[];
  readonly #numbers = new Map<string, number>();

  constructor(timeline: Timeline, incident: Incident) {
    this.#timeline = timeline;
    this.#incident = incident;
    this.#corrections = this.#read({ types: speaking });
  }

  /** Those from one place to another, as far as they stand in the incident. */
  entries(after: number, upTo: number): readonly AnyEntry[] {
    return this.#read({ after, upTo });
  }

  findable(after: number, entries: readonly AnyEntry[]): readonly Findable[] {
    for (const { id, seq } of entries) this.#numbers.set(id, seq);
    for (const id of entries.flatMap(spokenOf)) if (!this.#numbers.has(id)) this.#noteNumber(id);
    const lines = entryLines(entries, this.#incident, this.#corrections, this.#numbers);
    return lines.flatMap((line, index) => {
      const entry = entries[index];
      return entry === undefined ? [] : [findable(after + index + 1, entry, line)];
    });
  }

  findableAt(place: number): readonly Findable[] {
    return this.findable(place - 1, this.entries(place - 1, place));
  }

  /** The places of the entries that these speak of. */
  spokenOf(entries: readonly AnyEntry[]): readonly number[] {
    return [...new Set(entries.flatMap(spokenOf))].flatMap((id) => this.#placeOf(id) ?? []);
  }

  #read(range: { after?: number; upTo?: number; types?: readonly EntryType[] }): readonly AnyEntry[] {
    const { id, count } = this.#incident;
    return this.#timeline.entries(id, { ...range, upTo: Math.min(range.upTo ?? count, count) });
  }

  #noteNumber(id: string): void {
    const seq = this.#timeline.entry(id, this.#incident.id)?.seq;
    if (seq !== undefined) this.#numbers.set(id, seq);
  }

  /** Where one installation wrote alone a number is a place; else it is looked for. */
  #placeOf(id: string): number | undefined {
    if (!this.#numbers.has(id)) this.#noteNumber(id);
    const seq = this.#numbers.get(id);
    if (seq === undefined) return undefined;
    if (this.entries(seq - 1, seq)[0]?.id === id) return seq;
    for (let after = 0; after < this.#incident.count; after += CHUNK) {
      const found = this.entries(after, after + CHUNK).findIndex((entry) => entry.id === id);
      if (found >= 0) return after + found + 1;
    }
    return undefined;
  }
}

/** The ids of the entries that an entry speaks of; with an act that is undone goes the one that brought it. */
function spokenOf(entry: AnyEntry): readonly string[] {
  switch (entry.type) {
    case 'entry.corrected':
      return entry.data.field === 'undone' && entry.cause !== undefined
        ? [entry.data.entry, entry.cause]
        : [entry.data.entry];
    case 'entry.expunged':
    case 'entry.moved':
      return [entry.data.entry];
    case 'review.annotated':
      return entry.data.entry === undefined ? [] : [entry.data.entry];
    default:
      return [];
  }
}

function findable(place: number, entry: AnyEntry, line: LogLine): Findable {
  const { by, 'entered-by': typist, words = '', step = '', type } = entry;
  const at = millis(line.at);
  const kept: Kept = {
    ...(line.at !== entry.at && { at: line.at }),
    ...(line.rough !== undefined && { rough: line.rough }),
    ...(line.undone && { undone: true }),
    ...(line.corrected && { corrected: true }),
  };
  return {
    place,
    // A damaged time is no reason not to be found.
    at: Number.isNaN(at) ? Number.parseInt(entry.stamp, 10) || 0 : at,
    text: line.text,
    also: [line.text.includes(words) ? '' : words, step].filter((each) => each !== '').join(' '),
    people: typist === undefined || typist.name === by.name ? by.name : `${by.name}; ${typist.name}`,
    kind: `${kindOf(type)} ${type}`,
    rest: Object.keys(kept).length === 0 ? '' : JSON.stringify(kept),
  };
}
