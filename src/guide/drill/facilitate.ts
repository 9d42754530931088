import { injectsAhead, phaseStart, wallWhen } from '../../incident/index.ts';
import type { DrillState, Incident, InjectState, Viewer } from '../../incident/index.ts';
import { termOfInject } from '../../runbook/index.ts';
import type { Inject, Rating, Term } from '../../runbook/index.ts';
import { durationMs, instant, millis } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';

/** What whoever facilitates an exercise sees of it beside what everybody sees. Raw text. */
export interface StaffView {
  /** What will come, in the order of its time; then what waits; then what has come, newest first; then what was skipped. */
  readonly injects: readonly StaffInject[];
  readonly phases: readonly PhaseRow[];
  readonly objectives: readonly ObjectiveRow[];
  /** Who takes part, since when. */
  readonly participants: readonly { readonly name: string; readonly since: Instant }[];
  /** What the wall's clock shows; absent while the exercise stands. */
  readonly wall?: Instant;
  /** Who facilitates it in place of whoever sits here. */
  readonly takenOver?: string;
}

/**
 * `coming` at its time, `held` back, `by-hand` only, `waits` for something else; `come`, `skipped`, `not-needed` (its `unless`
 * held), `did-not-come` before the end; `expected` of the players, or `was-expected` by now.
 */
export type InjectStanding =
  | 'coming'
  | 'held'
  | 'by-hand'
  | 'waits'
  | 'expected'
  | 'was-expected'
  | 'come'
  | 'skipped'
  | 'not-needed'
  | 'did-not-come';

export interface StaffInject {
  readonly id: string;
  readonly inject: Inject;
  readonly title: string;
  readonly state: InjectStanding;
  /** When it comes, came or is expected, on the clock of the exercise. */
  readonly at?: Instant;
  /** What the wall's clock will show then; absent while the exercise stands. */
  readonly wall?: Instant;
  /** Of one that comes again: which time is the next. */
  readonly round?: number;
  /** Titles of the roles that it is for; empty: everybody. */
  readonly to: readonly string[];
  /** Those of them that nobody holds now; of one that has come, that nobody held then. */
  readonly unheld: readonly string[];
  /** What it waits for. */
  readonly waits?: string;
  readonly told: InjectState['delivered'];
  readonly answered?: InjectState['answered'];
}

export interface PhaseRow {
  readonly id: string;
  readonly title: string;
  readonly at: Instant;
  readonly state: 'over' | 'now' | 'coming';
  readonly text?: string;
}

export interface ObjectiveRow {
  readonly id: string;
  readonly statement: string;
  readonly capability: string;
  readonly listenFor: readonly string[];
  readonly discuss: readonly string[];
  readonly rated: DrillState['rated'][string];
}

/** The facilitator's view of a drill at a moment of its clock. */
export function staffView(incident: Incident, drill: DrillState, { name, looksBack }: Viewer, now: Instant): StaffView {
  const { scenario, facilitator } = drill;
  const other =
    looksBack !== true && facilitator !== undefined && facilitator.left === undefined && facilitator.name !== name;
  const wall = wallWhen(incident, millis(now));
  return {
    ...(wall !== undefined && { wall }),
    injects: injectRows(incident, drill, now),
    phases: phaseRows(incident, drill, now),
    objectives: Object.entries(scenario.objectives).map(([id, objective]) => ({
      id,
      statement: objective.statement,
      capability: objective.capability,
      listenFor: objective['listen-for'] ?? [],
      discuss: objective.discuss ?? [],
      rated: Object.hasOwn(drill.rated, id) ? (drill.rated[id] ?? []) : [],
    })),
    participants: Object.entries(drill.participants).map(([who, since]) => ({ name: who, since })),
    ...(other && { takenOver: facilitator.name }),
  };
}

const order: Readonly<Record<InjectStanding, number>> = {
  coming: 0,
  expected: 0,
  held: 0,
  'by-hand': 1,
  waits: 1,
  come: 2,
  'was-expected': 2,
  skipped: 3,
  'not-needed': 3,
  'did-not-come': 3,
};

function injectRows(incident: Incident, drill: DrillState, now: Instant): readonly StaffInject[] {
  const ahead = new Map(injectsAhead(drill).map((each) => [each.inject.id, each]));
  const rows = drill.scenario.injects.map((inject): StaffInject => {
    const state = Object.hasOwn(drill.injects, inject.id) ? drill.injects[inject.id] : undefined;
    const next = ahead.get(inject.id);
    const expected = inject.at === undefined ? undefined : phaseStart(drill, inject.at);
    const stands = standingOf(inject, state, next, {
      isPast: expected !== undefined && expected < millis(now),
      isOver: incident.exercise?.ended !== undefined,
    });
    const last = state?.delivered.at(-1);
    const at =
      inject.kind === 'expected-action'
        ? expected
        : stands === 'coming' || stands === 'held'
          ? next?.at
          : millisOf(last?.at ?? state?.skipped?.at);
    const wall = at !== undefined && at > millis(now) ? wallWhen(incident, at) : undefined;
    const waits = stands === 'waits' || stands === 'coming' || stands === 'held' ? waitsFor(inject, drill) : undefined;
    const isPast = stands === 'come';
    return {
      id: inject.id,
      inject,
      title: inject.title ?? inject.id,
      state: stands,
      ...(at !== undefined && { at: instant(at, incident.timezone) }),
      ...(wall !== undefined && { wall }),
      ...(inject.repeat !== undefined && next !== undefined && { round: next.round }),
      to: (inject.to ?? []).map((role) => titleOf(incident, role)),
      unheld: (isPast
        ? (last?.unheld ?? [])
        : (inject.to ?? []).filter((role) => holderOf(incident, role) === undefined)
      ).map((role) => titleOf(incident, role)),
      ...(waits !== undefined && { waits }),
      told: state?.delivered ?? [],
      ...(state?.answered !== undefined && { answered: state.answered }),
    };
  });
  return rows.toSorted((a, b) => order[a.state] - order[b.state] || inTime(a, b));
}

/** What comes first stands first; of what has come the newest. */
function inTime(a: StaffInject, b: StaffInject): number {
  const way = order[a.state] >= order.come ? -1 : 1;
  if (a.at === undefined || b.at === undefined) return Number(a.at === undefined) - Number(b.at === undefined);
  return way * (millis(a.at) - millis(b.at));
}

function standingOf(
  inject: Inject,
  state: InjectState | undefined,
  next: { readonly at?: number; readonly held: boolean } | undefined,
  { isPast, isOver }: { readonly isPast: boolean; readonly isOver: boolean },
): InjectStanding {
  if (inject.kind === 'expected-action') return isPast ? 'was-expected' : isOver ? 'did-not-come' : 'expected';
  if (next === undefined)
    return state?.skipped === undefined || state.delivered.length > 0
      ? 'come'
      : state.skipped.byItself === true
        ? 'not-needed'
        : 'skipped';
  if (isOver) return 'did-not-come';
  if (next.held) return 'held';
  if (next.at !== undefined) return 'coming';
  return inject['by-hand'] === true ? 'by-hand' : 'waits';
}

const millisOf = (at: Instant | undefined): number | undefined => (at === undefined ? undefined : millis(at));

function phaseRows({ timezone }: Incident, drill: DrillState, now: Instant): PhaseRow[] {
  const phases = drill.scenario.phases ?? [];
  const current = phases.findLastIndex(({ at }) => phaseStart(drill, at) <= millis(now));
  return phases.map(({ id, title, at, text }, index) => ({
    id,
    title,
    at: instant(phaseStart(drill, at), timezone),
    state: index < current ? 'over' : index === current ? 'now' : 'coming',
    ...(text !== undefined && { text }),
  }));
}

/** What an inject waits for, in words; undefined where it is its time alone. */
function waitsFor(inject: Inject, { scenario }: DrillState): string | undefined {
  const term = termOfInject(inject, scenario);
  if (term === undefined || term.kind === 'at') return undefined;
  const delay = inject.delay === undefined ? '' : `, and ${inject.delay} more`;
  return `${termText(term)}${delay}`;
}

function termText(term: Term): string {
  switch (term.kind) {
    case 'at':
      return `${Math.round(term.ms / 60_000)}m have gone`;
    case 'when':
      return term.source;
    case 'after':
      return `"${term.inject}" has come`;
    case 'answered':
      return `"${term.inject}" is answered${term.as === undefined ? '' : ` "${term.as}"`}`;
    case 'all':
      return term.of.map(termText).join(' and ');
    case 'any':
      return `any of (${term.of.map(termText).join(' or ')})`;
  }
}

const titleOf = ({ roles }: Incident, role: string): string =>
  (Object.hasOwn(roles, role) ? roles[role]?.role.title : undefined) ?? role;
const holderOf = ({ roles }: Incident, role: string): string | undefined =>
  Object.hasOwn(roles, role) ? roles[role]?.holder : undefined;

/** Within how long an answer is wanted, in milliseconds. */
export const answerWithin = ({ answer }: Inject): number | undefined => durationMs(answer?.within ?? '');

/** HSEEP's four ratings (doctrine of January 2020, Exercise Evaluation Guide), in short. */
export const ratingWords: Readonly<Record<Rating, string>> = {
  P: 'performed without challenges',
  S: 'performed with some challenges',
  M: 'performed with major challenges',
  U: 'unable to be performed',
};

/** The ratings, best first. */
export const ratings = ['P', 'S', 'M', 'U'] as const satisfies readonly Rating[];
