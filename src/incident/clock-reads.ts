import { isTemplate, pieces } from '../conditions/index.ts';
import { isGoingOn } from '../entry/index.ts';
import { clockStart } from '../runbook/index.ts';
import type { Clock, Within } from '../runbook/index.ts';
import { doneAt, neverApplied } from './clock-rules.ts';
import type { ClockState, Incident } from './model.ts';
import { readNow, readsOfCondition, readsTheSame } from './reads.ts';
import type { Read } from './reads.ts';
import { own } from './own.ts';
import type { Instant } from '../time/index.ts';

/** All that a clock goes by but its own state, before it began and from then on. */
const beginnings = new WeakMap<Clock, readonly Read[]>();
const reads = new WeakMap<Clock, readonly Read[]>();

interface Seen {
  readonly reads: readonly Read[];
  readonly then: ClockState | undefined;
  readonly before: readonly unknown[];
  readonly after: readonly unknown[];
  /** Whether the act changed nothing of it. */
  readonly isCalm: boolean;
  /** The incident after the last act that did nothing to the clock: it is what stands before the next. */
  settled: Incident;
}

/** What stood before and after an act that did nothing to the clock. */
const unmoved = new WeakMap<ClockState, Seen>();

/**
 * Whether all that the clock goes by was the same, before and after, when it was looked at last and nothing had become of it. An
 * incident has dozens of clocks, and an act concerns few of them.
 */
export function isUnmoved(before: Incident, after: Incident, state: ClockState, now: Instant): boolean {
  const seen = unmoved.get(state);
  if (seen === undefined || seen.then !== own(before.clocks, state.id)) return false;
  if (!readsTheSame(seen.reads, seen.after, after, now)) return false;
  const isKnown = seen.isCalm && seen.settled === before;
  if (!isKnown && !readsTheSame(seen.reads, seen.before, before, now)) return false;
  seen.settled = after;
  return true;
}

/** Keeps that nothing has become of the clock. */
export function noteUnmoved(before: Incident, after: Incident, state: ClockState, now: Instant): void {
  const all = readsOf(after, state);
  const found = readNow(all, before, now);
  unmoved.set(state, {
    reads: all,
    then: own(before.clocks, state.id),
    before: found,
    after: readNow(all, after, now),
    isCalm: readsTheSame(all, found, after, now),
    settled: after,
  });
}

/** A clock that has not begun waits for its moment alone; once that has come, for being known to apply. */
function readsOf(incident: Incident, state: ClockState): readonly Read[] {
  const { clock } = state;
  const waits = state.state === 'not-started' && !neverApplied(incident, state);
  const kept = waits ? beginnings : reads;
  const found = kept.get(clock) ?? (waits ? ofStart(clock.from) : everythingOf(clock));
  kept.set(clock, found);
  return found;
}

function everythingOf(clock: Clock): readonly Read[] {
  const { from, within, again, every, 'and-within': other, 'next-working-day': moves, 'applies-when': when } = clock;
  return [
    ...[from, other?.from, again?.from].flatMap(ofStart),
    ...[within, other?.within, again?.within, again?.every, every].flatMap(ofWithin),
    ...[when, moves?.when].flatMap(ofCondition),
    ...(every === undefined ? [] : [isGoingOn]),
  ];
}

function ofStart(from: string | undefined): Read[] {
  const start = from === undefined ? undefined : clockStart(from);
  switch (start?.kind) {
    case 'declared':
      return [({ declared }) => declared];
    case 'detected':
      return [({ described }) => described.detected];
    case 'resolved':
      return [({ reached }) => reached.resolved, ({ reached }) => reached.closed];
    case 'aware':
      return [({ aware }) => own(aware, start.topic)];
    case 'clock-met':
      return [({ clocks }) => own(clocks, start.clock)];
    case 'fact':
      return [({ facts }) => own(facts, start.fact)];
    case 'service-lost':
      return [({ services }) => own(services, start.service)];
    case 'step-done':
      return [(incident) => doneAt(incident, start.step)];
    case 'asked':
    case undefined:
      return [];
  }
}

function ofWithin(within: Within | undefined): Read[] {
  if (within === undefined) return [];
  if (typeof within !== 'string') return [...ofCondition(within.when), ...[within.then, within.else].flatMap(ofWithin)];
  return isTemplate(within)
    ? pieces(within).flatMap((piece) => (piece.kind === 'expression' ? ofCondition(piece.source) : []))
    : [];
}

function ofCondition(source: string | undefined): Read[] {
  return source === undefined ? [] : readsOfCondition(source, () => (incident) => incident.runs);
}
