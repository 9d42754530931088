import { type AnyEntry, isGoingOn } from '../entry/index.ts';
import { clockText, entryLines, stateText } from '../guide/index.ts';
import type { Guide } from '../guide/index.ts';
import { reviewKinds, standingDeviations, own } from '../incident/index.ts';
import type { DeviationRecord, Incident, ReviewKind } from '../incident/index.ts';
import { durationMs, shortDuration, showTime } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { figures } from './figures.ts';
import { outages } from '../analysis/index.ts';

/** One row of a review while it is being looked at. */
export interface ReviewRow {
  /** Stays the same as long as it is the same thing. */
  readonly id: string;
  /** What it stands under; rows of one part stand together. */
  readonly part: string;
  readonly text: string;
  /** The id of the entry that it comes from. */
  readonly entry?: string;
  /** Of a deviation whose reason is owed: the number by which it is given. */
  readonly owed?: number;
  /** It wants somebody's eyes. */
  readonly isOpen?: true;
  /** What is typed to settle it. */
  readonly command?: string;
}

/**
 * What the timeline gives for a review so far: how it went, reasons (those owed first), decisions, duties, services,
 * follow-ups, what is still to be answered, what people say of it beside the record, the numbers. `entries`: all of them, oldest first.
 */
export function reviewRows(incident: Incident, entries: readonly AnyEntry[], guide: Guide): readonly ReviewRow[] {
  const time = (at: Instant): string => showTime(at, { now: guide.now, timeZone: guide.timezone });
  return [
    ...summary(incident, entries, guide, time),
    ...deviations(incident, entries, time),
    ...decisions(incident, entries, time),
    ...duties(incident, guide),
    ...services(incident, entries, time),
    ...followUps(incident, entries),
    ...questions(guide),
    ...beside(incident),
    ...figures(incident, entries).map(({ name, value }): ReviewRow => ({
      id: `number ${name}`,
      part: 'In numbers',
      text: `${name}: ${value}`,
    })),
  ];
}

type Time = (at: Instant) => string;

function summary(incident: Incident, entries: readonly AnyEntry[], guide: Guide, time: Time): ReviewRow[] {
  const part = 'How it went';
  const last = (wanted: (entry: AnyEntry) => boolean): string | undefined =>
    entries.findLast((entry) => wanted(entry) && !Object.hasOwn(incident.undone, entry.id))?.id;
  const described = (field: 'began' | 'detected', word: string): ReviewRow => {
    const said = incident.described[field];
    const entry = last(({ type, data }) => type === 'incident.described' && 'field' in data && data.field === field);
    if (said !== undefined) return row(part, field, `${word}: ${asTime(said, time)}`, entry);
    return { ...row(part, field, `${word}: not known`, entry), isOpen: true, command: `describe ${field}=TIME` };
  };
  const reached = (['stabilised', 'resolved', 'closed', 'stood-down'] as const).flatMap((state) => {
    const at = incident.reached[state];
    if (at === undefined) return [];
    return [
      row(
        part,
        state,
        `${words[state]}: ${time(at)}`,
        last(({ type }) => type === `incident.${state}`),
      ),
    ];
  });
  return [
    row(part, 'title', `${incident.title} (${incident.alias}), ${stateText(guide)}`, entries[0]?.id),
    described('began', 'Began'),
    described('detected', 'Detected'),
    row(part, 'declared', `Declared: ${time(incident.declared)}, ${incident.reason}`, entries[0]?.id),
    ...reached,
  ];
}

const words = {
  stabilised: 'Stabilised',
  resolved: 'Resolved',
  closed: 'Closed',
  'stood-down': 'Stood down',
} as const;

function asTime(said: string, time: Time): string {
  return Number.isNaN(Date.parse(said)) ? said : time(said);
}

const row = (part: string, id: string, text: string, entry?: string): ReviewRow => ({
  id: `${part} ${id}`,
  part,
  text,
  ...(entry === undefined ? {} : { entry }),
});

/** The sentences of some entries, as they are believed now. */
function sentences(
  some: readonly AnyEntry[],
  incident: Incident,
  entries: readonly AnyEntry[],
): ReadonlyMap<string, string> {
  const about = entries.filter(({ type }) => type === 'entry.corrected' || type === 'entry.expunged');
  return new Map(entryLines(some, incident, about).map(({ id, text }) => [id, text]));
}

function deviations(incident: Incident, entries: readonly AnyEntry[], time: Time): ReviewRow[] {
  const part = 'How it left the plan';
  const isOwed = ({ deviation, reason }: DeviationRecord): boolean => deviation.owed && reason === undefined;
  const standing = standingDeviations(incident);
  const ids = new Set(standing.map(({ entry }) => entry));
  const said = sentences(
    entries.filter(({ id }) => ids.has(id)),
    incident,
    entries,
  );
  return [...standing.filter(isOwed), ...standing.filter((one) => !isOwed(one))].map((one) => ({
    ...row(part, one.entry, `${time(one.at)} ${one.by}: ${said.get(one.entry) ?? one.type}`, one.entry),
    ...(isOwed(one) && { isOpen: true as const, owed: one.seq, command: `why ${one.seq} REASON` }),
  }));
}

function decisions(incident: Incident, entries: readonly AnyEntry[], time: Time): ReviewRow[] {
  const made = entries.filter(
    ({ type, id }) => (type === 'choice.made' || type === 'default.taken') && !Object.hasOwn(incident.undone, id),
  );
  const said = sentences(made, incident, entries);
  return made.map(({ id, at, by }) => row('Decisions', id, `${time(at)} ${by.name}: ${said.get(id) ?? ''}`, id));
}

function duties(incident: Incident, guide: Guide): ReviewRow[] {
  return guide.clocks
    .filter(({ state }) => state !== 'not-started')
    .map((clock): ReviewRow => {
      const settled = own(incident.clocks, clock.id)?.settled?.entry;
      return {
        ...row('Duties', clock.id, clockText(clock, guide), settled),
        ...(clock.state === 'missed' && { isOpen: true as const, command: `met ${clock.id}` }),
      };
    });
}

function services(incident: Incident, entries: readonly AnyEntry[], time: Time): ReviewRow[] {
  return outages(incident, entries).map(({ service, lost, lostBy, restored, length }, index) => {
    const known = own(incident.services, service)?.service;
    const late = known?.rto !== undefined && length > (durationMs(known.rto) ?? Infinity);
    const until = restored === undefined ? 'not back yet' : `back ${time(restored)}`;
    const than = late ? `, longer than the ${known.rto ?? ''} promised` : '';
    return row(
      'Services',
      `${service} ${index}`,
      `${known?.title ?? service}: lost ${time(lost)}, ${until}, ${shortDuration(length)}${than}`,
      lostBy.id,
    );
  });
}

function followUps({ followUps: all }: Incident, entries: readonly AnyEntry[]): ReviewRow[] {
  return Object.values(all).map(({ id, words: said, owner, due, doneAt, verifiedAt }): ReviewRow => {
    const state = verifiedAt !== undefined ? 'verified' : doneAt !== undefined ? 'done' : 'open';
    const entry = entries.find(
      ({ type, data }) => type === 'follow-up.proposed' && 'follow-up' in data && data['follow-up'] === id,
    );
    return {
      ...row(
        'Follow-ups',
        id,
        `${said} (${owner ?? 'nobody yet'}${due === undefined ? '' : `, by ${due}`}, ${state})`,
        entry?.id,
      ),
      ...(state === 'open' && { isOpen: true as const }),
    };
  });
}

function questions(guide: Guide): ReviewRow[] {
  return guide.questions
    .filter(({ kind }) => kind !== 'owed-reason')
    .map(({ kind, ref, text, command }): ReviewRow => ({
      ...row('Still to be answered', `${kind} ${ref} ${text}`, text),
      isOpen: true,
      ...(command === undefined ? {} : { command }),
    }));
}

/** What the record cannot know: what was said of it, and what the review still asks for once the incident is over. */
function beside(incident: Incident): ReviewRow[] {
  const isOver = !isGoingOn(incident);
  return reviewKinds
    .filter(({ about }) => about !== true)
    .flatMap((kind): ReviewRow[] => {
      const all = incident.annotations.filter((one) => one.kind === kind.id && one.words !== '');
      const said = kind.many === true ? all : all.slice(-1);
      const command = `annotate ${kind.id} WORDS`;
      const part = partOf(kind);
      if (said.length === 0)
        return [
          {
            ...row(part, kind.id, `${kind.title}: not known`),
            command,
            ...(isOver && kind.notice !== true && { isOpen: true as const }),
          },
        ];
      return said.map(({ entry, words: text }) => ({
        ...row(part, `${kind.id} ${entry}`, `${kind.title}: ${text}`, entry),
        command,
      }));
    });
}

function partOf({ id, notice }: ReviewKind): string {
  if (notice === true) return 'For the notices';
  return ['owner', 'facilitator', 'attendees', 'status'].includes(id) ? 'This review' : 'Said of it afterwards';
}
