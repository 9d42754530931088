import { references } from '../conditions/index.ts';
import { isInterim, own } from '../incident/index.ts';
import type { ClockState, Incident } from '../incident/index.ts';
import { millis } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { clockStart } from '../runbook/index.ts';
import type { ClockRow, TopicRow } from './model.ts';
import { isOpenClock } from './open-clock.ts';

/** The clocks: those that still want something first, by due; then those without a deadline; then the settled ones. */
export function clockRows(incident: Incident, now: Instant): ClockRow[] {
  const rows = Object.values(incident.clocks).map((clock) => clockRow(incident, clock, millis(now)));
  return rows.sort((a, b) => rank(a) - rank(b) || dueOf(a) - dueOf(b));
}

/** The topics of which people can become aware, each with the clocks that count from it. */
export function topicRows({ topics, aware, clocks }: Incident): TopicRow[] {
  return Object.entries(topics).map(([id, title]) => {
    const since = Object.hasOwn(aware, id) ? aware[id] : undefined;
    const starts = Object.values(clocks).filter(({ clock }) => {
      const start = clockStart(clock.from);
      return start?.kind === 'aware' && start.topic === id;
    });
    return { id, title, starts: starts.map(({ clock }) => clock.title), ...(since !== undefined && { since }) };
  });
}

/** What a duty is called: its title, or what it is until `again` has its moment (a progress report). */
export function dutyTitle({ clock: { title, again } }: ClockState, interim: boolean): string {
  return interim ? (again?.['until-then'] ?? title) : title;
}

function clockRow(incident: Incident, clock: ClockState, now: number): ClockRow {
  const definition = clock.clock;
  const open = isOpenClock(clock);
  const interim = open ? isInterim(incident, clock) : clock.state === 'met' && clock.interim === true;
  const isFollowing = interim || (open && clock.earlier?.interim === true);
  const basis = (isFollowing ? definition.again?.basis : undefined) ?? definition.basis;
  const left = open && clock.due !== undefined ? millis(clock.due) - now : undefined;
  const share = left === undefined ? undefined : shareOf(clock, now);
  return {
    id: clock.id,
    title: dutyTitle(clock, interim),
    state: clock.state,
    mustContain: definition['must-contain'] ?? [],
    from: definition.from,
    // A missed one may still not apply; of a settled one nobody asks any more.
    dependsOn: open && clock.provisional === true ? dependsOn(incident, clock) : [],
    late: clock.state === 'missed' || clock.late === true || (left !== undefined && left < 0),
    ...(definition.to === undefined ? {} : { to: definition.to }),
    ...(clock.due === undefined ? {} : { due: clock.due }),
    ...(left === undefined ? {} : { left }),
    ...(share === undefined ? {} : { share }),
    ...(basis === undefined ? {} : { basis }),
    ...(interim && clock.state === 'met' ? { follows: definition.title } : {}),
    ...(definition.every === undefined ? {} : { every: definition.every }),
    ...(definition.target === undefined ? {} : { target: definition.target }),
    ...(definition['read-on'] === undefined ? {} : { readOn: definition['read-on'] }),
    ...(clock.started === undefined ? {} : { started: clock.started }),
    ...(clock.asked === undefined ? {} : { asked: clock.asked.at }),
    ...(clock.state !== 'met' || clock.reference === undefined ? {} : { reference: clock.reference }),
    ...(clock.earlier === undefined ? {} : { earlier: clock.earlier.metAt }),
    ...(clock.settled === undefined || open ? {} : { settled: settledOf(incident, clock, clock.settled) }),
    ...(open && interim && definition.again !== undefined
      ? { progress: { then: definition.title, from: definition.again.from } }
      : {}),
  };
}

/** A reason given later, or taken out again, is the one that stands with the deviation. */
function settledOf(
  { deviations }: Incident,
  clock: ClockState,
  { by, at, entry }: NonNullable<ClockState['settled']>,
): NonNullable<ClockRow['settled']> {
  const { reason: why, deviation } = deviations.find((one) => one.entry === entry) ?? {};
  return {
    by,
    at,
    itself: clock.inapplicable === true,
    owed: deviation?.owed === true,
    ...(why !== undefined && { why }),
  };
}

/** The facts that are not known and that its `applies-when` reads. */
export function dependsOn(incident: Incident, { clock }: Pick<ClockState, 'clock'>): ClockRow['dependsOn'] {
  return references(clock['applies-when'] ?? '')
    .facts.filter((fact) => own(incident.facts, fact)?.answer?.known !== true)
    .map((fact) => ({ fact, ask: own(incident.facts, fact)?.fact.ask ?? fact }));
}

function shareOf({ started, due }: ClockState, now: number): number | undefined {
  if (started === undefined || due === undefined) return undefined;
  const whole = millis(due) - millis(started);
  if (whole <= 0) return 1;
  return Math.min(1, Math.max(0, (now - millis(started)) / whole));
}

function rank(clock: ClockRow): number {
  if (isOpenClock(clock)) return clock.due === undefined ? 1 : 0;
  return clock.state === 'not-started' ? 2 : 3;
}

function dueOf(clock: ClockRow): number {
  return clock.due === undefined ? 0 : millis(clock.due);
}
