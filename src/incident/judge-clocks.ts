import { sayTime } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { Refusal } from '../statechart/index.ts';
import type { ClockState, Incident } from './model.ts';
import { alreadySo, noSuch } from './refusals.ts';
import { own } from './own.ts';

/** Whether a followed runbook declares the clock. */
export function knownClock(incident: Incident, clock: string): Refusal | undefined {
  return own(incident.clocks, clock) === undefined ? noSuch('clock', clock, Object.keys(incident.clocks)) : undefined;
}

/** What still wants to be met: a missed clock may be met late. */
export function isOpenClock({ state }: Pick<ClockState, 'state'>): boolean {
  return state === 'running' || state === 'provisional' || state === 'missed';
}

/** Whoever asked and gave a time binds the round in which it was asked. */
export function askedDue({ asked }: Pick<ClockState, 'asked'>, round: number): Instant | undefined {
  return asked?.round === round ? asked.due : undefined;
}

/** The round in which a clock runs from now on, of which somebody asks. */
export function roundAsked(clock: ClockState): number {
  return isOpenClock(clock) ? clock.round : clock.round + 1;
}

/** When a clock was met in the round that it is in, and by which entry. */
export function meetingOf({
  metAt,
  interim,
  settled,
}: Pick<ClockState, 'metAt' | 'interim' | 'settled'>): ClockState['earlier'] {
  if (metAt === undefined || settled === undefined) return undefined;
  return { metAt, entry: settled.entry, ...(interim === true && { interim }) };
}

/** Whether something may still be submitted of it: it is open, or what was submitted was not the last. */
export function takesMore(clock: ClockState): boolean {
  return isOpenClock(clock) || (clock.state === 'met' && clock.interim === true);
}

/** The round in which the clock would be met now: each interim submission has one of its own. */
export function roundToMeet({ state, round, interim }: ClockState): number {
  // One that never started may be met all the same: its first round.
  return state === 'met' && interim === true ? round + 1 : Math.max(1, round);
}

/** A clock is met once in each round. */
export function judgeMet(incident: Incident, id: string, round: number): Refusal | undefined {
  const clock = own(incident.clocks, id);
  if (clock === undefined) return undefined;
  if (clock.state === 'met' && clock.interim !== true)
    return alreadySo(
      `The clock "${id}" is met already${clock.metAt === undefined ? '' : `, at ${sayTime(clock.metAt)}`}.`,
    );
  return round === roundToMeet(clock)
    ? undefined
    : { code: 'old-turn', message: `The clock "${id}" is in round ${clock.round}, not ${round}.` };
}

/** Only a running clock runs out, and only in its own round. */
export function judgeMissed(incident: Incident, id: string, round: number): Refusal | undefined {
  const clock = own(incident.clocks, id);
  if (clock === undefined || ((clock.state === 'running' || clock.state === 'provisional') && clock.round === round))
    return undefined;
  return { code: 'wrong-state', message: `The clock "${id}" does not run in round ${round}.` };
}

/** What is met cannot be set aside, and what a person set aside stays so. */
export function judgeSetAside(incident: Incident, id: string): Refusal | undefined {
  const clock = own(incident.clocks, id);
  if (clock?.state === 'set-aside' && clock.inapplicable !== true)
    return alreadySo(`The clock "${id}" is set aside already.`);
  return clock?.state === 'met' ? { code: 'wrong-state', message: `The clock "${id}" is met.` } : undefined;
}
