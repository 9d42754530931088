import { mapLines, mapRows } from '../../guide/index.ts';
import type { Filling } from '../../text/index.ts';
import { millis } from '../../time/index.ts';
import { type Incident, lived, type StepSpan, stepsOutOfTurn } from '../../incident/index.ts';
import { type Bar, byMoments } from './bar.ts';
import { type Block, joined, type Line, paragraph, table } from './document.ts';
import { spanEnd } from '../span-end.ts';
import type { Source } from './source.ts';

/** Where the night left the plan, before everything that went by it. */
export function deviations({ incident, time, entry, sentence, say, name }: Source): readonly Block[] {
  // What an undo did to take it back cancels out with it.
  const told = incident.deviations.filter(
    ({ entry: id, deviation: { kinds } }) =>
      !Object.hasOwn(incident.undone, id) || kinds.some((kind) => kind !== 'undone'),
  );
  if (told.length === 0) return [paragraph(say(incident.runs.length === 0 ? 'deviations.no-plan' : 'deviations.none'))];
  const rows = told.map((one) => [
    joined([entry(one.entry), time(one.at)]),
    sentence(one.entry, one.reason),
    [
      ...one.deviation.kinds.map((kind) => name('deviation.', kind)),
      ...(Object.hasOwn(incident.undone, one.entry) ? [say('timeline.undone')] : []),
    ].join(', '),
    one.reason ?? (one.deviation.owed ? { strong: say('reason-owed') } : ''),
    one.by,
  ]);
  return [
    paragraph(say('deviations.about')),
    ...table([say('when'), say('what'), say('how'), say('why'), say('who')], rows),
  ];
}

/** Every turn of every step over time, against how long it should have taken. */
export function steps(source: Source): readonly Block[] {
  const { spans } = source;
  if (spans.length === 0) return outOfTurn(source);
  const stretches = Array.from({ length: Math.ceil(spans.length / sharedScale) }, (_, index) =>
    spans.slice(index * sharedScale, (index + 1) * sharedScale),
  );
  return [
    { kind: 'gantt', spans },
    ...stretches.flatMap((stretch, place) => stretchOf(stretch, place === 0, source)),
    ...outOfTurn(source),
  ];
}

/** What nobody had begun and was settled all the same: it has a moment and no length. */
function outOfTurn({ incident, time, entry, say, name }: Source): readonly Block[] {
  const rows = stepsOutOfTurn(incident).map((one) => [
    joined([one.title, entry(one.entry)]),
    joined([name('step.', one.state), one.by === undefined ? '' : say('by', { who: one.by })]),
    one.ended === undefined ? '' : time(one.ended),
  ]);
  if (rows.length === 0) return [];
  return table([say('steps.step'), say('state'), say('when')], rows, { name: say('steps.out-of-turn') });
}

/** So many steps share a scale: over a whole night of hundreds a bar would be a hair. */
const sharedScale = 20;

function stretchOf(spans: readonly StepSpan[], isFirst: boolean, source: Source): readonly Block[] {
  const { say, time, incident } = source;
  const bars = spans.map((span) => barsOf(span, incident));
  const scale = byMoments(bars.flatMap((each) => each.flatMap(({ from, to }) => [from, to])));
  const ends = spans.map((span) => spanEnd(span, incident.lastAt)).toSorted((a, b) => millis(a) - millis(b));
  return table(
    [
      say('steps.step'),
      say('state'),
      say('steps.began'),
      say('steps.over-time'),
      say('steps.took'),
      say('steps.expected'),
    ],
    spans.map((span, place) => stepRow(span, { bars: bars[place] ?? [], scale }, source)),
    {
      drawn: 3,
      ...(isFirst && { legend: say('steps.about') }),
      name: say('until', { from: time(spans[0]?.began ?? ''), to: time(ends.at(-1) ?? incident.lastAt) }),
    },
  );
}

function barsOf(span: StepSpan, incident: Incident): readonly Bar[] {
  const { began, expected } = span;
  const from = millis(began);
  const to = endOf(span, incident.lastAt);
  const over = expected === undefined ? 0 : Math.max(0, tookOf(span, incident) - expected);
  return [
    ...(expected === undefined ? [] : [{ from, to: from + expected, kind: 'expected' } as const]),
    { from, to: to - over, kind: 'took' },
    ...(over > 0 ? [{ from: to - over, to, kind: 'over' } as const] : []),
  ];
}

function stepRow(span: StepSpan, drawn: Line, source: Source): readonly Line[] {
  const { incident, time, entry, say, name, length } = source;
  const { title, turn, began, expected, state, by, ended } = span;
  const took = tookOf(span, incident);
  const isOver = expected !== undefined && took > expected;
  return [
    joined([turn > 1 ? say('steps.turn', { title, turn }) : title, entry(span.entry)]),
    joined([name('step.', state), by === undefined ? '' : say('by', { who: by })]),
    time(began),
    drawn,
    ended !== undefined ? length(took) : state === 'left-open' ? '' : say('steps.so-far', { length: length(took) }),
    expected === undefined
      ? ''
      : joined([length(expected), isOver ? { strong: say('steps.over', { length: length(took - expected) }) } : '']),
  ];
}

const tookOf = (span: StepSpan, incident: Incident): number =>
  lived(incident, millis(span.began), endOf(span, incident.lastAt));

const endOf = (span: StepSpan, last: string): number => Math.max(millis(span.began), millis(spanEnd(span, last)));

/** The chart of every runbook with the path that was taken. */
export function chart({ incident, view, entry, say, name, time }: Source): readonly Block[] {
  if (incident.runs.length === 0) return [];
  const rows = mapRows(incident);
  // The name by which a runbook writes how it ends is a word of its readers here.
  const inWords = (values: Filling = {}): Filling =>
    typeof values['outcome'] === 'string' ? { ...values, outcome: name('outcome.', values['outcome']) } : values;
  const lines = mapLines(incident, view, { time, say: (text, values) => say(`map.${text}`, inWords(values)) }).map(
    ({ lead, text }, place) => {
      const row = rows[place];
      return {
        level: Math.min(12, row?.below.length ?? 0),
        isOnPath: row?.reach === 'path' || row?.reach === 'now',
        sign: lead.trim(),
        text,
        entry: row?.kind === 'step' ? entry(row.step?.life.entry) : '',
      };
    },
  );
  return [paragraph(say('map.signs')), { kind: 'map', rows: lines }];
}
