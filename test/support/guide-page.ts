import { GAP, layoutOf } from '../../src/tui/rows/layout.ts';

/** The guide's screen as somebody reads it who knows nothing but what stands there. */
export interface GuidePage {
  /** The list of steps at the left. */
  readonly steps: string;
  /** The marked step in the middle, its rows put together. */
  readonly now: string;
  /** The beginning of the marked step's title. */
  readonly title: string;
  /** Numbers of the items that are not ticked yet. */
  readonly open: readonly number[];
  /** The options, from 1. */
  readonly options: readonly string[];
  /** Whether questions of the step are unanswered. */
  readonly asks: boolean;
  /** The last rows, the keys and what stands above them: answers, reasons. */
  readonly said: string;
}

/** Reads a frame of 200×60, on which nothing of the flood is cut but titles in the list. */
export function guidePage(text: string): GuidePage {
  const rows = text.split('\n');
  const layout = layoutOf(200, 60);
  const top = rows.findIndex((row) => row.includes('┬'));
  const end = rows.findIndex(
    (row, index) => (index > top && row.startsWith('──') === true) || (index > top && row.startsWith('─ ')),
  );
  const body = rows.slice(top + 1, end < 0 ? rows.length : end);
  const from = layout.steps + GAP;
  const left = body.map((row) => row.slice(0, layout.steps).trimEnd());
  const middle = body.map((row) => row.slice(from, from + layout.now).trimEnd());
  const marked = left.find((row) => row.startsWith('>')) ?? '';
  const decide = middle.findIndex((row) => row.startsWith('Decide '));
  return {
    steps: left.join('\n'),
    now: middle.join(' ').replace(/\s+/g, ' '),
    title: marked
      .replace(/^>.\s*/u, '')
      .replace(/\s+\+\S+(?: \S+)?$/u, '')
      .replace(/…$/u, ''),
    open: middle.flatMap((row) => /^ *(\d+) \[ \] /.exec(row)?.[1] ?? []).map(Number),
    options: decide < 0 ? [] : middle.slice(decide + 1).flatMap((row) => /^ *\d+ [> ] (.*)$/.exec(row)?.[1] ?? []),
    asks: middle.some((row) => row.startsWith('[ ] ')),
    said: rows.slice(-6).join(' ').replace(/\s+/g, ' '),
  };
}
