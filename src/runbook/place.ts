import { EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import type { Event, ScalarEvent } from 'js-yaml';
import type { Finding, Path } from './finding.ts';

/** A node of the text with its place; built only for a file that has a finding. */
interface Node {
  readonly start: number;
  readonly end: number;
  readonly scalar?: ScalarEvent;
  readonly entries?: Map<string, { readonly key: Node; readonly value: Node }>;
  readonly items?: Node[];
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Looks up places by path in the text that the events came from. */
export class Places {
  readonly #text: string;
  readonly #root: Node;
  readonly #lines = new Map<ScalarEvent, readonly ScalarLine[]>();

  constructor(text: string, events: readonly Event[]) {
    this.#text = text;
    this.#root = treeOf(text, events);
  }

  /** The place of a finding; where its path ends early (an alias, a missing key), the nearest thing around it. */
  of(finding: Finding): Range {
    const { key, node } = this.#find(finding.path);
    if (finding.at === 'key' && key !== undefined) return key;
    if (node.scalar === undefined) return key ?? this.#opening(node);
    if (node.scalar.valueStart < 0) return key ?? node;
    return finding.part === undefined
      ? this.#trimmed(node)
      : (this.#part(node.scalar, finding.part) ?? this.#trimmed(node));
  }

  #find(path: Path): { key: Node | undefined; node: Node } {
    let node = this.#root;
    let key: Node | undefined;
    for (const segment of path) {
      const entry = typeof segment === 'string' ? node.entries?.get(segment) : undefined;
      const item = typeof segment === 'number' ? node.items?.[segment] : undefined;
      if (entry !== undefined) {
        key = entry.key;
        node = entry.value;
      } else if (item !== undefined) {
        key = undefined;
        node = item;
      } else {
        break;
      }
    }
    return { key, node };
  }

  /** A list entry that is a map has no name of its own: its first key stands for it. */
  #opening(node: Node): Range {
    const first = node.entries?.values().next().value;
    return first === undefined ? { start: node.start, end: node.end } : first.key;
  }

  #trimmed(node: Node): Range {
    const text = this.#text.slice(node.start, node.end);
    const lead = text.length - text.trimStart().length;
    const line = text.trimStart().split(/[\r\n]/, 1)[0] ?? '';
    return { start: node.start + lead, end: node.start + lead + Math.max(line.trimEnd().length, 1) };
  }

  /** Exact where the value stands in the text as it is; in a literal block by its indentation; else not. */
  #part(scalar: ScalarEvent, part: Range): Range | undefined {
    const raw = this.#text.slice(scalar.valueStart, scalar.valueEnd);
    if (scalar.style === SCALAR_STYLE.LITERAL_BLOCK) return this.#partOfBlock(scalar, part);
    if (scalar.style === SCALAR_STYLE.FOLDED_BLOCK || this.#linesOf(scalar).length > 1) return undefined;
    if (scalar.style === SCALAR_STYLE.SINGLE_QUOTED)
      return {
        start: scalar.valueStart + unescaped(raw, part.start),
        end: scalar.valueStart + unescaped(raw, part.end),
      };
    if (scalar.style === SCALAR_STYLE.DOUBLE_QUOTED && raw.includes('\\')) return undefined;
    return { start: scalar.valueStart + part.start, end: scalar.valueStart + part.end };
  }

  #partOfBlock(scalar: ScalarEvent, part: Range): Range | undefined {
    const line = this.#linesOf(scalar).find(({ value, length }) => part.start < value + length);
    if (line === undefined) return undefined;
    const start = line.offset + part.start - line.value;
    return { start, end: start + Math.min(part.end, line.value + line.length) - part.start };
  }

  /** The lines of a scalar as they stand in the text; worked out once, however many faults there are in it. */
  #linesOf(scalar: ScalarEvent): readonly ScalarLine[] {
    const known = this.#lines.get(scalar);
    if (known !== undefined) return known;
    const lines: ScalarLine[] = [];
    let offset = scalar.valueStart;
    let value = 0;
    for (const line of this.#text.slice(scalar.valueStart, scalar.valueEnd).split(/(?<=\n|\r(?!\n))/)) {
      const indent = Math.min(scalar.indent, line.length - line.trimStart().length);
      const length = line.length - indent - (line.endsWith('\r\n') ? 1 : 0);
      lines.push({ value, length, offset: offset + indent });
      value += length;
      offset += line.length;
    }
    this.#lines.set(scalar, lines);
    return lines;
  }
}

/** A line of a scalar. */
interface ScalarLine {
  /** Where in the value it begins, and how much of that it is. */
  readonly value: number;
  readonly length: number;
  /** Where in the text it begins, its indentation not counted. */
  readonly offset: number;
}

/** In single quotes a quote is written twice. */
function unescaped(raw: string, offset: number): number {
  let at = 0;
  for (let value = 0; value < offset && at < raw.length; value += 1) at += raw.startsWith("''", at) ? 2 : 1;
  return at;
}

function treeOf(text: string, events: readonly Event[]): Node {
  const none: Node = { start: 0, end: 1 };
  let at = 0;
  const next = (): Node => {
    const event = events[at];
    at += 1;
    if (event === undefined) return none;
    if (event.type === EVENT_ID.SCALAR)
      return {
        start: Math.max(event.valueStart, 0),
        end: Math.max(event.valueEnd, event.valueStart + 1, 1),
        scalar: event,
      };
    if (event.type === EVENT_ID.ALIAS) return { start: event.anchorStart - 1, end: event.anchorEnd };
    if (event.type === EVENT_ID.MAPPING) return mapping(event.start);
    if (event.type === EVENT_ID.SEQUENCE) return sequence(event.start);
    return none;
  };
  const closed = (): boolean => {
    const event = events[at];
    if (event === undefined || event.type !== EVENT_ID.POP) return event === undefined;
    at += 1;
    return true;
  };
  const mapping = (start: number): Node => {
    const entries = new Map<string, { key: Node; value: Node }>();
    while (!closed()) {
      const key = next();
      const value = next();
      const name = text.slice(key.start, key.end);
      if (!entries.has(name)) entries.set(name, { key, value });
    }
    return { start, end: start + 1, entries };
  };
  const sequence = (start: number): Node => {
    const items: Node[] = [];
    while (!closed()) items.push(next());
    return { start, end: start + 1, items };
  };
  if (events[0]?.type === EVENT_ID.DOCUMENT) at = 1;
  return next();
}
