import type { StepSpan } from '../../incident/index.ts';
import type { Bar, Scale } from './bar.ts';

/** The entry behind a line, by its number. */
interface EntryRef {
  readonly entry: number;
}

/** A word that stands out by more than its colour. */
interface Strong {
  readonly strong: string;
}

interface Code {
  readonly code: string;
}

/** What only a page can draw; what it shows stands in words beside it. */
interface Drawn {
  readonly bars: readonly Bar[];
  readonly scale: Scale;
}

/** What stands on a line: raw text, and what is more than text, one after another. */
export type Line = string | EntryRef | Strong | Code | Drawn | readonly Line[];

/** A name with what is said of it. */
export interface Named {
  readonly name: string;
  readonly value: Line;
}

/** A piece of a review, whatever it is drawn on. Text in it is raw. */
export type Block =
  | { readonly kind: 'lead' | 'paragraph'; readonly line: Line }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'named'; readonly rows: readonly Named[] }
  | { readonly kind: 'points'; readonly items: readonly Line[] }
  | Table
  /** What was said word for word, with what stands above and below it. */
  | { readonly kind: 'quote'; readonly head: string; readonly text: string; readonly foot: Line }
  | { readonly kind: 'gantt'; readonly spans: readonly StepSpan[] }
  | { readonly kind: 'map'; readonly rows: readonly MapLine[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string };

interface Table {
  readonly kind: 'table';
  /** What the table is called, where there are several. */
  readonly name?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Line[])[];
  /** The column that is drawn, which only a page can, and what it shows. */
  readonly drawn?: number;
  readonly legend?: string;
}

/** A line of the plan as a map. */
interface MapLine {
  readonly level: number;
  readonly isOnPath: boolean;
  readonly sign: string;
  readonly text: string;
  readonly entry: Line;
}

/** A part of the review with its title; without blocks it is left out. */
export interface Section {
  /** Its anchor. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export const paragraph = (line: Line): Block => ({ kind: 'paragraph', line });
export const heading = (text: string): Block => ({ kind: 'heading', text });

/** Nothing where there is no row. */
export const named = (rows: readonly Named[]): readonly Block[] => (rows.length === 0 ? [] : [{ kind: 'named', rows }]);
export const points = (items: readonly Line[]): readonly Block[] =>
  items.length === 0 ? [] : [{ kind: 'points', items }];
export const table = (
  head: readonly string[],
  rows: Table['rows'],
  more: Pick<Table, 'name' | 'drawn' | 'legend'> = {},
): readonly Block[] => (rows.length === 0 ? [] : [{ kind: 'table', head, rows, ...more }]);

/** A line as text alone: an entry by its number, of what is drawn nothing. */
export function lineText(line: Line): string {
  if (typeof line === 'string') return line;
  if ('entry' in line) return `#${line.entry}`;
  if ('strong' in line) return line.strong;
  if ('code' in line) return line.code;
  return 'bars' in line ? '' : line.map(lineText).join('');
}

/** Lines one after another with something between them; those that say nothing are left out. */
export function joined(lines: readonly Line[], between = ' '): Line {
  const all: Line[] = [];
  for (const line of lines) {
    if (line === '' || (Array.isArray(line) && line.length === 0)) continue;
    if (all.length > 0) all.push(between);
    all.push(line);
  }
  return all;
}
