import { guide, headText } from '../../guide/index.ts';
import { type Incident, lived, own, type StepSpan, stepsOutOfTurn } from '../../incident/index.ts';
import { millis } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import type { Measuring, Metrics } from '../metrics/metrics.ts';
import { timeNames } from '../metrics/times.ts';
import type { Times } from '../metrics/times.ts';
import { labelOf } from '../redaction/audience.ts';
import { leftOutLines } from '../redaction/left-out-text.ts';
import type { Shown } from '../shown-to.ts';
import type { Lexicon } from '../words/lexicon.ts';
import { stateText } from '../words/state-text.ts';
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
export function otherSheets(shown: Shown, seen: Seen, reader: Reader, words: Lexicon): Sheet[] {
  const moment: Moment = (at) => momentOf(at, reader);
  const sheet = sheetIn(words);
  return [
    sheet('numbers', 'group 14, what 44, length 18, rto 22, count 8, state 16', () =>
      numbers(seen.measuring.metrics(), words),
    ),
    sheet(
      'deadlines',
      'duty 44, to 30, round 7, due 20, due-offset 10, state 14, met 20, met-offset 10, margin 16, reference 18, basis 44',
      () => deadlines(shown.incident, seen.measuring.metrics(), moment, words),
    ),
    sheet(
      'steps',
      'runbook 24, step 24, title 50, turn 6, role 22, state 14, began 20, began-offset 10, ended 20, ended-offset 10, expected 18, took 16, by 20',
      () => steps(shown.incident, seen.measuring.spans, moment, words),
    ),
    sheet('deviations', 'entry 8, when 20, offset 8, what 60, how 24, why 50, who 20', () =>
      deviations(shown.incident, seen.deviations, moment, words),
    ),
    sheet('follow-ups', 'id 8, what 60, kind 12, owner 22, due 20, state 12', () =>
      followUps(shown.incident, reader, words),
    ),
    sheet('about', 'what 24, value 90', () => about(shown, reader, words)),
  ];
}

/** A sheet by its word in the table; its columns as `WORD WIDTH, …`. */
function sheetIn({ name }: Lexicon) {
  return (title: string, columns: string, rows: Sheet['rows']): Sheet => ({
    name: name('sheet.', title),
    columns: columns.split(', ').map((column) => {
      const [word = '', width] = column.split(' ');
      return { name: name('column.', word), width: Number(width) };
    }),
    rows,
  });
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

function numbers(
  { mode, times, outages, deviations, waited, record }: Metrics,
  { say, name: word }: Lexicon,
): Cell[][] {
  const ofDeviations = say('cell.deviations');
  const ofRecord = say('cell.record');
  return [
    ...(Object.keys(timeNames) as (keyof Times)[]).map((name) => [
      say('cell.time'),
      say(`time.${name}`),
      minutes(times[name]) ?? say('not-known'),
    ]),
    ...outages.flatMap(({ title, length, rto, mtpd, restored }) => [
      [
        say('cell.outage'),
        title,
        minutes(length),
        minutes(rto ?? mtpd),
        undefined,
        say(restored === null ? 'cell.not-back' : 'cell.restored'),
      ],
    ]),
    [ofDeviations, say('cell.all'), undefined, undefined, deviations.total],
    [ofDeviations, say('cell.owed'), undefined, undefined, deviations.owed],
    ...Object.entries(deviations.kinds).map(([kind, count]) => [
      ofDeviations,
      word('deviation.', kind),
      undefined,
      undefined,
      count,
    ]),
    ...waited.map(({ for: role, what, total, times: count }) => [
      say('cell.waited'),
      say(`cell.waited.${what}`, { who: role }),
      minutes(total),
      undefined,
      count,
    ]),
    [ofRecord, say('cell.entries'), undefined, undefined, record.entries],
    // The clock of an exercise is another than that by which its entries were written.
    ...(mode === 'drill' ? [] : [[ofRecord, say('cell.late'), undefined, undefined, record.late]]),
    [ofRecord, say('cell.corrected'), undefined, undefined, record.corrected],
  ];
}

/** Every round that had a deadline; and each clock that has none, once. */
function deadlines(incident: Incident, { clocks }: Metrics, moment: Moment, { say, name }: Lexicon): Cell[][] {
  const inWords = (state: string | undefined): Cell => state && name('clock-state.', state);
  const seen = guide(incident, { name: '' }, incident.lastAt).clocks;
  const rounds = clocks.map((round): Cell[] => {
    const clock = seen.find(({ id }) => id === round.clock);
    const isLast = own(incident.clocks, round.clock)?.round === round.round;
    const ended = round.met !== null ? 'met' : round.missed ? 'missed' : undefined;
    const isForNobody = round['jumped-over'] === true && round.met === null;
    const state = isForNobody
      ? say('clocks.jumped-over')
      : (inWords(ended ?? (isLast ? clock?.state : undefined)) ?? say('cell.over'));
    return [
      round.title,
      clock?.to,
      round.round,
      ...moment(round.due),
      round.met !== null && round.missed ? say('cell.met-late') : state,
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
      inWords(clock.state),
      ...moment(own(incident.clocks, clock.id)?.metAt),
      undefined,
      clock.reference,
      clock.basis,
    ]);
  return [...rounds, ...others];
}

function steps(incident: Incident, spans: readonly StepSpan[], moment: Moment, { name }: Lexicon): Cell[][] {
  return [...spans, ...stepsOutOfTurn(incident)].map((span) => [
    span.run,
    span.step,
    span.title,
    span.turn,
    span.role === undefined ? undefined : (own(incident.roles, span.role)?.role.title ?? span.role),
    name('step-state.', span.state),
    ...moment(span.began),
    ...moment(span.ended),
    minutes(span.expected),
    span.began !== undefined && span.ended !== undefined
      ? minutes(Math.max(0, lived(incident, millis(span.began), millis(span.ended))))
      : undefined,
    span.by,
  ]);
}

function deviations(incident: Incident, told: Seen['deviations'], moment: Moment, { say, name }: Lexicon): Cell[][] {
  return incident.deviations.map(({ entry, seq, at, deviation, reason, by }) => [
    seq,
    ...moment(at),
    // Its reason has a column of its own.
    told.get(entry)?.replace(` — ${reason}`, ''),
    [
      ...deviation.kinds.map((kind) => name('deviation.', kind)),
      ...(Object.hasOwn(incident.undone, entry) ? [say('timeline.undone')] : []),
    ].join(', '),
    reason ?? (deviation.owed ? say('reason-owed') : undefined),
    by,
  ]);
}

function followUps({ followUps: all }: Incident, reader: Reader, { say, name }: Lexicon): Cell[][] {
  return Object.values(all).map(({ id, words, kind, owner, due, doneAt, verifiedAt }) => [
    id,
    words,
    kind && name('follow-up.', kind),
    owner ?? say('cell.nobody'),
    due === undefined ? undefined : momentSeenFrom(due, reader),
    say(verifiedAt !== undefined ? 'cell.verified' : doneAt !== undefined ? 'cell.done' : 'cell.open'),
  ]);
}

function about({ incident, audience, leftOut }: Shown, reader: Reader, words: Lexicon): Cell[][] {
  const { say } = words;
  return [
    [say('row.incident'), `${incident.alias}: ${incident.title}`],
    ...(incident.mode === 'drill' ? [[say('row.mode'), say('drill.said')]] : []),
    [say('row.state'), stateText(incident, words)],
    [say('row.severity'), incident.severity ?? say('about.severity.none')],
    [say('row.declared'), momentSeenFrom(incident.declared, reader)],
    [say('row.last'), momentSeenFrom(incident.lastAt, reader)],
    [say('row.zone'), incident.timezone],
    [say('row.marking'), labelOf(audience.tlp)],
    [say('row.left-out'), leftOutLines(leftOut, words).join(' ') || say('row.nothing')],
    [say('cell.entries'), incident.count],
    [say('row.head'), headText(incident)],
    [say('row.compare'), say('row.compare.with')],
    [say('row.times'), say('row.times.about')],
  ];
}
