import { guide, headText } from '../guide/index.ts';
import type { ClockRow } from '../guide/index.ts';
import type { FollowUpState, Incident } from '../incident/index.ts';
import { visibleLines } from '../text/index.ts';
import { isInstant, millis, type Instant } from '../time/index.ts';
import type { NoDocument } from './no-document.ts';
import { labelOf } from './redaction/audience.ts';
import type { Shown } from './shown-to.ts';

/**
 * The deadlines and follow-ups of an incident for calendars (iCalendar, RFC 5545): each clock with a deadline an event at its
 * moment, each follow-up something to do. The same timeline gives the same text, so a later one takes the place of an earlier.
 */
export function calendar({ incident, audience }: Shown): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//holdfast//timeline//EN',
    property('X-WR-CALNAME', `${prefix(incident)}${incident.title} (${labelOf(audience.tlp)})`),
    property('X-WR-CALDESC', `${incident.alias}, chain ended at ${headText(incident)}`),
    ...withDeadline(incident).flatMap(({ clock, due }) => deadline(incident, clock, due)),
    ...Object.values(incident.followUps).flatMap((followUp) => task(incident, followUp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** Why there is none: a calendar holds one component at least (RFC 5545, section 3.6). */
export function whyNoCalendar({ incident }: Pick<Shown, 'incident'>): NoDocument | undefined {
  if (withDeadline(incident).length > 0 || Object.keys(incident.followUps).length > 0) return undefined;
  return {
    message: `Nothing of ${incident.alias} belongs in a calendar: no deadline has begun, and no follow-up was proposed.`,
    hint: 'What to do about it afterwards is proposed with: holdfast follow-up WORDS',
  };
}

function withDeadline(incident: Incident): readonly { readonly clock: ClockRow; readonly due: Instant }[] {
  const { clocks } = guide(incident, { name: '' }, incident.lastAt);
  return clocks.flatMap((clock) => (clock.due === undefined ? [] : [{ clock, due: clock.due }]));
}

function deadline(incident: Incident, clock: ClockRow, due: Instant): string[] {
  const about = [
    `${incident.alias}: ${incident.title}`,
    ...(clock.to === undefined ? [] : [`To: ${clock.to}`]),
    ...clock.mustContain.map((text) => `Must contain: ${text}`),
    ...(clock.basis === undefined ? [] : [clock.basis]),
    ...(clock.reference === undefined ? [] : [`Reference ${clock.reference}`]),
  ];
  return [
    'BEGIN:VEVENT',
    ...identity(incident, `clock-${clock.id}`),
    `DTSTART:${utc(due)}`,
    property(
      'SUMMARY',
      `${prefix(incident)}${clock.title}: ${stateWords[clock.state]}${clock.state === 'met' && clock.late ? ' late' : ''}`,
    ),
    property('DESCRIPTION', about.join('\n')),
    // What is done or does not apply takes nobody's time.
    `STATUS:${clock.state === 'set-aside' ? 'CANCELLED' : clock.state === 'provisional' ? 'TENTATIVE' : 'CONFIRMED'}`,
    `TRANSP:TRANSPARENT`,
    'END:VEVENT',
  ];
}

const stateWords: Readonly<Record<ClockRow['state'], string>> = {
  'not-started': 'not started',
  provisional: 'due, if it applies',
  running: 'due',
  met: 'met',
  missed: 'MISSED',
  'set-aside': 'set aside',
};

function task(incident: Incident, { id, words, owner, due, doneAt, verifiedAt }: FollowUpState): string[] {
  const settled = doneAt ?? verifiedAt;
  return [
    'BEGIN:VTODO',
    ...identity(incident, `follow-up-${id}`),
    property('SUMMARY', `${prefix(incident)}${words}`),
    property(
      'DESCRIPTION',
      [
        `${incident.alias}: ${incident.title}`,
        `Owner: ${owner ?? 'nobody yet'}`,
        ...(doneAt !== undefined && verifiedAt === undefined ? ['Done; its effect is not verified.'] : []),
      ].join('\n'),
    ),
    ...(due === undefined ? [] : isInstant(due) ? [`DUE:${utc(due)}`] : day(due)),
    ...(settled === undefined ? ['STATUS:NEEDS-ACTION'] : ['STATUS:COMPLETED', `COMPLETED:${utc(settled)}`]),
    'END:VTODO',
  ];
}

/** A due date without a time; other words are no date and say nothing to a calendar. */
function day(due: string): string[] {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(due) ?? [];
  return year === undefined ? [] : [`DUE;VALUE=DATE:${year}${month ?? ''}${date ?? ''}`];
}

/** UID and DTSTAMP (3.8.4.7, 3.8.7.2): what it is, and as of when this is said. */
function identity(incident: Incident, what: string): string[] {
  return [property('UID', `${incident.id}-${what}@holdfast`), `DTSTAMP:${utc(incident.lastAt)}`];
}

const prefix = ({ mode, alias }: Incident): string => `${mode === 'drill' ? 'EXERCISE ' : ''}[${alias}] `;

/** Date and time in UTC (3.3.5, form 2). */
const utc = (at: Instant): string => new Date(millis(at)).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');

/** A property with its text (3.3.11): what would end or part it is escaped, what a terminal would obey made visible. */
function property(name: string, text: string): string {
  return `${name}:${visibleLines(text)
    .map((line) => line.replaceAll(/[\\;,]/g, String.raw`\$&`))
    .join(String.raw`\n`)}`;
}

/** Longest line in octets, without its break (3.1). */
const longest = 75;

/** A long line goes on in the next, which begins with a space (3.1); no character is cut in two. */
function folded(line: string): string {
  const rows: string[] = [];
  let row = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > longest) {
      rows.push(row);
      row = ' ';
      octets = 1;
    }
    row += character;
    octets += size;
  }
  return [...rows, row].join('\r\n');
}
