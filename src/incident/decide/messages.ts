import type { Refusal } from '../../statechart/index.ts';
import type { Act, ActContext } from '../act.ts';
import { markedAsExercise } from '../exercise.ts';
import { noSuch } from '../refusals.ts';
import { resolveStep } from '../select.ts';
import type { FoundStep } from '../select.ts';
import type { Transaction } from '../transaction.ts';
import { own } from '../own.ts';
import { attempt, attemptOnStep } from './attempt.ts';
import { recordUnanswered } from './steps.ts';

type SendAct = Extract<Act, { act: 'send' }>;

/** A message that was sent; where a `tell` step asked for it, the step is done with it. */
export function writeMessage(tx: Transaction, act: SendAct, context: ActContext): Refusal | undefined {
  if (act.body.trim() === '')
    return { code: 'needs-words', message: 'The message is empty.', hint: 'Say what was sent.' };
  if (act.step === undefined) return writeSent(tx, act, act.message);
  const found = resolveStep(tx.incident, act.step);
  if ('refusal' in found) return found.refusal;
  const { run, step, life } = found;
  if (!('tell' in step.step))
    return {
      code: 'wrong-verb',
      message: `Step "${step.id}" sends no message: it is a ${step.verb}.`,
      hint: 'Send it without the step: send MESSAGE.',
    };
  return (
    writeSent(tx, act, act.message ?? step.step.message, found) ??
    attemptOnStep(tx, run, step, 'step.done', {}, { turn: life.turn, causedBy: 0 }, context) ??
    recordUnanswered(tx, found)
  );
}

function writeSent(tx: Transaction, act: SendAct, id: string | undefined, found?: FoundStep): Refusal | undefined {
  const message = id === undefined ? undefined : own(tx.incident.messages, id)?.message;
  if (id !== undefined && message === undefined) return noSuch('message', id, Object.keys(tx.incident.messages));
  const to = act.to ?? message?.to;
  if (to === undefined)
    return { code: 'needs-words', message: 'Nobody is named to whom it was sent.', hint: 'send MESSAGE, or --to WHOM' };
  const data = {
    ...(id !== undefined && { message: id }),
    to,
    ...(message?.by !== undefined && { by: message.by }),
    ...(act.language !== undefined && { language: act.language }),
    ...(act.missing !== undefined && act.missing.length > 0 && { missing: act.missing }),
  };
  const where = found === undefined ? {} : { run: found.run.id, step: found.step.id, turn: found.life.turn };
  return attempt(tx, 'message.sent', data, { ...where, words: markedAsExercise(tx.before, act.body) });
}
