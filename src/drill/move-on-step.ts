import { references, truth, type World } from '../conditions/index.ts';
import {
  type Act,
  type FoundStep,
  type Incident,
  isStale,
  messageBodies,
  surroundings,
  titlesAt,
} from '../incident/index.ts';
import { type Clock, clockStart, type DecideStep } from '../runbook/index.ts';
import { itemCount, type PlannedStep, type StepLife, type Surroundings, worldFor } from '../statechart/index.ts';
import { durationMs, millis } from '../time/index.ts';
import { answerFor } from './answers.ts';
import { chance } from './crew.ts';
import type { Crew } from './crew.ts';
import { numberToCome, toldValue } from './on-injects.ts';
import type { Move, Prospect } from './move.ts';

const minute = 60_000;

/** What the holder of its role does next with an open step; nothing where it goes on by itself. */
export function moveOn(incident: Incident, crew: Crew, found: FoundStep): Prospect | undefined {
  const { run, step, life } = found;
  const { since, takes } = paceOf(found, crew);
  const hand: Hand = { incident, found, name: `${run.id}:${step.id}`, crew, since, takes };
  if (life.state === 'awaiting') return approve(hand);
  const asked = (life.asks ?? []).filter((fact) => isOpen(incident, fact));
  if (asked.length > 0) return answer(hand, asked, hand.since + minute);
  switch (step.verb) {
    case 'repeat':
      return enoughOf(hand);
    case 'wait':
      return seenToBeSo(hand);
    case 'decide':
      return life.chose === undefined || life.beside === true ? (prepare(hand) ?? choose(hand)) : undefined;
    case 'run':
      return prepare(hand) ?? command(hand);
    case 'tell':
      return prepare(hand) ?? tell(hand);
    case 'do':
    case 'end':
      return prepare(hand) ?? doing(hand, () => weighed(hand) ?? done(hand)());
    case 'parallel':
    case 'follow':
      return undefined; // What is done is done inside it.
  }
}

/** When somebody is done with it, as {@link moveOn} has it: that is asked of every open step after each act of everybody. */
export function movesOnAt(incident: Incident, crew: Crew, found: FoundStep): number | undefined {
  if (hangsOnMore(found)) return moveOn(incident, crew, found)?.at;
  const pace = paceOf(found, crew);
  if (pace.next?.aware !== incident.aware) pace.next = { aware: incident.aware, at: moveOn(incident, crew, found)?.at };
  return pace.next.at;
}

/** Whether the time hangs on more than the step's own life and on what people are aware of: on answers, or on what was done last. */
function hangsOnMore({ step: { step }, life }: FoundStep): boolean {
  if (life.asks !== undefined || step.each !== undefined) return true;
  if ('wait' in step) return step.for === undefined && step['at-most'] === undefined;
  if ('repeat' in step) return life.resting === true;
  return 'run' in step && life.attempts !== undefined;
}

interface Hand {
  readonly crew: Crew;
  readonly incident: Incident;
  readonly found: FoundStep;
  readonly name: string;
  readonly since: number;
  /** Milliseconds that the step takes them. */
  readonly takes: number;
}

/** What the one who holds the step's role does with it, unless somebody else is named. */
const move = (hand: Hand, at: number, what: () => Move['what'], by = whoWorks): Prospect => ({
  at,
  move: () => ({ by: by(hand), what: what(), why: `Played in the exercise: ${titleOf(hand)}` }),
});
const whoWorks = ({ incident, crew, found: { step } }: Hand): string => personFor(incident, crew, step.role);
const titleOf = ({ incident, found: { run, step } }: Hand): string =>
  titlesAt(incident, incident.lastAt).step(run, step);
const acting = (hand: Hand, at: number, act: () => Act): Prospect =>
  move(hand, at, () => ({ kind: 'act', act: act() }));
const doing = (hand: Hand, act: () => Act): Prospect => acting(hand, hand.since + hand.takes, act);
const done =
  ({ name }: Hand) =>
  (): Act => ({ act: 'done', step: name });

/** Whoever holds the role, by then; nobody's work is the lead's. */
function personFor({ roles }: Incident, crew: Crew, role: string | undefined): string {
  if (role === undefined) return crew.lead;
  const holder = Object.hasOwn(roles, role) ? roles[role]?.holder : undefined;
  return holder ?? crew.holders[role] ?? crew.lead;
}

interface Pace extends Pick<Hand, 'crew' | 'since' | 'takes'> {
  readonly life: StepLife;
  /** When what is next to be done is done, while these are the topics that people are aware of. */
  next?: { readonly aware: Incident['aware']; readonly at: number | undefined };
}

/** A step is looked at after each act of everybody, and stands as it is for most of them. */
const paces = new WeakMap<PlannedStep, Pace>();

function paceOf(found: FoundStep, crew: Crew): Pace {
  const { step, life, run } = found;
  const known = paces.get(step);
  if (known?.life === life && known.crew === crew) return known;
  const pace: Pace = { life, crew, since: millis(life.since ?? run.followedAt), takes: timeFor(found, crew) };
  paces.set(step, pace);
  return pace;
}

/** About as long as was expected, some shorter, some longer, and always the same for the same step; before a default falls due. */
function timeFor({ step: { id, step }, life }: FoundStep, crew: Crew): number {
  const expected =
    step.expect === undefined
      ? undefined
      : durationMs(typeof step.expect === 'string' ? step.expect : step.expect.likely);
  const share = chance(`${id}#${life.turn}`, crew);
  const pace = crew.temper === undefined ? 0.7 + 0.6 * share : 0.5 + 1.3 * share * share;
  const time = (expected ?? 2 * minute) * pace;
  const limit = 'default' in step && step.default ? durationMs(step.default.after) : undefined;
  return limit === undefined ? time : Math.min(time, limit * 0.8);
}

const around = ({ incident, found: { run } }: Hand): Surroundings => surroundings(incident, run, incident.lastAt);
const worldOf = (hand: Hand): World => {
  const { run, step } = hand.found;
  return worldFor(run.chart, run.state, around(hand), step.prefix);
};

/** Ticks, answers and pictures come one by one while the step goes on; when all are there, nothing. */
function prepare(hand: Hand): Prospect | undefined {
  const { checklist, each, record, stops, 'needs-evidence': evidence } = hand.found.step.step;
  const isBare = checklist === undefined && each === undefined && record === undefined && evidence === undefined;
  return isBare && stops === undefined ? undefined : prepared(hand);
}

function prepared(hand: Hand): Prospect | undefined {
  const topic = unawareOf(hand);
  if (topic !== undefined) return acting(hand, hand.since + hand.takes / 2, () => ({ act: 'aware', topic }));

  const { run, step, life } = hand.found;
  const { record = [] } = step.step;
  const items = itemCount(run.chart, run.state, () => around(hand), step);
  const ticked = items === 0 ? 0 : (life.ticks ?? []).filter((item) => item <= items).length;
  const answered = record.filter((fact) => life.answered?.includes(fact) === true).length;
  const wantsEvidence = Boolean(step.step['needs-evidence']) && (life.evidence ?? 0) === 0;
  const total = items + record.length + (wantsEvidence ? 1 : 0) + 1;
  const at = hand.since + (hand.takes * (1 + ticked + answered)) / total;

  if (ticked < items)
    return acting(hand, at, () => ({ act: 'tick', step: hand.name, item: unticked(life), ticked: true }));
  const asked = record.find((fact) => life.answered?.includes(fact) !== true);
  if (asked !== undefined) return answer(hand, [asked], at, hand.name);
  if (!wantsEvidence) return undefined;
  return move(hand, at, () => ({
    kind: 'evidence',
    step: hand.name,
    name: `${step.id.replaceAll('/', '-')}.txt`,
    text: `Exercise: evidence for "${titleOf(hand)}".\n`,
  }));
}

/** The first item that has no tick. */
function unticked({ ticks = [] }: StepLife): number {
  let item = 1;
  while (ticks.includes(item)) item += 1;
  return item;
}

/** A topic that the step's duties count from and that nobody has said they know of. */
function unawareOf({ incident, found: { step } }: Hand): string | undefined {
  for (const id of step.step.stops ?? []) {
    const topic = Object.hasOwn(incident.clocks, id) ? topicOf(incident.clocks[id]?.clock) : undefined;
    if (topic !== undefined && !Object.hasOwn(incident.aware, topic)) return topic;
  }
  return undefined;
}

/** The topic from whose awareness a clock counts. */
function topicOf(clock: Clock | undefined): string | undefined {
  const start = clock && clockStart(clock.from);
  return start?.kind === 'aware' ? start.topic : undefined;
}

/** So seldom it is weighed that a duty has begun, and nobody says since when they know. */
const unsaid = 0.15;

/** Whoever has recorded what a duty hangs on, and finds that it has begun, says that they are aware before they are done. */
function weighed(hand: Hand): Act | undefined {
  const { incident, crew, found } = hand;
  const { record = [] } = found.step.step;
  if (record.length === 0) return undefined;
  for (const { clock } of Object.values(incident.clocks)) {
    const topic = topicOf(clock);
    const applies = clock['applies-when'];
    if (topic === undefined || applies === undefined || Object.hasOwn(incident.aware, topic)) continue;
    if (!references(applies).facts.some((fact) => record.includes(fact)) || truth(applies, worldOf(hand)) !== true)
      continue;
    if (crew.temper !== undefined && chance(`${topic} weighed`, crew) < unsaid) continue;
    return { act: 'aware', topic };
  }
  return undefined;
}

function answer(hand: Hand, facts: readonly string[], at: number, step?: string): Prospect | undefined {
  const { incident, found } = hand;
  const asked = facts.flatMap((id) => (Object.hasOwn(incident.facts, id) ? (incident.facts[id] ?? []) : []));
  if (asked.length === 0) return undefined;
  return acting(hand, at, () => {
    const moment = {
      runbook: found.run.chart.bundle.runbook.id,
      now: at,
      hours: (at - millis(incident.declared)) / (60 * minute),
      timezone: incident.timezone,
    };
    const values = asked.map(({ id, fact }) => ({
      fact: id,
      value: toldValue(incident, id) ?? numberToCome(incident, id) ?? answerFor(id, fact, moment),
    }));
    return { act: 'fact', values, ...(step !== undefined && { step }) };
  });
}

/** Whether nobody knows the fact, or nobody knows it any more. */
function isOpen(incident: Incident, id: string): boolean {
  const fact = Object.hasOwn(incident.facts, id) ? incident.facts[id] : undefined;
  return fact !== undefined && (fact.answer?.known !== true || isStale(fact, incident.lastAt));
}

/** Somebody else than who did it says yes, in the time that the plan gives. */
function approve(hand: Hand): Prospect | undefined {
  const { step, life } = hand.found;
  const { approval } = step.step;
  if (approval === undefined || life.awaiting === undefined) return undefined;
  const { by: doer, at } = life.awaiting;
  const patience = durationMs(approval.within ?? '') ?? 4 * minute;
  return move(
    hand,
    millis(at) + Math.min(2 * minute, patience / 2),
    () => ({ kind: 'act', act: { act: 'approve', step: hand.name, answer: 'given' } }),
    ({ incident, crew }) =>
      [personFor(incident, crew, approval.by), crew.lead, ...crew.deputies].find((person) => person !== doer) ??
      crew.lead,
  );
}

/** A loop that comes back to the same decision so often is left by another option. */
const mostTurns = 3;

const choose = (hand: Hand): Prospect => doing(hand, () => choice(hand));

function choice(hand: Hand): Act {
  const { step, life } = hand.found;
  const { options, default: fallback } = step.step as DecideStep;
  const world = worldOf(hand);
  const ids = Object.keys(options);
  const suggested = ids.find(
    (id) => options[id]?.['suggest-when'] !== undefined && truth(options[id]['suggest-when'], world) === true,
  );
  const planned = life.turn <= mostTurns ? (suggested ?? fallback?.choose ?? ids[0]) : ids[life.turn % ids.length];
  const option = wayward(hand, ids) ?? planned;
  return { act: 'choose', step: hand.name, option: option ?? '', turn: life.turn };
}

/** So often a crew with a temper of its own decides for what nobody suggested. */
const wilful = 0.12;

function wayward({ crew, found: { step, life } }: Hand, options: readonly string[]): string | undefined {
  if (crew.temper === undefined) return undefined;
  const share = chance(`${step.id}#${life.turn} by will`, crew);
  return share < wilful ? options[Math.floor((share / wilful) * options.length)] : undefined;
}

function command(hand: Hand): Prospect | undefined {
  const { life } = hand.found;
  if (life.command !== undefined) return undefined;
  const attempts = life.attempts ?? 0;
  if (life.lastCommand === 'ok' || attempts >= 2)
    return acting(hand, millis(hand.incident.lastAt) + minute, done(hand));
  const at = attempts === 0 ? hand.since + hand.takes : millis(hand.incident.lastAt) + minute;
  return move(hand, at, () => ({ kind: 'run', step: hand.name }));
}

const tell = (hand: Hand): Prospect => doing(hand, () => telling(hand));

function telling(hand: Hand): Act {
  const { incident, found } = hand;
  const { step } = found.step;
  const id = 'message' in step ? step.message : '';
  const message = Object.hasOwn(incident.messages, id) ? incident.messages[id]?.message : undefined;
  const { run } = found;
  const { prefix } = found.step;
  // It goes out in the language that it was written in first.
  const text = Object.fromEntries(Object.entries(message?.text ?? {}).slice(0, 1));
  const [body] = messageBodies(incident, { text }, { run, prefix, stops: step.stops }, incident.lastAt);
  if (body === undefined) return done(hand)();
  return {
    act: 'send',
    step: hand.name,
    message: id,
    language: body.language,
    body: body.text,
    ...(body.missing.length > 0 && { missing: body.missing }),
  };
}

/** A wait without an end of its own: what it waits for is looked after, and then it is gone on from. */
function seenToBeSo(hand: Hand): Prospect | undefined {
  const { step } = hand.found.step;
  if (!('wait' in step) || step.for !== undefined || step['at-most'] !== undefined) return undefined;
  const facts = step.until === undefined ? [] : references(step.until).facts;
  const state = hand.incident.facts;
  const open = facts.filter(
    (id) => Object.hasOwn(state, id) && (state[id]?.answer === undefined || millis(state[id].answer.at) < hand.since),
  );
  return answer(hand, open, hand.since + 10 * minute) ?? acting(hand, hand.since + 20 * minute, done(hand));
}

/** Nobody in an exercise goes round for ever. */
const mostRounds = 12;

function enoughOf(hand: Hand): Prospect | undefined {
  const { step, life } = hand.found;
  if (life.resting !== true || !('repeat' in step.step)) return undefined;
  const { step: repeat } = step;
  const round = life.round ?? 1;
  const asked = repeat.until === 'asked' && round >= 2;
  const goesOn = repeat.every !== undefined && round < mostRounds && !asked;
  return goesOn ? undefined : acting(hand, millis(hand.incident.lastAt) + minute, done(hand));
}
