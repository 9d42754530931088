import type { EntryData } from '../entry/index.ts';
import type { Refusal } from '../statechart/index.ts';
import { feedbackStatement, feedbackStatements } from './feedback-statements.ts';
import type { Incident } from './model.ts';
import { alreadySo, noSuch } from './refusals.ts';
import { own } from './own.ts';

/** Whether a follow-up may be said done, or its effect verified: that what was done truly helps. */
export function judgeFollowUp(
  { followUps }: Incident,
  type: 'follow-up.done' | 'follow-up.verified',
  id: string,
): Refusal | undefined {
  const found = own(followUps, id);
  if (found === undefined) return noSuch('follow-up', id, Object.keys(followUps));
  if (type === 'follow-up.done') return found.doneAt === undefined ? undefined : alreadySo(`"${id}" is done already.`);
  if (found.verifiedAt !== undefined) return alreadySo(`The effect of "${id}" is verified already.`);
  return found.doneAt === undefined
    ? { code: 'wrong-state', message: `"${id}" is not done yet.`, hint: `follow-up-done ${id}` }
    : undefined;
}

/** Feedback is of an exercise; a statement is one that is asked, and agreed with from 1 to 5. */
export function judgeFeedback(
  { mode }: Incident,
  { statement, agreement }: EntryData['feedback.given'],
): Refusal | undefined {
  if (mode === 'real')
    return {
      code: 'wrong-state',
      message: 'Feedback is given on an exercise, and this is none.',
      hint: 'annotate went-well WORDS, annotate went-badly WORDS',
    };
  if (statement === undefined) return undefined;
  if (feedbackStatement(statement) === undefined)
    return noSuch(
      'statement',
      statement,
      feedbackStatements.map(({ id }) => id),
    );
  return agreement !== undefined && Number.isInteger(agreement) && agreement >= 1 && agreement <= 5
    ? undefined
    : {
        code: 'wrong-type',
        message: 'Say how far you agree, from 1 (not at all) to 5.',
        hint: `feedback ${statement} 4`,
      };
}
