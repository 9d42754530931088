import type { Refusal } from '../../statechart/index.ts';
import type { Act } from '../act.ts';
import { alreadySo } from '../refusals.ts';
import { reviewKind, reviewKinds } from '../review-kinds.ts';
import type { Transaction } from '../transaction.ts';
import { attempt } from './attempt.ts';
import { nextId } from './people.ts';

type ReviewAct = Extract<
  Act,
  { act: 'annotate' | 'sign-off' | 'feedback' | 'follow-up' | 'follow-up-done' | 'follow-up-verified' }
>;

/** What is said in the review, and what is to be done after the incident. It stands beside the record and changes nothing in it. */
export function writeReview(tx: Transaction, act: ReviewAct, me: string): Refusal | undefined {
  switch (act.act) {
    case 'annotate':
      return annotate(tx, act);
    case 'sign-off':
      return tx.incident.signedOff.some(({ by }) => by === me)
        ? alreadySo(`${me} has signed the review off already.`)
        : attempt(tx, 'review.signed-off', {});
    case 'follow-up-done':
      return attempt(tx, 'follow-up.done', { 'follow-up': act.followUp });
    case 'follow-up-verified':
      return verify(tx, act);
    case 'feedback':
      return giveFeedback(tx, act);
    case 'follow-up':
      return propose(tx, act);
  }
}

/** Its effect is seen somewhere else, later; what showed in the same incident needs no name. */
function verify(
  tx: Transaction,
  { followUp, in: where }: Extract<Act, { act: 'follow-up-verified' }>,
): Refusal | undefined {
  if (where === tx.before.alias)
    return {
      code: 'wrong-type',
      message: `"${followUp}" came out of ${where} itself. Nothing was recorded.`,
      hint: `Name the one that showed later that it helps, or none: follow-up-verified ${followUp}`,
    };
  return attempt(tx, 'follow-up.verified', { 'follow-up': followUp, ...(where !== undefined && { in: where }) });
}

function propose(tx: Transaction, act: Extract<Act, { act: 'follow-up' }>): Refusal | undefined {
  if (act.words.trim() === '')
    return { code: 'needs-words', message: 'Say what is to be done.', hint: 'follow-up TEXT' };
  if (act.objective !== undefined && tx.before.drill === undefined)
    return {
      code: 'wrong-state',
      message: `There is no objective "${act.objective}": only a drill that plays a scenario has objectives.`,
      hint: 'Say it without an objective.',
    };
  return attempt(
    tx,
    'follow-up.proposed',
    {
      'follow-up': nextId('follow-up', tx.incident.followUps),
      ...(act.owner !== undefined && { owner: act.owner }),
      ...(act.due !== undefined && { due: act.due }),
      ...(act.kind !== undefined && { kind: act.kind }),
      ...(act.objective !== undefined && { objective: act.objective }),
    },
    { words: act.words },
  );
}

/** A participant agrees with a statement or not, says something in words, or both. */
function giveFeedback(
  tx: Transaction,
  { statement, agreement, words = '' }: Extract<Act, { act: 'feedback' }>,
): Refusal | undefined {
  if (statement === undefined && words.trim() === '')
    return { code: 'needs-words', message: 'Say what you think of the exercise.', hint: 'feedback WORDS' };
  return attempt(
    tx,
    'feedback.given',
    { ...(statement !== undefined && { statement }), ...(agreement !== undefined && { agreement }) },
    words.trim() === '' ? {} : { words },
  );
}

function annotate(tx: Transaction, { kind: id, words, entry }: Extract<Act, { act: 'annotate' }>): Refusal | undefined {
  const kind = reviewKind(id);
  if (kind === undefined)
    return {
      code: 'no-such-thing',
      message: `A review does not ask for "${id}".`,
      hint: `It asks for: ${reviewKinds.map((each) => each.id).join(', ')}.`,
    };
  if (words.trim() === '') return { code: 'needs-words', message: `${kind.title}: nothing was said.`, hint: kind.ask };
  if (kind.about === true && entry === undefined)
    return {
      code: 'needs-words',
      message: `${kind.title} belong to an entry of the timeline.`,
      hint: `annotate ${id} #N WORDS`,
    };
  if (kind.of !== undefined && !kind.of.includes(words))
    return {
      code: 'wrong-type',
      message: `${kind.title}: "${words}" is none of its answers.`,
      hint: `One of: ${kind.of.join(', ')}.`,
    };
  return attempt(tx, 'review.annotated', { kind: id, ...(entry !== undefined && { entry }) }, { words });
}
