import type { ChangedLife, Refusal, StepLife } from '../../statechart/index.ts';
import { millis } from '../../time/index.ts';
import type { ActContext } from '../act.ts';
import type { Before, ClockState, Incident, Run, Undoable, UndoPart } from '../model.ts';
import { changedSince, lifeIn, openIn, stepIn } from '../charts.ts';
import { firstOccasion } from '../clock-rules.ts';
import { beginClock, clockSince } from '../clocks.ts';
import type { ClockChange } from '../clocks.ts';
import { addClock } from '../consequences.ts';
import { isOpenClock, roundToMeet } from '../judge-clocks.ts';
import { Transaction } from '../transaction.ts';
import type { Said } from '../transaction.ts';
import { hasLater } from '../fold/followed.ts';
import { own } from '../own.ts';
import { attempt } from './attempt.ts';

/** Writes what puts one entry's change right; nothing where nothing has to be. */
export function putBack(tx: Transaction, part: UndoPart, context: ActContext): Refusal | undefined {
  const said = {
    ...(tx.drafts.length > 0 && { causedBy: 0 }),
    ...(context.why !== undefined && { words: context.why }),
  };
  switch (part.type) {
    case 'step.done':
    case 'step.skipped':
    case 'step.failed':
    case 'choice.made':
    case 'default.taken':
      return putStepBack(tx, part, said);
    case 'step.added':
      return attempt(tx, 'step.skipped', {}, { ...said, ...placeOf(tx.incident, part), ...undoing });
    default:
      return part.before === undefined ? undefined : putValueBack(tx, part, part.before, said);
  }
}

/** That it was undone is reason enough: whoever puts a slip right owes no second one for it. */
const undoing: Pick<Said, 'deviation'> = { deviation: { kinds: ['undone'], owed: false } };

function placeOf(incident: Incident, part: Pick<UndoPart, 'run' | 'step'>): Pick<Said, 'run' | 'step' | 'turn'> {
  const run = incident.runs.find(({ id }) => id === part.run);
  if (run === undefined || part.step === undefined) return {};
  return { run: run.id, step: part.step, turn: lifeIn(run, part.step).turn };
}

/**
 * Going back is right while nothing came after it; once other steps were settled since, going back would have them done
 * again, so the step is opened beside the flow.
 */
function putStepBack(tx: Transaction, part: UndoPart, said: Said): Refusal | undefined {
  const where = placeOf(tx.incident, part);
  const run = tx.incident.runs.find(({ id }) => id === part.run);
  if (run === undefined || part.step === undefined) return undefined;
  const life = lifeIn(run, part.step);
  const { state, awaiting, entry } = life;
  if ((awaiting?.entry ?? entry) !== part.entry && part.type !== 'choice.made' && part.type !== 'default.taken')
    return undefined;
  // Led back already, to the step that brought the decision about.
  if (state === 'waiting' && tx.drafts.some((draft) => draft.type === 'step.jumped' && draft.run === run.id))
    return undefined;
  const isLast = lastOnSteps(tx.incident, run)?.entry === rootOf(tx.incident, part)?.entry;
  // The flow has not gone on from what waits for its approval, nor come to what was done ahead of its turn, and stood elsewhere when
  // a decision was taken anew.
  const isWithFlow = state !== 'awaiting' && !wasAhead(life) && part.before?.of !== 'flow';
  if (isLast && isWithFlow && leadsBack(tx, run, part, where))
    return attempt(tx, 'step.jumped', {}, { ...said, ...where, ...undoing });
  const refused = attempt(tx, 'step.reopened', {}, { ...said, ...where, ...undoing });
  // What was settled since stands: going back would have it done again.
  return refused ?? (isLast && part.before?.of === 'flow' ? putValueBack(tx, part, part.before, said) : undefined);
}

/** What somebody has done, or left out, is not to be done once more. */
const isByPerson: ReadonlySet<StepLife['state']> = new Set(['done', 'skipped', 'failed']);

/** Settled before the flow came to it: it was never open in this turn. One that waits again was, in the turn before. */
const wasAhead = ({ state, since }: StepLife): boolean => state !== 'waiting' && since === undefined;

/** The last act that settled something in a run. */
function lastOnSteps(incident: Incident, run: Run): Undoable | undefined {
  const settles: ReadonlySet<string> = new Set([
    'step.done',
    'step.skipped',
    'step.failed',
    'step.jumped',
    'choice.made',
    'default.taken',
    'command.finished',
    'message.sent',
    'timer.elapsed',
    'approval.given',
  ]);
  // What somebody said may have settled one by itself: a decision that it made.
  return incident.undoable.findLast((one) =>
    [one, ...one.parts].some((part) => part.run === run.id && settles.has(part.type)),
  );
}

function isMoreSaid(incident: Incident, part: UndoPart): boolean {
  const act = rootOf(incident, part);
  return act !== undefined && hasLater(incident.undoable, act, part);
}

/** The act that brought it. */
function rootOf({ undoable }: Incident, { entry }: UndoPart): Undoable | undefined {
  return undoable.find((one) => one.entry === entry || one.parts.some((part) => part.entry === entry));
}

/**
 * Whether a jump would make the step active where it stands, nothing else be done again, and nothing be left that was at work before
 * it was settled: that did not come of it.
 */
function leadsBack(tx: Transaction, run: Run, part: UndoPart, where: Said): boolean {
  const { step = '' } = part;
  // To one that was added no way leads back.
  if (!run.chart.plan.has(step)) return false;
  const trial = new Transaction(tx.incident, tx.hand);
  if (attempt(trial, 'step.jumped', {}, where) !== undefined) return false;
  const led = trial.incident.runs.find(({ id }) => id === run.id);
  if (led === undefined || lifeIn(led, step).state !== 'active') return false;
  const root = rootOf(tx.incident, part);
  const brought = new Set([root, ...(root?.parts ?? [])].map((one) => one?.entry));
  const isDoneAgain = ({ step: { id }, life, then }: ChangedLife): boolean =>
    id !== step &&
    then !== undefined &&
    isByPerson.has(then.state) &&
    life.state !== then.state &&
    !brought.has(then.entry);
  if (changedSince(led, run).some(isDoneAgain)) return false;
  const { at, last } = lifeIn(run, step);
  const settled = millis(at ?? last?.at ?? tx.hand.at);
  return openIn(run).every(({ step: { id }, life: { state, since, awaiting } }) => {
    // What was done ahead of its turn and waits for its approval never began.
    const begun = since ?? awaiting?.at;
    return lifeIn(led, id).state === state || begun === undefined || millis(begun) >= settled;
  });
}

function putValueBack(tx: Transaction, part: UndoPart, before: Before, said: Said): Refusal | undefined {
  switch (before.of) {
    case 'fact':
      return putFactBack(tx, before, said);
    case 'severity':
      return before.severity === undefined
        ? undefined
        : attempt(tx, 'severity.set', { severity: before.severity }, said);
    case 'described':
      return before.value === undefined ||
        before.field === 'began' ||
        before.field === 'detected' ||
        before.field === 'tlp'
        ? attempt(tx, 'incident.described', { field: before.field, value: before.value ?? '' }, said)
        : attempt(tx, 'incident.described', { field: before.field }, { ...said, words: before.value });
    case 'aware':
      return before.at === undefined
        ? attempt(tx, 'incident.aware', { topic: before.id, withdrawn: true }, { ...said, ...undoing })
        : attempt(tx, 'incident.aware', { topic: before.id }, { ...said, at: before.at, ...undoing });
    case 'service':
      return putServiceBack(tx, before, said);
    case 'role':
      return putRoleBack(tx, before, said);
    case 'tick':
      return attempt(
        tx,
        'item.ticked',
        { item: before.item, ticked: before.ticked, ...(before.label !== undefined && { label: before.label }) },
        { ...said, ...placeOf(tx.incident, part) },
      );
    case 'clock':
      return putClockBack(tx, part, before, said);
    case 'handover':
      return tx.incident.handovers[before.id]?.entry === part.entry
        ? undefined
        : {
            code: 'wrong-state',
            message: 'This handover waits no more: it was accepted, or another took its place.',
            hint: 'assign ROLE PERSON',
          };
    case 'flow':
      return putFlowBack(tx, part, before.at, said);
    case 'period':
      return tx.incident.period?.entry === part.entry
        ? undefined
        : { code: 'wrong-state', message: 'More was said of periods since: undo that first.', hint: 'period' };
    case 'task':
    case 'follow-up':
      // No entry takes these back but the one that marks them as undone; the fold does it with that.
      return before.state !== undefined && isMoreSaid(tx.incident, part)
        ? { code: 'wrong-state', message: `More became of ${before.id} since: undo that first.`, hint: 'undo' }
        : undefined;
  }
}

/** The flow stands again where it stood before a decision was taken anew; a newer text may be without the step. */
function putFlowBack(tx: Transaction, { run }: UndoPart, at: readonly string[], said: Said): Refusal | undefined {
  for (const step of at) {
    const now = tx.incident.runs.find(({ id }) => id === run);
    if (now === undefined || stepIn(now, step) === undefined || lifeIn(now, step).state !== 'waiting') continue;
    const where = placeOf(tx.incident, { run: now.id, step });
    const refused = attempt(tx, 'step.jumped', {}, { ...said, ...where, ...undoing });
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function putFactBack(
  tx: Transaction,
  { id, answer }: Extract<Before, { of: 'fact' }>,
  said: Said,
): Refusal | undefined {
  const { words: _, ...rest } = said;
  if (answer === undefined) return attempt(tx, 'fact.recorded', { fact: id, known: false, cleared: true }, said);
  const privacy = tx.incident.facts[id]?.fact.privacy;
  if (privacy === 'personal') {
    return attempt(
      tx,
      'fact.recorded',
      { fact: id, known: answer.known, privacy },
      { ...rest, at: answer.at, ...(answer.value !== undefined && { words: String(answer.value) }) },
    );
  }
  const data = {
    fact: id,
    known: answer.known,
    ...(answer.value !== undefined && { value: answer.value }),
    ...(privacy === 'secret' && { privacy }),
  };
  return attempt(tx, 'fact.recorded', data, { ...said, at: answer.at });
}

function putServiceBack(
  tx: Transaction,
  { id, state, loss }: Extract<Before, { of: 'service' }>,
  said: Said,
): Refusal | undefined {
  if (state === 'lost')
    return attempt(tx, 'service.lost', { service: id }, { ...said, ...(loss !== undefined && { at: loss.at }) });
  return attempt(tx, state === 'suspect' ? 'service.suspect' : 'service.restored', { service: id }, said);
}

function putRoleBack(
  tx: Transaction,
  { id, holder, assignedAt, acknowledged }: Extract<Before, { of: 'role' }>,
  said: Said,
): Refusal | undefined {
  const now = tx.incident.roles[id];
  if (now?.holder === holder && (now?.acknowledgedAt !== undefined) === acknowledged) return undefined;
  if (holder === undefined)
    return now?.holder === undefined ? undefined : attempt(tx, 'role.released', { role: id, person: now.holder }, said);
  const refused = attempt(
    tx,
    'role.assigned',
    { role: id, person: holder },
    { ...said, ...(assignedAt !== undefined && { at: assignedAt }) },
  );
  if (refused !== undefined || !acknowledged) return refused;
  return attempt(tx, 'role.acknowledged', { role: id, person: holder }, { ...said, causedBy: 0 });
}

/** A clock runs again as it ran, and is met as it was met. */
function putClockBack(
  tx: Transaction,
  part: UndoPart,
  { id, state }: Extract<Before, { of: 'clock' }>,
  said: Said,
): Refusal | undefined {
  const now = tx.incident.clocks[id];
  if (now === undefined || part.type === 'clock.missed' || isAsItWas(now, state)) return undefined;
  // Begun rightly or not, it was met since, or somebody has set it aside: that was said and stands.
  if ((part.type === 'clock.met' || !isOpenClock(now)) && isSettledSince(tx.incident, rootOf(tx.incident, part), id))
    return undefined;
  // Whoever has asked for it since is owed it, whatever began it before, or ended it.
  const asked = now.asked?.round === now.round ? now.asked : undefined;
  const isAskedSince = asked !== undefined && asked.entry !== state.asked?.entry && asked.entry !== part.entry;
  if (isAskedSince && isOpenClock(now) && (part.type === 'clock.started' || !isOpenClock(state))) {
    const change = asked.at === now.started ? undefined : clockSince(tx.incident, now, asked.at, tx.hand.now);
    if (change !== undefined) addClock(tx, change, said);
    return undefined;
  }
  if (isOpenClock(state)) {
    const data = {
      clock: id,
      round: state.round,
      ...(state.due !== undefined && { due: state.due }),
      ...(state.provisional === true && { provisional: true as const }),
    };
    return attempt(tx, 'clock.started', data, { ...said, ...(state.started !== undefined && { at: state.started }) });
  }
  if (state.state !== 'met') {
    const other = isOpenClock(now) && !isNoMore(state) ? fromOtherMoment(tx, part, id) : undefined;
    if (other === undefined) return putAside(tx, now, state, said);
    addClock(tx, other, said);
    return undefined;
  }
  if (part.type !== 'clock.met' && !isOpenClock(now)) return undefined;
  const met = {
    clock: id,
    round: roundToMeet(now),
    ...(state.reference !== undefined && { reference: state.reference }),
    ...(state.interim === true && { interim: true as const }),
  };
  return attempt(tx, 'clock.met', met, { ...said, ...(state.metAt !== undefined && { at: state.metAt }) });
}

/** Whether a later act has met that clock, or set it aside by somebody's decision. */
function isSettledSince({ undoable }: Incident, act: Undoable | undefined, clock: string): boolean {
  const isOfIt = ({ before }: UndoPart): boolean => before?.of === 'clock' && before.id === clock;
  return undoable
    .slice(undoable.findIndex((one) => one === act) + 1)
    .some(
      (later) =>
        (later.type === 'clock.set-aside' && isOfIt(later)) ||
        [later, ...later.parts].some((part) => part.type === 'clock.met' && isOfIt(part)),
    );
}

/** One that has not started is owed as little as one that turned out not to apply. */
function isAsItWas(now: ClockState, before: Omit<ClockState, 'id' | 'clock'>): boolean {
  if (isNoDuty(now) || isNoDuty(before)) return isNoDuty(now) && isNoDuty(before);
  const keys = ['state', 'round', 'started', 'due', 'provisional', 'metAt', 'reference'] as const;
  return keys.every((key) => now[key] === before[key]);
}

function isNoDuty({ state, inapplicable }: Pick<ClockState, 'state' | 'inapplicable'>): boolean {
  return state === 'not-started' || (state === 'set-aside' && inapplicable === true);
}

/** Somebody had decided that it is not to be met. */
const isNoMore = ({ state, inapplicable }: Pick<ClockState, 'state' | 'inapplicable'>): boolean =>
  state === 'set-aside' && inapplicable !== true;

/**
 * What a running clock counts from where the act that began it is undone, and its own moment has come all the same: who asked was mistaken,
 * but somebody is aware. Undefined where it has not.
 */
function fromOtherMoment(tx: Transaction, part: UndoPart, id: string): ClockChange | undefined {
  const root = rootOf(tx.incident, part);
  if (root === undefined) return undefined;
  const trial = new Transaction(tx.incident, tx.hand);
  for (const { entry } of [root, ...root.parts]) trial.add('entry.corrected', { entry, field: 'undone' });
  const clock = own(trial.incident.clocks, id);
  if (clock === undefined) return undefined;
  const { start, moment } = firstOccasion(trial.incident, clock);
  const loss = start?.kind === 'service-lost' ? own(trial.incident.services, start.service)?.loss?.entry : undefined;
  if (moment === undefined || [root, ...root.parts].some(({ entry }) => entry === loss)) return undefined;
  return clockSince(trial.incident, clock, moment, tx.hand.now);
}

/**
 * A clock that did not run before is put aside, so that it starts when its moment comes. What was met or set aside too early
 * runs for that: only what runs is put aside. Has its moment come meanwhile, it runs on.
 */
function putAside(
  tx: Transaction,
  now: ClockState,
  before: Omit<ClockState, 'id' | 'clock'>,
  said: Said,
): Refusal | undefined {
  const clock = now.id;
  const first = tx.drafts.length;
  if (!isOpenClock(now)) {
    const { moment } = firstOccasion(tx.incident, now);
    const fresh = { ...now, state: 'not-started', round: before.round } as const;
    const change =
      before.state === 'set-aside' || moment === undefined
        ? undefined
        : beginClock(tx.incident, fresh, moment, tx.hand.now);
    if (change !== undefined) {
      addClock(tx, change, said);
      return undefined;
    }
    const from = before.started ?? moment;
    tx.add('clock.started', { clock, round: now.round }, { ...said, ...(from !== undefined && { at: from }) });
  }
  const wasSetAside = isNoMore(before);
  return attempt(
    tx,
    'clock.set-aside',
    {
      clock,
      round: now.round,
      ...(!wasSetAside && {
        inapplicable: true as const,
        ...(before.started === undefined && { 'taken-back': true as const }),
      }),
    },
    {
      ...said,
      ...(tx.drafts.length > first && { causedBy: first }),
      words: isOpenClock(now) ? 'What started it is undone.' : 'What was said of it is undone.',
    },
  );
}
