import type { EntryData } from '../../entry/index.ts';
import type { Inject } from '../../runbook/index.ts';
import { whileSame } from '../../statechart/index.ts';
import { instant, millis } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import type { Due } from '../by-itself.ts';
import { fillForPeople } from '../fill-for-people.ts';
import type { Incident } from '../model.ts';
import type { Transaction } from '../transaction.ts';
import { own } from '../own.ts';
import { endOf, injectsAhead, phaseStart } from './ahead.ts';
import type { AheadInject } from './ahead.ts';
import { holdsAt, Look } from './holds.ts';
import type { DrillState } from './model.ts';

/**
 * What of a drill comes by itself: its injects, and the jumps of its clock at the end of a phase. Once the exercise has ended
 * nothing does.
 */
export const drillDue = whileSame(
  ({ drill, exercise, timezone }: Incident) => [
    drill?.scenario,
    drill?.injects,
    drill?.jumps,
    exercise?.ended,
    timezone,
  ],
  ({ drill, exercise, timezone }): Due[] => {
    if (drill === undefined || exercise?.ended !== undefined) return [];
    const all: Due[] = [];
    for (const ahead of injectsAhead(drill))
      if (ahead.at !== undefined && !ahead.held) all.push(new InjectDue(ahead, ahead.at, timezone));
    return [...all, ...jumpsDue(drill, timezone)];
  },
);

/** An inject that is to come: when, in words, is hardly ever asked, and a getter of an object's own takes the engine long to make. */
class InjectDue implements Due {
  readonly at: number;
  readonly moves = false;
  readonly via = 'drill';
  readonly write: Due['write'];
  readonly #timezone: string;

  constructor(ahead: AheadInject, at: number, timezone: string) {
    this.at = at;
    this.write = deliverOrPass(ahead, at);
    this.#timezone = timezone;
  }

  get due(): Instant {
    return instant(this.at, this.#timezone);
  }
}

/** It comes, unless its `unless` or the `until` of its repetition holds at its time. */
function deliverOrPass({ inject, round }: AheadInject, at: number): Due['write'] {
  return (tx) => {
    const { drill } = tx.incident;
    if (drill === undefined) return;
    const look = new Look(tx.incident, drill, tx.hand.now);
    const against = round === 1 ? inject.unless : inject.repeat?.until;
    if (against !== undefined && holdsAt(against, look, at))
      tx.add('inject.skipped', { inject: inject.id, unless: true });
    else {
      const { data, words } = telling(tx, inject, round);
      tx.add('inject.delivered', data, { words });
    }
  };
}

/** How it is recorded that an inject has come, in the words that it is told in now. */
export function telling(
  { incident, hand }: Transaction,
  { id, to, message, repeat }: Inject,
  round: number,
): { readonly data: EntryData['inject.delivered']; readonly words: string } {
  const world = incident.drill === undefined ? undefined : new Look(incident, incident.drill, hand.now).world();
  return {
    data: { inject: id, ...addressed(incident, to), ...(repeat !== undefined && { round }) },
    words: world === undefined ? message : fillForPeople(message, world, incident, hand.now).text,
  };
}

/** To whom it is told, and which of these roles nobody holds. */
export function addressed(
  { roles }: Incident,
  to: readonly string[] | undefined,
): Pick<EntryData['inject.delivered'], 'to' | 'unheld'> {
  if (to === undefined) return {};
  const unheld = to.filter((role) => own(roles, role)?.holder === undefined);
  return { to, ...(unheld.length > 0 && { unheld }) };
}

/** A phase with an end jumps to the next; where the clock has got further by then, it stays where it is. */
function jumpsDue(drill: DrillState, timezone: string): Due[] {
  const { phases = [] } = drill.scenario;
  return phases.flatMap(({ until }, index) => {
    const next = phases[index + 1];
    if (until === undefined || next === undefined) return [];
    const at = phaseStart(drill, until);
    const to = phaseStart(drill, next.at);
    const isPast = drill.jumps.some((jumped) => millis(jumped.to) >= to);
    if (isPast || at >= endOf(drill)) return [];
    return [{ due: instant(at, timezone), at, moves: false, via: 'drill', write: jump(next.id, to) } as const];
  });
}

const jump =
  (phase: string, to: number): Due['write'] =>
  (tx) => {
    const now = millis(tx.hand.now);
    tx.add('exercise.jumped', { phase, 'exercise-at': instant(Math.max(now, to), tx.incident.timezone) });
  };
