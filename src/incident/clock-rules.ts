import { fill, references, truth } from '../conditions/index.ts';
import type { Truth, World } from '../conditions/index.ts';
import { addDuration, instant, isInstant, millis, onWorkingDay, parseDuration } from '../time/index.ts';
import type { CalendarOptions, Instant } from '../time/index.ts';
import { clockStart } from '../runbook/index.ts';
import type { Clock, ClockStart, Within } from '../runbook/index.ts';
import type { ClockState, Incident } from './model.ts';
import { lastDoneIn, worldIn } from './charts.ts';
import { meetingOf } from './judge-clocks.ts';
import { runbookOf } from './select.ts';
import { surroundings } from './surroundings.ts';
import { own } from './own.ts';
import { ofLast } from '../statechart/index.ts';

/** When that moment was, if it has come; a `from` that cannot be read never starts by itself (the checker finds it). */
export function momentOf(incident: Incident, clock: ClockState, start: ClockStart | undefined): Instant | undefined {
  switch (start?.kind) {
    case 'declared':
      return incident.declared;
    case 'detected':
      return incident.described.detected;
    case 'resolved':
      return resolvedAt(incident);
    case 'asked':
      return clock.asked?.at;
    case 'aware':
      return own(incident.aware, start.topic);
    case 'clock-met':
      return lastMet(own(incident.clocks, start.clock))?.metAt;
    case 'fact':
      return answered(incident, start.fact);
    case 'service-lost':
      return own(incident.services, start.service)?.loss?.at;
    case 'step-done':
      return doneAt(incident, start.step);
    case undefined:
      return undefined;
  }
}

/** An incident that is closed without having been resolved is resolved by that. */
function resolvedAt({ reached }: Incident): Instant | undefined {
  return reached.resolved ?? reached.closed;
}

/** When a clock was met last, in this round or an earlier one, and whether it is followed by another. */
function lastMet(state: ClockState | undefined): ClockState['earlier'] {
  return state && (meetingOf(state) ?? state.earlier);
}

/**
 * When a fact came to pass: one that is answered "no" has not. A time counts from what it says; one that lay ahead when
 * it was said counts from then, which is the stricter.
 */
function answered(incident: Incident, id: string): Instant | undefined {
  const state = own(incident.facts, id);
  const answer = state?.answer;
  if (answer?.known !== true || answer.value === false) return undefined;
  return isMoment(incident, id) && typeof answer.value === 'string' && isInstant(answer.value)
    ? earlier(answer.value, answer.at)
    : answer.at;
}

/** Whether a fact says when something was. A personal one decides nothing, and can be expunged. */
export function isMoment(incident: Incident, id: string): boolean {
  const fact = own(incident.facts, id)?.fact;
  return fact?.type === 'time' && (fact.privacy ?? 'public') === 'public';
}

/** The last completion of a step of that id in any followed runbook, also inside one that it follows. */
export function doneAt(incident: Incident, id: string): Instant | undefined {
  let last: Instant | undefined;
  for (const run of incident.runs) {
    const at = lastDoneIn(run, id, incident);
    if (last === undefined || (at !== undefined && millis(at) > millis(last))) last = at ?? last;
  }
  return last;
}

/** Whether a clock applies: its `applies-when`, true where it has none. */
export function applies(clock: Clock, world: World): Truth {
  return clock['applies-when'] === undefined ? true : truth(clock['applies-when'], world);
}

/** What a clock counts from as things stand, and how long it then has. */
export interface Occasion {
  /** `first`: its `from`; `meanwhile`: its last submission, until `again` has its moment; `again`: that moment. */
  readonly is: 'first' | 'meanwhile' | 'again';
  readonly start: ClockStart | undefined;
  /** Undefined: it has not come. */
  readonly moment: Instant | undefined;
  readonly within: Within | undefined;
}

/**
 * What a clock counts from: its `from`, until it was submitted before the moment of `again` had come; then that moment
 * (NIS2 Art. 23(4)(e): the final report after a progress report counts from the handling of the incident).
 */
export function occasionOf(incident: Incident, state: ClockState): Occasion {
  const { again } = state.clock;
  const last = lastMet(state);
  if (again !== undefined && last?.interim === true) {
    const start = clockStart(again.from);
    const moment = momentOf(incident, state, start);
    if (moment !== undefined) return { is: 'again', start, moment, within: again.within };
    if (again.every !== undefined)
      return { is: 'meanwhile', start: undefined, moment: last.metAt, within: again.every };
  }
  return firstOccasion(incident, state);
}

/** What a clock counts from before anything was submitted: its `from`. */
export function firstOccasion(incident: Incident, state: ClockState): Occasion {
  const start = clockStart(state.clock.from);
  return {
    is: 'first',
    start,
    moment: momentOf(incident, state, start),
    within: state.clock.every ?? state.clock.within,
  };
}

/** Whether a clock never ran although its moment has come: by its own condition there is no duty. */
export const neverApplied = (incident: Incident, state: ClockState): boolean =>
  state.state === 'not-started' &&
  state.clock['applies-when'] !== undefined &&
  firstOccasion(incident, state).moment !== undefined;

/**
 * The topic for which a clock waits that is known to apply: by what was answered there is a duty, and nobody has said since when they are
 * aware of it. Undefined where it waits for none, or where nobody has answered anything of that yet.
 */
export function awarenessWanted(incident: Incident, state: ClockState, now: Instant): string | undefined {
  const { from, 'applies-when': when } = state.clock;
  if (state.state !== 'not-started' || when === undefined) return undefined;
  const start = clockStart(from);
  if (start?.kind !== 'aware' || own(incident.aware, start.topic) !== undefined) return undefined;
  // A condition is read only where it can matter: the first that is takes as long as a whole act.
  const isKnown = (fact: string): boolean => own(incident.facts, fact)?.answer?.known === true;
  if (!Object.keys(incident.facts).some(isKnown) || !references(when).facts.some(isKnown)) return undefined;
  return applies(state.clock, worldOfClock(incident, state.id, now)) === true ? start.topic : undefined;
}

/** Whether what is submitted of the clock at that time is to be followed by another: the moment of `again` lies after it. */
export function isInterim(incident: Incident, state: ClockState, at?: Instant): boolean {
  if (state.clock.again === undefined) return false;
  const moment = momentOf(incident, state, clockStart(state.clock.again.from));
  return moment === undefined || (at !== undefined && millis(at) < millis(moment));
}

/**
 * When a clock that started then is due; undefined where there is no deadline to speak of (`without-undue-delay`,
 * `as-asked`, a duration that is not known yet). Of two the earlier binds, but none that was over before the clock began:
 * Regulation (EU) 2025/301, Art. 5(2), classified after the 24 hours, leaves the 4 hours alone.
 */
export function dueOf(
  incident: Incident,
  state: ClockState,
  { is, within }: Occasion,
  started: Instant,
  world: World,
): Instant | undefined {
  const other = is === 'first' ? state.clock['and-within'] : undefined;
  const from = other === undefined ? undefined : momentOf(incident, state, clockStart(other.from));
  const calendar = calendarOf(incident, state.id);
  const second = from === undefined ? undefined : after(calendar, from, other?.within, world);
  const binds = second !== undefined && millis(second) >= millis(started);
  const due = earlier(after(calendar, started, within, world), binds ? second : undefined);
  return due === undefined ? undefined : worked(calendar, state.clock, due, world);
}

/** On what calendar a deadline is counted, and in which zone it is written down. */
interface Calendar extends CalendarOptions {
  readonly writtenIn: string;
}

/**
 * On what calendar the deadlines of a clock are counted: that of the runbook that declares it and of its organisation, whatever the
 * incident was declared with, before anybody knew what would be followed.
 */
function calendarOf(incident: Incident, id: string): Calendar {
  const { runbook, organisation } = runbookOf(incident, ({ clocks }) => clocks?.[id])?.run.chart.bundle ?? {};
  return {
    timeZone: runbook?.timezone ?? organisation?.timezone ?? incident.timezone,
    holidays: organisation?.holidays ?? incident.holidays,
    writtenIn: incident.timezone,
  };
}

/** The deadline, moved off a day that is not worked where the clock lets it move. Not known whether it may: the stricter stays. */
function worked(calendar: Calendar, clock: Clock, due: Instant, world: World): Instant {
  const moves = clock['next-working-day'];
  if (moves === undefined || (moves.when !== undefined && truth(moves.when, world) !== true)) return due;
  try {
    return written(onWorkingDay(due, moves.at, calendar), calendar);
  } catch {
    // A fold never throws. What cannot be moved, since the day lies outside the years that can be written, stays.
    return due;
  }
}

function after(calendar: Calendar, from: Instant, within: Within | undefined, world: World): Instant | undefined {
  if (within === undefined) return undefined;
  if (typeof within !== 'string') {
    const which = truth(within.when, world);
    // Which of the two holds is not known yet: the stricter one does until it is.
    if (which === 'unknown')
      return earlier(after(calendar, from, within.then, world), after(calendar, from, within.else, world));
    return after(calendar, from, which ? within.then : within.else, world);
  }
  const filled = within.includes('{{') ? fill(within, world) : { text: within, missing: [] };
  if (filled.missing.length > 0) return undefined;
  const duration = parseDuration(filled.text);
  if (duration === undefined) return undefined;
  try {
    return written(addDuration(from, duration, calendar), calendar);
  } catch {
    // A fold never throws: a hundred thousand months from now are outside the years that can be written, and no deadline.
    return undefined;
  }
}

const written = (at: Instant, { writtenIn }: Calendar): Instant => instant(millis(at), writtenIn);

function earlier(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return millis(b) < millis(a) ? b : a;
}

/** Whether a clock's deadline may change while it runs: it reads what can be said later. */
export function dependsOnMore(clock: Clock): boolean {
  return (
    clock['and-within'] !== undefined ||
    clock['next-working-day']?.when !== undefined ||
    [clock.within, clock.again?.within].some((within) => typeof within === 'object' || within?.includes('{{') === true)
  );
}

/** What the conditions of a clock read: the world of the runbook that declares it. */
export function worldOfClock(incident: Incident, id: string, now: Instant): World {
  const declared = runbookOf(incident, ({ clocks }) => clocks?.[id]);
  if (declared === undefined) return { facts: {}, org: {}, steps: {}, clocks: {}, services: {}, incident: {} };
  const { run, prefix } = declared;
  const { made } = worldsAt(incident, now);
  const key = `${run.id}\n${prefix}`;
  const world = made.get(key) ?? worldIn(run, surroundings(incident, run, now), prefix);
  made.set(key, world);
  return world;
}

interface Worlds {
  readonly at: Instant;
  readonly made: Map<string, World>;
}

/**
 * A runbook has twenty clocks, and all that are asked at one moment of one incident read the same. Those of the moment before are let go of:
 * an incident can stand as it is for a whole night, in which the guide asks every second.
 */
function worldsAt(incident: Incident, now: Instant): Worlds {
  const kept = worldsOf(incident);
  if (kept.last?.at !== now) kept.last = { at: now, made: new Map() };
  return kept.last;
}

const worldsOf = ofLast<Incident, [], { last?: Worlds }>(() => ({}));
