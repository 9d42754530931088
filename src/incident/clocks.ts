import { millis } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { clockStart } from '../runbook/index.ts';
import type { Within } from '../runbook/index.ts';
import { type EntryData, isGoingOn } from '../entry/index.ts';
import type { ClockState, Incident } from './model.ts';
import {
  applies,
  dependsOnMore,
  dueOf,
  firstOccasion,
  isInterim,
  isMoment,
  momentOf,
  occasionOf,
  worldOfClock,
} from './clock-rules.ts';
import type { Occasion } from './clock-rules.ts';
import { isUnmoved, noteUnmoved } from './clock-reads.ts';
import { askedDue, isOpenClock, roundAsked } from './judge-clocks.ts';

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
  for (const id in after.clocks) {
    const state = after.clocks[id];
    if (state === undefined || isUnmoved(before, after, state, now)) continue;
    const change = changeOf(before, after, state, now);
    if (change === undefined) noteUnmoved(before, after, state, now);
    else changes.push(change);
  }
  return changes;
}

/** A clock begun by a person or a step (`starts`), whatever its `from`; undefined where it runs or does not apply. */
export function beginClock(incident: Incident, state: ClockState, at: Instant, now: Instant): ClockChange | undefined {
  if (isOpenClock(state)) return undefined;
  return started(incident, state, firstOccasion(incident, state), at, state.round + 1, now);
}

/**
 * A clock of which somebody has just asked: it runs from then, in the round in which it ran. One that runs already because of
 * something else counts on from that: whoever asks gives it another deadline, or none, and puts the one that it has off by nothing.
 */
export function clockAsked(incident: Incident, state: ClockState, at: Instant, now: Instant): ClockChange | undefined {
  const first = firstOccasion(incident, state);
  if (isOpenClock(state) && state.started !== undefined && first.start?.kind !== 'asked')
    return askedDue(state, state.round) === undefined
      ? undefined
      : started(incident, state, first, state.started, state.round, now);
  return started(incident, state, first, at, roundAsked(state), now);
}

/** A running clock that counts from another moment, for what began it is taken back; undefined where it does not apply. */
export function clockSince(incident: Incident, state: ClockState, at: Instant, now: Instant): ClockChange | undefined {
  return started(incident, state, firstOccasion(incident, state), at, state.round, now);
}

/**
 * The next round of a clock that was just met: of a cadence, until the incident is over; of one that is submitted `every` so
 * often until `again` has its moment. Undefined for other clocks.
 */
export function nextRound(incident: Incident, state: ClockState, at: Instant, now: Instant): ClockChange | undefined {
  const occasion = occasionOf(incident, state);
  if (state.clock.every === undefined ? occasion.is !== 'meanwhile' : !isGoingOn(incident)) return undefined;
  return started(incident, state, occasion, at, state.round + 1, now);
}

function changeOf(before: Incident, after: Incident, state: ClockState, now: Instant): ClockChange | undefined {
  const occasion = occasionOf(after, state);
  if (isOpenClock(state)) return changeOfOpen(before, after, state, occasion, now);
  if (state.state === 'met' && occasion.is === 'again' && occasion.moment !== undefined)
    return started(after, state, occasion, occasion.moment, state.round + 1, now);

  if (state.state === 'set-aside' && state.inapplicable === true)
    return changeOfInapplicable(before, after, state, occasion, now);

  const first = firstOccasion(after, state);
  // A cadence ended with the incident, and goes on with it.
  if (state.state === 'met' && state.clock.every !== undefined && !isGoingOn(before) && isGoingOn(after))
    return started(after, state, first, after.reached.open ?? now, state.round + 1, now);
  if (first.moment === undefined) return undefined;
  if (state.state === 'not-started') return started(after, state, first, first.moment, Math.max(1, state.round), now);
  return isNewOccasion(before, state, first.moment)
    ? started(after, state, first, first.moment, state.round + 1, now)
    : undefined;
}

function changeOfOpen(
  before: Incident,
  after: Incident,
  state: ClockState,
  occasion: Occasion,
  now: Instant,
): ClockChange | undefined {
  const taken = takenBack(before, after, state, occasion, now);
  if (taken !== undefined) return taken;
  // The world of a runbook is not drawn for a clock that asks nothing of it.
  const holds = state.clock['applies-when'] === undefined || applies(state.clock, worldOfClock(after, state.id, now));
  if (holds === false) return inapplicable(state, now, `It does not apply: ${state.clock['applies-when'] ?? ''}`);
  const from = startedAt(before, after, state, occasion);
  const isForSure = state.provisional === true && holds === true;
  if (isForSure || from !== state.started || isDueElse(before, after, state, occasion, from))
    return started(after, state, occasion, from, state.round, now);
  return undefined;
}

/** What did not apply does now, or what was said by mistake is said again. */
function changeOfInapplicable(
  before: Incident,
  after: Incident,
  state: ClockState,
  occasion: Occasion,
  now: Instant,
): ClockChange | undefined {
  const first = firstOccasion(after, state);
  const taken = state.started === undefined ? undefined : takenBack(before, after, state, first, now);
  if (taken !== undefined) return taken;
  const { moment } = first;
  const isAnew = moment !== momentIn(before, state.id);
  // A step or a person may have begun it before its moment came; what is being taken back, or was, begins nothing.
  if (moment === undefined && (isAnew || state.started === undefined)) return undefined;
  if (!isAnew && applies(state.clock, worldOfClock(before, state.id, now)) !== false) return undefined;
  // What was taken back and is said anew counts from then; what only did not apply, from when it began.
  const from = isAnew && occasion.is === 'first' ? moment : undefined;
  // Somebody may have asked for it meanwhile.
  const round = Math.max(state.round, state.asked?.round ?? 0);
  return started(after, state, occasion, from ?? startedAt(before, after, state, occasion), round, now);
}

/**
 * When a running clock counts from, now that its moment is known: awareness, detection, a loss and the time that a fact
 * says are put right by saying them again, a countdown in terms of a fact follows the fact, `last met` every meeting, and
 * what is owed again the last time that its moment came. Other clocks keep what they began with.
 */
function startedAt(before: Incident, after: Incident, state: ClockState, { is, start, moment }: Occasion): Instant {
  const begun = state.started ?? moment ?? '';
  if (moment === undefined || is === 'meanwhile') return begun;
  if (is === 'again') return moment;
  if (moment === momentIn(before, state.id) || (state.clock.every !== undefined && state.round > 1)) return begun;
  switch (start?.kind) {
    case 'aware':
    case 'detected':
      return moment;
    case 'service-lost':
      // Lost again after it was restored is another loss: the first still counts while its clock is not met.
      return [before, after].every(({ services }) => services[start.service]?.state === 'lost') ? moment : begun;
    case 'fact':
      return isMoment(after, start.fact) || isCountdown(state.clock.within) ? moment : begun;
    case 'clock-met':
      // Regulation (EU) 2025/301, Art. 5(1)(c): a month from the latest intermediate report.
      return start.last === true ? moment : begun;
    default:
      return begun;
  }
}

function isCountdown(within: Within | undefined): boolean {
  return typeof within === 'string' && within.includes('{{');
}

/** Lost again after it was restored, done again in a later turn: what was met once is owed once more. */
function isNewOccasion(before: Incident, state: ClockState, moment: Instant): boolean {
  if (state.clock.every !== undefined || !recurring.has(clockStart(state.clock.from)?.kind)) return false;
  return moment !== momentIn(before, state.id) && millis(moment) > millis(state.started ?? moment);
}

function momentIn(incident: Incident, id: string): Instant | undefined {
  const then = incident.clocks[id];
  return then === undefined ? undefined : momentOf(incident, then, clockStart(then.clock.from));
}

const recurring: ReadonlySet<string | undefined> = new Set(['step-done', 'service-lost', 'clock-met', 'resolved']);

function started(
  incident: Incident,
  state: ClockState,
  occasion: Occasion,
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
  const due = askedDue(state, round) ?? dueOf(incident, state, occasion, at, worldOfClock(incident, state.id, at));
  return {
    type: 'clock.started',
    at,
    data: {
      clock: state.id,
      round,
      ...(due !== undefined && { due }),
      ...(isDoubtful && { provisional: true }),
      ...(isInterim(incident, state) && { interim: true }),
    },
  };
}

function isDueElse(before: Incident, after: Incident, state: ClockState, occasion: Occasion, from: Instant): boolean {
  const then = before.clocks[state.id];
  if (!dependsOnMore(state.clock) || then?.started === undefined || askedDue(state, state.round) !== undefined)
    return false;
  const is = dueOf(after, state, occasion, from, worldOfClock(after, state.id, from));
  // What is no longer known (a fact gone stale) does not take a deadline away.
  if (is === undefined || is === state.due) return false;
  return is !== dueOf(before, then, occasionOf(before, then), from, worldOfClock(before, state.id, from));
}

/** What started the clock was said by mistake and is taken back (awareness undone, a fact answered "no"): it is no duty. */
function takenBack(
  before: Incident,
  after: Incident,
  state: ClockState,
  { start, moment }: Occasion,
  now: Instant,
): ClockChange | undefined {
  const then = momentIn(before, state.id);
  if (moment !== undefined || then === undefined) return undefined;
  // Whoever has asked for it is owed it all the same.
  if (state.asked?.round === state.round) return undefined;
  // What ran before anybody was aware, because it was asked for or a step began it, runs on.
  if (start?.kind === 'aware' && (state.clock.every !== undefined || state.started === then))
    return inapplicable(state, now, `Nobody is aware of ${start.topic}: it was said by mistake.`, true);
  // Not known any more is not "no", and takes no duty away.
  if (start?.kind === 'fact' && after.facts[start.fact]?.answer?.value === false)
    return inapplicable(state, now, `It is not so: ${after.facts[start.fact]?.fact.ask ?? start.fact}`, true);
  return undefined;
}

function inapplicable(state: ClockState, now: Instant, words: string, isTakenBack = false): ClockChange {
  const said = { inapplicable: true as const, ...(isTakenBack && { 'taken-back': true as const }) };
  return { type: 'clock.set-aside', at: now, data: { clock: state.id, round: state.round, ...said }, words };
}
