import { allSteps, titlesAt, own } from '../incident/index.ts';
import type { Act, Incident } from '../incident/index.ts';
import { plural, visibleLines } from '../text/index.ts';
import { isInstant, millis, shortDuration, showTime } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { isOpenClock } from './open-clock.ts';
import { guide } from './guide.ts';
import { periodText, waitingText, worriesIn, worriesTitle } from './handover.ts';
import type { Guide, LogLine, ServiceRow } from './model.ts';
import { heldText, shiftText } from './texts/people-text.ts';
import {
  clockText,
  currentText,
  deviationText,
  factText,
  linksText,
  serviceText,
  stateText,
  tag,
} from './texts/texts.ts';

/** One part of a brief: what it is about, and its lines. Raw text. */
export interface BriefPart {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly string[];
}

/** What the next person must know, in the order in which it is told. */
export interface Brief {
  readonly title: string;
  readonly by: string;
  readonly at: Instant;
  readonly parts: readonly BriefPart[];
  /** Seq and the first digits of the hash: by it a cut end of the record can be found. */
  readonly head: string;
}

/** What only the person who hands over can say: to whom, which roles, and what worries them, in their own words. */
export interface HandingOver {
  readonly to?: string;
  readonly roles?: readonly string[];
  readonly worries?: string;
}

/**
 * The brief as it stands now, for ten minutes at the change of shift. Its order is that of SBAR and ICS 201: what is the matter, what
 * is to be reached, what is being done, what is owed and when; then what worries, what nobody knows, who is who.
 * @param recent the last lines of the log
 */
export function handoverBrief(
  incident: Incident,
  by: { readonly name: string },
  now: Instant,
  recent: readonly LogLine[],
  { to, roles, worries }: HandingOver = {},
): Brief {
  // Read by others: nobody in it is "you".
  const seen = guide(incident, { name: '' }, now);
  const time = (at: Instant): string => showTime(at, { now, timeZone: incident.timezone });
  const titles = (roles ?? []).map((role) => own(incident.roles, role)?.role.title ?? role);
  return {
    title: `${tag(seen)} Handover: ${incident.title}`,
    by: by.name,
    at: now,
    head: seen.head,
    parts: [
      ...(to === undefined && titles.length === 0
        ? []
        : [part('to', 'Handed over', [`${by.name} to ${to ?? 'whoever accepts'}: ${titles.join(', ') || 'no role'}`])]),
      part('situation', 'Situation', situation(incident, seen, time)),
      part('objectives', 'Objectives', objectives(seen)),
      part('decided', 'What was decided', decided(incident, now, time)),
      part('now', 'What is being done', [
        ...(seen.finished === undefined ? [] : [seen.finished]),
        ...seen.current.map((step) => currentText(step, seen)),
      ]),
      part('tasks', 'Open tasks', openTasks(seen, time)),
      part('clocks', 'Clocks', clocks(seen)),
      part('worries', worriesTitle, [
        ...(worries === undefined || worries.trim() === '' ? [] : [`${by.name}: ${worries.trim()}`]),
        ...seen.handovers.flatMap((row) => {
          const said = worriesIn(row.brief);
          return said === undefined ? [] : [`${row.from}, handing over ${time(row.at)}: ${said}`];
        }),
        ...watched(seen),
      ]),
      part('unknown', 'Not known yet', unknown(seen)),
      part('owed', 'Reasons owed', owed(seen)),
      part('roles', 'People', [
        ...seen.roles
          .filter(({ holder }) => holder !== undefined)
          .map((role) => `${role.title}: ${heldText(role, seen)}`),
        ...nobody(seen),
        ...seen.handovers.map((row) => waitingText(row, seen)),
      ]),
      part(
        'hours',
        'Hours on shift',
        seen.people.flatMap((person) => {
          const text = shiftText(person, seen);
          return text === '' ? [] : [`${person.name}: ${text}`];
        }),
      ),
      part(
        'last',
        'What happened last',
        recent.map((line) => `${time(line.at)}  ${line.by === '' ? '' : `${line.by}: `}${line.text}`),
      ),
    ],
  };
}

/** A brief as text for paper, telephone and the record. Raw text. */
export function briefText(brief: Brief, { timezone }: Pick<Incident, 'timezone'>): string {
  return [
    brief.title,
    `${showTime(brief.at, { now: brief.at, timeZone: timezone })}, by ${brief.by}`,
    ...brief.parts.flatMap(({ title, lines }) => [
      '',
      title,
      ...(lines.length === 0 ? ['  none'] : lines.map((line) => `  ${line}`)),
    ]),
    '',
    `Head of the timeline: ${brief.head}`,
  ].join('\n');
}

/** A brief as a page for files and clipboards: safe to be shown anywhere, a line end at its end. */
export function briefPage(brief: Brief, incident: Pick<Incident, 'timezone'>): string {
  return `${visibleLines(briefText(brief, incident)).join('\n')}\n`;
}

/** So much of the log stands in a brief. */
export const briefLog = 10;

/** The act by which a person hands over, with the brief that goes with it. */
export function handoverAct(
  incident: Incident,
  by: { readonly name: string },
  now: Instant,
  recent: readonly LogLine[],
  said: HandingOver,
): Extract<Act, { act: 'handover' }> {
  const roles =
    said.roles ??
    Object.values(incident.roles)
      .filter(({ holder }) => holder === by.name)
      .map(({ id }) => id);
  const brief = briefText(handoverBrief(incident, by, now, recent, { ...said, roles }), incident);
  return {
    act: 'handover',
    brief,
    ...(said.to !== undefined && { to: said.to }),
    ...(said.roles !== undefined && { roles: said.roles }),
  };
}

const part = (id: string, title: string, lines: readonly string[]): BriefPart => ({ id, title, lines });

function situation(incident: Incident, seen: Guide, time: (at: Instant) => string): string[] {
  const described = Object.entries(incident.described).filter(([field]) => field !== 'title');
  const known = seen.facts.filter((fact) => fact.state === 'known' && fact.privacy === 'public');
  return [
    incident.reason,
    `${stateText(seen)}, declared ${time(incident.declared)}, ${shortDuration(seen.age)} ago`,
    ...described.map(([field, value]) => `${field}: ${isInstant(value) ? time(value) : value}`),
    ...(seen.runs.length === 0
      ? []
      : [
          `Following: ${seen.runs.map((run) => run.title + (run.ended === undefined ? '' : ` (${run.ended})`)).join(' · ')}`,
        ]),
    ...(seen.links.length === 0 ? [] : [`Has to do with: ${linksText(seen)}`]),
    ...seen.services
      .filter(({ state }) => state !== 'up')
      .map((service) => `${serviceText(service, seen)}${limits(service, seen, time)}`),
    ...known.map((fact) => factText(fact, seen)),
  ];
}

/** Since when a service is out, and how long that can be borne. */
function limits({ lostAt, mtpdDue }: ServiceRow, { now }: Guide, time: (at: Instant) => string): string {
  const since = lostAt === undefined ? '' : `, lost ${time(lostAt)}`;
  if (mtpdDue === undefined) return since;
  const isOver = millis(mtpdDue) <= millis(now);
  return `${since}, ${isOver ? 'OUT LONGER THAN CAN BE BORNE, since' : 'can be borne until'} ${time(mtpdDue)}`;
}

function objectives(seen: Guide): string[] {
  const { period } = seen;
  if (period === undefined) return [];
  const text = periodText(period, seen);
  return [
    `${text.charAt(0).toUpperCase()}${text.slice(1)}${period.objectives.length === 0 ? ', without objectives' : ''}`,
    ...period.objectives.map((objective, index) => `${index + 1}. ${objective}`),
  ];
}

/** Every decision that stands, the last one first: whoever comes asks why it was not done otherwise. */
function decided(incident: Incident, now: Instant, time: (at: Instant) => string): string[] {
  const titles = titlesAt(incident, now);
  return allSteps(incident)
    .flatMap(({ run, step, life }) => {
      const { chose, at, by } = life;
      if (life.state !== 'done' || chose === undefined || at === undefined) return [];
      const option = titles.branch(run, step, chose) ?? chose;
      return [{ at, text: `${titles.step(run, step)} → ${option} (${by === undefined ? '' : `${by}, `}${time(at)})` }];
    })
    .sort((a, b) => millis(b.at) - millis(a.at))
    .map(({ text }) => text);
}

function openTasks(seen: Guide, time: (at: Instant) => string): string[] {
  return seen.tasks
    .filter(({ state }) => state !== 'done')
    .map(({ to, words, due, overdue, takenAt }) =>
      [
        `${to}: ${words}`,
        ...(due === undefined ? [] : [`by ${time(due)}${overdue ? ', OVERDUE' : ''}`]),
        ...(takenAt === undefined ? ['not taken yet'] : []),
      ].join(', '),
    );
}

/** What is due next comes first, what was missed before it; a report that is still to follow last. */
function clocks(seen: Guide): string[] {
  const rows = seen.clocks.filter((clock) => isOpenClock(clock) || clock.follows !== undefined);
  const next = rows.find(({ state, left }) => state !== 'missed' && left !== undefined && left >= 0);
  return rows.map((clock) => `${clock === next ? 'NEXT: ' : ''}${clockText(clock, seen)}`);
}

/** What the record itself gives reason to watch. */
function watched(seen: Guide): string[] {
  const elsewhere: ReadonlySet<string> = new Set(['handover', 'owed-reason', 'fact']);
  const overdue = seen.current.filter((step) => step.overdue).map((step) => `Overdue: ${step.title} (${step.name})`);
  const late = seen.clocks
    .filter((clock) => isOpenClock(clock) && clock.late)
    .map((clock) => `Overdue: ${clock.title}`);
  const away = seen.services
    .filter(({ state, rtoDue }) => state === 'lost' && rtoDue !== undefined && millis(rtoDue) <= millis(seen.now))
    .map(({ title }) => `Overdue: ${title} is to be back`);
  const tired = seen.people
    .filter(({ isTooLong }) => isTooLong)
    .map((person) => `${person.name}: ${shiftText(person, seen)}`);
  const asked = seen.questions.filter(({ kind }) => !elsewhere.has(kind)).map(({ text }) => text);
  return [...asked, ...overdue, ...late, ...away, ...tired];
}

/** What somebody said is not known, what is too old, and what an open step asks; the rest by its number. */
function unknown(seen: Guide): string[] {
  const asked = new Set([
    ...seen.questions.flatMap(({ kind, ref }) => (kind === 'fact' ? [ref] : [])),
    ...seen.current.flatMap(({ record }) => record.filter(({ answered }) => answered !== true).map(({ id }) => id)),
  ]);
  const open = seen.facts.filter(({ state }) => state !== 'known');
  const named = open.filter(({ id, state }) => state !== 'unanswered' || asked.has(id));
  const rest = open.length - named.length;
  return [
    ...named.map((fact) => factText(fact, seen)),
    ...(rest === 0 ? [] : [`and ${plural(rest, 'question')} that nobody had to answer so far`]),
  ];
}

function nobody({ roles }: Guide): string[] {
  const free = roles.filter(({ holder }) => holder === undefined).map(({ title }) => title);
  return free.length === 0 ? [] : [`Nobody yet: ${free.join(', ')}`];
}

function owed(seen: Guide): string[] {
  const reasons = seen.questions.filter(({ kind }) => kind === 'owed-reason').map(({ text }) => text);
  return seen.deviations.count === 0 ? [] : [...reasons, deviationText(seen)];
}
