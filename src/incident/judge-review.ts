import type { Refusal } from '../statechart/index.ts';
import type { Incident } from './model.ts';
import { alreadySo, noSuch } from './refusals.ts';
import { own } from './work.ts';

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
