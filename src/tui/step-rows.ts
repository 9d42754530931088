import type { Guide, StepRow } from '../guide/index.ts';
import { piece, row, windowTop } from './rows.ts';
import type { Piece, Row } from './rows.ts';
import { lookedAt } from './state.ts';
import type { Screen } from './state.ts';

/** The list of steps, as far as it fits: the marked one always stands in it; a track's title stands over its steps. */
export function stepRows(screen: Screen, guide: Guide, height: number): Row[] {
  const { steps } = guide;
  if (steps.length === 0) return [row('No runbook is followed yet.', 'faint')];
  const marked = lookedAt(screen, guide);
  const lines = grouped(steps);
  const at = Math.max(
    0,
    lines.findIndex((line) => line.step !== undefined && line.step === marked),
  );
  // What comes next matters more than what is over.
  const top = windowTop(lines.length, height, at, Math.max(0, at - Math.floor(height / 3)));
  const open = new Map(guide.current.map((step) => [step.key, step.mine]));
  return lines
    .slice(top, top + height)
    .map((line) =>
      line.step === undefined
        ? [piece(`  ${' '.repeat(indentOf(line.level))}${line.branch}`, 'title')]
        : stepRow(line.step, line.step === marked, open.get(line.step.key)),
    );
}

/** `12 of 110`: how many steps are settled. */
export function stepCount({ steps }: Guide): string {
  const open: ReadonlySet<string> = new Set(['waiting', 'active', 'awaiting']);
  return `${steps.filter((step) => !open.has(step.state)).length} of ${steps.length}`;
}

type Line = { readonly step: StepRow } | { readonly step: undefined; readonly branch: string; readonly level: number };

let lastSteps: Guide['steps'] | undefined;
let lastLines: readonly Line[] = [];

/** The steps with the titles of their tracks and options between them. */
function grouped(steps: Guide['steps']): readonly Line[] {
  if (steps === lastSteps) return lastLines;
  const lines: Line[] = [];
  // The branch that is open on each level: coming back out of a deeper one opens none anew.
  const open: (string | undefined)[] = [];
  let run: string | undefined;
  const several = new Set(steps.map((step) => step.run)).size > 1;
  for (const step of steps) {
    if (several && step.run !== run) lines.push({ step: undefined, branch: step.run, level: 0 });
    if (step.branch !== undefined && step.branch !== open[step.level]) {
      lines.push({ step: undefined, branch: step.branch, level: Math.max(0, step.level - 1) });
    }
    open.length = step.level;
    open[step.level] = step.branch;
    run = step.run;
    lines.push({ step });
  }
  lastSteps = steps;
  lastLines = lines;
  return lines;
}

/** The mark of a step by its state; `·` stands for what waits. */
export const marks: Readonly<Record<StepRow['state'], Piece>> = {
  waiting: piece('·', 'faint'),
  active: piece('→', 'strong'),
  awaiting: piece('?', 'warn'),
  done: piece('✓', 'good'),
  skipped: piece('-', 'warn'),
  failed: piece('✗', 'bad'),
  passed: piece('/', 'faint'),
  'left-open': piece('o', 'warn'),
};

/** What the marks mean, for the `?` screen. */
export const markLegend =
  '→ open  ? waits for approval  ! overdue  ✓ done  - left out  ✗ failed  / not needed  o left open  ▾ under way';

function stepRow(step: StepRow, marked: boolean, mine: boolean | undefined): Row {
  const mark = step.overdue
    ? piece('!', 'bad')
    : step.state === 'active' && mine === undefined
      ? piece('▾', 'faint')
      : marks[step.state];
  const tone = marked
    ? 'chosen'
    : mine === true
      ? 'strong'
      : mine === false || step.state === 'active'
        ? 'plain'
        : 'faint';
  return [piece(marked ? '>' : ' ', 'key'), mark, piece(' '.repeat(1 + indentOf(step.level))), piece(step.title, tone)];
}

function indentOf(level: number): number {
  return Math.min(6, level);
}
