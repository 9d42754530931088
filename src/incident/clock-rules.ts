import { fill, truth } from '../conditions/index.ts';
import type { Truth, World } from '../conditions/index.ts';
import { addDuration, millis, parseDuration } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { clockStart } from '../runbook/index.ts';
import type { Clock, ClockStart, Within } from '../runbook/index.ts';
import type { ClockState, Incident } from './model.ts';
import { livesIn, worldIn } from './charts.ts';
import { runbookOf } from './select.ts';
import { surroundings } from './surroundings.ts';
import { own } from './work.ts';

/** When that moment was, if it has come; a `from` that cannot be read never starts by itself (the checker finds it). */
export function momentOf(incident: Incident, clock: ClockState, start: ClockStart | undefined): Instant | undefined {
  switch (start?.kind) {
    case 'declared':
      return incident.declared;
    case 'detected':
      return incident.described.detected;
    case 'resolved':
      return incident.reached.resolved;
    case 'asked':
      return clock.asked?.at;
    case 'aware':
      return own(incident.aware, start.topic);
    case 'clock-met':
      return own(incident.clocks, start.clock)?.metAt;
    case 'fact':
      return answered(incident, start.fact);
    case 'service-lost':
      return own(incident.services, start.service)?.lostAt;
    case 'step-done':
      return doneAt(incident, start.step);
    case undefined:
      return undefined;
  }
}

/** A fact that is answered "no" has not come to pass. */
function answered(incident: Incident, id: string): Instant | undefined {
  const answer = own(incident.facts, id)?.answer;
  return answer?.known === true && answer.value !== false ? answer.at : undefined;
}

/** The last completion of a step of that id in any followed runbook, also inside one that it follows. */
function doneAt(incident: Incident, id: string): Instant | undefined {
  let last: Instant | undefined;
  for (const run of incident.runs) {
    for (const [step, life] of livesIn(run)) {
      if (life.state !== 'done' || life.at === undefined || (step !== id && !step.endsWith(`/${id}`))) continue;
      if (last === undefined || millis(life.at) > millis(last)) last = life.at;
    }
  }
  return last;
}

/** Whether a clock applies: its `applies-when`, true where it has none. */
export function applies(clock: Clock, world: World): Truth {
  return clock['applies-when'] === undefined ? true : truth(clock['applies-when'], world);
}

/**
 * When a clock that started then is due; undefined where there is no deadline to speak of (`without-undue-delay`,
 * `as-asked`, a duration that is not known yet). Of two the earlier binds.
 */
export function dueOf(incident: Incident, state: ClockState, started: Instant, world: World): Instant | undefined {
  const { clock } = state;
  const first = after(incident, started, clock.every ?? clock.within, world);
  const other = clock['and-within'];
  if (other === undefined) return first;
  const from = momentOf(incident, state, clockStart(other.from));
  return earlier(first, from === undefined ? undefined : after(incident, from, other.within, world));
}

function after(incident: Incident, from: Instant, within: Within | undefined, world: World): Instant | undefined {
  if (within === undefined) return undefined;
  if (typeof within !== 'string') {
    const which = truth(within.when, world);
    // Which of the two holds is not known yet: the stricter one does until it is.
    if (which === 'unknown')
      return earlier(after(incident, from, within.then, world), after(incident, from, within.else, world));
    return after(incident, from, which ? within.then : within.else, world);
  }
  const filled = within.includes('{{') ? fill(within, world) : { text: within, missing: [] };
  if (filled.missing.length > 0) return undefined;
  const duration = parseDuration(filled.text);
  if (duration === undefined) return undefined;
  try {
    return addDuration(from, duration, { timeZone: incident.timezone, holidays: incident.holidays });
  } catch {
    return undefined;
  }
}

function earlier(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return millis(b) < millis(a) ? b : a;
}

/** Whether a clock's deadline may change while it runs: it reads what can be said later. */
export function dependsOnMore(clock: Clock): boolean {
  return clock['and-within'] !== undefined || typeof clock.within === 'object' || clock.within?.includes('{{') === true;
}

/** What the conditions of a clock read: the world of the runbook that declares it. */
export function worldOfClock(incident: Incident, id: string, now: Instant): World {
  const declared = runbookOf(incident, ({ clocks }) => clocks?.[id]);
  if (declared === undefined) return { facts: {}, org: {}, steps: {}, clocks: {}, services: {}, incident: {} };
  const { run, prefix } = declared;
  return worldIn(run, surroundings(incident, run, now), prefix);
}
