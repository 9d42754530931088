import type { Act, DrillState, Incident, InjectState } from '../incident/index.ts';
import type { FactValue, Inject, Scenario } from '../runbook/index.ts';
import { whileSame } from '../statechart/index.ts';
import { durationMs, millis } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { chance } from './crew.ts';
import type { Crew } from './crew.ts';
import type { Move, Prospect } from './move.ts';

const minute = 60_000;

/** So often what a message told is typed in by nobody. */
const forgotten = 0.1;

/** What the crew does next about the injects that have come: it types in what they told, and answers what they ask. */
export function injectMove(incident: Incident, crew: Crew): Prospect | undefined {
  const next = nextOwed({ incident, replies: repliesTo({ drill: incident.drill, crew }) });
  return next && { at: next.at, move: () => moveOf(incident, crew, next) };
}

/** The soonest reply that nobody has given yet. */
const nextOwed = whileSame(
  ({
    incident: { facts, followUps },
    replies,
  }: {
    readonly incident: Incident;
    readonly replies: readonly Reply[];
  }) => [facts, followUps, replies],
  ({ incident, replies }) => replies.find((reply) => isOwed(incident, reply)),
);

/** What is to be done about an inject that has come. */
interface Reply {
  readonly at: number;
  readonly to: Inject['to'];
  readonly act: Act;
  /** The fact that it told, and when. */
  readonly told?: { readonly fact: string; readonly at: number };
  /** The follow-up that is made of it. */
  readonly followsUp?: string;
}

/** A fact that was told is typed in, unless somebody has said more of it since; a follow-up is made once. */
function isOwed({ facts, followUps }: Incident, { told, followsUp }: Reply): boolean {
  if (followsUp !== undefined) return !Object.values(followUps).some(({ words }) => words === followsUp);
  if (told === undefined) return true;
  const state = Object.hasOwn(facts, told.fact) ? facts[told.fact] : undefined;
  return state !== undefined && (state.answer === undefined || momentOf(state.answer) < told.at);
}

/** The soonest first. Injects come seldom, and this is asked after each act of everybody. */
const repliesTo = whileSame(
  ({ drill, crew }: { readonly drill: Incident['drill']; readonly crew: Crew }) => [
    drill?.scenario,
    drill?.injects,
    crew,
  ],
  ({ drill, crew }): readonly Reply[] => {
    if (drill === undefined) return [];
    const replies: Reply[] = [];
    for (const inject of drill.scenario.injects) replies.push(...repliesToOne(drill, crew, inject));
    return newest(replies).toSorted((a, b) => a.at - b.at);
  },
);

/** Of a fact that was told again nobody types in what was told of it before. */
function newest(replies: readonly Reply[]): readonly Reply[] {
  const last = new Map<string, number>();
  for (const { told } of replies)
    if (told !== undefined) last.set(told.fact, Math.max(told.at, last.get(told.fact) ?? told.at));
  return replies.filter(({ told }) => told === undefined || told.at === last.get(told.fact));
}

/** They stay the same until more becomes of the inject, or the clock jumps. */
const known = new WeakMap<
  InjectState,
  { readonly crew: Crew; readonly jumps: DrillState['jumps']; readonly replies: readonly Reply[] }
>();

function repliesToOne(drill: DrillState, crew: Crew, inject: Inject): readonly Reply[] {
  const state = stateOf(drill, inject);
  const last = state?.delivered.at(-1);
  if (state === undefined || last === undefined) return [];
  const { jumps } = drill;
  const before = known.get(state);
  if (before?.crew === crew && before.jumps === jumps) return before.replies;
  const told = momentOf(last);
  const replies = [
    ...typed(crew, inject, told),
    ...answered(drill, crew, inject, told),
    ...followedUp(drill, crew, inject, told),
  ];
  known.set(state, { crew, jumps, replies });
  return replies;
}

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

function typed(crew: Crew, { id, to, tells = {} }: Inject, told: number): Reply[] {
  return Object.entries(tells).flatMap(([fact, value]) => {
    const share = chance(`${id} tells ${fact}`, crew);
    if (crew.temper !== undefined && share < forgotten) return [];
    const act: Act = { act: 'fact', values: [{ fact, value }] };
    return [{ at: told + minute + share * 6 * minute, to, act, told: { fact, at: told } }];
  });
}

function answered(drill: DrillState, crew: Crew, inject: Inject, told: number): Reply[] {
  const { answer, id, to } = inject;
  if (answer === undefined || stateOf(drill, inject)?.answered !== undefined) return [];
  const patience = durationMs(answer.within ?? '') ?? 4 * minute;
  const share = chance(`${id} answered`, crew);
  const said = answerTo(drill.scenario, crew, inject) ?? 'Answered in the exercise.';
  return [{ at: told + patience * (0.3 + 0.9 * share), to, act: { act: 'answer', inject: id, answer: said } }];
}

/** So often a crew answers as its exercise hopes; else as it comes. Crews whose answers are drawn alone would fail at what needs judgement, and tell nothing. */
const sensible = 0.6;

function answerTo({ objectives }: Scenario, crew: Crew, { id, answer: { of = [] } = {} }: Inject): string | undefined {
  const drawn = of[Math.floor(chance(`${id} answer`, crew) * of.length * 0.999)];
  if (crew.temper === undefined || chance(`${id} answered sensibly`, crew) >= sensible) return drawn;
  const hoped = new Set(
    Object.values(objectives)
      .flatMap(({ tasks = [] }) => tasks)
      .flatMap(({ measure }) => (measure?.answer === id && measure.is !== undefined ? [measure.is].flat() : [])),
  );
  return of.find((option) => hoped.has(option)) ?? drawn;
}

/** Of so many things that are said when they look back somebody makes a follow-up. */
const learned = 0.7;

/** Follow-ups are proposed when people look back: after the clock has jumped on, of what is said then. */
function followedUp({ jumps }: DrillState, crew: Crew, { id, title = id, to }: Inject, told: number): Reply[] {
  const jumped = jumps.at(-1);
  if (crew.temper === undefined || jumped === undefined || told < millis(jumped.to)) return [];
  const share = chance(`${id} learned`, crew);
  if (share >= learned) return [];
  const words = `Exercise: what we change after "${title}"`;
  return [{ at: told + (2 + 8 * share) * minute, to, act: { act: 'follow-up', words }, followsUp: words }];
}

function moveOf({ roles }: Incident, crew: Crew, { to = [], act }: Reply): Omit<Move, 'at'> {
  const [first] = to.flatMap((role) => (Object.hasOwn(roles, role) ? (roles[role]?.holder ?? []) : []));
  return { by: first ?? crew.lead, why: 'Told in the exercise', what: { kind: 'act', act } };
}

/**
 * What will be told of a number when its time comes: what they count or read before that is of the same night. What people judge or
 * choose is not known before it is told.
 */
export function numberToCome({ drill }: Incident, fact: string): number | undefined {
  for (const { at, tells } of drill?.scenario.injects ?? []) {
    if (at === undefined || tells === undefined) continue;
    const value = Object.hasOwn(tells, fact) ? tells[fact] : undefined;
    if (typeof value === 'number') return value;
  }
  return undefined;
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
