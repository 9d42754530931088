import { type Instant, isInstant, millis, parseWhen, sayTime } from '../../time/index.ts';
import type { Refusal } from '../../statechart/index.ts';
import type { Act, ActContext } from '../act.ts';
import type { Incident } from '../model.ts';
import { isInterim } from '../clock-rules.ts';
import { clockAsked } from '../clocks.ts';
import { addClock } from '../consequences.ts';
import { nothingYet } from '../fold.ts';
import { isMarking } from '../fold/incident.ts';
import { roundToMeet } from '../judge-clocks.ts';
import { isOurWord } from '../others.ts';
import { alreadySo } from '../refusals.ts';
import { jumpToPhase } from '../drill/decide.ts';
import { resolveStep } from '../select.ts';
import type { Transaction } from '../transaction.ts';
import { own } from '../own.ts';
import { attempt, withReason } from './attempt.ts';
import { changeServices } from './services.ts';

type StateAct = Extract<
  Act,
  {
    act:
      | 'note'
      | 'describe'
      | 'severity'
      | 'aware'
      | 'met'
      | 'set-aside'
      | 'asked'
      | 'lost'
      | 'suspect'
      | 'restored'
      | 'stabilise'
      | 'resolve'
      | 'close'
      | 'reopen-incident'
      | 'stand-down'
      | 'link'
      | 'merge'
      | 'exercise';
  }
>;

/** What a person says about the incident itself: how it stands, its clocks and services, notes. */
export function writeState(tx: Transaction, act: StateAct, context: ActContext): Refusal | undefined {
  const said = context.why === undefined ? {} : { words: context.why };
  switch (act.act) {
    case 'note':
      return writeNote(tx, act.words, act.step);
    case 'describe':
      return describeAll(tx, act.values);
    case 'severity':
      return attempt(tx, 'severity.set', { severity: act.severity }, said);
    case 'aware':
      return known(tx.incident, act.topic, context) ?? attempt(tx, 'incident.aware', { topic: act.topic }, said);
    case 'met':
      return meet(tx, act.clock, act.reference, said);
    case 'set-aside': {
      const clock = own(tx.incident.clocks, act.clock);
      return attempt(
        tx,
        'clock.set-aside',
        { clock: act.clock, round: Math.max(1, clock?.round ?? 1) },
        withReason(['set-aside'], context.why, context.why),
      );
    }
    case 'asked':
      return asked(tx, act.clock, act.due, said);
    case 'lost':
    case 'suspect':
    case 'restored':
      return changeServices(tx, act.act, act.services, said);
    case 'stabilise':
      return attempt(tx, 'incident.stabilised', {}, said);
    case 'resolve':
      return attempt(tx, 'incident.resolved', {}, said);
    case 'close':
      return attempt(tx, 'incident.closed', {}, said);
    case 'reopen-incident':
      return attempt(tx, 'incident.reopened', {}, said);
    case 'stand-down':
      return (
        doneElsewhere(tx, act) ??
        attempt(tx, 'incident.stood-down', { as: act.as, ...(act.of !== undefined && { of: act.of }) }, said)
      );
    case 'link':
      return (
        doneElsewhere(tx, act) ??
        // What a person says can be taken out of the record; what follows from another act is data.
        (isOurWord(act.as)
          ? attempt(tx, 'incident.linked', { to: act.to, as: act.as })
          : attempt(tx, 'incident.linked', { to: act.to }, act.as === undefined ? {} : { words: act.as }))
      );
    case 'merge':
      return doneElsewhere(tx, act) ?? attempt(tx, 'incident.merged', { into: act.into }, said);
    case 'exercise':
      return exercise(tx, act.change, said);
  }
}

/** An incident decides for itself alone: who holds several of them open brings the act to the one that is meant. */
function doneElsewhere({ incident: { alias } }: Transaction, act: { readonly incident?: string }): Refusal | undefined {
  return act.incident === undefined || act.incident === alias
    ? undefined
    : { code: 'wrong-state', message: `This is ${alias}, and not ${act.incident}.`, hint: `Do it there.` };
}

/** Said a second time it would put a legal deadline off; its true time is said with a time. */
function known(incident: Incident, topic: string, context: ActContext): Refusal | undefined {
  const since = own(incident.aware, topic);
  if (since === undefined || context.at !== undefined) return undefined;
  return {
    ...alreadySo(`"${topic}" is known since ${sayTime(since)}; its clocks run from then.`),
    hint: `If that was the wrong time: aware ${topic} --at TIME`,
  };
}

function writeNote(tx: Transaction, words: string, step: string | undefined): Refusal | undefined {
  if (words.trim() === '') return { code: 'needs-words', message: 'The note is empty.', hint: 'note WORDS' };
  const found = step === undefined ? undefined : resolveStep(tx.incident, step);
  if (found !== undefined && 'refusal' in found) return found.refusal;
  return attempt(
    tx,
    'note.written',
    {},
    { words, ...(found !== undefined && { run: found.run.id, step: found.step.id }) },
  );
}

type Described = Extract<StateAct, { act: 'describe' }>['values'];

/** What describes an incident; all of it or, where one does not fit, none. */
function describeAll(tx: Transaction, values: Described): Refusal | undefined {
  for (const { field, value } of values) {
    const refused = describe(tx, field, value);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/** Times and the marking are data; all else that describes an incident is somebody's words. Nothing clears. */
function describe(tx: Transaction, field: Described[number]['field'], value: string): Refusal | undefined {
  // Without a marking of its own an incident has the one that it began with, and that is said: exports go by it.
  if (value.trim() === '')
    return attempt(tx, 'incident.described', { field, value: field === 'tlp' ? nothingYet.marking : '' });
  if (field === 'began' || field === 'detected') {
    const read = parseWhen(value, { now: tx.hand.now, timeZone: tx.incident.timezone });
    if ('problem' in read) return { code: 'wrong-type', message: read.problem };
    return attempt(tx, 'incident.described', { field, value: read.at });
  }
  if (field === 'tlp') {
    const marking = value.trim().toLowerCase().replace(/^tlp:/, '');
    if (!isMarking(marking))
      return {
        code: 'wrong-type',
        message: `"${value}" is no marking.`,
        hint: 'One of: clear, green, amber, amber+strict, red.',
      };
    return attempt(tx, 'incident.described', { field, value: marking });
  }
  return attempt(tx, 'incident.described', { field }, { words: value });
}

function meet(
  tx: Transaction,
  id: string,
  reference: string | undefined,
  said: { words?: string },
): Refusal | undefined {
  const clock = own(tx.incident.clocks, id);
  const late =
    clock?.due !== undefined &&
    clock.state !== 'set-aside' &&
    clock.state !== 'met' &&
    millis(tx.hand.at) > millis(clock.due);
  const data = {
    clock: id,
    round: clock === undefined ? 1 : roundToMeet(clock),
    ...(reference !== undefined && { reference }),
    ...(late && { late: true as const }),
    ...(clock !== undefined && isInterim(tx.incident, clock, tx.hand.at) && { interim: true as const }),
  };
  return attempt(tx, 'clock.met', data, said);
}

function asked(tx: Transaction, id: string, due: string | undefined, said: { words?: string }): Refusal | undefined {
  if (due !== undefined && !isInstant(due))
    return {
      code: 'wrong-type',
      message: `"${due}" is not a time.`,
      hint: 'Write 4h, 17:00, or ISO 8601 with offset.',
    };
  const refused = attempt(tx, 'clock.asked', { clock: id, ...(due !== undefined && { due }) }, said);
  const clock = own(tx.incident.clocks, id);
  if (refused !== undefined || clock === undefined) return refused;
  const change = clockAsked(tx.incident, clock, tx.hand.at, tx.hand.now);
  if (change !== undefined) addClock(tx, change, { causedBy: 0 });
  return undefined;
}

function exercise(
  tx: Transaction,
  change: Extract<StateAct, { act: 'exercise' }>['change'],
  said: { words?: string },
): Refusal | undefined {
  switch (change) {
    case 'pause':
      return attempt(tx, 'exercise.paused', {}, said);
    case 'resume':
      return attempt(tx, 'exercise.resumed', {}, said);
    case 'end':
      return attempt(tx, 'exercise.ended', {}, said);
    case 'real-world':
      return attempt(tx, 'exercise.ended', { 'real-world': true }, said);
    case 'leave':
      return standAt(tx, tx.hand.now);
    case 'left':
      return standAt(tx, tx.incident.drill?.seen ?? tx.hand.now);
    default:
      return 'phase' in change ? jumpToPhase(tx, change.phase) : setSpeed(tx, change.speed, said);
  }
}

/** What people can follow; a dry walk, which tells them nothing, may run faster. */
const speeds = { least: 0.1, most: 100 };

function setSpeed(tx: Transaction, speed: number, said: { words?: string }): Refusal | undefined {
  if (tx.incident.drill !== undefined && !(speed >= speeds.least && speed <= speeds.most))
    return {
      code: 'wrong-type',
      message: `${speed} is no speed: it goes from ${speeds.least} to ${speeds.most}.`,
      hint: '1 is real time.',
    };
  return attempt(tx, 'exercise.speed-set', { speed }, said);
}

/** A break, or a crash, in which nobody has the exercise open is taken out of its clock. */
const standAt = (tx: Transaction, shown: Instant): Refusal | undefined =>
  attempt(tx, 'exercise.paused', { 'exercise-at': shown }, { at: shown });
