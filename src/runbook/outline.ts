import { COLLECTION_STYLE, EVENT_ID } from 'js-yaml';
import type { Event } from 'js-yaml';
import { yamlEvents } from './read-yaml.ts';

/** Where a thing stands in the text of a runbook. Lines count from 0. */
export interface Spot {
  /** A comment can stand above this line; absent: only at the end of the text (all is written in one flow). */
  readonly line?: number;
  /** The thing itself begins that line, and not something around it. */
  readonly isItsOwn: boolean;
  /** What stands before it on that line, as blanks: `  - id:` gives two. */
  readonly indent: string;
  /** The first line behind it. */
  readonly end: number;
  /** Of a value that stands on one line as it is written: its place in the text. */
  readonly scalar?: { readonly start: number; readonly end: number };
}

/** Way to a thing: keys of maps and places in lists. */
type Way = readonly (string | number)[];

/** Finds things of a runbook in its text. */
export interface Outline {
  at(way: Way): Spot | undefined;
}

interface Around {
  readonly way: Way;
  readonly line: number | undefined;
  readonly isBlock: boolean;
}

/** The outline of a text that reads as YAML; of any other one in which nothing is found. */
export function outlineOf(given: string): Outline {
  const bom = given.startsWith('\uFEFF') ? 1 : 0;
  const text = given.slice(bom);
  const spots = new Map<string, Spot>();
  new Walk(text, yamlEvents(text), (way, spot) => {
    const { scalar } = spot;
    const moved = scalar === undefined ? {} : { scalar: { start: scalar.start + bom, end: scalar.end + bom } };
    spots.set(JSON.stringify(way), { ...spot, ...moved });
  }).node({ way: [], line: undefined, isBlock: true });
  return { at: (way) => spots.get(JSON.stringify(way)) };
}

/** Walks the events of the parser, and tells where each thing stands. */
class Walk {
  readonly #text: string;
  readonly #events: readonly Event[];
  readonly #tell: (way: Way, spot: Spot) => void;
  readonly #lines: readonly number[];
  #next = 0;

  constructor(text: string, events: readonly Event[], tell: (way: Way, spot: Spot) => void) {
    this.#text = text;
    this.#events = events;
    this.#tell = tell;
    this.#lines = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    if (events[0]?.type === EVENT_ID.DOCUMENT) this.#next = 1;
  }

  /** Takes the next node with all that is in it. `named`: where the key stands under which it does. */
  node(around: Around, named?: number): void {
    const event = this.#events[this.#next];
    this.#next += 1;
    if (event === undefined) return;
    const start = named ?? startOf(event);
    const isItsOwn = around.isBlock && around.way.length > 0 && this.#beginsLine(start);
    const line = isItsOwn ? this.#lineOf(start) : around.line;
    if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
      const isBlock = around.isBlock && event.style === COLLECTION_STYLE.BLOCK;
      this.#within(event.type === EVENT_ID.MAPPING, { way: around.way, line, isBlock });
    }
    this.#tell(around.way, {
      ...(line !== undefined && { line }),
      isItsOwn,
      indent: line === undefined ? '' : (/^[ \t]*/.exec(this.#text.slice(this.#lines[line]))?.[0] ?? ''),
      end: this.#lineBehind(),
      ...this.#scalar(event),
    });
  }

  #within(isMap: boolean, around: Around): void {
    for (let place = 0; ; place += 1) {
      const event = this.#events[this.#next];
      if (event === undefined) return;
      if (event.type === EVENT_ID.POP) {
        this.#next += 1;
        return;
      }
      if (!isMap) {
        this.node({ ...around, way: [...around.way, place] });
        continue;
      }
      this.#next += 1;
      const key = event.type === EVENT_ID.SCALAR ? this.#text.slice(event.valueStart, event.valueEnd) : '';
      this.node({ ...around, way: [...around.way, key] }, startOf(event));
    }
  }

  #scalar(event: Event): Pick<Spot, 'scalar'> {
    if (event.type !== EVENT_ID.SCALAR || event.valueStart < 0) return {};
    const { valueStart: start, valueEnd: end } = event;
    return this.#text.slice(start, end).includes('\n') ? {} : { scalar: { start, end } };
  }

  /** Nothing but blanks and the marks of lists stands before it. */
  #beginsLine(start: number): boolean {
    const from = this.#lines[this.#lineOf(start)] ?? 0;
    return /^[ \t]*(?:- +)*["']?$/.test(this.#text.slice(from, start));
  }

  /** The first line of what follows that which was taken last; blank lines and comments between them are of what follows. */
  #lineBehind(): number {
    let place = this.#next;
    while (this.#events[place]?.type === EVENT_ID.POP) place += 1;
    const later = this.#events[place];
    let line = later === undefined ? this.#lines.length : this.#lineOf(startOf(later));
    if (later === undefined && this.#text.endsWith('\n')) line -= 1;
    return line;
  }

  #lineOf(offset: number): number {
    let [low, high] = [0, this.#lines.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#lines[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}

function startOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return Math.max(0, event.valueStart);
  if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) return Math.max(0, event.start);
  if (event.type === EVENT_ID.ALIAS) return Math.max(0, event.anchorStart);
  return 0;
}
