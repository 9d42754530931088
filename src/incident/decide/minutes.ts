import type { EntryData } from '../../entry/index.ts';
import type { Refusal } from '../../statechart/index.ts';
import type { Act } from '../act.ts';
import { resolveStep } from '../select.ts';
import type { Said, Transaction } from '../transaction.ts';
import { attempt } from './attempt.ts';

/** The minutes of a decision, an entry for each thing that was said; before it is made, or afterwards. */
export function writeMinutes(tx: Transaction, act: Extract<Act, { act: 'minutes' }>): Refusal | undefined {
  const found = resolveStep(tx.incident, act.step);
  if ('refusal' in found) return found.refusal;
  const { run, step, life } = found;
  if (!('options' in step.step))
    return {
      code: 'wrong-verb',
      message: `"${step.title}" is no decision: it has no minutes.`,
      hint: 'What was said goes into a note: note WORDS',
    };
  const said = [
    ...texts(act.considered).map((words) => ({ minutes: 'considered' as const, words })),
    ...texts(act.inFavour === undefined ? [] : [act.inFavour]).map((words) => ({
      minutes: 'in-favour' as const,
      words,
    })),
    ...(act.objections?.length === 0 ? [{ minutes: 'no-objection' as const, words: undefined }] : []),
    ...texts(act.objections).map((words) => ({ minutes: 'objection' as const, words })),
  ];
  if (said.length === 0)
    return {
      code: 'needs-words',
      message: 'Nothing was said about this decision.',
      hint: 'Say what was considered, who was in favour, or who objects.',
    };
  let first: number | undefined;
  for (const { minutes, words } of said) {
    const data: EntryData['note.written'] = { minutes };
    const about: Said = {
      run: run.id,
      step: step.id,
      turn: life.turn,
      ...(words !== undefined && { words }),
      ...(first !== undefined && { causedBy: first }),
    };
    const refused = attempt(tx, 'note.written', data, about);
    if (refused !== undefined) return refused;
    first ??= tx.drafts.length - 1;
  }
  return undefined;
}

function texts(said: readonly string[] | undefined): string[] {
  return (said ?? []).map((text) => text.trim()).filter((text) => text !== '');
}
