import { guide } from '../../guide/index.ts';
import { escapeMarkdown as safe, plural, visibleLines } from '../../text/index.ts';
import { millis, shortDuration, showTime } from '../../time/index.ts';
import { labelOf } from '../redaction/audience.ts';
import type { Shown } from '../shown-to.ts';
import { annotated, clockOf } from './notice.ts';
import type { Notice, NoticeSource } from './notice.ts';

/**
 * The draft of a notice, in Markdown: everything that the law wants to be told, filled from the record or marked as missing, with
 * how it is said. A person reads it, completes it and sends it; nothing is sent from here.
 */
export function draftNotice(notice: Notice, shown: Shown): string {
  const { incident, audience } = shown;
  const now = incident.lastAt;
  const source: NoticeSource = {
    incident,
    entries: [...shown.entries()],
    view: guide(incident, { name: '' }, now),
    time: (at) => showTime(at, { now, timeZone: incident.timezone }),
  };
  const items = notice.items.map((each) => ({ ...each, value: each.said(source) }));
  const missing = items.filter(({ value }) => value === undefined);
  const parts = [
    `# ${notice.title}`,
    ...(incident.mode === 'drill' ? ['**EXERCISE EXERCISE EXERCISE. Do not send.**'] : []),
    `DRAFT, ${labelOf(audience.tlp)}. Read it, complete it, send it yourself; holdfast sends nothing and gives no legal advice.`,
    missing.length === 0
      ? 'Everything that must be told is here.'
      : `**Missing: ${plural(missing.length, 'point')} of ${items.length}.** ${missing.map(({ title }) => safe(title)).join('; ')}.`,
    table(opening(notice, source)),
    ...items.map(
      ({ title, basis, value, typed }) =>
        `## ${safe(title)}\n\n${value === undefined ? `**MISSING.** Nothing is recorded. Say it: \`${typed}\`` : quoted(value)}\n\n${safe(basis)}`,
    ),
    `---\n\n${safe(incident.alias)}, chain ended at ${safe(source.view.head)}.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What a runbook is read in where no organisation.yaml stands beside it. */
const unnamed = 'unnamed organisation';

function opening(notice: Notice, source: NoticeSource): readonly (readonly [string, string])[] {
  const { incident, time } = source;
  const clock = clockOf(notice, incident);
  const organisation = incident.runs
    .map(({ chart }) => chart.bundle.organisation.name)
    .find((name) => name !== unnamed);
  return [
    ['To', notice.to],
    ['From', organisation ?? 'MISSING: no organisation.yaml names it'],
    ['Basis', notice.basis],
    ['Incident', `${incident.alias}: ${incident.title}`],
    [
      'Its clock runs since',
      clock?.started === undefined ? 'MISSING: nothing started it (holdfast aware TOPIC)' : time(clock.started),
    ],
    ['Due', clock?.due === undefined ? 'without undue delay; no deadline runs' : time(clock.due)],
    ...(clock?.metAt === undefined ? [] : [['Recorded as sent', time(clock.metAt)] as const]),
    ...(clock?.reference === undefined ? [] : [['Reference', clock.reference] as const]),
    ...lateness(source, clock?.due, clock?.metAt),
  ];
}

/** What is later than its deadline is sent with the reasons (GDPR Art. 33(1), second sentence). */
function lateness(
  source: NoticeSource,
  due: string | undefined,
  metAt: string | undefined,
): (readonly [string, string])[] {
  const by = due === undefined ? 0 : millis(metAt ?? source.incident.lastAt) - millis(due);
  if (by <= 0) return [];
  const reason = annotated('notice-late')(source);
  return [[`Late by ${shortDuration(by)}, because`, reason ?? 'MISSING: holdfast annotate notice-late WORDS']];
}

function table(rows: readonly (readonly [string, string])[]): string {
  return ['|  |  |', '| --- | --- |', ...rows.map(([name, value]) => `| ${safe(name)} | ${safe(value)} |`)].join('\n');
}

const quoted = (text: string): string =>
  visibleLines(text)
    .map((line) => safe(line))
    .join('\\\n');
