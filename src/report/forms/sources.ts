import type { LogLine } from '../../guide/index.ts';
import { plural } from '../../text/index.ts';
import { type Instant, millis } from '../../time/index.ts';
import { factText } from '../fact-text.ts';
import { deviationCounts } from '../metrics/metrics.ts';
import { lineText } from '../review/document.ts';
import { openQuestions } from '../review/open-questions.ts';
import type { Block, FormSource, Rows } from './form.ts';
import { list } from './form.ts';

/** What a runbook is read in where no organisation.yaml stands beside it. */
const unnamed = 'unnamed organisation';

/** 1 and 2: they open every form. */
export function opening({ incident }: FormSource): Block[] {
  return [
    { number: 1, title: 'Incident Name', said: incident.title, remedy: 'Say it: `holdfast describe title=WORDS`' },
    { number: 2, title: 'Incident Number', said: incident.alias, remedy: 'Say it: `holdfast declare "REASON"`' },
  ];
}

/** Whose organisation it is, as the followed runbooks know it. */
export function organisationOf({ incident }: FormSource): string | undefined {
  return incident.runs.map(({ chart }) => chart.bundle.organisation.name).find((name) => name !== unnamed);
}

/** A word of organisation.yaml, such as its `country`. */
export function ofOrganisation({ incident }: FormSource, key: string): string | undefined {
  return incident.runs
    .map(({ chart }) => chart.bundle.organisation[key])
    .find((value): value is string => typeof value === 'string' && value !== '');
}

/** Who leads: the holder of the role `lead`, else of one that the runbook calls so, else of its first role. */
export function leadOf({ view }: FormSource): { readonly name: string; readonly position: string } | undefined {
  const role =
    view.roles.find(({ id }) => id === 'lead') ??
    view.roles.find(({ title }) => /\b(?:lead|leader|commander)\b/i.test(title)) ??
    view.roles[0];
  return role?.holder === undefined ? undefined : { name: role.holder, position: role.title };
}

/** How a lead is made known. */
export const sayLead = 'Say it: `holdfast assign lead PERSON`';

/** Who stands behind the form; the line for the name written by hand is left open. */
export function signed(source: FormSource, person = leadOf(source)): readonly string[] | undefined {
  return person && [...bySignature(person), `Date/Time: ${source.time(source.incident.lastAt)} (the last entry)`];
}

/** Who is to approve the form: nobody has yet, so its time is left open too. */
export function approved(source: FormSource): readonly string[] | undefined {
  const person = leadOf(source);
  return person && [...bySignature(person), `Date/Time: ${blank}`];
}

const blank = '_'.repeat(20);

const bySignature = ({ name, position }: NonNullable<ReturnType<typeof leadOf>>): readonly string[] => [
  `Name: ${name}`,
  `Position/Title: ${position}`,
  `Signature: ${blank}`,
];

/** What people noted under a word of the form (`Safety: …`): what no other act says. */
export function noted({ lines }: FormSource, word: string): readonly string[] {
  const begins = new RegExp(`^Note: ${word}s?:\\s*`, 'i');
  return lines
    .filter(({ kind, undone, text }) => kind === 'note.written' && !undone && begins.test(text))
    .map(({ text }) => text.replace(begins, ''));
}

/** The operational period that runs; of a form that tells of more, all those since the first moment that it tells of. */
export function period({ view: { period: now }, time }: FormSource, since?: Instant): readonly string[] | undefined {
  if (now === undefined) return undefined;
  const { number, begunAt, until } = now;
  const isEarlier = since !== undefined && millis(since) < millis(begunAt);
  const before = number > 1 ? `Operational periods 1 to ${number}` : 'Operational period 1, and before it';
  return [
    isEarlier ? before : `Operational period ${number}`,
    `From: ${time(isEarlier ? since : begunAt)}`,
    `To: ${until === undefined ? 'open' : time(until)}`,
  ];
}

export const sayPeriod = 'Say it: `holdfast period "OBJECTIVE; OBJECTIVE" --until TIME`';

/** How it stands: why, how bad, which services are away, what is known. */
export function situation({ incident, view, time }: FormSource): readonly string[] {
  const { described } = incident;
  return [
    incident.reason,
    `State: ${incident.state}${incident.severity === undefined ? '' : `, ${incident.severity}`}`,
    ...(described.impact === undefined ? [] : [`Impact: ${described.impact}`]),
    ...(described.people === undefined ? [] : [`People affected: ${described.people}`]),
    ...view.services.filter(({ state }) => state !== 'up').map(({ title, state }) => `${title}: ${state}`),
    ...view.facts
      .filter(({ state, privacy }) => state === 'known' && privacy === 'public')
      .map((fact) => `${fact.ask}${fact.ask.endsWith('?') ? '' : ':'} ${factText(fact, incident, time) ?? ''}`),
  ];
}

/** What is being done, and what is to be done and when. */
export function planned({ view, time }: FormSource): readonly string[] {
  return [
    ...view.current.map(({ title, holder }) => `Now: ${title}${holder === undefined ? '' : ` (${holder})`}`),
    ...view.tasks
      .filter(({ state }) => state !== 'done')
      .map(({ to, words, due }) => `Task of ${to}: ${words}${due === undefined ? '' : `, by ${time(due)}`}`),
    ...view.clocks
      .filter(({ state, due }) => (state === 'running' || state === 'missed') && due !== undefined)
      .map(({ title, due = '', state }) => `${state === 'missed' ? 'Overdue' : 'Due'} ${time(due)}: ${title}`),
  ];
}

/** Roles, who holds each and since when; those that nobody holds are said so. */
export function organisationRows({ view, time }: FormSource): Rows['rows'] {
  return view.roles.map(({ title, holder, takenAt, acknowledged }) => [
    title,
    holder ?? 'nobody yet',
    holder === undefined ? '' : takenAt !== undefined ? time(takenAt) : acknowledged ? '' : 'not acknowledged',
  ]);
}

/** The lines of some kinds, with when they happened. */
export function linesOf(
  { lines, time }: FormSource,
  kinds: ReadonlySet<LogLine['kind']>,
  since?: Instant,
): Rows['rows'] {
  return inOrderOfTime(lines)
    .filter(
      ({ kind, undone, derived, at }) =>
        kinds.has(kind) && !undone && derived !== true && (since === undefined || millis(at) >= millis(since)),
    )
    .map(({ at, text, by }) => [time(at), `${shortened(text)} (${by})`]);
}

/** As it happened: what was written down later stands in a form where it belongs. */
export const inOrderOfTime = (lines: readonly LogLine[]): readonly LogLine[] =>
  lines.toSorted((a, b) => millis(a.at) - millis(b.at));

/** Longer sentences are cut: a form is no place for a whole message. */
const longest = 200;

const shortened = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest - 1).toWellFormed()}…` : text;

/** How much of the plan is behind. */
export function settledText({ view }: FormSource): string | undefined {
  const steps = view.steps.filter(({ afterwards }) => !afterwards);
  if (steps.length === 0) return undefined;
  const settled = steps.filter(({ state }) => state === 'done' || state === 'skipped' || state === 'failed').length;
  return `${Math.round((settled / steps.length) * 100)} % (${settled} of ${plural(steps.length, 'step')} of the plan)`;
}

/** What nobody knows yet, and reasons that are owed. */
export function remarks(source: FormSource): readonly string[] | undefined {
  const { total: left } = deviationCounts(source.incident);
  return list([
    ...openQuestions(source).map(lineText),
    ...(left === 0 ? [] : [`The plan was left ${plural(left, 'time')}.`]),
  ]);
}
