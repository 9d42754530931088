import { stateText } from '../entry/index.ts';
import { owedReasons, rolesOf, standingDeviations, titlesAt } from '../incident/index.ts';
import type { Incident, Titles, Viewer } from '../incident/index.ts';
import { elapsed } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { clockRows, topicRows } from './clocks.ts';
import { currentSteps, overdueFor } from './current.ts';
import { drillView, exerciseQuestions } from './drill/drill.ts';
import { factRows } from './facts.ts';
import type { CurrentStep, Guide, Offer, StepRow } from './model.ts';
import { lanesOf } from './lanes.ts';
import { outOfReach } from './reach.ts';
import { messageRows } from './messages.ts';
import { offersOf } from './offers.ts';
import { handoverQuestions, handoverRows, periodQuestions, periodRow } from './handover.ts';
import { questionsOf } from './questions.ts';
import { personRows, roleRows, taskRows } from './people.ts';
import { serviceRows } from './services.ts';
import { drawn, standing } from './standing.ts';
import { wallClockQuestions } from './wall-clock.ts';
import type { Standing, StandingStep } from './standing.ts';

/** Who looks at which incident, when; and what several parts of their guide stand on. */
interface Look extends Guide {
  readonly incident: Incident;
  readonly viewer: Viewer;
  readonly stands: Standing;
  readonly titles: Titles;
}

type Makes<Part extends keyof Look> = { readonly [P in Part]-?: (of: Look) => Look[P] };

const shared: Makes<'stands' | 'titles'> = {
  stands: ({ incident }) => standing(incident),
  titles: ({ incident, now }) => titlesAt(incident, now),
};

/** How each part is made, once, when it is first read: nobody reads them all. */
const parts: Makes<Exclude<keyof Guide, 'now'>> = {
  alias: ({ incident }) => incident.alias,
  title: ({ incident }) => incident.title,
  mode: ({ incident }) => incident.mode,
  state: ({ incident }) => incident.state,
  severity: ({ incident }) => incident.severity,
  declared: ({ incident }) => incident.declared,
  timezone: ({ incident }) => incident.timezone,
  age: ({ incident, now }) => elapsed(incident.declared, now),
  head: ({ incident }) => headText(incident),
  kept: ({ incident: { hold, retention } }) => ({
    ...(hold === undefined ? {} : { hold }),
    ...(retention === undefined ? {} : { retention }),
  }),
  me: ({ incident, viewer: { name } }) => ({ name, roles: rolesOf(incident, name) }),
  roles: ({ incident, now }) => roleRows(incident, now),
  people: ({ incident, now }) => personRows(incident, now),
  tasks: ({ incident, now }) => taskRows(incident, now),
  handovers: ({ incident, viewer }) => handoverRows(incident, viewer.name),
  period: ({ incident, now }) => periodRow(incident, now),
  runs: ({ incident }) =>
    incident.runs.map((run) => ({
      id: run.id,
      title: run.title,
      ...(run.ended === undefined ? {} : { ended: run.ended.outcome ?? 'ended' }),
    })),
  steps: ({ incident, stands, titles, now }) => stepRows(stands, titles, { incident, now }),
  current: ({ incident, stands, titles, me, now }) =>
    currentSteps(stands, {
      incident,
      titles,
      roles: me.roles,
      now,
      offersOf: (step, bare) => offersOnce(incident, me.name, now, step, bare),
    }),
  lanes: ({ incident, titles, current }) => lanesOf(incident, titles, current),
  focus: ({ current }) => focusOf(current),
  clocks: ({ incident, now }) => clockRows(incident, now),
  topics: ({ incident }) => topicRows(incident),
  services: ({ incident }) => serviceRows(incident),
  facts: ({ incident, now }) => factRows(incident, now),
  messages: ({ incident, stands, current, clocks, now }) => messageRows(incident, stands, current, clocks, now),
  questions: ({ incident, viewer, stands, current, roles, me, drill, handovers, period, timezone, now }) => [
    ...wallClockQuestions(incident, viewer, { now, timezone }),
    ...exerciseQuestions(drill),
    ...handoverQuestions(handovers, now),
    ...questionsOf(incident, stands, current, { roles, me }, now),
    ...periodQuestions(period, timezone, now),
  ],
  minutes: ({ incident }) => incident.minutes,
  deviations: ({ incident }) => ({ count: standingDeviations(incident).length, owed: owedReasons(incident).length }),
  links: ({ incident }) => Object.entries(incident.links).map(([other, link]) => ({ incident: other, ...link })),
  stoodDown: ({ incident }) => incident.stoodDown,
  playedOut: ({ incident }) => incident.exercise?.ended !== undefined,
  noDuff: ({ incident }) => (incident.exercise?.realWorld === true ? noDuffText : undefined),
  drill: ({ incident, viewer, now }) => drillView(incident, viewer, now),
  finished: ({ incident, current, stands }) => finishedOf(incident, current, stands),
};

/** The ways to the parts are shared by all guides: one is asked for at each line that is typed. */
class Seen {
  readonly incident: Incident;
  readonly viewer: Viewer;
  readonly now: Instant;
  readonly made: Partial<Record<string, unknown>> = {};

  constructor(incident: Incident, viewer: Viewer, now: Instant) {
    this.incident = incident;
    this.viewer = viewer;
    this.now = now;
  }

  /** Written out, it is its parts, and nothing of what they were made from. */
  toJSON(this: Look): unknown {
    return Object.fromEntries(['now', ...Object.keys(parts)].map((part) => [part, this[part as keyof Guide]]));
  }
}
for (const [part, make] of Object.entries<(of: Look) => unknown>({ ...shared, ...parts }))
  Object.defineProperty(Seen.prototype, part, {
    get(this: Seen & Look) {
      return (this.made[part] ??= make(this));
    },
  });

/**
 * What a person sees of an incident at a moment: pure, and cheap enough to be asked each second. What does not depend on
 * time is worked out once for each state of the incident.
 */
export function guide(incident: Incident, me: Viewer, now: Instant): Guide {
  return new Seen(incident, me, now) as Seen & Look;
}

/** The same guide with another of its open steps in front. */
export function focusedOn(seen: Guide, key: string): Guide {
  return Object.create(seen, { focus: { value: key } }) as Guide;
}

/** "No duff" is what is said on the radio for: this is no exercise. */
const noDuffText = 'NO DUFF. The exercise was stopped; what happens now is real: declare it.';

/** `#42 3f9a0b1c2d3e`: what is compared against a copy kept elsewhere to find a cut end. */
export function headText(incident: Pick<Incident, 'heads'>): string {
  return Object.values(incident.heads)
    .map((head) => `#${head.seq} ${head.hash.slice(0, 12)}`)
    .join(' ');
}

const offered = new WeakMap<Incident, Map<string, readonly Offer[]>>();

function offersOnce(
  incident: Incident,
  me: string,
  now: Instant,
  step: StandingStep,
  bare: Omit<CurrentStep, 'acts'>,
): readonly Offer[] {
  const made = offered.get(incident) ?? new Map<string, readonly Offer[]>();
  offered.set(incident, made);
  const key = `${step.row.key}\n${me}`;
  const offers = made.get(key) ?? offersOf(incident, me, now, bare);
  made.set(key, offers);
  return offers;
}

function stepRows(stands: Standing, titles: Titles, looking: { incident: Incident; now: Instant }): StepRow[] {
  const out = outOfReach(looking.incident);
  return stands.steps.map((step) => {
    const { planned, life } = step;
    const row = drawn(step, titles);
    if (out.has(row.key)) return { ...row, isOut: true };
    if (life.state !== 'active' || life.since === undefined) return row;
    return overdueFor(planned.step, life.since, looking) > 0 ? { ...row, overdue: true } : row;
  });
}

function focusOf(current: readonly CurrentStep[]): string | undefined {
  // Of those that are as near the one that is late comes first.
  return current.toSorted((a, b) => focusRank(a) - focusRank(b) || Number(b.overdue) - Number(a.overdue))[0]?.key;
}

/**
 * How near an open step is to whoever looks, 0 the nearest: first what is for a role of mine or for anyone, then what nobody
 * has taken, then what another does; what only waits for a moment comes last, duties for afterwards too.
 */
export function focusRank(step: CurrentStep): number {
  const waits = step.verb === 'wait' || step.verb === 'repeat' || (step.state === 'awaiting' && !step.mine);
  return (step.afterwards ? 6 : 0) + (waits ? 3 : 0) + (step.mine ? 0 : step.holder === undefined ? 1 : 2);
}

/** A drill that plays a scenario has ended; what becomes of one that was stopped for something real is said elsewhere. */
const isExerciseOver = ({ drill, exercise }: Incident): boolean =>
  drill !== undefined && exercise?.ended !== undefined && exercise.realWorld !== true;

function finishedOf(incident: Incident, current: readonly CurrentStep[], stands: Standing): string | undefined {
  if (incident.state === 'closed') return 'The incident is closed. Reopen it if it comes back.';
  if (incident.state === 'stood-down') {
    const as = stateText(incident);
    return incident.stoodDown?.as === 'merged'
      ? `The incident was ${as}: go on there. What is open here is counted here alone.`
      : `The incident is ${as}. Reopen it if it was one after all.`;
  }
  if (isExerciseOver(incident))
    return 'The exercise has ended; what is done from here on is no part of it. What people say of it: hot-wash, feedback.';
  if (incident.runs.length === 0) return 'No runbook is followed yet. Follow one, or go on by notes.';
  const isFlowing = ({ afterwards, state }: StepRow): boolean =>
    !afterwards && (state === 'active' || state === 'awaiting');
  const flowing = current.some(isFlowing) || stands.steps.some(({ row }) => isFlowing(row));
  if (flowing) return undefined;
  const after = current.filter((step) => step.afterwards).length;
  const duties = after === 0 ? '' : ' What belongs afterwards stands open.';
  switch (incident.state) {
    case 'open':
      return `Every runbook has come to its end.${duties} Stabilise or resolve the incident, or add a step.`;
    case 'stabilised':
      return `Every runbook has come to its end.${duties} Resolve the incident when the service is back.`;
    case 'resolved':
      return `The incident is resolved.${duties} Close it when nothing is left to do.`;
  }
}
