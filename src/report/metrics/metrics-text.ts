import { stateText } from '../../entry/index.ts';
import { plural } from '../../text/index.ts';
import { millis, shortDuration } from '../../time/index.ts';
import { lengthText } from '../figures.ts';
import type { ClockMargin, Metrics, OutageLength, StepLength } from './metrics.ts';
import { timeNames } from './times.ts';
import type { Times } from './times.ts';

/** So wide is the bar of what was expected, in columns; one that took longer goes on behind the mark, three times as far at most. */
const expectedWidth = 10;
const mostWidth = 3 * expectedWidth;

/** So many steps are shown, those first that were furthest from what was expected. */
const mostSteps = 12;

/** The numbers of one incident in lines, with small bars. Raw text: whoever shows it makes it visible. */
export function metricsLines(metrics: Metrics): string[] {
  const { times, deviations, record, mode } = metrics;
  // The clock of an exercise is another than that by which its entries were written.
  const late = mode === 'drill' ? [] : [`${record.late} written more than 15 minutes later`];
  const kinds = Object.entries(deviations.kinds).map(([kind, count]) => `${kind.replaceAll('-', ' ')} ${count}`);
  return [
    `${markOf(metrics)} ${metrics.title}: in numbers`,
    ...columns((Object.keys(timeNames) as (keyof Times)[]).map((name) => [timeNames[name], lengthText(times[name])])),
    ...section('Steps, the furthest from what was expected first', stepLines(metrics.steps)),
    ...section('Deadlines', columns(metrics.clocks.map((clock) => [nameOf(clock), marginText(clock)]))),
    ...section('Services', columns(metrics.outages.map((outage) => [outage.title, outageText(outage)]))),
    ...section(
      'Waited for',
      columns(
        metrics.waited.map(({ for: role, what, times: count, total }) => [
          role,
          `${shortDuration(total)} for ${plural(count, what)}`,
        ]),
      ),
    ),
    '',
    `Deviations: ${deviations.total}${kinds.length === 0 ? '' : ` (${kinds.join(', ')})`}; ${plural(deviations.owed, 'reason')} owed`,
    `The record: ${[plural(record.entries, 'entry', 'entries'), ...late, `${record.corrected} corrected`].join(', ')}`,
  ];
}

/** Several incidents beside each other, oldest first: how long each took, as a bar against the longest. */
export function trendLines(all: readonly Metrics[]): string[] {
  const of = (mode: Metrics['mode']) =>
    all.filter((one) => one.mode === mode).toSorted((a, b) => millis(a.declared) - millis(b.declared));
  return [...section('Incidents', trend(of('real'))).slice(1), ...section('Drills', trend(of('drill')))];
}

function trend(all: readonly Metrics[]): string[] {
  const longest = Math.max(1, ...all.map(({ times }) => times.resolve ?? 0));
  return columns(
    all.map((one) => {
      const { resolve } = one.times;
      const missed = one.clocks.filter((clock) => clock.missed).length;
      return [
        one.incident,
        one.declared.slice(0, 10),
        resolve === null ? stateText({ state: one.state, playedOut: one['played-out'] }) : shortDuration(resolve),
        `${bar(resolve === null ? 0 : (resolve / longest) * expectedWidth).padEnd(expectedWidth)} ${plural(one.deviations.total, 'deviation')}, deadlines missed: ${missed} of ${one.clocks.length}`,
      ];
    }),
  );
}

function stepLines(steps: readonly StepLength[]): string[] {
  const known = steps.flatMap((step) =>
    // What took no time at all went by itself.
    // What was left out was not done faster than expected.
    step.state === 'skipped' ||
    step.expected === null ||
    step.actual === null ||
    step.expected === 0 ||
    step.actual < 1000
      ? []
      : [{ ...step, expected: step.expected, actual: step.actual }],
  );
  const furthest = known.toSorted((a, b) => distance(b) - distance(a)).slice(0, mostSteps);
  const lines = columns(
    furthest.map((step) => [
      nameOf({ title: step.title, round: step.turn }),
      `${shortDuration(step.actual)} of ${shortDuration(step.expected)}`,
      against(step.actual / step.expected),
    ]),
  );
  return known.length > furthest.length ? [...lines, `  and ${known.length - furthest.length} more`] : lines;
}

/** How many times as long, or as short, as expected. */
const distance = ({ actual, expected }: { readonly actual: number; readonly expected: number }): number =>
  Math.abs(Math.log(actual / expected));

/** A bar with a mark at what was expected: `▇▇▇▇▇▇▇▇▇▇│▇▇▇`. */
function against(ratio: number): string {
  const length = Math.min(mostWidth, Math.round(ratio * expectedWidth));
  const within = bar(Math.min(length, expectedWidth)).padEnd(expectedWidth);
  const cut = ratio * expectedWidth > mostWidth ? '…' : '';
  return `${within}│${bar(length - expectedWidth)}${cut}`.trimEnd();
}

const bar = (length: number): string => '▇'.repeat(Math.max(0, Math.round(length)));

function marginText({ margin, missed, 'jumped-over': isJumpedOver }: ClockMargin): string {
  if (isJumpedOver === true) return 'passed while the exercise clock was moved';
  if (margin === null) return missed ? 'MISSED' : 'open';
  return margin < 0 ? `met ${shortDuration(-margin)} LATE` : `met ${shortDuration(margin)} before`;
}

function outageText({ length, restored, rto, mtpd }: OutageLength): string {
  const limits = [
    ...(rto === null ? [] : [`RTO ${shortDuration(rto)}${length > rto ? ' MISSED' : ''}`]),
    ...(mtpd === null ? [] : [`MTPD ${shortDuration(mtpd)}${length > mtpd ? ' PASSED' : ''}`]),
  ];
  return [`away ${shortDuration(length)}${restored === null ? ', not back yet' : ''}`, ...limits].join(', ');
}

const nameOf = ({ title, round }: { readonly title: string; readonly round: number }): string =>
  round > 1 ? `${title} (${round})` : title;

const markOf = ({ mode, incident }: Metrics): string => (mode === 'drill' ? `[DRILL ${incident}]` : `[${incident}]`);

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

/** Longer names are cut: the numbers stand below each other. */
const mostName = 48;

/** Rows whose cells stand below each other. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const cut = rows.map(([name = '', ...rest]) => [
    name.length > mostName ? `${name.slice(0, mostName - 1)}…` : name,
    ...rest,
  ]);
  const widths = cut.reduce<number[]>((all, row) => {
    row.forEach((cell, index) => (all[index] = Math.max(all[index] ?? 0, cell.length)));
    return all;
  }, []);
  return cut.map((row) => `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd());
}
