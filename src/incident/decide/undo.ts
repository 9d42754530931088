import type { DeviationKind } from '../../entry/index.ts';
import type { Refusal } from '../../statechart/index.ts';
import type { ActContext, Before, Incident, Run, Undoable, UndoPart } from '../model.ts';
import { lifeIn } from '../charts.ts';
import type { Said, Transaction } from '../transaction.ts';
import { Transaction as Trial } from '../transaction.ts';
import { attempt } from './attempt.ts';

/**
 * Takes back an act: writes what puts the state right, and marks both as undone. Without an entry it is the last act of
 * the person who asks. What cannot be taken back (a message that was sent) is said in words.
 */
export function writeUndo(tx: Transaction, entry: string | undefined, context: ActContext): Refusal | undefined {
  const found =
    entry === undefined
      ? lastOf(tx.incident, context.by.name)
      : tx.incident.undoable.find((one) => one.entry === entry);
  if (found === undefined) return nothingToUndo(tx.incident, entry, context.by.name);
  const impossible = whyNot(found) ?? found.parts.map(whyNot).find((reason) => reason !== undefined);
  if (impossible !== undefined)
    return { code: 'wrong-type', message: impossible.message, hint: impossible.hint, entry: found.entry };
  const restored = new Map<UndoPart, number>();
  for (const part of earliest([found, ...found.parts]).toReversed()) {
    const place = tx.drafts.length;
    const refused = putBack(tx, part, context);
    if (refused !== undefined) return refused;
    if (tx.drafts.length > place) restored.set(part, place);
  }
  for (const part of [found, ...found.parts]) {
    // What put it right is undone with it; where nothing had to be written, the entry alone is.
    const causedBy = restored.get(part) ?? (restored.size > 0 ? 0 : undefined);
    tx.add(
      'entry.corrected',
      { entry: part.entry, field: 'undone', ...(context.why !== undefined && { reason: context.why }) },
      causedBy === undefined ? {} : { causedBy },
    );
  }
  return undefined;
}

/** Of several changes to one thing the first knows what stood before all of them. */
function earliest(parts: readonly UndoPart[]): UndoPart[] {
  const seen = new Set<string>();
  return parts.filter(({ before }) => {
    if (before === undefined || !('id' in before)) return true;
    const key = `${before.of} ${before.id}`;
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}

function lastOf(incident: Incident, person: string): Undoable | undefined {
  return incident.undoable.findLast(({ by, entry }) => by === person && !Object.hasOwn(incident.undone, entry));
}

function nothingToUndo(incident: Incident, entry: string | undefined, person: string): Refusal {
  if (entry === undefined) {
    const last = incident.undoable.at(-1);
    return {
      code: 'no-such-thing',
      message: `${person} has done nothing here that could be undone.`,
      ...(last !== undefined && { hint: `The last act is #${last.seq} by ${last.by}: undo #${last.seq}` }),
    };
  }
  const by = incident.undone[entry];
  if (by !== undefined) return { code: 'already-so', message: 'That entry is undone or corrected already.', entry: by };
  return {
    code: 'no-such-thing',
    message: 'That entry is no act of the last fifty.',
    hint: 'Put it right by a new act: reopen, jump, fact, note.',
  };
}

interface Reason {
  readonly message: string;
  readonly hint: string;
}

function whyNot(part: UndoPart): Reason | undefined {
  switch (part.type) {
    case 'message.sent':
      return { message: 'A message that was sent cannot be taken back.', hint: 'Send another that puts it right.' };
    case 'command.started':
    case 'command.finished':
    case 'command.unknown':
      return {
        message: 'A command that ran cannot be taken back.',
        hint: `Undo its effect by hand, then: reopen ${part.step ?? 'STEP'}`,
      };
    case 'approval.given':
    case 'approval.refused':
    case 'approval.gone-without':
      return { message: 'An approval stands as it was said.', hint: `reopen ${part.step ?? 'STEP'}` };
    case 'step.reopened':
      return {
        message: 'A step that was reopened is finished again, not closed in silence.',
        hint: `done ${part.step ?? 'STEP'}, or skip ${part.step ?? 'STEP'}`,
      };
    case 'step.jumped':
      return { message: 'A jump is taken back by another jump.', hint: 'jump STEP' };
    case 'runbook.followed':
      return { message: 'A runbook that was taken up stays in the record.', hint: 'Skip its steps, or leave them.' };
    case 'incident.stabilised':
    case 'incident.resolved':
    case 'incident.closed':
    case 'incident.stood-down':
      return { message: 'The state of an incident is moved by its own commands.', hint: 'reopen-incident' };
    case 'incident.reopened':
      return { message: 'The state of an incident is moved by its own commands.', hint: 'stabilise, resolve or close' };
    case 'handover.given':
    case 'handover.accepted':
      return { message: 'A handover is taken back by another one.', hint: 'assign ROLE PERSON' };
    case 'exercise.started':
    case 'exercise.paused':
    case 'exercise.resumed':
    case 'exercise.speed-set':
    case 'exercise.jumped':
    case 'exercise.ended':
      return { message: 'The exercise clock does not run backwards.', hint: 'Pause it, resume it or set its speed.' };
    case 'severity.set':
      return part.before?.of === 'severity' && part.before.severity !== undefined
        ? undefined
        : { message: 'No severity was set before this one.', hint: 'Set the right one: severity SEV.' };
    default:
      return undefined;
  }
}

function putBack(tx: Transaction, part: UndoPart, context: ActContext): Refusal | undefined {
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
      return putStepBack(tx, part, said, context);
    case 'step.added':
      return attempt(tx, 'step.skipped', {}, { ...said, ...placeOf(tx.incident, part), ...undoing(context) });
    default:
      return part.before === undefined ? undefined : putValueBack(tx, part, part.before, said, context);
  }
}

function undoing(context: ActContext): Pick<Said, 'deviation'> {
  const kinds: DeviationKind[] = ['undone'];
  return { deviation: { kinds, owed: context.why === undefined } };
}

function placeOf(incident: Incident, part: UndoPart): Pick<Said, 'run' | 'step' | 'turn'> {
  const run = incident.runs.find(({ id }) => id === part.run);
  if (run === undefined || part.step === undefined) return {};
  return { run: run.id, step: part.step, turn: lifeIn(run, part.step).turn };
}

/**
 * Going back is right while nothing came after it; once other steps were settled since, going back would have them done
 * again, so the step is opened beside the flow.
 */
function putStepBack(tx: Transaction, part: UndoPart, said: Said, context: ActContext): Refusal | undefined {
  const where = placeOf(tx.incident, part);
  const run = tx.incident.runs.find(({ id }) => id === part.run);
  if (run === undefined || part.step === undefined) return undefined;
  if (lifeIn(run, part.step).entry !== part.entry && part.type !== 'choice.made' && part.type !== 'default.taken')
    return undefined;
  const isLast = lastOnSteps(tx.incident, run)?.entry === rootOf(tx.incident, part).entry;
  if (isLast && leadsBack(tx, part.step, where))
    return attempt(tx, 'step.jumped', {}, { ...said, ...where, ...undoing(context) });
  return attempt(tx, 'step.reopened', {}, { ...said, ...where, ...undoing(context) });
}

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
  return incident.undoable.findLast(
    (one) => one.run === run.id && settles.has(one.type) && !Object.hasOwn(incident.undone, one.entry),
  );
}

function rootOf(incident: Incident, part: UndoPart): UndoPart {
  return incident.undoable.find((one) => one.parts.some(({ entry }) => entry === part.entry)) ?? part;
}

/** Whether a jump would make the step active where it stands, and nothing else be done again. */
function leadsBack(tx: Transaction, step: string, where: Said): boolean {
  const trial = new Trial(tx.incident, tx.hand);
  if (attempt(trial, 'step.jumped', {}, where) !== undefined) return false;
  const run = trial.incident.runs.find(({ id }) => id === where.run);
  return run !== undefined && lifeIn(run, step).state === 'active';
}

function putValueBack(
  tx: Transaction,
  part: UndoPart,
  before: Before,
  said: Said,
  context: ActContext,
): Refusal | undefined {
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
        ? attempt(tx, 'incident.aware', { topic: before.id, withdrawn: true }, { ...said, ...undoing(context) })
        : attempt(tx, 'incident.aware', { topic: before.id }, { ...said, at: before.at, ...undoing(context) });
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
  }
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
  { id, state, lostAt }: Extract<Before, { of: 'service' }>,
  said: Said,
): Refusal | undefined {
  if (state === 'lost')
    return attempt(tx, 'service.lost', { service: id }, { ...said, ...(lostAt !== undefined && { at: lostAt }) });
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

/** A clock runs again as it ran; one that did not run before is put aside, unless what started it takes it back anyway. */
function putClockBack(
  tx: Transaction,
  part: UndoPart,
  { id, state }: Extract<Before, { of: 'clock' }>,
  said: Said,
): Refusal | undefined {
  if (part.type === 'clock.missed') return undefined;
  const now = tx.incident.clocks[id];
  if (now === undefined || part.type === 'clock.asked') return undefined;
  if (state.state === 'running' || state.state === 'provisional' || state.state === 'missed') {
    const data = {
      clock: id,
      round: state.round,
      ...(state.due !== undefined && { due: state.due }),
      ...(state.provisional === true && { provisional: true as const }),
    };
    return attempt(tx, 'clock.started', data, { ...said, ...(state.started !== undefined && { at: state.started }) });
  }
  if (
    part.type === 'clock.started' &&
    (now.state === 'running' || now.state === 'provisional' || now.state === 'missed')
  ) {
    if (state.state === 'met')
      return attempt(
        tx,
        'clock.met',
        { clock: id, round: now.round, ...(state.reference !== undefined && { reference: state.reference }) },
        { ...said, ...(state.metAt !== undefined && { at: state.metAt }) },
      );
    return attempt(
      tx,
      'clock.set-aside',
      { clock: id, round: now.round, inapplicable: true },
      { ...said, words: 'What started it is undone.' },
    );
  }
  return undefined;
}
