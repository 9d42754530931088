import { csvLine } from '../rows/csv.ts';
import type { Cell } from '../rows/csv.ts';
import type { ClockMargin, Metrics } from './metrics.ts';

/** One number a line: of what, how much, in seconds or a count, and against what it is measured. */
export function metricsCsv(all: readonly Metrics[]): string {
  return [
    csvLine([
      'incident',
      'mode',
      'declared',
      'group',
      'id',
      'title',
      'round',
      'state',
      'seconds',
      'against_seconds',
      'count',
    ]),
    ...all.flatMap(linesOf),
  ].join('');
}

function linesOf({ incident, mode, declared, ...metrics }: Metrics): string[] {
  const line = (group: string, id: string, title: string, rest: Rest): string =>
    csvLine([
      incident,
      mode,
      declared,
      group,
      id,
      title,
      rest.round ?? '',
      rest.state ?? '',
      seconds(rest.length),
      seconds(rest.against),
      rest.count ?? '',
    ]);
  return [
    ...Object.entries(metrics.times).map(([name, length]) =>
      line('time', name, '', { length: length as number | null }),
    ),
    ...metrics.steps.map(({ step, title, turn, state, actual, expected }) =>
      line('step', step, title, { round: turn, state, length: actual, against: expected }),
    ),
    ...metrics.clocks.map((clock) =>
      line('clock', clock.clock, clock.title, { round: clock.round, state: stateOf(clock), length: clock.margin }),
    ),
    ...metrics.outages.map(({ service, title, length, rto, restored }) =>
      line('outage', service, title, { state: restored === null ? 'lost' : 'restored', length, against: rto }),
    ),
    ...Object.entries(metrics.deviations.kinds).map(([kind, count]) => line('deviation', kind, '', { count })),
    ...metrics.waited.map(({ for: role, what, total, times }) =>
      line('waited', what, role, { length: total, count: times }),
    ),
    ...Object.entries(metrics.record).map(([name, count]) => line('record', name, '', { count })),
  ];
}

function stateOf({ missed, met, 'jumped-over': isJumpedOver }: ClockMargin): string {
  if (missed) return 'missed';
  if (met !== null) return 'met';
  return isJumpedOver === true ? 'jumped-over' : 'open';
}

interface Rest {
  readonly round?: number;
  readonly state?: string;
  /** Milliseconds. */
  readonly length?: number | null;
  readonly against?: number | null;
  readonly count?: number;
}

const seconds = (length: number | null | undefined): Cell =>
  length === null || length === undefined ? '' : length / 1000;
