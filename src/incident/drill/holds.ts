import { truth, type World } from '../../conditions/index.ts';
import {
  comesToPlayers,
  type Inject,
  type Scenario,
  type Term,
  termOf,
  termOfInject,
  type Trigger,
} from '../../runbook/index.ts';
import { ofLast, worldFor } from '../../statechart/index.ts';
import { millis } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import { lifeIn } from '../charts.ts';
import type { Incident, Run } from '../model.ts';
import { readNow, readsOfCondition, readsTheSame } from '../reads.ts';
import type { Read } from '../reads.ts';
import { surroundings } from '../surroundings.ts';
import { own } from '../own.ts';
import type { DrillState } from './model.ts';

/** What a condition of a scenario is held against: the incident as it stands. */
export class Look {
  readonly incident: Incident;
  readonly drill: DrillState;
  readonly now: Instant;
  readonly #run: Run | undefined;
  #world: World | undefined;

  constructor(incident: Incident, drill: DrillState, now: Instant) {
    this.incident = incident;
    this.drill = drill;
    this.now = now;
    this.#run = drilledRun(incident, drill.scenario);
  }

  /** What the runbook that is drilled would read; undefined while it is not followed. */
  world(): World | undefined {
    const run = this.#run;
    return run && (this.#world ??= worldFor(run.chart, run.state, surroundings(this.incident, run, this.now)));
  }
}

/** The run of the runbook that is drilled; undefined while it is not followed. */
export function drilledRun({ runs }: Incident, { runbook }: Scenario): Run | undefined {
  // Asked for each condition after each entry.
  for (let index = 0; index < runs.length; index += 1) if (runs[index]?.runbook === runbook) return runs[index];
  return undefined;
}

/**
 * From when a condition holds while nothing more is done: milliseconds since 1970, -Infinity where it holds by what was done
 * and no time is part of it, Infinity where it does not hold.
 */
export function holdsFrom(term: Term, look: Look): number {
  switch (term.kind) {
    case 'at':
      return millis(look.drill.begun) + term.ms;
    case 'when': {
      const world = look.world();
      return world !== undefined && truth(term.source, world) === true ? -Infinity : Infinity;
    }
    case 'after': {
      const first = own(look.drill.injects, term.inject)?.delivered[0];
      return first === undefined ? Infinity : millis(first.at);
    }
    case 'answered': {
      const answered = own(look.drill.injects, term.inject)?.answered;
      if (answered === undefined || (term.as !== undefined && answered.option !== term.as)) return Infinity;
      return millis(answered.at);
    }
    case 'all':
      return Math.max(...term.of.map((each) => holdsFrom(each, look)));
    case 'any':
      return Math.min(...term.of.map((each) => holdsFrom(each, look)));
  }
}

/** An inject that comes by itself, with all that it waits for and what that goes by. */
export interface Waiting {
  readonly inject: Inject;
  readonly term: Term;
  readonly reads: readonly Read[];
  /** What was read when it was looked at last, and from when it held. */
  last?: { readonly found: readonly unknown[]; readonly from: number };
}

/** Every inject of a scenario that something fires by itself. */
export const waitingIn = ofLast((scenario: Scenario): readonly Waiting[] =>
  scenario.injects.flatMap((inject) => {
    if (!comesToPlayers(inject) || inject['by-hand'] === true) return [];
    const term = termOfInject(inject, scenario);
    if (term === undefined) return [];
    return [{ inject, term, reads: [({ drill }) => drill?.begun, ...ofTerm(term, scenario)] }];
  }),
);

/** As {@link holdsFrom}: thought through again where something that the condition goes by is not what it was. */
export function foresee(waiting: Waiting, look: Look): number {
  const { term, reads, last } = waiting;
  const { incident, now } = look;
  if (last !== undefined && readsTheSame(reads, last.found, incident, now)) return last.from;
  const from = holdsFrom(term, look);
  waiting.last = { found: readNow(reads, incident, now), from };
  return from;
}

function ofTerm(term: Term, scenario: Scenario): Read[] {
  switch (term.kind) {
    case 'at':
      return [];
    case 'when': {
      const ofRun = (incident: Incident): Run | undefined => drilledRun(incident, scenario);
      const ofStep = (id: string) => (incident: Incident) => {
        const run = ofRun(incident);
        return run && lifeIn(run, id);
      };
      return [(incident) => ofRun(incident)?.chart, ...readsOfCondition(term.source, ofStep)];
    }
    case 'after':
    case 'answered':
      return [({ drill }) => drill && own(drill.injects, term.inject)];
    case 'all':
    case 'any':
      return term.of.flatMap((each) => ofTerm(each, scenario));
  }
}

/** Whether a condition holds at that time, in milliseconds since 1970. */
export const holdsAt = (trigger: Trigger, look: Look, ms: number): boolean => holdsFrom(termOf(trigger), look) <= ms;
