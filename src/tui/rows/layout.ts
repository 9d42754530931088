/** The smallest terminal on which the screen can be used. */
export const SMALLEST = { columns: 60, rows: 20 } as const;

/** How the screen is divided: one column with the parts behind each other, two, or three beside each other. */
export interface Layout {
  readonly columns: number;
  readonly rows: number;
  readonly kind: 'too-small' | 'one' | 'two' | 'three';
  /** Columns of each part, 0 where it is not beside the others. Between two parts stand three columns. */
  readonly steps: number;
  readonly now: number;
  readonly side: number;
  /** Rows of the clocks under the top line. */
  readonly clocks: number;
  /** Rows of the body without its heading line. */
  readonly body: number;
  /** Rows of the log under the body, without its heading line; 0 where it is behind the others. */
  readonly log: number;
  /** Rows of the keys at the bottom. */
  readonly keys: number;
}

/** What stands between two parts. */
export const GAP = 3;

/** How a terminal of that size is used. */
export function layoutOf(columns: number, rows: number): Layout {
  if (columns < SMALLEST.columns || rows < SMALLEST.rows) {
    return { columns, rows, kind: 'too-small', steps: 0, now: 0, side: 0, clocks: 0, body: rows, log: 0, keys: 0 };
  }
  const kind = columns < 78 ? 'one' : columns < 140 ? 'two' : 'three';
  const clocks = kind === 'one' || rows >= 30 ? 2 : 1;
  const keys = kind === 'one' || rows >= 30 ? 2 : 1;
  const log = kind === 'one' ? 0 : Math.min(12, Math.max(3, Math.floor(rows / 6)));
  // Top line, heading of the body, heading of the log, line of answers.
  const body = rows - 1 - clocks - 1 - (log === 0 ? 0 : log + 1) - 1 - keys;
  const common = { columns, rows, kind, clocks, keys, log, body } as const;
  if (kind === 'one') return { ...common, steps: columns, now: columns, side: 0 };
  if (kind === 'two') {
    const steps = Math.min(44, Math.max(27, Math.floor(columns * 0.35)));
    return { ...common, steps, now: columns - steps - GAP, side: 0 };
  }
  const steps = Math.min(56, Math.floor(columns * 0.27));
  const side = Math.min(56, Math.floor(columns * 0.27));
  return { ...common, steps, side, now: columns - steps - side - 2 * GAP };
}
