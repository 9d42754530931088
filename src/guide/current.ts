import { fill, truth } from '../conditions/index.ts';
import type { Said, World } from '../conditions/index.ts';
import {
  fillForPeople,
  messageBodies,
  saidToPeople,
  surroundings,
  surroundingsForTexts,
  own,
} from '../incident/index.ts';
import type { Incident, Run, Titles } from '../incident/index.ts';
import type { Step } from '../runbook/index.ts';
import { isPutToPeople, itemsOf, worldFor } from '../statechart/index.ts';
import type { WantedTimer } from '../statechart/index.ts';
import { addDuration, durationMs, elapsed, millis, parseDuration } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { factRow } from './facts.ts';
import type { CurrentStep, FactRow, Offer, OptionRow } from './model.ts';
import { drawn } from './standing.ts';
import type { Standing, StandingStep } from './standing.ts';

/** Who looks, when: what the open steps are drawn for. */
export interface Looking {
  readonly incident: Incident;
  readonly titles: Titles;
  readonly roles: readonly string[];
  readonly now: Instant;
  /** The offers of a step, worked out only when somebody reads them. */
  readonly offersOf: (step: StandingStep, current: Omit<CurrentStep, 'acts'>) => readonly Offer[];
}

/** The open steps with all that their drawing needs: mine first, then in document order. */
export function currentSteps(standing: Standing, looking: Looking): CurrentStep[] {
  const known = new Map<string, Worlds>();
  const worldsOf = (run: Run, prefix: string): Worlds => {
    const key = `${run.id}:${prefix}`;
    const made = known.get(key) ?? worldsFor(run, prefix, looking);
    known.set(key, made);
    return made;
  };
  const steps = standing.open.map((step) => {
    const timers = standing.timers.get(step.row.key) ?? [];
    const bare = currentStep(step, worldsOf(step.run, step.planned.prefix), timers, looking);
    return withOffers(bare, () => looking.offersOf(step, bare));
  });
  return [...steps.filter((step) => step.mine), ...steps.filter((step) => !step.mine)];
}

/** What conditions and commands read, and what a text that people read may say, which has personal answers too; made when read. */
interface Worlds {
  readonly decides: World;
  readonly says: World;
}

function worldsFor(run: Run, prefix: string, { incident, now }: Looking): Worlds {
  let decides: World | undefined;
  let says: World | undefined;
  return {
    get decides() {
      return (decides ??= worldFor(run.chart, run.state, surroundings(incident, run, now), prefix));
    },
    get says() {
      return (says ??= worldFor(run.chart, run.state, surroundingsForTexts(incident, run, now), prefix));
    },
  };
}

/**
 * For how many milliseconds a step that is open since then is overdue; 0 where it is not. Once an incident was stood down, or an exercise
 * has ended, nobody works at it any more, and nothing gets late.
 */
export function overdueFor(step: Step, since: Instant, { incident, now }: Pick<Looking, 'incident' | 'now'>): number {
  const after = overdueAfter(step);
  if (after === undefined || incident.stoodDown !== undefined || incident.exercise?.ended !== undefined) return 0;
  return Math.max(0, elapsed(since, now) - after);
}

/** Milliseconds after which an active step is overdue, where it says so. */
function overdueAfter(step: Step): number | undefined {
  return step.overdue === undefined ? undefined : durationMs(step.overdue);
}

/** Each offer asks the judge: a screen that shows one step must not pay for all of them. */
function withOffers(step: Omit<CurrentStep, 'acts'>, offers: () => readonly Offer[]): CurrentStep {
  let made: readonly Offer[] | undefined;
  return {
    ...step,
    get acts() {
      made ??= offers();
      return made;
    },
  };
}

function currentStep(
  standing: StandingStep,
  worlds: Worlds,
  timers: readonly WantedTimer[],
  { incident, titles, roles, now }: Looking,
): Omit<CurrentStep, 'acts'> {
  const { planned, life } = standing;
  const step = planned.step;
  const since = life.since ?? standing.run.followedAt;
  const running = elapsed(since, now);
  const overdue = overdueAfter(step);
  const over = overdueFor(step, since, { incident, now });
  const expect = expectMs(step);
  const until = untilOf(timers);
  const fallback = isPutToPeople(life) ? undefined : defaultOf(step, since, incident);
  const approval = approvalOf(standing);
  const said = saidToPeople(incident, now);
  const command = commandOf(standing, worlds, incident, said.missing);
  const message = messageOf(standing, incident, now);
  const doer = life.state === 'awaiting' ? step.approval?.by : planned.role;
  const holder = doer === undefined ? undefined : own(incident.roles, doer)?.holder;
  return {
    ...drawn(standing, titles),
    overdue: over > 0,
    ...(over > 0 ? { over } : {}),
    mine: doer === undefined || roles.includes(doer),
    ...(holder === undefined ? {} : { holder }),
    since,
    running,
    ...(expect === undefined ? {} : { expect }),
    ...(overdue === undefined ? {} : { overdueAfter: overdue }),
    ...(step.text === undefined ? {} : { text: fillForPeople(step.text, worlds.says, incident, now).text }),
    checklist: checklistOf(standing, worlds, said),
    options: optionsOf(standing, titles, worlds),
    record: recordOf(incident, step, life.answered ?? [], now),
    needsEvidence: Boolean(step['needs-evidence']) && (life.evidence ?? 0) === 0,
    ...(approval === undefined ? {} : { approval }),
    ...(command === undefined ? {} : { command }),
    ...(message === undefined ? {} : { message }),
    ...(until === undefined ? {} : { until }),
    ...(fallback === undefined ? {} : { default: fallback }),
    stops: step.stops ?? [],
    starts: step.starts ?? [],
    asks: life.asks ?? [],
  };
}

function expectMs(step: Step): number | undefined {
  if (step.expect === undefined) return undefined;
  return durationMs(typeof step.expect === 'string' ? step.expect : step.expect.likely);
}

function checklistOf({ planned, life }: StandingStep, worlds: Worlds, said: Said): CurrentStep['checklist'] {
  if (planned.step.checklist === undefined && planned.step.each === undefined) return [];
  return itemsOf(planned, worlds.decides, said).map((label, index) => ({
    item: index + 1,
    label,
    ticked: life.ticks?.includes(index + 1) ?? false,
  }));
}

function optionsOf({ run, planned }: StandingStep, titles: Titles, worlds: Worlds): OptionRow[] {
  const { step } = planned;
  if (!('options' in step)) return [];
  return Object.entries(step.options).map(([id, option]) => ({
    id,
    title: titles.branch(run, planned, id) ?? option.title,
    suggested: option['suggest-when'] !== undefined && truth(option['suggest-when'], worlds.decides) === true,
  }));
}

function recordOf(incident: Incident, step: Step, answered: readonly string[], now: Instant): FactRow[] {
  return (step.record ?? []).flatMap((id) => {
    const fact = own(incident.facts, id);
    return fact === undefined ? [] : [factRow(incident, fact, now, answered.includes(id))];
  });
}

function approvalOf({ planned, life }: StandingStep): CurrentStep['approval'] {
  const approval = planned.step.approval;
  if (approval === undefined) return undefined;
  return {
    by: approval.by,
    awaiting: life.state === 'awaiting',
    ...(life.awaiting === undefined ? {} : { completedBy: life.awaiting.by }),
    ...(life.refused === undefined
      ? {}
      : { refused: 'The approval was refused; the log says by whom, and why where that was said.' }),
  };
}

function commandOf(
  { planned, life }: StandingStep,
  worlds: Worlds,
  incident: Incident,
  missing: NonNullable<Said['missing']>,
): CurrentStep['command'] {
  const step = planned.step;
  if (!('command' in step)) return undefined;
  const drill = incident.mode === 'drill';
  const line = drill && step['drill-command'] !== undefined ? step['drill-command'] : step.command;
  return {
    // A time stands as the command will be given it.
    line: line.map((part) => fill(part, worlds.decides, { missing }).text),
    timeout: step.timeout,
    running: life.command !== undefined,
    attempts: life.attempts ?? 0,
    drill,
    ...(drill && step['drill-command'] === undefined ? { simulated: true as const } : {}),
    ...(life.lastCommand === undefined ? {} : { last: life.lastCommand }),
  };
}

function messageOf({ run, planned }: StandingStep, incident: Incident, now: Instant): CurrentStep['message'] {
  const { step, prefix } = planned;
  if (!('message' in step)) return undefined;
  const message = own(incident.messages, step.message)?.message;
  if (message === undefined) return undefined;
  return {
    id: step.message,
    to: message.to,
    bodies: messageBodies(incident, message, { run, prefix, stops: step.stops }, now),
    ...(message.by === undefined ? {} : { by: message.by }),
  };
}

const moments: Readonly<Partial<Record<WantedTimer['timer'], string>>> = {
  wait: 'the wait is over',
  'at-most': 'its time is up',
  round: 'the next round begins',
  approval: 'it goes on without the approval',
  default: 'its default is taken',
};

/** The next moment at which something happens to the step by itself. */
function untilOf(timers: readonly WantedTimer[]): CurrentStep['until'] {
  const next = timers
    .filter((timer) => moments[timer.timer] !== undefined)
    .toSorted((a, b) => millis(a.due) - millis(b.due))[0];
  return next === undefined ? undefined : { due: next.due, what: moments[next.timer] ?? '' };
}

function defaultOf(step: Step, since: Instant, incident: Incident): CurrentStep['default'] {
  if (!('default' in step) || step.default === undefined) return undefined;
  const after = parseDuration(step.default.after);
  if (after === undefined) return undefined;
  const due = addDuration(since, after, { timeZone: incident.timezone, holidays: incident.holidays });
  return { option: step.default.choose, due };
}
