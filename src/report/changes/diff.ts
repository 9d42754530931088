/** A change of a text by whole lines, which count from 0. */
export interface LineEdit {
  /** The line before which lines come in, or that gives way to them; the number of lines there are: the end. */
  readonly line: number;
  readonly removes: boolean;
  /** Without line ends. */
  readonly inserts: readonly string[];
  /** The numbers of the entries that it comes from. */
  readonly behind: readonly number[];
}

/** One line of a difference. */
interface Op {
  readonly mark: ' ' | '-' | '+';
  readonly line: string;
  /** The last line of a text that does not end with a line end. */
  readonly isUnended?: true;
  readonly behind?: readonly number[];
}

/** Lines around a change. */
const context = 3;

/**
 * The edits as a unified difference (POSIX `diff -u`), which `patch` and `git apply` take: behind the head of each hunk stand the
 * entries of `record` that it comes from. Line ends stay as those of the text are. At most one edit removes a line.
 */
export function unifiedDiff(file: string, text: string, edits: readonly LineEdit[], record: string): string {
  if (edits.length === 0) return '';
  const ops = opsOf(text, edits);
  return [`--- a/${file}`, `+++ b/${file}`, ...hunks(ops, record)].map((line) => `${line}\n`).join('');
}

/** The text with the edits in it. */
export function edited(text: string, edits: readonly LineEdit[]): string {
  if (edits.length === 0) return text;
  return opsOf(text, edits)
    .filter(({ mark }) => mark !== '-')
    .map(({ line, isUnended }) => `${line}${isUnended ? '' : '\n'}`)
    .join('');
}

function opsOf(text: string, edits: readonly LineEdit[]): readonly Op[] {
  const lines = text.split('\n');
  const isEnded = lines.at(-1) === '';
  if (isEnded) lines.pop();
  const isCrLf = lines[0]?.endsWith('\r') === true;
  const at = Map.groupBy(edits, ({ line }) => Math.min(line, lines.length));
  const inserted = (some: readonly LineEdit[]): Op[] =>
    some.flatMap(({ inserts, behind }) =>
      inserts.map((line): Op => ({ mark: '+', line: isCrLf ? `${line}\r` : line, behind })),
    );
  const appends = inserted(at.get(lines.length) ?? []);
  return [
    ...lines.flatMap((line, place): Op[] => {
      const here = at.get(place) ?? [];
      const isUnended = !isEnded && place === lines.length - 1;
      const unended = isUnended ? ({ isUnended } as const) : {};
      const before = inserted(here.filter(({ removes }) => !removes));
      const instead = here.find(({ removes }) => removes);
      if (instead !== undefined) {
        const news = inserted([instead]);
        const last = news.at(-1);
        // Where nothing comes behind it, the text ends as it did.
        if (isUnended && appends.length === 0 && last !== undefined) news[news.length - 1] = { ...last, ...unended };
        return [...before, { mark: '-', line, ...unended }, ...news];
      }
      if (isUnended && appends.length > 0)
        return [...before, { mark: '-', line, ...unended }, { mark: '+', line: isCrLf ? `${line}\r` : line }];
      return [...before, { mark: ' ', line, ...unended }];
    }),
    ...appends,
  ];
}

function hunks(ops: readonly Op[], record: string): string[] {
  const changed = ops.flatMap(({ mark }, place) => (mark === ' ' ? [] : [place]));
  const spans: { from: number; to: number }[] = [];
  for (const place of changed) {
    const last = spans.at(-1);
    if (last !== undefined && place - context <= last.to + context) last.to = place;
    else spans.push({ from: place, to: place });
  }
  return spans.flatMap(({ from, to }) =>
    hunk(ops, Math.max(0, from - context), Math.min(ops.length, to + context + 1), record),
  );
}

function hunk(ops: readonly Op[], from: number, to: number, record: string): string[] {
  const some = ops.slice(from, to);
  const count = (all: readonly Op[], other: '-' | '+'): number => all.filter(({ mark }) => mark !== other).length;
  const range = (other: '-' | '+'): string => {
    const length = count(some, other);
    return `${count(ops.slice(0, from), other) + (length === 0 ? 0 : 1)},${length}`;
  };
  const entries = new Set(some.flatMap(({ behind = [] }) => behind));
  return [
    `@@ -${range('+')} +${range('-')} @@ ${record} ${Array.from(entries, (seq) => `#${seq}`).join(', ')}`.trimEnd(),
    ...some.flatMap(({ mark, line, isUnended }) => [
      `${mark}${line}`,
      ...(isUnended ? [String.raw`\ No newline at end of file`] : []),
    ]),
  ];
}
