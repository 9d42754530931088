import type { Incident } from '../incident/index.ts';
import { millis } from '../time/index.ts';
import { chance } from './crew.ts';
import type { Crew } from './crew.ts';
import type { Prospect } from './move.ts';

const minute = 60_000;

/** So often a role is rung before somebody else is given it. */
const attempts = 2;

/** Roles for which nobody answers are rung by the lead, and after that a deputy does their work. */
export function callMoves({ calls, declared, roles }: Incident, crew: Crew): Prospect[] {
  return (crew.unreachable ?? []).flatMap((role, index): Prospect[] => {
    const state = Object.hasOwn(roles, role) ? roles[role] : undefined;
    if (state === undefined || state.holder !== undefined) return [];
    const rung = calls.filter((call) => call.role === role);
    const since = millis(rung.at(-1)?.at ?? declared);
    const pause = (2 + 6 * chance(`${role} rung ${rung.length}`, crew)) * minute;
    const deputy = crew.deputies[index % Math.max(1, crew.deputies.length)] ?? crew.lead;
    return [
      {
        at: since + pause,
        move: () => ({
          by: crew.lead,
          why: 'Nobody answers in the exercise',
          what: {
            kind: 'act',
            act:
              rung.length < attempts
                ? { act: 'call', role, result: 'no-answer' }
                : { act: 'assign', role, person: deputy },
          },
        }),
      },
    ];
  });
}
