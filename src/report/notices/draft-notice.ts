import type { AnyEntry } from '../../entry/index.ts';
import { outages } from '../../analysis/index.ts';
import { guide } from '../../guide/index.ts';
import type { ClockState, Incident } from '../../incident/index.ts';
import { clockStart } from '../../runbook/index.ts';
import { escapeMarkdown as safe, visibleLines } from '../../text/index.ts';
import { millis } from '../../time/index.ts';
import { type Ends, lateReason } from '../late-reason.ts';
import { labelOf } from '../redaction/audience.ts';
import { leftOutLines } from '../redaction/left-out-text.ts';
import type { Shown } from '../shown-to.ts';
import { lexicon } from '../words/lexicon.ts';
import { type Reader, seenFrom } from '../words/reader.ts';
import { clockOf } from './notice.ts';
import type { Notice, NoticeSource } from './notice.ts';

/**
 * The draft of a notice, in Markdown: everything that the law wants to be told, filled from the record or marked as missing, with
 * how it is said. A person reads it, completes it and sends it; nothing is sent from here.
 */
export function draftNotice(notice: Notice, shown: Shown, reader: Reader = {}): string {
  const { audience, leftOut } = shown;
  const incident = seenFrom(shown.incident, reader);
  const source: NoticeSource = {
    ...lexicon(reader.language ?? 'en', incident.timezone),
    incident,
    view: guide(incident, { name: '' }, incident.lastAt),
    outages: outages(incident, shown.entries()),
  };
  const { say } = source;
  const items = notice.items.map((each) => ({ ...each, title: say(each.title), value: each.said(source) }));
  const about = opening(notice, shown, source);
  const missing = [...about, ...items].filter(({ value }) => value === undefined);
  const gap = `**${safe(say('draft.gap'))}** ${safe(say('draft.nothing'))}`;
  const parts = [
    `# ${safe(say(notice.title))}`,
    ...(incident.mode === 'drill' ? [`**${safe(say('draft.exercise'))}**`] : []),
    safe(say('draft.about', { label: labelOf(audience.tlp) })),
    missing.length === 0
      ? safe(say('draft.complete'))
      : `**${safe(say('draft.missing', { n: missing.length }))}** ${missing.map(({ title }) => safe(title)).join('; ')}.${notice.incomplete === undefined ? '' : ` ${safe(say(notice.incomplete))}`}`,
    ...(notice.ongoing !== undefined && goesOn.has(incident.state) ? [`**${safe(say(notice.ongoing))}**`] : []),
    table(
      about.map(({ title, value, gap: lacking }) => [title, value ?? `${say('draft.gap-in-row')} ${lacking ?? ''}`]),
    ),
    ...items.map(
      ({ title, basis, value, typed }) =>
        `## ${safe(title)}\n\n${value === undefined ? `${gap} \`${typed}\`` : quoted(value)}\n\n${safe(say(basis))}`,
    ),
    `---\n\n${[say('draft.chain', { alias: incident.alias, head: source.view.head }), ...leftOutLines(leftOut, source)].map(safe).join(' ')}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

const goesOn: ReadonlySet<Incident['state']> = new Set(['open', 'stabilised']);

/** What a runbook is read in where no organisation.yaml stands beside it. */
const unnamed = 'unnamed organisation';

/** A line above the points: what it says, or how its gap is filled. */
interface Opening {
  readonly title: string;
  readonly value: string | undefined;
  readonly gap?: string;
}

function opening(notice: Notice, { entries }: Shown, source: NoticeSource): readonly Opening[] {
  const { incident, time, say } = source;
  const clock = clockOf(notice, incident);
  const organisation = incident.runs
    .map(({ chart }) => chart.bundle.organisation.name)
    .find((name) => name !== unnamed);
  return [
    { title: say('to'), value: say(notice.to) },
    { title: say('draft.from'), value: organisation, gap: say('draft.no-organisation') },
    { title: say('basis'), value: say(notice.basis) },
    { title: say('about.incident'), value: `${incident.alias}: ${incident.title}` },
    {
      title: say('draft.since'),
      value: clock?.started && time(clock.started),
      gap: say('draft.not-started', { typed: howItStarts(clock) }),
    },
    { title: say('due'), value: clock?.due === undefined ? say(notice.limit) : time(clock.due) },
    ...(clock?.metAt === undefined ? [] : [{ title: say('draft.sent'), value: time(clock.metAt) }]),
    ...(clock?.reference === undefined ? [] : [{ title: say('clocks.reference'), value: clock.reference }]),
    ...(clock === undefined ? [] : lateness(clock, entries(), source)),
  ];
}

/** What is typed to start it: what its runbook counts it from. */
function howItStarts(clock: ClockState | undefined): string {
  const start = clock && clockStart(clock.clock.from);
  if (start?.kind === 'clock-met') return `holdfast met ${start.clock}`;
  return `holdfast aware ${start?.kind === 'aware' ? start.topic : 'TOPIC'}`;
}

/** What is later than its deadline is sent with the reasons (GDPR Art. 33(1), second sentence). */
function lateness(clock: ClockState, entries: Iterable<AnyEntry>, { say, length, incident }: NoticeSource): Opening[] {
  const by = clock.due === undefined ? 0 : millis(clock.metAt ?? incident.lastAt) - millis(clock.due);
  if (by <= 0) return [];
  const reason = lateReason(incident, endsOf(clock, entries, incident), clock.clock.basis);
  const value = reason?.ofAll === true ? say('clocks.why-of-all', { words: reason.words }) : reason?.words;
  return [{ title: say('draft.late', { length: length(by) }), value, gap: say('draft.no-reason') }];
}

function endsOf({ id, round }: ClockState, entries: Iterable<AnyEntry>, { undone }: Incident): Ends {
  let ends: Ends = {};
  for (const each of entries) {
    if (each.type !== 'clock.met' && each.type !== 'clock.missed') continue;
    if (each.data.clock !== id || each.data.round !== round || Object.hasOwn(undone, each.id)) continue;
    ends = { ...ends, ...(each.type === 'clock.met' ? { met: each } : { missed: each }) };
  }
  return ends;
}

function table(rows: readonly (readonly [string, string])[]): string {
  return ['|  |  |', '| --- | --- |', ...rows.map(([name, value]) => `| ${safe(name)} | ${safe(value)} |`)].join('\n');
}

const quoted = (text: string): string =>
  visibleLines(text)
    .map((line) => safe(line))
    .join('\\\n');
