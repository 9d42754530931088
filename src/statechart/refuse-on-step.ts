import type { Step } from '../runbook/index.ts';
import { nearest } from '../text/index.ts';
import { sayTime } from '../time/index.ts';
import type { EntryLike } from './entry-like.ts';
import type { Refusal, StepLife } from './model.ts';

/** What a judgement looks at: the step, as it is written (an added one is a plain `do`) and as it stands. */
export interface Case {
  readonly id: string;
  readonly step: Step;
  readonly life: StepLife;
  /** A step that responders added stands beside the flow, wherever it is opened. */
  readonly isAdded: boolean;
}

/** Why an entry does not fit the step that it is about; nothing where it does. */
export function refuseOnStep(found: Case, entry: EntryLike): Refusal | undefined {
  switch (entry.type) {
    case 'step.done':
      return 'options' in found.step
        ? wrongVerb(found, 'is a decision', `Choose one of: ${Object.keys(found.step.options).join(', ')}.`)
        : refuseOutcome(found);
    case 'step.skipped':
      return refuseSkipped(found);
    case 'step.failed':
      return found.life.state === 'skipped' ? settled(found, 'Reopen it first.') : refuseOutcome(found);
    case 'step.reopened':
      return refuseReopened(found);
    case 'step.jumped':
      return found.life.state === 'active' && (found.isAdded || found.life.beside !== true) && !isContainer(found.step)
        ? { code: 'already-so', message: `"${found.id}" is active already.` }
        : undefined;
    case 'choice.made':
      return refuseOption(found, entry.data.option) ?? refuseOutcome(found);
    case 'default.taken':
      return (
        refuseOption(found, entry.data.option) ??
        (found.life.state === 'active' ? undefined : (refuseOutcome(found) ?? notActive(found)))
      );
    case 'item.ticked':
      return refuseItem(found, entry.data.item, entry.data.ticked);
    case 'approval.given':
      return refuseApproval(found, entry.data.of) ?? refuseSamePerson(found, entry.by?.name);
    case 'approval.refused':
    case 'approval.gone-without':
      return refuseApproval(found, entry.data.of);
    case 'command.started':
      return refuseCommand(found);
    case 'command.finished':
    case 'command.unknown':
      return found.life.command !== undefined && found.life.command === entry.data.started
        ? undefined
        : { code: 'no-such-thing', message: `No such command of "${found.id}" is running.` };
    case 'timer.elapsed':
      return refuseTimer(found, entry);
    default:
      return undefined;
  }
}

/** "Done" is taken of whatever was not done: it beats "skipped" in any order of arrival, and a step left open may be finished late. */
function refuseOutcome(found: Case): Refusal | undefined {
  const { state } = found.life;
  if (state === 'awaiting') return awaits(found);
  return state === 'done' || state === 'failed'
    ? settled(
        found,
        'options' in found.step ? 'Reopen it to choose again.' : 'Reopen it first, if it is to be done again.',
      )
    : undefined;
}

function refuseSkipped(found: Case): Refusal | undefined {
  const { state } = found.life;
  return state === 'skipped' || state === 'passed' ? settled(found) : refuseOutcome(found);
}

function refuseReopened(found: Case): Refusal | undefined {
  const { id, step, life } = found;
  if (isContainer(step) || 'end' in step)
    return wrongVerb(found, 'cannot be reopened', `Jump to it: it begins afresh.`);
  if (life.state === 'active') return { code: 'already-so', message: `"${id}" is active already.` };
  if (life.state === 'waiting')
    return { code: 'wrong-state', message: `"${id}" has not begun.`, hint: 'Do it ahead of its turn, or jump to it.' };
  return undefined;
}

function refuseOption(found: Case, option: string): Refusal | undefined {
  const { id, step } = found;
  if (!('options' in step)) return wrongVerb(found, 'is not a decision');
  if (typeof option === 'string' && Object.hasOwn(step.options, option)) return undefined;
  const near = typeof option === 'string' ? nearest(option, Object.keys(step.options)) : undefined;
  return {
    code: 'not-an-option',
    message: `${JSON.stringify(option)} is no option of "${id}".`,
    hint: near === undefined ? `Choose one of: ${Object.keys(step.options).join(', ')}.` : `Did you mean "${near}"?`,
  };
}

function refuseItem({ id, step, life }: Case, item: number, ticked: boolean): Refusal | undefined {
  const listed = step.checklist?.length ?? 0;
  // How many things `each` gives is not known here; what was ticked is.
  if (!Number.isInteger(item) || item < 1 || (step.each === undefined && item > listed)) {
    return {
      code: 'no-such-item',
      message: `"${id}" has no item ${item}.`,
      hint: listed === 0 ? 'It has no checklist.' : `It has ${listed}.`,
    };
  }
  if ((life.ticks?.includes(item) ?? false) === ticked)
    return { code: 'already-so', message: `Item ${item} of "${id}" is ${ticked ? 'ticked' : 'not ticked'} already.` };
  return undefined;
}

function refuseApproval({ id, life }: Case, of: string): Refusal | undefined {
  if (life.awaiting !== undefined && life.awaiting.entry === of) return undefined;
  return {
    code: 'nothing-awaiting',
    message: `Nothing of "${id}" waits for that approval.`,
    ...(life.entry !== undefined && { entry: life.entry }),
  };
}

function refuseSamePerson({ life }: Case, name: string | undefined): Refusal | undefined {
  if (life.awaiting === undefined || life.awaiting.by !== name) return undefined;
  return {
    code: 'same-person',
    message: `${name} finished it and cannot approve it.`,
    hint: 'Another person approves, or you go on without.',
    entry: life.awaiting.entry,
  };
}

function refuseCommand(found: Case): Refusal | undefined {
  const { id, step, life } = found;
  if (!('command' in step)) return wrongVerb(found, 'has no command');
  if (life.command !== undefined)
    return {
      code: 'already-so',
      message: `The command of "${id}" is running.`,
      hint: 'Wait for its end, which is recorded by itself.',
      entry: life.command,
    };
  if (life.state === 'active' || life.state === 'waiting') return undefined;
  return life.state === 'awaiting' ? awaits(found) : settled(found, 'Reopen it to run it again.');
}

function refuseTimer(found: Case, entry: Extract<EntryLike, { type: 'timer.elapsed' }>): Refusal | undefined {
  const { id, step, life } = found;
  const { timer, round } = entry.data;
  const fits =
    timer === 'approval'
      ? life.awaiting !== undefined
      : timer === 'wait'
        ? 'wait' in step && life.state === 'active'
        : timer === 'at-most'
          ? ('wait' in step || 'repeat' in step) && life.state === 'active'
          : timer === 'round'
            ? 'repeat' in step && life.state === 'active' && (round === undefined || round === life.round)
            : timer === 'default'
              ? 'options' in step && life.state === 'active'
              : timer === 'overdue' && life.state === 'active';
  if (!fits) return { code: 'not-active', message: `No such timer of "${id}" is running.` };
  return life.elapsed?.includes(timer) === true
    ? { code: 'already-so', message: `That timer of "${id}" has elapsed already.` }
    : undefined;
}

function isContainer(step: Step): boolean {
  return 'tracks' in step || 'repeat' in step || 'follow' in step;
}

function wrongVerb({ id }: Case, what: string, hint?: string): Refusal {
  return { code: 'wrong-verb', message: `"${id}" ${what}.`, ...(hint !== undefined && { hint }) };
}

function notActive({ id }: Case): Refusal {
  return { code: 'not-active', message: `"${id}" is not active.` };
}

function awaits({ id, life }: Case): Refusal {
  const { by, at, entry } = life.awaiting ?? { by: 'somebody', at: '', entry: '' };
  return {
    code: 'already-settled',
    message: `"${id}" was finished by ${by} at ${sayTime(at)} and waits for approval.`,
    hint: 'Approve it, refuse it, or go on without.',
    entry,
  };
}

const happened = {
  done: 'was done',
  skipped: 'was skipped',
  failed: 'failed',
  passed: 'was passed',
  'left-open': 'was left open',
} as const;

function settled({ id, life }: Case, hint?: string): Refusal {
  const { state, at, by, chose, entry } = life;
  const what =
    chose !== undefined && state === 'done'
      ? `was decided ("${chose}")`
      : state in happened
        ? happened[state as keyof typeof happened]
        : state;
  const message = `"${id}" ${what}${by === undefined ? '' : ` by ${by}`}${at === undefined ? '' : ` at ${sayTime(at)}`}.`;
  return {
    code: 'already-settled',
    message,
    ...(hint !== undefined && { hint }),
    ...(entry !== undefined && { entry }),
  };
}
