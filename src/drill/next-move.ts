import { type Act, type FoundStep, type Incident, openSteps } from '../incident/index.ts';
import { whileSame } from '../statechart/index.ts';
import { millis } from '../time/index.ts';
import type { Crew } from './crew.ts';
import { callMoves } from './on-calls.ts';
import { injectMove } from './on-injects.ts';
import { moveOn, movesOnAt } from './move-on-step.ts';
import type { Move, Prospect } from './move.ts';

/**
 * What the crew does next: every open step is worked on by who holds its role, all at the same time; the one who is done first
 * moves. Roles are given out first; once every runbook has ended the incident is brought to its end as well.
 * Nothing where only time can go on, or all is over.
 */
export function nextMove(incident: Incident, crew: Crew): Move | undefined {
  let first: Prospect | undefined;
  const weigh = (prospect: Prospect | undefined): void => {
    if (prospect !== undefined && (first === undefined || prospect.at < first.at)) first = prospect;
  };
  roleMoves({ incident, crew }).forEach(weigh);
  callMoves(incident, crew).forEach(weigh);
  weigh(injectMove(incident, crew));
  const step = firstStep(incident, crew, first?.at ?? Infinity);
  if (step !== undefined) first = moveOn(incident, crew, step);
  endMoves(incident, crew).forEach(weigh);
  return first && { at: first.at, ...first.move() };
}

/** The open step of which somebody is done first with what they do next, where that is before then. */
function firstStep(incident: Incident, crew: Crew, before: number): FoundStep | undefined {
  let first: FoundStep | undefined;
  let soonest = before;
  for (const found of openSteps(incident)) {
    const at = isWorkable(found) ? movesOnAt(incident, crew, found) : undefined;
    if (at === undefined || at >= soonest) continue;
    first = found;
    soonest = at;
  }
  return first;
}

/** Whether somebody may work on it; on duties for afterwards only once their runbook has ended. */
const isWorkable = ({ run, step }: FoundStep): boolean => !step.afterwards || run.ended !== undefined;

const seconds = 1000;

const roleMoves = whileSame(
  ({ incident: { roles, declared }, crew }: { readonly incident: Incident; readonly crew: Crew }) => [
    roles,
    declared,
    crew,
  ],
  ({ incident: { roles, declared }, crew: { holders } }): Prospect[] =>
    Object.values(roles).flatMap(({ id, holder, assignedAt, acknowledgedAt }, index): Prospect[] => {
      const person = holders[id];
      if (person === undefined) return [];
      const play = (act: Act, at: number): Prospect => ({
        at,
        move: () => ({ by: person, why: 'Played in the exercise', what: { kind: 'act', act } }),
      });
      if (holder === undefined)
        return [play({ act: 'assign', role: id, person }, millis(declared) + (10 + index * 5) * seconds)];
      const mayAcknowledge = holder === person && acknowledgedAt === undefined && assignedAt !== undefined;
      return mayAcknowledge ? [play({ act: 'ack', role: id }, millis(assignedAt) + (40 + index * 12) * seconds)] : [];
    }),
);

/** Stabilised and resolved when every runbook has ended, closed when nothing is left to do. */
function endMoves(incident: Incident, { lead }: Crew): Prospect[] {
  if (incident.runs.length === 0 || incident.runs.some((run) => run.ended === undefined)) return [];
  const next = {
    open: 'stabilise',
    stabilised: 'resolve',
    resolved: openSteps(incident).some(isWorkable) ? undefined : 'close',
    closed: undefined,
    'stood-down': undefined,
  } as const;
  const act = next[incident.state];
  return act === undefined
    ? []
    : [
        {
          at: millis(incident.lastAt) + 60 * seconds,
          move: () => ({ by: lead, why: 'Played to its end', what: { kind: 'act', act: { act } } }),
        },
      ];
}
