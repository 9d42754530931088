import { guide, headText } from '../../guide/index.ts';
import { standDownText } from '../../incident/index.ts';
import type { Incident, StepSpan } from '../../incident/index.ts';
import { millis } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import type { Measuring, Metrics } from '../metrics/metrics.ts';
import { timeNames } from '../metrics/times.ts';
import type { Times } from '../metrics/times.ts';
import { labelOf } from '../redaction/audience.ts';
import { leftOutLines } from '../redaction/left-out-text.ts';
import type { Shown } from '../shown-to.ts';
import { momentSeenFrom, type Reader } from '../words/reader.ts';
import { offsetOf } from './cells.ts';
import type { Cell } from './cells.ts';
import type { Sheet } from './workbook.ts';

/** What was noted while the timeline was read. */
export interface Seen {
  readonly measuring: Measuring;
  /** By entry: the sentence that says it. */
  readonly deviations: Map<string, string>;
}

/** Every sheet but the timeline itself, after which they are written. */
export function otherSheets(shown: Shown, seen: Seen, reader: Reader): Sheet[] {
  const moment: Moment = (at) => momentOf(at, reader);
  return [
    sheet('Numbers', 'Group 14, What 44, Length (minutes) 18, RTO or MTPD (minutes) 22, Count 8, State 16', () =>
      numbers(seen.measuring.metrics()),
    ),
    sheet(
      'Deadlines',
      'Duty 44, To 30, Round 7, Due 20, Due offset 10, State 14, Met 20, Met offset 10, Margin (minutes) 16, Reference 18, Basis 44',
      () => deadlines(shown.incident, seen.measuring.metrics(), moment),
    ),
    sheet(
      'Steps',
      'Runbook 24, Step 24, Title 50, Turn 6, Role 22, State 14, Began 20, Began offset 10, Ended 20, Ended offset 10, Expected (minutes) 18, Took (minutes) 16, By 20',
      () => steps(shown.incident, seen.measuring.spans, moment),
    ),
    sheet('Deviations', 'Entry 8, When 20, Offset 8, What 60, How 24, Why 50, Who 20', () =>
      deviations(shown.incident, seen.deviations, moment),
    ),
    sheet('Follow-ups', 'Id 8, What 60, Kind 12, Owner 22, Due 20, State 12', () => followUps(shown.incident, reader)),
    sheet('About', 'What 24, Value 90', () => about(shown, reader)),
  ];
}

/** @param columns `NAME WIDTH, …` */
function sheet(name: string, columns: string, rows: Sheet['rows']): Sheet {
  return {
    name,
    columns: columns.split(', ').map((column) => {
      const at = column.lastIndexOf(' ');
      return { name: column.slice(0, at), width: Number(column.slice(at + 1)) };
    }),
    rows,
  };
}

/** A moment, and its offset in the column beside. */
type Moment = (at: Instant | null | undefined) => [Cell, Cell];

function momentOf(recorded: Instant | null | undefined, reader: Reader): [Cell, Cell] {
  if (recorded === undefined || recorded === null) return [undefined, undefined];
  const at = momentSeenFrom(recorded, reader);
  return [{ at }, offsetOf(at)];
}

const minutes = (length: number | null | undefined): Cell =>
  length === undefined || length === null ? undefined : Math.round(length / 600) / 100;

function numbers({ times, outages, deviations, waited, record }: Metrics): Cell[][] {
  return [
    ...(Object.keys(timeNames) as (keyof Times)[]).map((name) => [
      'Time',
      timeNames[name],
      minutes(times[name]) ?? 'not known',
    ]),
    ...outages.flatMap(({ title, length, rto, mtpd, restored }) => [
      [
        'Outage',
        title,
        minutes(length),
        minutes(rto ?? mtpd),
        undefined,
        restored === null ? 'not back yet' : 'restored',
      ],
    ]),
    ['Deviations', 'All', undefined, undefined, deviations.total],
    ['Deviations', 'Reason owed', undefined, undefined, deviations.owed],
    ...Object.entries(deviations.kinds).map(([kind, count]) => [
      'Deviations',
      kind.replaceAll('-', ' '),
      undefined,
      undefined,
      count,
    ]),
    ...waited.map(({ for: role, what, total, times: count }) => [
      'Waited for',
      `${role}: ${what}`,
      minutes(total),
      undefined,
      count,
    ]),
    ['Record', 'Entries', undefined, undefined, record.entries],
    ['Record', 'Written more than 15 minutes later', undefined, undefined, record.late],
    ['Record', 'Corrected', undefined, undefined, record.corrected],
  ];
}

/** Every round that had a deadline; and each clock that has none, once. */
function deadlines(incident: Incident, { clocks }: Metrics, moment: Moment): Cell[][] {
  const seen = guide(incident, { name: '' }, incident.lastAt).clocks;
  const rounds = clocks.map((round): Cell[] => {
    const clock = seen.find(({ id }) => id === round.clock);
    const isLast = incident.clocks[round.clock]?.round === round.round;
    const state = round.met !== null ? 'met' : round.missed ? 'missed' : isLast ? clock?.state : 'over';
    return [
      round.title,
      clock?.to,
      round.round,
      ...moment(round.due),
      round.met !== null && round.missed ? 'met late' : state,
      ...moment(round.met),
      minutes(round.margin),
      isLast ? clock?.reference : undefined,
      clock?.basis,
    ];
  });
  const others = seen
    .filter(({ id }) => !clocks.some(({ clock }) => clock === id))
    .map((clock): Cell[] => [
      clock.title,
      clock.to,
      undefined,
      ...moment(clock.due),
      clock.state,
      ...moment(incident.clocks[clock.id]?.metAt),
      undefined,
      clock.reference,
      clock.basis,
    ]);
  return [...rounds, ...others];
}

function steps(incident: Incident, spans: readonly StepSpan[], moment: Moment): Cell[][] {
  return spans.map((span) => [
    span.run,
    span.step,
    span.title,
    span.turn,
    span.role === undefined ? undefined : (incident.roles[span.role]?.role.title ?? span.role),
    span.state.replaceAll('-', ' '),
    ...moment(span.began),
    ...moment(span.ended),
    minutes(span.expected),
    span.ended === undefined ? undefined : minutes(Math.max(0, millis(span.ended) - millis(span.began))),
    span.by,
  ]);
}

function deviations(incident: Incident, told: Seen['deviations'], moment: Moment): Cell[][] {
  return incident.deviations.map(({ entry, seq, at, deviation, reason, by }) => [
    seq,
    ...moment(at),
    // Its reason has a column of its own.
    told.get(entry)?.replace(` — ${reason}`, ''),
    deviation.kinds.map((kind) => kind.replaceAll('-', ' ')).join(', '),
    reason ?? (deviation.owed ? 'reason owed' : undefined),
    by,
  ]);
}

function followUps({ followUps: all }: Incident, reader: Reader): Cell[][] {
  return Object.values(all).map(({ id, words, kind, owner, due, doneAt, verifiedAt }) => [
    id,
    words,
    kind,
    owner ?? 'nobody yet',
    due === undefined ? undefined : momentSeenFrom(due, reader),
    verifiedAt !== undefined ? 'verified' : doneAt !== undefined ? 'done' : 'open',
  ]);
}

function about({ incident, audience, leftOut }: Shown, reader: Reader): Cell[][] {
  const state = incident.stoodDown === undefined ? incident.state : standDownText(incident.stoodDown);
  return [
    ['Incident', `${incident.alias}: ${incident.title}`],
    ...(incident.mode === 'drill' ? [['Mode', 'DRILL. This was an exercise; nothing in it happened.']] : []),
    ['State', state],
    ['Severity', incident.severity ?? 'not set'],
    ['Declared', momentSeenFrom(incident.declared, reader)],
    ['Last entry', momentSeenFrom(incident.lastAt, reader)],
    ['Time zone', incident.timezone],
    ['Marking', labelOf(audience.tlp)],
    ['Left out', leftOutLines(leftOut).join(' ') || 'Nothing.'],
    ['Entries', incident.count],
    ['Head of the chain', headText(incident)],
    ['Compare it', 'with one kept elsewhere: holdfast verify --head SEQ:HASH'],
    ['Times', 'as the clocks on the wall showed them; the column beside each has its offset from UTC'],
  ];
}
