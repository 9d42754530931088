import type { AnyEntry, EntryType } from '../entry/index.ts';
import { believed, canMove, entryLines, isCalled, kindOf, logLines, wholeEntry } from '../guide/index.ts';
import type { LogLine, Lookup, Labelled, OtherIncident, Wanted } from '../guide/index.ts';
import type { Incident } from '../incident/index.ts';

/** Entries are read and kept so many at a time. */
const CHUNK = 64;

/** What an act can bring with it stands behind it in the same transaction; nothing writes more at once. */
const MOST_BROUGHT = 200;

/** So many are read one by one; more of them at once with all others. */
const FEW = 4;

/** Where entries come from. `after` and `upTo` count the incident's entries. */
export interface EntrySource {
  readonly read: (range: {
    readonly after?: number;
    readonly upTo?: number;
    readonly types?: readonly EntryType[];
  }) => readonly AnyEntry[];
  readonly one: (id: string) => AnyEntry | undefined;
  readonly incident: () => Incident;
  /** The other incidents of the same timeline. */
  readonly others?: () => readonly OtherIncident[];
}

/** An entry with all that is to be said of it. */
export interface Whole {
  readonly entry: AnyEntry;
  readonly line: LogLine;
  readonly told: readonly Labelled[];
  /** What is believed to have been said; undefined where it has no words. */
  readonly words?: string;
}

/** Of every entry what a filter asks for; its words only once somebody has searched. */
interface Marks {
  readonly id: string;
  readonly seq: number;
  readonly type: EntryType;
  readonly people: readonly string[];
  readonly step?: string;
  readonly deviation: boolean;
  text?: string | undefined;
}

/** What can be filtered for: kinds, people and steps (`run:step`), each as often as it stands in the timeline. */
export interface Found {
  readonly kinds: ReadonlyMap<string, number>;
  readonly people: ReadonlyMap<string, number>;
  readonly steps: ReadonlyMap<string, number>;
}

const corrections: readonly EntryType[] = ['entry.corrected', 'entry.expunged'];

/**
 * A timeline by the place of its entries (1, 2, …), read only where somebody looks, so that 10,000 entries open and scroll
 * like ten. Only a filter or a search goes through all of them, once; what comes in later is added.
 */
export class TimelineReader implements Lookup {
  readonly #source: EntrySource;
  #of: Incident | undefined;
  readonly #chunks = new Map<number, { readonly entries: readonly AnyEntry[]; readonly lines: readonly LogLine[] }>();
  #corrections: readonly AnyEntry[] = [];
  #corrected = 0;
  readonly #marks: Marks[] = [];
  readonly #places = new Map<string, number>();
  #known = 0;
  #last:
    | { readonly wanted: string; readonly asked: Wanted; readonly of: Incident; readonly places: readonly number[] }
    | undefined;

  constructor(source: EntrySource) {
    this.#source = source;
  }

  /** How many entries there are. */
  get count(): number {
    return this.#source.incident().count;
  }

  /** The other incidents of the same timeline, oldest first. */
  readonly others = (): readonly OtherIncident[] => this.#source.others?.() ?? [];

  /** What typed words may ask it for, where it is known who has the incident open. */
  lookup(here: (() => readonly string[]) | undefined): Lookup {
    const { entryId, people, others } = this;
    return { entryId, people, others, ...(here !== undefined && { here }) };
  }

  /** The entry at a place as a line. */
  line(place: number): LogLine | undefined {
    return this.#chunk(place).lines[(place - 1) % CHUNK];
  }

  /** The entry at a place. */
  entry(place: number): AnyEntry | undefined {
    return this.#chunk(place).entries[(place - 1) % CHUNK];
  }

  /** An entry as a line, by its id. */
  lineOf(id: string): LogLine | undefined {
    const entry = this.#source.one(id);
    if (entry === undefined) return undefined;
    // Where several installations wrote, a number is no place.
    const line = this.line(entry.seq);
    return line?.id === id ? line : this.#linesOf([entry], this.#fresh())[0];
  }

  /** The entry at a place with all that is to be said of it. */
  whole(place: number): Whole | undefined {
    const entry = this.entry(place);
    const line = this.line(place);
    if (entry === undefined || line === undefined) return undefined;
    const about = this.#aboutOthers().filter((each) => targetOf(each) === entry.id);
    const cause = entry.cause === undefined ? undefined : this.#causeOf(place, entry.cause);
    const told = wholeEntry(
      entry,
      { line, corrections: about, brought: this.#brought(place, entry), ...(cause === undefined ? {} : { cause }) },
      this.#source.incident(),
    );
    const words = believed(entry, about);
    return { entry, line, told, ...(words === undefined ? {} : { words }) };
  }

  /** The places of the entries that are wanted, oldest first. */
  find(wanted: Wanted): readonly number[] {
    const of = this.#source.incident();
    const key = JSON.stringify(wanted);
    if (this.#last?.of === of && this.#last.wanted === key) return this.#last.places;
    const words = (wanted.words ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const marks = this.#everyMark();
    const isMeant = this.#personMeant(wanted.person);
    if (words.length > 0) this.#readTexts();
    const places: number[] = [];
    const look = (place: number): void => {
      const each = marks[place - 1];
      if (each === undefined || !fits(each, wanted, isMeant)) return;
      if (words.every((word) => each.text?.includes(word) === true)) places.push(place);
    };
    // Whoever types on can only find fewer.
    const before = this.#last?.of === of && isNarrower(wanted, this.#last.asked) ? this.#last.places : undefined;
    if (before !== undefined) for (const place of before) look(place);
    else for (let place = 1; place <= marks.length; place += 1) look(place);
    this.#last = { wanted: key, asked: wanted, of, places };
    return places;
  }

  /** Who is named whole is not taken for another with the same first name. */
  #personMeant(name: string | undefined): (person: string) => boolean {
    if (name === undefined) return () => true;
    return this.found().people.has(name) ? (person) => person === name : (person) => isCalled(person, name);
  }

  /** The id of the entry that people call `#42`. */
  readonly entryId = (seq: number): string | undefined => {
    const entry = this.entry(seq);
    return entry?.seq === seq ? entry.id : undefined;
  };

  /** Everybody who did or typed something. */
  readonly people = (): readonly string[] => [...this.found().people.keys()];

  /** What there is to filter for. */
  found(): Found {
    const kinds = new Map<string, number>();
    const people = new Map<string, number>();
    const steps = new Map<string, number>();
    const add = (to: Map<string, number>, name: string): unknown => to.set(name, (to.get(name) ?? 0) + 1);
    for (const each of this.#everyMark()) {
      add(kinds, kindOf(each.type));
      for (const person of each.people) add(people, person);
      if (each.step !== undefined) add(steps, each.step);
    }
    return { kinds, people, steps };
  }

  /** What another process has just written and nobody here has folded is not there yet. */
  #read(after: number, upTo: number): readonly AnyEntry[] {
    return this.#source.read({ after, upTo: Math.min(upTo, this.count) });
  }

  /** What was read is right as long as nothing was written. */
  #fresh(): Incident {
    const incident = this.#source.incident();
    if (incident === this.#of) return incident;
    this.#of = incident;
    this.#chunks.clear();
    return incident;
  }

  #chunk(place: number): { readonly entries: readonly AnyEntry[]; readonly lines: readonly LogLine[] } {
    const incident = this.#fresh();
    const number = Math.floor((place - 1) / CHUNK);
    const before = this.#chunks.get(number);
    if (before !== undefined) return before;
    const entries = place < 1 ? [] : this.#read(number * CHUNK, (number + 1) * CHUNK);
    const made = { entries, lines: this.#linesOf(entries, incident) };
    this.#chunks.set(number, made);
    return made;
  }

  #linesOf(entries: readonly AnyEntry[], incident: Incident): readonly LogLine[] {
    const near = new Set(entries.map(({ id }) => id));
    const far = new Set(entries.map(targetOf).filter((target) => target !== undefined && !near.has(target)));
    return entryLines(entries, incident, this.#aboutOthers(), this.#numbersOf([...far]));
  }

  #numbersOf(ids: readonly (string | undefined)[]): ReadonlyMap<string, number> {
    // Ids are not indexed: each that is looked for by itself is a walk through the file.
    if (ids.length > FEW) this.#everyMark();
    const numbers = new Map<string, number>();
    for (const id of ids) {
      if (id === undefined) continue;
      const place = this.#places.get(id);
      const seq = place === undefined ? this.#source.one(id)?.seq : this.#marks[place - 1]?.seq;
      if (seq !== undefined) numbers.set(id, seq);
    }
    return numbers;
  }

  /** Every entry that says what became of another; there are few of them. */
  #aboutOthers(): readonly AnyEntry[] {
    const { count } = this;
    if (count === this.#corrected) return this.#corrections;
    const fresh = this.#source.read({ after: this.#corrected, upTo: count, types: corrections });
    // The words of an earlier correction may have been taken out with those of its entry.
    this.#corrections = fresh.some(({ type }) => type === 'entry.expunged')
      ? this.#source.read({ upTo: count, types: corrections })
      : [...this.#corrections, ...fresh];
    for (const each of fresh) this.#forgetText(targetOf(each));
    this.#corrected = count;
    return this.#corrections;
  }

  #forgetText(id: string | undefined): void {
    const place = id === undefined ? undefined : this.#places.get(id);
    const marks = place === undefined ? undefined : this.#marks[place - 1];
    if (marks !== undefined) marks.text = undefined;
  }

  #everyMark(): readonly Marks[] {
    const { count } = this;
    if (count === this.#known) return this.#marks;
    for (const { id, seq, type, by, 'entered-by': typist, run, step, deviation } of this.#read(this.#known, count)) {
      const people = typist === undefined || typist.name === by.name ? [by.name] : [by.name, typist.name];
      this.#marks.push({
        id,
        seq,
        type,
        people,
        deviation: deviation !== undefined,
        ...(run === undefined || step === undefined ? {} : { step: `${run}:${step}` }),
      });
      this.#places.set(id, this.#marks.length);
    }
    this.#known = count;
    return this.#marks;
  }

  #readTexts(): void {
    const incident = this.#fresh();
    const about = this.#aboutOthers();
    const places = this.#marks.flatMap((marks, index) => (marks.text === undefined ? [index + 1] : []));
    const [first] = places;
    if (first === undefined) return;
    // One or two that changed are read by themselves; at first, and after much was written, all from there on.
    const some = places.length <= FEW;
    const entries = some
      ? places.flatMap((place) => this.#read(place - 1, place))
      : this.#read(first - 1, this.#marks.length);
    const numbers = new Map<string, number>();
    for (const { id, seq } of entries) numbers.set(id, seq);
    entryLines(entries, incident, about, numbers).forEach((line, index) => {
      const place = some ? places[index] : first + index;
      const marks = place === undefined ? undefined : this.#marks[place - 1];
      const words = entries[index]?.words ?? '';
      if (marks !== undefined)
        marks.text = `#${line.seq} ${marks.people.join(' ')} ${line.text} ${words} ${line.step ?? ''}`.toLowerCase();
    });
  }

  /** What brought an entry with it stands before it in the same transaction. */
  #causeOf(place: number, cause: string): LogLine | undefined {
    for (let before = place - 1; before >= Math.max(1, place - CHUNK); before -= 1) {
      if (this.entry(before)?.id === cause) return this.line(before);
    }
    return this.lineOf(cause);
  }

  /** What the same transaction wrote because of it, directly or by what it brought; and what was derived from it. */
  #brought(place: number, entry: AnyEntry): readonly LogLine[] {
    const family = new Set([entry.id]);
    const brought: LogLine[] = [];
    for (let next = place + 1; next <= place + MOST_BROUGHT; next += 1) {
      const each = this.entry(next);
      const line = this.line(next);
      if (each?.cause === undefined || line === undefined || !family.has(each.cause)) break;
      family.add(each.id);
      brought.push(line);
    }
    if (![entry.type, ...brought.map(({ kind }) => kind)].some(canMove)) return brought;
    const near = this.#read(Math.max(0, place - CHUNK), place + brought.length + CHUNK);
    const followed = logLines(near, this.#source.incident()).filter(
      ({ derived, seq }) => derived === true && (seq === entry.seq || brought.some((each) => each.seq === seq)),
    );
    return [...brought, ...followed];
  }
}

function targetOf(entry: AnyEntry): string | undefined {
  return entry.type === 'entry.corrected' || entry.type === 'entry.expunged' ? entry.data.entry : undefined;
}

function fits({ type, people, step, deviation }: Marks, wanted: Wanted, isMeant: (person: string) => boolean): boolean {
  return (
    (wanted.kind === undefined || wanted.kind === kindOf(type) || wanted.kind === type) &&
    (wanted.person === undefined || people.some(isMeant)) &&
    (wanted.step === undefined || wanted.step === step) &&
    (wanted.deviations !== true || deviation)
  );
}

/** Whether what is wanted now is wanted in more words, or longer ones, and in all else the same. */
function isNarrower({ words = '', ...rest }: Wanted, { words: before = '', ...was }: Wanted): boolean {
  return words.startsWith(before) && JSON.stringify(rest) === JSON.stringify(was);
}
