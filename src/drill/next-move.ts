import { type FoundStep, type Incident, openSteps } from '../incident/index.ts';
import { millis } from '../time/index.ts';
import type { Crew } from './crew.ts';
import { callMoves } from './on-calls.ts';
import { injectMoves } from './on-injects.ts';
import { moveOn } from './move-on-step.ts';
import type { Move } from './move.ts';

/**
 * What the crew does next: every open step is worked on by who holds its role, all at the same time; the one who is done first
 * moves. Roles are given out first; once every runbook has ended the incident is brought to its end as well.
 * Nothing where only time can go on, or all is over.
 */
export function nextMove(incident: Incident, crew: Crew): Move | undefined {
  const moves = [
    ...roleMoves(incident, crew),
    ...callMoves(incident, crew),
    ...injectMoves(incident, crew),
    ...workable(incident).flatMap((found) => moveOn(incident, crew, found) ?? []),
    ...endMoves(incident, crew),
  ];
  return moves.reduce<Move | undefined>(
    (first, move) => (first === undefined || move.at < first.at ? move : first),
    undefined,
  );
}

/** The steps that somebody may work on; duties for afterwards only once their runbook has ended. */
function workable(incident: Incident): FoundStep[] {
  return openSteps(incident).filter(({ run, step }) => !step.afterwards || run.ended !== undefined);
}

const seconds = 1000;

function roleMoves(incident: Incident, { holders }: Crew): Move[] {
  return Object.values(incident.roles).flatMap(({ id, holder, assignedAt, acknowledgedAt }, index): Move[] => {
    const person = holders[id];
    if (person === undefined) return [];
    const play = (act: Move['what'] & { kind: 'act' }, at: number): Move => ({
      by: person,
      at,
      why: 'Played in the exercise',
      what: act,
    });
    if (holder === undefined)
      return [
        play(
          { kind: 'act', act: { act: 'assign', role: id, person } },
          millis(incident.declared) + (10 + index * 5) * seconds,
        ),
      ];
    const mayAcknowledge = holder === person && acknowledgedAt === undefined && assignedAt !== undefined;
    return mayAcknowledge
      ? [play({ kind: 'act', act: { act: 'ack', role: id } }, millis(assignedAt) + (40 + index * 12) * seconds)]
      : [];
  });
}

/** Stabilised and resolved when every runbook has ended, closed when nothing is left to do. */
function endMoves(incident: Incident, { lead }: Crew): Move[] {
  if (incident.runs.length === 0 || incident.runs.some((run) => run.ended === undefined)) return [];
  const next = {
    open: 'stabilise',
    stabilised: 'resolve',
    resolved: workable(incident).length === 0 ? 'close' : undefined,
    closed: undefined,
    'stood-down': undefined,
  } as const;
  const act = next[incident.state];
  return act === undefined
    ? []
    : [
        {
          by: lead,
          at: millis(incident.lastAt) + 60 * seconds,
          why: 'Played to its end',
          what: { kind: 'act', act: { act } },
        },
      ];
}
