import { guide } from '../../guide/index.ts';
import type { ClockState } from '../../incident/index.ts';
import { clockStart } from '../../runbook/index.ts';
import { escapeMarkdown as safe, visibleLines } from '../../text/index.ts';
import { millis } from '../../time/index.ts';
import { labelOf } from '../redaction/audience.ts';
import { leftOutLines } from '../redaction/left-out-text.ts';
import type { Shown } from '../shown-to.ts';
import { lexicon } from '../words/lexicon.ts';
import { type Reader, seenFrom } from '../words/reader.ts';
import { annotated, clockOf } from './notice.ts';
import type { Notice, NoticeSource } from './notice.ts';

/**
 * The draft of a notice, in Markdown: everything that the law wants to be told, filled from the record or marked as missing, with
 * how it is said. A person reads it, completes it and sends it; nothing is sent from here.
 */
export function draftNotice(
  notice: Notice,
  { incident: recorded, audience, leftOut }: Shown,
  reader: Reader = {},
): string {
  const incident = seenFrom(recorded, reader);
  const source: NoticeSource = {
    ...lexicon(reader.language ?? 'en', incident.timezone),
    incident,
    view: guide(incident, { name: '' }, incident.lastAt),
  };
  const { say } = source;
  const items = notice.items.map((each) => ({ ...each, title: say(each.title), value: each.said(source) }));
  const missing = items.filter(({ value }) => value === undefined);
  const gap = `**${safe(say('draft.gap'))}** ${safe(say('draft.nothing'))}`;
  const parts = [
    `# ${safe(say(notice.title))}`,
    ...(incident.mode === 'drill' ? [`**${safe(say('draft.exercise'))}**`] : []),
    safe(say('draft.about', { label: labelOf(audience.tlp) })),
    missing.length === 0
      ? safe(say('draft.complete'))
      : `**${safe(say('draft.missing', { n: missing.length, all: items.length }))}** ${missing.map(({ title }) => safe(title)).join('; ')}.`,
    table(opening(notice, source)),
    ...items.map(
      ({ title, basis, value, typed }) =>
        `## ${safe(title)}\n\n${value === undefined ? `${gap} \`${typed}\`` : quoted(value)}\n\n${safe(say(basis))}`,
    ),
    `---\n\n${[say('draft.chain', { alias: incident.alias, head: source.view.head }), ...leftOutLines(leftOut, source)].map(safe).join(' ')}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What a runbook is read in where no organisation.yaml stands beside it. */
const unnamed = 'unnamed organisation';

function opening(notice: Notice, source: NoticeSource): readonly (readonly [string, string])[] {
  const { incident, time, say } = source;
  const clock = clockOf(notice, incident);
  const organisation = incident.runs
    .map(({ chart }) => chart.bundle.organisation.name)
    .find((name) => name !== unnamed);
  return [
    [say('to'), say(notice.to)],
    [say('draft.from'), organisation ?? say('draft.no-organisation')],
    [say('basis'), say(notice.basis)],
    [say('about.incident'), `${incident.alias}: ${incident.title}`],
    [
      say('draft.since'),
      clock?.started === undefined ? say('draft.not-started', { typed: howItStarts(clock) }) : time(clock.started),
    ],
    [say('due'), clock?.due === undefined ? say('draft.no-deadline') : time(clock.due)],
    ...(clock?.metAt === undefined ? [] : [[say('draft.sent'), time(clock.metAt)] as const]),
    ...(clock?.reference === undefined ? [] : [[say('clocks.reference'), clock.reference] as const]),
    ...lateness(source, clock?.due, clock?.metAt),
  ];
}

/** What is typed to start it: what its runbook counts it from. */
function howItStarts(clock: ClockState | undefined): string {
  const start = clock && clockStart(clock.clock.from);
  if (start?.kind === 'clock-met') return `holdfast met ${start.clock}`;
  return `holdfast aware ${start?.kind === 'aware' ? start.topic : 'TOPIC'}`;
}

/** What is later than its deadline is sent with the reasons (GDPR Art. 33(1), second sentence). */
function lateness(
  source: NoticeSource,
  due: string | undefined,
  metAt: string | undefined,
): (readonly [string, string])[] {
  const { say, length, incident } = source;
  const by = due === undefined ? 0 : millis(metAt ?? incident.lastAt) - millis(due);
  if (by <= 0) return [];
  const reason = annotated('notice-late')(source);
  return [[say('draft.late', { length: length(by) }), reason ?? say('draft.no-reason')]];
}

function table(rows: readonly (readonly [string, string])[]): string {
  return ['|  |  |', '| --- | --- |', ...rows.map(([name, value]) => `| ${safe(name)} | ${safe(value)} |`)].join('\n');
}

const quoted = (text: string): string =>
  visibleLines(text)
    .map((line) => safe(line))
    .join('\\\n');
