import { owedReasons, rolesOf, standDownText, titlesAt } from '../incident/index.ts';
import type { Incident, Titles, Viewer } from '../incident/index.ts';
import { millis } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { clockRows, topicRows } from './clocks.ts';
import { currentSteps, overdueAfter } from './current.ts';
import { drillView, injectQuestions } from './drill.ts';
import { factRows } from './facts.ts';
import type { CurrentStep, Guide, Offer, StepRow } from './model.ts';
import { lanesOf } from './lanes.ts';
import { messageRows } from './messages.ts';
import { offersOf } from './offers.ts';
import { handoverQuestions, handoverRows, periodQuestions, periodRow } from './handover.ts';
import { questionsOf } from './questions.ts';
import { personRows, roleRows, taskRows } from './people.ts';
import { serviceRows } from './services.ts';
import { drawn, once, standing } from './standing.ts';
import type { Standing, StandingStep } from './standing.ts';

/**
 * What a person sees of an incident at a moment: pure, and cheap enough to be asked each second. What does not depend on
 * time is worked out once for each state of the incident; lists, and the offers of a step, only when they are read.
 */
export function guide(incident: Incident, me: Viewer, now: Instant): Guide {
  const stands = standing(incident);
  const roles = rolesOf(incident, me.name);
  const titles = titlesAt(incident, now);
  const current = currentSteps(stands, {
    incident,
    titles,
    roles,
    now,
    offersOf: (step, bare) => offersOnce(incident, me.name, now, step, bare),
  });
  const held = once(() => roleRows(incident, now));
  const steps = once(() => stepRows(stands, titles, millis(now)));
  const clocks = once(() => clockRows(incident, now));
  const lanes = once(() => lanesOf(incident, titles, current));
  const people = once(() => personRows(incident, now));
  const tasks = once(() => taskRows(incident, now));
  const topics = once(() => topicRows(incident));
  const services = once(() => serviceRows(incident));
  const facts = once(() => factRows(incident, now));
  const messages = once(() => messageRows(incident, stands, current, clocks(), now));
  const handovers = once(() => handoverRows(incident, me.name));
  const period = periodRow(incident, now);
  const drill = drillView(incident, me, now);
  const questions = once(() => [
    ...injectQuestions(drill),
    ...handoverQuestions(handovers(), now),
    ...questionsOf(incident, stands, current, held(), now),
    ...periodQuestions(period, incident.timezone, now),
  ]);
  const focus = focusOf(current);
  const finished = finishedOf(incident, current, stands);
  return {
    alias: incident.alias,
    title: incident.title,
    mode: incident.mode,
    state: incident.state,
    ...(incident.severity === undefined ? {} : { severity: incident.severity }),
    declared: incident.declared,
    now,
    timezone: incident.timezone,
    age: millis(now) - millis(incident.declared),
    head: headText(incident),
    kept: {
      ...(incident.hold === undefined ? {} : { hold: incident.hold }),
      ...(incident.retention === undefined ? {} : { retention: incident.retention }),
    },
    me: { name: me.name, roles },
    get roles() {
      return held();
    },
    get people() {
      return people();
    },
    get tasks() {
      return tasks();
    },
    get handovers() {
      return handovers();
    },
    ...(period === undefined ? {} : { period }),
    runs: incident.runs.map((run) => ({
      id: run.id,
      title: run.title,
      ...(run.ended === undefined ? {} : { ended: run.ended.outcome ?? 'ended' }),
    })),
    get steps() {
      return steps();
    },
    current,
    get lanes() {
      return lanes();
    },
    ...(focus === undefined ? {} : { focus }),
    get clocks() {
      return clocks();
    },
    get topics() {
      return topics();
    },
    get services() {
      return services();
    },
    get facts() {
      return facts();
    },
    get messages() {
      return messages();
    },
    get questions() {
      return questions();
    },
    minutes: incident.minutes,
    deviations: { count: incident.deviations.length, owed: owedReasons(incident).length },
    links: Object.entries(incident.links).map(([other, link]) => ({ incident: other, ...link })),
    ...(incident.stoodDown === undefined ? {} : { stoodDown: incident.stoodDown }),
    ...(incident.exercise?.realWorld === true && { noDuff: noDuffText }),
    ...(drill === undefined ? {} : { drill }),
    ...(finished === undefined ? {} : { finished }),
  };
}

/** "No duff" is what is said on the radio for: this is no exercise. */
const noDuffText = 'NO DUFF. The exercise was stopped: what happens now is real, and is declared as an incident.';

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

function stepRows(stands: Standing, titles: Titles, now: number): StepRow[] {
  return stands.steps.map((step) => {
    const { planned, life } = step;
    const row = drawn(step, titles);
    if (life.state !== 'active' || life.since === undefined) return row;
    const after = overdueAfter(planned.step);
    return after !== undefined && now - millis(life.since) > after ? { ...row, overdue: true } : row;
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
    const { stoodDown } = incident;
    if (stoodDown?.as === 'merged')
      return `The incident was merged into ${stoodDown.of ?? 'another'}: go on there. What is open here is counted here alone.`;
    const as = stoodDown === undefined ? 'stood down' : standDownText(stoodDown);
    return `The incident is ${as}. Reopen it if it was one after all.`;
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
