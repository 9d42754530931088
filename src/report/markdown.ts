import type { AnyEntry } from '../entry/index.ts';
import { guide, type Guide, type LogLine, logLines } from '../guide/index.ts';
import { type Incident, reviewKind } from '../incident/index.ts';
import { escapeMarkdown as safe, plural, visibleLines } from '../text/index.ts';
import { type Instant, shortDuration, showTime } from '../time/index.ts';
import {
  type Asked,
  aboutReview,
  causesOf,
  impactOf,
  latest,
  lessonsOf,
  momentsOf,
  notKnown,
  saidForNotices,
} from './annotations.ts';
import { type Figure, figures } from './figures.ts';
import { isOver, outages } from './metrics/outages.ts';
import { minutesFor, overviewOf } from './overview.ts';
import { stepGantt } from './mermaid.ts';
import { stepSpans } from './metrics/step-spans.ts';
import { labelOf } from './redaction/audience.ts';
import { leftOutLines } from './redaction/left-out-text.ts';
import type { LeftOut } from './redaction/redaction.ts';
import type { Shown } from './shown-to.ts';

/**
 * The review of an incident as Markdown (CommonMark with GitHub's tables), from its timeline alone: deviations first,
 * then numbers, clocks, services, decisions, messages as sent, open questions, the whole log, the chain's head. What was
 * left out for its audience is counted and said. Text from people and files is escaped.
 * `most`: so many entries it holds; of more it says where they can be read. `charts`: with charts of Mermaid, as wikis draw them.
 */
export function markdownReview(
  shown: Shown,
  { most = Infinity, charts = true }: { readonly most?: number; readonly charts?: boolean } = {},
): string {
  const { incident, audience } = shown;
  const entries = [...shown.entries()];
  const now = incident.lastAt;
  const view = guide(incident, { name: '' }, now);
  const page: Page = {
    incident,
    entries,
    tlp: labelOf(audience.tlp),
    view,
    lines: logLines(entries, incident),
    time: (at) => showTime(at, { now, timeZone: incident.timezone }),
  };
  const parts = [
    opening(page),
    summary(page),
    impact(page),
    deviations(page),
    numbers(page),
    clocks(page),
    services(page),
    ...(charts ? [steps(page)] : []),
    decisions(page),
    messages(page),
    facts(page),
    forNotices(page),
    learned(page),
    openEnds(page),
    followUps(page),
    people(page),
    review(page),
    entries.length > most ? tooMany(entries.length) : log(page),
    closing(page, shown.leftOut),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

interface Page {
  readonly incident: Incident;
  readonly entries: readonly AnyEntry[];
  /** The label that it bears. */
  readonly tlp: string;
  readonly view: Guide;
  readonly lines: readonly LogLine[];
  readonly time: (at: Instant) => string;
}

function opening({ incident, view, time, tlp }: Page): string {
  const drill = incident.mode === 'drill' ? '**DRILL. This was an exercise; nothing in it happened.**\n\n' : '';
  return `# ${safe(incident.title)}\n\n${drill}${asked(overviewOf(incident, view, { time, tlp }))}`;
}

function summary({ incident }: Page): string {
  const { value } = latest(incident, 'summary');
  return value === notKnown ? '' : safe(value);
}

function impact({ incident }: Page): string {
  return `## Impact and cause\n\n${asked([...impactOf(incident), ...causesOf(incident)])}`;
}

function asked(rows: readonly Asked[]): string {
  return table(
    ['', ''],
    rows.map(({ name, value }) => [name, value]),
  );
}

function deviations({ incident, time, lines }: Page): string {
  if (incident.deviations.length === 0)
    return '## How it left the plan\n\nIt did not: every step was taken as written.';
  const what = whatOf(lines);
  const rows = incident.deviations.map((one) => [
    time(one.at),
    what(one.entry, one.reason),
    one.deviation.kinds.map((kind) => kind.replaceAll('-', ' ')).join(', '),
    one.reason ?? (one.deviation.owed ? '**reason owed**' : ''),
    one.by,
  ]);
  return `## How it left the plan\n\nDeviations are not faults: they show where the plan and the night were not the same.\n\n${table(['When', 'What', 'How', 'Why', 'Who'], rows, [3])}`;
}

/** The sentence of an entry; its reason has a column of its own, so it is not said twice. */
function whatOf(lines: readonly LogLine[]): (entry: string, reason?: string) => string {
  const textOf = new Map(lines.filter((line) => line.derived !== true).map((line) => [line.id, line.text]));
  return (entry, reason = '') => (textOf.get(entry) ?? '').replace(` — ${reason}`, '');
}

function numbers({ incident, entries }: Page): string {
  return `## In numbers\n\n${table(
    ['', ''],
    figures(incident, entries).map(({ name, value }: Figure) => [name, value]),
  )}`;
}

function clocks({ view, incident, time }: Page): string {
  if (view.clocks.length === 0) return '';
  const rows = view.clocks.map((clock) => {
    const state = incident.clocks[clock.id];
    return [
      clock.title,
      clock.to ?? '',
      clock.due ? time(clock.due) : 'none set',
      clock.state,
      state?.metAt ? `${time(state.metAt)}${state.late === true ? ', late' : ''}` : '',
      state?.reference ?? '',
      clock.basis ?? '',
    ];
  });
  return `## Clocks and notifications\n\n${table(['Duty', 'To', 'Due', 'State', 'Met', 'Reference', 'Basis'], rows)}`;
}

function services({ incident, entries, time }: Page): string {
  const rows = outages(incident, entries).map((one) => {
    const service = incident.services[one.service]?.service;
    const { rto, mtpd } = service ?? {};
    return [
      service?.title ?? one.service,
      time(one.lost),
      one.restored === undefined ? 'not yet' : time(one.restored),
      shortDuration(one.length),
      rto === undefined ? '' : `${rto}${isOver(one.length, rto) ? ', missed' : ''}`,
      mtpd === undefined ? '' : `${mtpd}${isOver(one.length, mtpd) ? ', passed' : ''}`,
    ];
  });
  if (rows.length === 0) return '';
  return `## Services\n\n${table(['Service', 'Lost', 'Restored', 'Outage', 'RTO', 'MTPD'], rows)}`;
}

function steps({ incident, entries }: Page): string {
  const chart = stepGantt(stepSpans(entries), incident);
  return chart === undefined ? '' : `## Steps over time\n\n\`\`\`mermaid\n${chart}\n\`\`\``;
}

function decisions({ incident, entries, lines, time }: Page): string {
  const made = entries.filter((entry) => entry.type === 'choice.made' || entry.type === 'default.taken');
  if (made.length === 0) return '';
  const what = whatOf(lines);
  const rows = made.map((entry) => [
    time(entry.at),
    what(entry.id, entry.words),
    entry.by.name,
    entry.words ?? '',
    ...(incident.minutes.length === 0 ? [] : [minutesFor(entry, incident)]),
  ]);
  const minutes = incident.minutes.length === 0 ? [] : ['Minutes'];
  return `## Decisions\n\n${table(['When', 'What', 'Who', 'Why', ...minutes], rows)}`;
}

function messages({ entries, time }: Page): string {
  const sent = entries.filter((entry) => entry.type === 'message.sent');
  if (sent.length === 0) return '';
  const one = (entry: (typeof sent)[number]) =>
    `**${safe(time(entry.at))}**, to ${safe(entry.data.to)}${entry.data.by ? ` by ${safe(entry.data.by)}` : ''}, sent by ${safe(entry.by.name)}:\n\n${quote(entry.words ?? '')}`;
  return `## Messages as sent\n\n${sent.map(one).join('\n\n')}`;
}

const quote = (text: string): string =>
  visibleLines(text)
    .map((line) => `> ${safe(line)}`.trimEnd())
    .join('\\\n');

function facts({ view, time }: Page): string {
  const answered = view.facts.filter((fact) => fact.state !== 'unanswered');
  if (answered.length === 0) return '';
  const rows = answered.map((fact) => [
    fact.ask,
    fact.privacy === 'public' ? (fact.shown ?? 'not known yet') : `given (${fact.privacy}; left out here)`,
    fact.at ? time(fact.at) : '',
    fact.by ?? '',
  ]);
  return `## What was known at the end\n\n${table(['Question', 'Answer', 'As of', 'By'], rows)}`;
}

/** What people made of it afterwards, beside the record: nothing of it changes what stands there. */
function learned({ incident, entries, time }: Page): string {
  const seqOf = new Map(entries.map(({ id, seq }) => [id, seq]));
  const moments = momentsOf(incident).map(({ about = '', kind, words, by, at }) => [
    `#${seqOf.get(about) ?? '?'}`,
    reviewKind(kind)?.title ?? kind,
    words,
    `${by}, ${time(at)}`,
  ]);
  const parts = lessonsOf(incident).map(({ title, said }) => {
    const points = said.length === 0 ? '- nothing said yet' : said.map(({ words }) => `- ${safe(words)}`).join('\n');
    return `### ${safe(title)}\n\n${points}`;
  });
  const told = moments.length === 0 ? [] : [`### Seen from then\n\n${table(['Entry', 'What', 'Said', 'By'], moments)}`];
  return `## What was learned\n\n${[...parts, ...told].join('\n\n')}`;
}

function forNotices({ incident }: Page): string {
  const said = saidForNotices(incident);
  return said.length === 0 ? '' : `## Said for the notices\n\n${asked(said)}`;
}

function review({ incident }: Page): string {
  return `## This review\n\n${asked(aboutReview(incident))}`;
}

function openEnds({ view, incident }: Page): string {
  const points = [
    ...view.questions.map((question) => question.text),
    ...incident.misfits.map((misfit) => `#${misfit.seq} was recorded and did not change the state: ${misfit.reason}`),
    ...view.steps.filter((step) => step.state === 'left-open').map((step) => `Left open: ${step.title}`),
  ];
  return points.length === 0 ? '' : `## Open ends\n\n${points.map((point) => `- ${safe(point)}`).join('\n')}`;
}

function followUps({ incident }: Page): string {
  const all = Object.values(incident.followUps);
  if (all.length === 0) return '';
  const rows = all.map((one) => [
    one.id,
    one.words,
    one.kind ?? '',
    one.owner ?? 'nobody yet',
    one.due ?? '',
    one.verifiedAt ? 'done, effect verified' : one.doneAt ? 'done, effect not verified' : 'open',
  ]);
  return `## Follow-ups\n\n${table(['', 'What', 'To', 'Owner', 'Due', 'State'], rows)}`;
}

function people({ incident, entries, time }: Page): string {
  const held = Object.values(incident.roles)
    .filter((role) => role.holder !== undefined)
    .map((role) => [
      role.role.title,
      role.holder ?? '',
      role.acknowledgedAt ? time(role.acknowledgedAt) : 'not acknowledged',
    ]);
  const counts = new Map<string, number>();
  for (const entry of entries)
    if (entry.via !== 'timer') counts.set(entry.by.name, (counts.get(entry.by.name) ?? 0) + 1);
  const wrote = [...counts].map(([name, count]) => `${safe(name)} (${plural(count, 'entry', 'entries')})`).join(', ');
  const roles = held.length > 0 ? `${table(['Role', 'Held at the end by', 'Acknowledged'], held)}\n\n` : '';
  return `## People\n\n${roles}Acts by: ${wrote || 'nobody'}.`;
}

function log({ lines, time }: Page): string {
  const rows = lines.map((line) => [
    line.derived ? '' : `#${line.seq}`,
    line.derived ? '' : time(line.at),
    line.derived ? '' : line.by,
    `${line.derived ? '→ ' : ''}${line.text}${line.undone ? ' (undone later)' : ''}${line.corrected ? ' (corrected)' : ''}`,
    line.deviation ? 'deviation' : '',
  ]);
  return `## Timeline\n\n${table(['', 'When', 'Who', 'What', ''], rows)}`;
}

function tooMany(count: number): string {
  return `## Timeline\n\nThe timeline has ${count} entries, more than this document holds. All of them stand in the page: \`holdfast export --format html -o review.html\`; in a spreadsheet: \`--format xlsx\`.`;
}

function closing({ incident, view, tlp }: Page, leftOut: LeftOut): string {
  return `---\n\n${tlp}. ${incident.count} entries; the chain ended at ${safe(view.head)}. Compare it with one kept elsewhere: \`holdfast verify --head SEQ:HASH\`.${leftOutLines(
    leftOut,
  )
    .map((line) => ` ${line}`)
    .join('')}`;
}

/** A table; cells are escaped, but those of the columns in `raw`, which hold our own Markdown where it is bold. */
function table(head: readonly string[], rows: readonly (readonly string[])[], raw: readonly number[] = []): string {
  const cell = (text: string, column: number) =>
    raw.includes(column) && text === '**reason owed**' ? text : safe(text);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map((row) => line(row.map(cell)))].join('\n');
}
