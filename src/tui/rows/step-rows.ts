import { laneOf, lanePeople, laneState, shownState } from '../../guide/index.ts';
import type { CurrentStep, Guide, Lane, StepRow } from '../../guide/index.ts';
import { clip } from '../../text/index.ts';
import { shortDuration } from '../../time/index.ts';
import { piece, row, spread, windowTop } from './rows.ts';
import type { Piece, Row } from './rows.ts';
import { lookedAt } from '../state.ts';
import type { Screen } from '../state.ts';

/** From so many columns on the list says who is at a step or a lane. */
const NAMES = 40;

/**
 * The list of steps, as far as it fits: the marked one always stands in it. The title of a track or an option stands over its
 * steps. While several lanes are worked on, only the marked step's lane is shown whole; of the others what is open in them.
 */
export function stepRows(screen: Screen, guide: Guide, columns: number, height: number): Row[] {
  if (guide.steps.length === 0) return [row('No runbook is followed yet.', 'faint')];
  const marked = lookedAt(screen, guide);
  const lines = linesOf(guide, marked);
  const at = Math.max(
    0,
    lines.findIndex((line) => 'step' in line && line.step === marked),
  );
  const top = windowTop(lines.length, height, at, turnedTo(at, height));
  const open = new Map(guide.current.map((step) => [step.key, step]));
  return lines.slice(top, top + height).map((line) => {
    if ('lane' in line) return laneRow(line.lane, guide, columns);
    if ('branch' in line) return [piece(`  ${' '.repeat(indentOf(line.level))}${line.branch}`, 'title')];
    return stepRow(line.step, line.step === marked, open.get(line.step.key), columns);
  });
}

/**
 * Where the list begins for a marked line. It turns by half its height, not with every line: most moves then change two rows,
 * on a slow line too. At least a third stands above, for what comes next matters more than what is over.
 */
function turnedTo(at: number, height: number): number {
  const half = Math.max(1, Math.floor(height / 2));
  return Math.max(0, Math.floor((at - Math.floor(height / 3)) / half) * half);
}

/** `12 of 110`: how many steps are settled, of those that are, are open or can still come. */
export function stepCount({ steps }: Guide): string {
  const open: ReadonlySet<string> = new Set(['waiting', 'active', 'awaiting']);
  const counted = steps.filter((step) => step.isOut !== true);
  return `${counted.filter((step) => !open.has(step.state)).length} of ${counted.length}`;
}

/** The steps that stand in the list, in its order: what the arrows walk. */
export function stepsInList(screen: Screen, guide: Guide): readonly StepRow[] {
  return linesOf(guide, lookedAt(screen, guide)).flatMap((line) => ('step' in line ? [line.step] : []));
}

type Line = { readonly step: StepRow } | { readonly branch: string; readonly level: number } | { readonly lane: Lane };

let last: { readonly guide: Guide; readonly lane: string | undefined; readonly lines: readonly Line[] } | undefined;

/** The steps with the titles of their runbooks, lanes and options between them. */
function linesOf(guide: Guide, marked: StepRow | undefined): readonly Line[] {
  const whole = marked === undefined ? undefined : laneOf(guide, marked.key)?.key;
  if (last?.guide === guide && last.lane === whole) return last.lines;
  const { runs, lanes } = guide;
  // What stands around the tracks of the only runbook is no lane that could be folded.
  const heads = new Map(
    lanes
      .filter((lane) => lane.isTrack || runs.length > 1)
      .flatMap((lane) => lane.steps.map((key) => [key, lane] as const)),
  );
  const isOpen = new Set(guide.current.map((step) => step.key));
  const lines: Line[] = [];
  // The branch that is open on each level: coming back out of a deeper one opens none anew.
  const open: (string | undefined)[] = [];
  let run: string | undefined;
  for (const step of guide.steps) {
    const lane = heads.get(step.key);
    const isFolded = lane !== undefined && lane.key !== whole;
    const isFirst = lane?.steps[0] === step.key;
    if (runs.length > 1 && step.run !== run && (!isFirst || lane.isTrack))
      lines.push({ branch: runs.find(({ id }) => id === step.run)?.title ?? step.run, level: 0 });
    const isNew = step.branch !== undefined && step.branch !== open[step.level];
    if (isFirst) lines.push({ lane });
    if (isNew && !isFolded && !(isFirst && lane.isTrack))
      lines.push({ branch: step.branch ?? '', level: Math.max(0, step.level - 1) });
    open.length = step.level;
    open[step.level] = step.branch;
    run = step.run;
    if (!isFolded || isOpen.has(step.key)) lines.push({ step });
  }
  last = { guide, lane: whole, lines };
  return lines;
}

/** The mark of a step by its state; `·` stands for what waits. */
export const marks: Readonly<Record<ReturnType<typeof shownState>, Piece>> = {
  waiting: piece('·', 'faint'),
  active: piece('→', 'strong'),
  awaiting: piece('?', 'warn'),
  done: piece('✓', 'good'),
  skipped: piece('-', 'warn'),
  failed: piece('✗', 'bad'),
  passed: piece('/', 'faint'),
  'left-open': piece('o', 'warn'),
  out: piece(' '),
};

/** What the flow does not come to any more: brackets say without colour what a faint row says. */
export const bracketed = (title: string): string => `(${title})`;

/** What the marks mean, for the `?` screen. */
export const markLegend =
  '→ open  ? waits for approval  ! overdue  ✓ done  - left out  ✗ failed  / not needed  o left open  ▾ under way  ( ) not any more';

const laneMarks: Readonly<Record<ReturnType<typeof laneState>['state'], Piece>> = {
  late: piece('!', 'bad'),
  waits: piece('?', 'warn'),
  open: piece('▾', 'faint'),
  over: piece('✓', 'good'),
  ahead: piece('·', 'faint'),
};

/** A lane: its mark, its title, who works in it, how far it is. */
function laneRow(lane: Lane, guide: Guide, columns: number): Row {
  const { word, state } = laneState(lane);
  const people = columns < NAMES || state === 'over' ? '' : clip(lanePeople(lane, guide), Math.floor(columns / 3));
  const said = state === 'late' ? 'OVERDUE' : people === '' && columns >= NAMES ? word : people;
  const left: Row = [
    piece(' '),
    laneMarks[state],
    piece(`${' '.repeat(1 + indentOf(lane.level))}${lane.title}`, 'title'),
  ];
  const right: Row = [
    ...(said === '' ? [] : [piece(`${said} `, state === 'late' ? 'bad' : 'faint')]),
    ...(lane.total === 0 ? [] : [piece(`${lane.settled}/${lane.total}`, 'faint')]),
  ];
  return spread(left, right, columns);
}

function stepRow(step: StepRow, marked: boolean, open: CurrentStep | undefined, columns: number): Row {
  const mark = step.overdue
    ? piece('!', 'bad')
    : step.state === 'active' && open === undefined
      ? piece('▾', 'faint')
      : marks[shownState(step)];
  const tone = marked
    ? 'chosen'
    : open?.mine === true
      ? 'strong'
      : open !== undefined || step.state === 'active'
        ? 'plain'
        : 'faint';
  const left: Row = [
    marked ? piece('>', 'key') : piece(' '),
    mark,
    piece(' '.repeat(1 + indentOf(step.level))),
    piece(step.isOut === true ? bracketed(step.title) : step.title, tone),
  ];
  // How late it is stands there in words: a mark alone is easily missed.
  const late = open?.over === undefined ? [] : [piece(`+${shortDuration(open.over)}`, 'bad')];
  return late.length === 0 ? left : spread(left, late, columns);
}

function indentOf(level: number): number {
  return Math.min(6, level);
}
