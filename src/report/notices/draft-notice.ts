import { type AnyEntry, type EntryType, isGoingOn } from '../../entry/index.ts';
import { outages, outageTypes } from '../../analysis/index.ts';
import { guide, mayApply } from '../../guide/index.ts';
import { clockSince, own } from '../../incident/index.ts';
import type { ClockState, Incident } from '../../incident/index.ts';
import { clockStart } from '../../runbook/index.ts';
import { escapeMarkdown as safe, visibleLines } from '../../text/index.ts';
import { millis } from '../../time/index.ts';
import { lateReason } from '../late-reason.ts';
import { setAsideText, whyNotOwed } from '../why-not-owed.ts';
import { roundsOf, roundTypes } from '../rounds.ts';
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
  const told = entriesToTell(shown);
  const source: NoticeSource = {
    ...lexicon(reader.language ?? 'en', incident.timezone),
    incident,
    view: guide(incident, { name: '' }, incident.lastAt),
    outages: outages(incident, told),
  };
  const { say } = source;
  const items = notice.items.map((each) => ({ ...each, title: say(each.title), value: each.said(source) }));
  const about = opening(notice, told, source);
  const leftOutHere = say('left-out.here');
  const isLeftOut = (value: string | undefined): boolean => value?.includes(leftOutHere) === true;
  const missing = [...about, ...items].filter(({ value }) => value === undefined || isLeftOut(value));
  const gap = `**${safe(say('draft.gap'))}** ${safe(say('draft.nothing'))}`;
  const withheld = `**${safe(say('draft.gap'))}** ${safe(say('draft.left-out'))}`;
  const parts = [
    `# ${safe(say(notice.title))}`,
    ...(incident.mode === 'drill' ? [`**${safe(say('draft.exercise'))}**`] : []),
    safe(say('draft.about', { label: labelOf(audience.tlp) })),
    missing.length === 0
      ? safe(say('draft.complete'))
      : `**${safe(say('draft.missing', { n: missing.length }))}** ${missing.map(({ title }) => safe(title)).join('; ')}${missing.at(-1)?.title.endsWith('?') === true ? '' : '.'}${notice.incomplete === undefined ? '' : ` ${safe(say(notice.incomplete))}`}`,
    ...(notice.ongoing !== undefined && isGoingOn(incident) ? [`**${safe(say(notice.ongoing))}**`] : []),
    table(
      about.map(({ title, value, gap: lacking }) => [title, value ?? `${say('draft.gap-in-row')} ${lacking ?? ''}`]),
    ),
    ...items.map(
      ({ title, basis, value, typed }) =>
        `## ${safe(title)}\n\n${value === undefined ? `${gap} \`${typed}\`` : quoted(value)}${isLeftOut(value) ? `\n\n${withheld}` : ''}\n\n${safe(say(basis))}`,
    ),
    `---\n\n${[say('draft.chain', { alias: incident.alias, head: source.view.head }), ...leftOutLines(leftOut, source)].map(safe).join(' ')}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

const telling: ReadonlySet<EntryType> = new Set<EntryType>([...roundTypes, ...outageTypes, 'incident.aware']);

/** The entries of which a draft says more than the incident keeps: read once, and few of many. */
function entriesToTell({ entries }: Shown): readonly AnyEntry[] {
  const told: AnyEntry[] = [];
  for (const entry of entries()) if (telling.has(entry.type)) told.push(entry);
  return told;
}

/** What a runbook is read in where no organisation.yaml stands beside it. */
const unnamed = 'unnamed organisation';

/** A line above the points: what it says, or how its gap is filled. */
interface Opening {
  readonly title: string;
  readonly value: string | undefined;
  readonly gap?: string;
}

function opening(notice: Notice, told: readonly AnyEntry[], source: NoticeSource): readonly Opening[] {
  const { incident, time, say } = source;
  const said = clockOf(notice, incident);
  const clock = said && asTrulyCounted(said, told, incident);
  // What was set aside has no moment by which anybody waits for it, and is not late.
  const running = clock?.state === 'set-aside' ? undefined : clock;
  const organisation = incident.runs
    .map(({ chart }) => chart.bundle.organisation.name)
    .find((name) => name !== unnamed);
  return [
    { title: say('to'), value: say(notice.to) },
    { title: say('draft.from'), value: organisation, gap: say('draft.no-organisation') },
    { title: say('basis'), value: say(notice.basis) },
    { title: say('about.incident'), value: `${incident.alias}: ${incident.title}` },
    ...(notice.updates === undefined ? [] : [updated(notice.updates, source)]),
    {
      title: say('draft.since'),
      value: running?.started === undefined ? clock && asleep(clock, source) : time(running.started),
      gap: say('draft.not-started', { typed: howItStarts(clock) }),
    },
    { title: say('due'), value: running?.due === undefined ? say(notice.limit) : time(running.due) },
    ...(clock?.started === said?.started || said?.started === undefined
      ? []
      : [{ title: say('draft.put-right'), value: say('draft.counted-from', { time: time(said.started) }) }]),
    ...(running === undefined ? [] : unsettled(running, source)),
    ...(clock?.metAt === undefined ? [] : [{ title: say('draft.sent'), value: time(clock.metAt) }]),
    ...(clock?.reference === undefined ? [] : [{ title: say('clocks.reference'), value: clock.reference }]),
    ...(running === undefined ? [] : lateness(running, told, source)),
  ];
}

/**
 * A clock as the law counts it. The true time of an awareness makes no other duty of one that was met, and moves nothing in the record; but whoever
 * gets the notice is told since when one truly was aware, and by how much it was late.
 */
function asTrulyCounted(clock: ClockState, told: readonly AnyEntry[], incident: Incident): ClockState {
  const start = clockStart(clock.clock.from);
  if (clock.state !== 'met' || start?.kind !== 'aware') return clock;
  const since = own(incident.aware, start.topic);
  // What a step began, or was asked for, never counted from an awareness.
  const wasAware = told.some(
    (each) => each.type === 'incident.aware' && each.data.topic === start.topic && each.at === clock.started,
  );
  if (since === undefined || since === clock.started || !wasAware) return clock;
  const counted = clockSince(incident, clock, since, incident.lastAt);
  const due = counted?.type === 'clock.started' ? counted.data.due : clock.due;
  return { ...clock, started: since, ...(due !== undefined && { due }) };
}

/** When and under which reference the notice was sent that this one brings up to date. */
function updated({ title, clock }: NonNullable<Notice['updates']>, { incident, time, say }: NoticeSource): Opening {
  const before = clockOf({ clock }, incident);
  const reference = before?.reference === undefined ? '' : `, ${say('clocks.reference')} ${before.reference}`;
  return {
    title: say(title),
    value: before?.metAt === undefined ? say('draft.not-sent') : `${time(before.metAt)}${reference}`,
  };
}

/** That nobody knows yet whether it is owed at all, and what that depends on: else it is sent where there is no duty, or not where there is. */
function unsettled({ id }: ClockState, { view, say }: NoticeSource): readonly Opening[] {
  const row = view.clocks.find((each) => each.id === id);
  if (row === undefined || !mayApply(row)) return [];
  const what = row.dependsOn.map(({ ask }) => ask).join(' ');
  const value = [say('draft.unsettled'), ...(what === '' ? [] : [say('open.depends', { what })])].join('. ');
  return [{ title: say('draft.whether'), value }];
}

/** Why no clock runs although what it counts from has come about. */
function asleep(clock: ClockState, { incident, view, say }: NoticeSource): string | undefined {
  const row = view.clocks.find(({ id }) => id === clock.id);
  const why = row && whyNotOwed(incident, row);
  if (why === 'set-aside') return say('draft.not-owed', { why: setAsideText(row?.settled, say) });
  if (why !== 'inapplicable') return undefined;
  return say('draft.not-owed', { why: `${say('clocks.inapplicable')} (${clock.clock['applies-when'] ?? ''})` });
}

/** What is typed to start it: what its runbook counts it from. */
function howItStarts(clock: ClockState | undefined): string {
  const start = clock && clockStart(clock.clock.from);
  if (start?.kind === 'clock-met') return `holdfast met ${start.clock}`;
  return `holdfast aware ${start?.kind === 'aware' ? start.topic : 'TOPIC'}`;
}

/** What is later than its deadline is sent with the reasons (GDPR Art. 33(1), second sentence). */
function lateness(clock: ClockState, told: readonly AnyEntry[], { say, length, incident }: NoticeSource): Opening[] {
  const by = clock.due === undefined ? 0 : millis(clock.metAt ?? incident.lastAt) - millis(clock.due);
  if (by <= 0 && clock.state !== 'missed') return [];
  const last = roundsOf(told).find((each) => each.clock === clock.id && each.round === clock.round);
  const reason = lateReason(incident, last ?? {}, clock.clock.basis);
  const value = reason?.ofAll === true ? say('clocks.why-of-all', { words: reason.words }) : reason?.words;
  // What was not sent grows later by the hour, and the record may have been silent since: by how much it is late is known once it is sent.
  const title = clock.metAt === undefined ? say('draft.late-already') : say('draft.late', { length: length(by) });
  return [{ title, value, gap: say('draft.no-reason') }];
}

function table(rows: readonly (readonly [string, string])[]): string {
  return ['|  |  |', '| --- | --- |', ...rows.map(([name, value]) => `| ${safe(name)} | ${safe(value)} |`)].join('\n');
}

const quoted = (text: string): string =>
  visibleLines(text)
    .map((line) => safe(line))
    .join('\\\n');
