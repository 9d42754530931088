import type { Act, DrillState, Incident } from '../incident/index.ts';
import type { FactValue, Inject } from '../runbook/index.ts';
import { whileSame } from '../statechart/index.ts';
import { durationMs, millis } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { chance } from './crew.ts';
import type { Crew } from './crew.ts';
import type { Prospect } from './move.ts';

const minute = 60_000;

/** So often what a message told is typed in by nobody. */
const forgotten = 0.1;

/** What the crew does about the injects that have come: it types in what they told, and answers what they ask. */
export const injectMoves = (incident: Incident, crew: Crew): readonly Prospect[] => known({ incident, crew });

const known = whileSame(
  ({ incident: { drill, facts, roles }, crew }: { readonly incident: Incident; readonly crew: Crew }) => [
    drill?.scenario,
    drill?.injects,
    facts,
    roles,
    crew,
  ],
  ({ incident, crew }): Prospect[] => {
    const { drill } = incident;
    if (drill === undefined) return [];
    return drill.scenario.injects.flatMap((inject) => {
      const last = stateOf(drill, inject)?.delivered.at(-1);
      if (last === undefined) return [];
      const told = momentOf(last);
      return [...typed(incident, crew, inject, told), ...answered(incident, crew, inject, told)];
    });
  },
);

/** When something came, in milliseconds since 1970: all that came is looked at after each answer. */
function momentOf(thing: { readonly at: Instant }): number {
  const known = moments.get(thing);
  if (known !== undefined) return known;
  const ms = millis(thing.at);
  moments.set(thing, ms);
  return ms;
}

const moments = new WeakMap<{ readonly at: Instant }, number>();

const stateOf = (drill: DrillState, { id }: Inject) =>
  Object.hasOwn(drill.injects, id) ? drill.injects[id] : undefined;

function typed(incident: Incident, crew: Crew, inject: Inject, told: number): Prospect[] {
  const { id, tells = {} } = inject;
  return Object.entries(tells).flatMap(([fact, value]) => {
    const state = Object.hasOwn(incident.facts, fact) ? incident.facts[fact] : undefined;
    if (state === undefined || (state.answer !== undefined && momentOf(state.answer) >= told)) return [];
    const share = chance(`${id} tells ${fact}`, crew);
    if (crew.temper !== undefined && share < forgotten) return [];
    return [
      move(incident, crew, inject, { act: 'fact', values: [{ fact, value }] }, told + minute + share * 6 * minute),
    ];
  });
}

function answered(incident: Incident, crew: Crew, inject: Inject, told: number): Prospect[] {
  const { answer, id } = inject;
  const { drill } = incident;
  if (answer === undefined || drill === undefined || stateOf(drill, inject)?.answered !== undefined) return [];
  const patience = durationMs(answer.within ?? '') ?? 4 * minute;
  const share = chance(`${id} answered`, crew);
  const said =
    answer.of?.[Math.floor(chance(`${id} answer`, crew) * answer.of.length * 0.999)] ?? 'Answered in the exercise.';
  return [
    move(incident, crew, inject, { act: 'answer', inject: id, answer: said }, told + patience * (0.3 + 0.9 * share)),
  ];
}

function move({ roles }: Incident, crew: Crew, { to = [] }: Inject, act: Act, at: number): Prospect {
  return {
    at,
    move: () => {
      const [first] = to.flatMap((role) => (Object.hasOwn(roles, role) ? (roles[role]?.holder ?? []) : []));
      return { by: first ?? crew.lead, why: 'Told in the exercise', what: { kind: 'act', act } };
    },
  };
}

/** What the last inject told of a fact; undefined where none did. */
export function toldValue({ drill }: Incident, fact: string): FactValue | undefined {
  let latest: { readonly at: number; readonly value: FactValue } | undefined;
  for (const inject of drill?.scenario.injects ?? []) {
    const value = inject.tells !== undefined && Object.hasOwn(inject.tells, fact) ? inject.tells[fact] : undefined;
    const last = drill === undefined ? undefined : stateOf(drill, inject)?.delivered.at(-1);
    if (value === undefined || last === undefined) continue;
    if (latest === undefined || momentOf(last) >= latest.at) latest = { at: momentOf(last), value };
  }
  return latest?.value;
}
