import type { Refusal } from '../../statechart/index.ts';
import type { Act, ActContext } from '../act.ts';
import type { Incident, Run } from '../model.ts';
import { itemsOf } from '../../statechart/index.ts';
import { activeIn, stepIn, worldIn } from '../charts.ts';
import { saidToPeople } from '../fill-for-people.ts';
import { resolveStep } from '../select.ts';
import type { FoundStep } from '../select.ts';
import { surroundings } from '../surroundings.ts';
import type { Transaction } from '../transaction.ts';
import { own } from '../own.ts';
import { judge } from '../judge.ts';
import { attempt, attemptOnStep } from './attempt.ts';

type StepAct = Extract<
  Act,
  { act: 'done' | 'skip' | 'fail' | 'reopen' | 'jump' | 'tick' | 'choose' | 'add' | 'approve' | 'attach' }
>;

/** What a person does to a step of a runbook. */
export function writeStep(tx: Transaction, act: StepAct, context: ActContext): Refusal | undefined {
  if (act.act === 'add') return writeAdded(tx, act, context);
  if (act.act === 'attach' && act.step === undefined)
    return attempt(tx, 'evidence.attached', { name: act.name, sha256: act.sha256, bytes: act.bytes }, reason(context));
  const found = resolveStep(tx.incident, act.step ?? '');
  if ('refusal' in found) return found.refusal;
  const { run, step, life } = found;
  const turn = ('turn' in act ? act.turn : undefined) ?? life.turn;
  switch (act.act) {
    case 'done':
      return attemptOnStep(tx, run, step, 'step.done', {}, { turn }, context) ?? recordUnanswered(tx, found);
    case 'skip':
      return attemptOnStep(tx, run, step, 'step.skipped', {}, { turn }, context);
    case 'fail':
      return attemptOnStep(tx, run, step, 'step.failed', {}, { turn }, context);
    case 'reopen':
      return attemptOnStep(tx, run, step, 'step.reopened', {}, { turn }, context);
    case 'jump':
      return attemptOnStep(tx, run, step, 'step.jumped', cameFrom(run), { turn }, context);
    case 'choose':
      return (
        attemptOnStep(tx, run, step, 'choice.made', { option: act.option }, { turn }, context) ??
        recordUnanswered(tx, found)
      );
    case 'tick':
      return attemptOnStep(
        tx,
        run,
        step,
        'item.ticked',
        { item: act.item, ticked: act.ticked, ...label(tx.incident, found, act.item, tx.hand.at) },
        { turn },
        context,
      );
    case 'approve': {
      const of = life.awaiting?.entry ?? '';
      const type =
        act.answer === 'given'
          ? 'approval.given'
          : act.answer === 'refused'
            ? 'approval.refused'
            : 'approval.gone-without';
      return attemptOnStep(tx, run, step, type, { of }, { turn }, context);
    }
    case 'attach':
      return attemptOnStep(
        tx,
        run,
        step,
        'evidence.attached',
        { name: act.name, sha256: act.sha256, bytes: act.bytes },
        { turn },
        context,
      );
  }
}

/**
 * Semantics 18: what a step asked for and nobody answered is recorded as "not known yet", caused by the completion (the last
 * draft, if nothing else is said). An answer from before the turn stands: nobody said that it is no longer known.
 */
export function recordUnanswered(
  tx: Transaction,
  { run, step, life }: FoundStep,
  causedBy = tx.drafts.length - 1,
): undefined {
  for (const id of step.step.record ?? []) {
    const state = own(tx.incident.facts, id);
    if (state === undefined || state.answer !== undefined || life.answered?.includes(id) === true) continue;
    tx.add('fact.recorded', { fact: id, known: false }, { run: run.id, step: step.id, causedBy });
  }
}

function reason(context: ActContext): { words?: string } {
  return context.why === undefined ? {} : { words: context.why };
}

/** Where a jump left from, for whoever reads it later: the active step, where there is just one. */
function cameFrom(run: Run): { from?: string } {
  const [only, ...others] = activeIn(run).filter(
    ({ verb }) => verb !== 'parallel' && verb !== 'repeat' && verb !== 'follow',
  );
  return only !== undefined && others.length === 0 ? { from: only.id } : {};
}

function label(incident: Incident, { run, step }: FoundStep, item: number, at: string): { label?: string } {
  const world = worldIn(run, surroundings(incident, run, at), step.prefix);
  const text = itemsOf(step, world, saidToPeople(incident, at))[item - 1];
  return text === undefined ? {} : { label: text };
}

function writeAdded(
  tx: Transaction,
  { title, after, role }: Extract<Act, { act: 'add' }>,
  context: ActContext,
): Refusal | undefined {
  if (title.trim() === '') return { code: 'needs-words', message: 'A step needs a title.', hint: 'add "STEP TITLE"' };
  const anchor = after === undefined ? undefined : resolveStep(tx.incident, after);
  if (anchor !== undefined && 'refusal' in anchor) return anchor.refusal;
  const run = anchor?.run ?? tx.incident.runs.findLast(({ ended }) => ended === undefined) ?? tx.incident.runs.at(-1);
  if (run === undefined)
    return {
      code: 'runbook-not-followed',
      message: 'No runbook is followed in this incident yet.',
      hint: 'Take one up: follow RUNBOOK; or write a note.',
    };
  const unknownRole =
    role === undefined
      ? undefined
      : judge(tx.incident, { ...tx.hand, type: 'role.assigned', data: { role, person: context.by.name } });
  if (unknownRole !== undefined) return unknownRole;
  const data = { ...(anchor !== undefined && { after: anchor.step.id }), ...(role !== undefined && { role }) };
  const said = {
    run: run.id,
    step: newStepId(run),
    words: title,
    deviation: { kinds: ['added' as const], owed: context.why === undefined },
  };
  const refused = attempt(tx, 'step.added', data, said);
  // The words of the entry are the title, so the reason stands beside it.
  if (refused === undefined && context.why !== undefined)
    tx.add('note.written', {}, { words: context.why, causedBy: 0, run: run.id, step: said.step });
  return refused;
}

/** Not from the title, which is somebody's words: an id stands inside the hash and could not be removed with them. */
function newStepId(run: Run): string {
  for (let n = 1; ; n += 1) {
    const id = `added-${n}`;
    if (stepIn(run, id) === undefined) return id;
  }
}
