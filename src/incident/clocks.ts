import { millis } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { clockStart } from '../runbook/index.ts';
import type { EntryData } from '../entry/index.ts';
import type { ClockState, Incident } from './model.ts';
import { applies, dependsOnMore, dueOf, momentOf, worldOfClock } from './clock-rules.ts';
import { isOpenClock } from './judge-clocks.ts';

/** What is to be written about a clock; `at` is when it counts from. */
export type ClockChange =
  | { readonly type: 'clock.started'; readonly at: Instant; readonly data: EntryData['clock.started'] }
  | {
      readonly type: 'clock.set-aside';
      readonly at: Instant;
      readonly data: EntryData['clock.set-aside'];
      readonly words: string;
    };

/**
 * What an act did to the clocks of an incident without naming them: started because their moment came (also long
 * before the runbook was followed), put right because it is now known to have been another, running for good or set
 * aside because it is now known whether they apply, due earlier because more is known. Compared with what stood before
 * the act, so that a deadline once written never moves by itself.
 */
export function clockChanges(before: Incident, after: Incident, now: Instant): ClockChange[] {
  const changes: ClockChange[] = [];
  for (const state of Object.values(after.clocks)) {
    const change = changeOf(before, after, state, now);
    if (change !== undefined) changes.push(change);
  }
  return changes;
}

/** A clock begun by a person or a step (`starts`), whatever its `from`; undefined where it runs or does not apply. */
export function beginClock(incident: Incident, state: ClockState, at: Instant, now: Instant): ClockChange | undefined {
  if (isOpenClock(state)) return undefined;
  return started(incident, state, at, state.round + 1, now);
}

/** A clock of which somebody has just asked: it runs from then, in the round in which it ran. */
export function clockAsked(incident: Incident, state: ClockState, at: Instant, now: Instant): ClockChange | undefined {
  return started(incident, state, at, isOpenClock(state) ? state.round : state.round + 1, now);
}

/** The next round of a cadence that was just met; undefined for other clocks, and once the incident is over. */
export function nextRound(incident: Incident, state: ClockState, at: Instant, now: Instant): ClockChange | undefined {
  if (state.clock.every === undefined) return undefined;
  if (incident.state !== 'open' && incident.state !== 'stabilised') return undefined;
  return started(incident, state, at, state.round + 1, now);
}

function changeOf(before: Incident, after: Incident, state: ClockState, now: Instant): ClockChange | undefined {
  const start = clockStart(state.clock.from);
  const moment = momentOf(after, state, start);
  if (moment === undefined) return start?.kind === 'aware' ? withdrawn(before, state, start.topic, now) : undefined;

  if (state.state === 'not-started') return started(after, state, moment, Math.max(1, state.round), now);
  if (state.state === 'set-aside' && state.inapplicable === true)
    return isDutyAgain(before, state, moment, now)
      ? started(after, state, startedAt(before, state, moment), state.round, now)
      : undefined;
  if (state.state === 'met' || state.state === 'set-aside')
    return isNewOccasion(before, state, moment) ? started(after, state, moment, state.round + 1, now) : undefined;

  // The world of a runbook is not drawn for a clock that asks nothing of it.
  const holds = state.clock['applies-when'] === undefined || applies(state.clock, worldOfClock(after, state.id, now));
  if (holds === false) return inapplicable(state, now, `It does not apply: ${state.clock['applies-when'] ?? ''}`);
  const from = startedAt(before, state, moment);
  const isForSure = state.provisional === true && holds === true;
  if (isForSure || from !== state.started || isDueElse(before, after, state, from))
    return started(after, state, from, state.round, now);
  return undefined;
}

/**
 * When a running clock counts from, now that its moment is known to be `moment`: awareness, detection and a loss are put
 * right by saying them again, and a countdown in terms of a fact follows the fact. Other clocks keep what they began with.
 */
function startedAt(before: Incident, state: ClockState, moment: Instant): Instant {
  const begun = state.started ?? moment;
  if (moment === momentIn(before, state.id) || (state.clock.every !== undefined && state.round > 1)) return begun;
  const start = clockStart(state.clock.from);
  switch (start?.kind) {
    case 'aware':
    case 'detected':
      return moment;
    case 'service-lost':
      // Lost again after it was restored is another loss: the first still counts while its clock is not met.
      return before.services[start.service]?.state === 'lost' ? moment : begun;
    case 'fact':
      return typeof state.clock.within === 'string' && state.clock.within.includes('{{') ? moment : begun;
    default:
      return begun;
  }
}

/** Lost again after it was restored, done again in a later turn: what was met once is owed once more. */
function isNewOccasion(before: Incident, state: ClockState, moment: Instant): boolean {
  if (state.clock.every !== undefined || !recurring.has(clockStart(state.clock.from)?.kind)) return false;
  return moment !== momentIn(before, state.id) && millis(moment) > millis(state.started ?? moment);
}

/** What did not apply does now, or what was said by mistake is said again. */
function isDutyAgain(before: Incident, state: ClockState, moment: Instant, now: Instant): boolean {
  return moment !== momentIn(before, state.id) || applies(state.clock, worldOfClock(before, state.id, now)) === false;
}

function momentIn(incident: Incident, id: string): Instant | undefined {
  const then = incident.clocks[id];
  return then === undefined ? undefined : momentOf(incident, then, clockStart(then.clock.from));
}

const recurring: ReadonlySet<string | undefined> = new Set(['step-done', 'service-lost', 'clock-met', 'resolved']);

function started(
  incident: Incident,
  state: ClockState,
  at: Instant,
  round: number,
  now: Instant,
): ClockChange | undefined {
  const world = worldOfClock(incident, state.id, now);
  const holds = applies(state.clock, world);
  if (holds === false) return undefined;
  // What was once known to apply does not become doubtful because a fact went stale.
  const isDoubtful = holds === 'unknown' && !(isOpenClock(state) && state.provisional !== true);
  // A duration in terms of a fact is what was known when the clock began, or was said since.
  const due = askedDue(state, at) ?? dueOf(incident, state, at, worldOfClock(incident, state.id, at));
  return {
    type: 'clock.started',
    at,
    data: { clock: state.id, round, ...(due !== undefined && { due }), ...(isDoubtful && { provisional: true }) },
  };
}

/** Whoever asked and gave a time binds the round in which it was asked. */
function askedDue(state: ClockState, started: Instant): Instant | undefined {
  return state.asked !== undefined && millis(state.asked.at) >= millis(started) ? state.asked.due : undefined;
}

function isDueElse(before: Incident, after: Incident, state: ClockState, from: Instant): boolean {
  const then = before.clocks[state.id];
  if (!dependsOnMore(state.clock) || then?.started === undefined || askedDue(state, from) !== undefined) return false;
  const is = dueOf(after, state, from, worldOfClock(after, state.id, from));
  // What is no longer known (a fact gone stale) does not take a deadline away.
  return is !== undefined && is !== state.due && is !== dueOf(before, then, from, worldOfClock(before, state.id, from));
}

/** Awareness said by mistake and undone: what it started is no duty. */
function withdrawn(before: Incident, state: ClockState, topic: string, now: Instant): ClockChange | undefined {
  if (before.aware[topic] === undefined || !isOpenClock(state)) return undefined;
  return inapplicable(state, now, `Nobody is aware of ${topic}: it was said by mistake.`);
}

function inapplicable(state: ClockState, now: Instant, words: string): ClockChange {
  return { type: 'clock.set-aside', at: now, data: { clock: state.id, round: state.round, inapplicable: true }, words };
}
