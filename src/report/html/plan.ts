import { mapRows, mapSigns, mapLines } from '../../guide/index.ts';
import { millis, shortDuration } from '../../time/index.ts';
import type { StepSpan } from '../metrics/step-spans.ts';
import { bar, type Bar, byMoments } from './bar.ts';
import { markup, type Markup, nothing } from './markup.ts';
import type { Page } from './page.ts';
import { mark, together, table } from './parts.ts';

/** Where the night left the plan, before everything that went by it. */
export function deviations({ incident, time, entry, sentence }: Page): Markup {
  if (incident.deviations.length === 0) return markup`<p>It did not: every step was taken as written.</p>`;
  const rows = incident.deviations.map((one) => [
    markup`${entry(one.entry)} ${time(one.at)}`,
    sentence(one.entry, one.reason),
    one.deviation.kinds.map((kind) => kind.replaceAll('-', ' ')).join(', '),
    one.reason ?? (one.deviation.owed ? mark('reason owed') : ''),
    one.by,
  ]);
  return together(
    markup`<p>Deviations are not faults: they show where the plan and the night were not the same.</p>`,
    table(['When', 'What', 'How', 'Why', 'Who'], rows),
  );
}

/** Every turn of every step over time, against how long it should have taken. */
export function steps(page: Page): Markup {
  const { spans, isLastTurnsOnly } = page;
  if (spans.length === 0) return nothing;
  const stretches = Array.from({ length: Math.ceil(spans.length / sharedScale) }, (_, index) =>
    spans.slice(index * sharedScale, (index + 1) * sharedScale),
  );
  return together(
    markup`<p>Long pauses are drawn short. The bar is the time that a step took, the box around it what was expected; a thin bar goes on where it took longer.</p>`,
    isLastTurnsOnly ? markup`<p>In a record this long each step stands with its last turn alone.</p>` : nothing,
    ...stretches.map((stretch) => stretchOf(stretch, page)),
  );
}

/** So many steps share a scale: over a whole night of hundreds a bar would be a hair. */
const sharedScale = 20;

function stretchOf(spans: readonly StepSpan[], page: Page): Markup {
  const last = page.incident.lastAt;
  const parts = spans.map((span) => partsOf(span, last));
  const scale = byMoments(parts.flatMap((each) => each.flatMap(({ from, to }) => [from, to])));
  const rows = spans.map((span, index) => stepRow(span, bar(parts[index] ?? [], scale), page));
  const ends = spans.map(({ ended }) => ended ?? last).toSorted((a, b) => millis(a) - millis(b));
  return table(
    ['Step', 'Over time', 'Took'],
    rows,
    `${page.time(spans[0]?.began ?? '')} to ${page.time(ends.at(-1) ?? last)}`,
  );
}

function partsOf(span: StepSpan, last: string): readonly Bar[] {
  const { began, expected } = span;
  const from = millis(began);
  const to = endOf(span, last);
  const due = expected === undefined ? to : from + expected;
  return [
    ...(expected === undefined ? [] : [{ from, to: due, kind: 'expected' } as const]),
    { from, to: Math.min(to, due), kind: 'took' },
    ...(to > due ? [{ from: due, to, kind: 'over' } as const] : []),
  ];
}

function stepRow(span: StepSpan, drawn: Markup, { incident, time, entry }: Page): readonly Markup[] {
  const { title, turn, began, expected, state, by, ended } = span;
  const took = Math.max(0, endOf(span, incident.lastAt) - millis(began));
  const over = expected === undefined || took <= expected ? nothing : mark(`${shortDuration(took - expected)} over`);
  const ending = `${stateWords[state]}${by === undefined ? '' : ` by ${by}`}`;
  const planned = expected === undefined ? '' : `, expected ${shortDuration(expected)}`;
  return [
    markup`<b>${title}${turn > 1 ? `, turn ${turn}` : ''}</b><i>${time(began)}, ${ending} ${entry(span.entry)}</i>`,
    drawn,
    markup`${shortDuration(took)}${ended === undefined ? ' so far' : ''}${planned} ${over}`,
  ];
}

const endOf = ({ ended, began }: StepSpan, last: string): number => Math.max(millis(began), millis(ended ?? last));

const stateWords: Readonly<Record<StepSpan['state'], string>> = {
  waiting: 'waits again',
  active: 'open',
  awaiting: 'waits for an approval',
  done: 'done',
  skipped: 'left out',
  failed: 'failed',
  passed: 'not needed',
  'left-open': 'left open',
};

/** The chart of every runbook with the path that was taken. */
export function chart({ incident, view, entry }: Page): Markup {
  if (incident.runs.length === 0) return nothing;
  const rows = mapRows(incident);
  const lines = mapLines(incident, view).map(({ lead, text }, index) => {
    const row = rows[index];
    const indent = Math.min(12, row?.below.length ?? 0);
    const onPath = row?.reach === 'path' || row?.reach === 'now';
    const link = row?.kind === 'step' ? entry(row.step?.life.entry) : nothing;
    return markup`<li class="in${indent}${onPath ? ' path' : ''}"><code>${lead.trim()}</code> ${text} ${link}</li>
`;
  });
  return markup`<p>${mapSigns}</p>
<ol class="map">
${lines}</ol>
`;
}
