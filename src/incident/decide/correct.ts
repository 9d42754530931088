import { isInstant, millis, sayTime } from '../../time/index.ts';
import type { AnyEntry, EntryType } from '../../entry/index.ts';
import type { Refusal } from '../../statechart/index.ts';
import type { Act, ActContext } from '../model.ts';
import type { Transaction } from '../transaction.ts';
import { attempt } from './attempt.ts';

type CorrectAct = Extract<Act, { act: 'correct' }>;

/**
 * Words, shown time and marking are corrected by an entry that points at the old one. Where the time decides state the
 * thing is said again with its true time; where that cannot be, the command that can is named.
 */
export function writeCorrection(tx: Transaction, act: CorrectAct, context: ActContext): Refusal | undefined {
  const { entry, target, words, at, marking } = act;
  if (words === undefined && at === undefined && marking === undefined) {
    return {
      code: 'needs-words',
      message: 'Nothing was said to correct.',
      hint: 'correct ENTRY --words TEXT, --at TIME or --marking TLP',
    };
  }
  if (target !== undefined && (target.type === 'entry.corrected' || target.type === 'entry.expunged')) {
    return {
      code: 'wrong-type',
      message: 'A correction is not corrected itself.',
      hint: 'Correct the entry that it points at again.',
    };
  }
  const reason = context.why === undefined ? {} : { reason: context.why };
  if (words !== undefined) {
    if (words.trim() === '')
      return {
        code: 'needs-words',
        message: 'The new words are empty.',
        hint: 'To take words away for good: expunge ENTRY --basis TEXT.',
      };
    const refused = attempt(tx, 'entry.corrected', { entry, field: 'words', ...reason }, { words });
    if (refused !== undefined) return refused;
  }
  if (marking !== undefined) tx.add('entry.corrected', { entry, field: 'marking', value: marking, ...reason });
  return at === undefined ? undefined : correctTime(tx, act, at, context);
}

function correctTime(
  tx: Transaction,
  { entry, target }: CorrectAct,
  at: string,
  context: ActContext,
): Refusal | undefined {
  if (!isInstant(at))
    return {
      code: 'wrong-type',
      message: `"${at}" is not a time.`,
      hint: 'Write 03:12, -5m, or ISO 8601 with offset.',
    };
  if (millis(at) > millis(context.now))
    return {
      code: 'in-future',
      message: `${sayTime(at)} lies in the future: it is ${sayTime(context.now)} now.`,
      hint: 'Give a time that has passed.',
    };
  const again = target === undefined ? false : sayAgain(tx, target, at);
  if (again !== false) return again;
  const hint = target === undefined ? undefined : hints[target.type];
  if (target !== undefined && hint !== undefined) {
    return {
      code: 'wrong-type',
      message: `The time of a ${target.type} decides how the incident stands: it is not changed behind the plan's back.`,
      hint: hint.replaceAll('STEP', target.step ?? 'STEP'),
    };
  }
  const reason = context.why === undefined ? {} : { reason: context.why };
  return attempt(tx, 'entry.corrected', { entry, field: 'at', value: at, ...reason });
}

/** What is put right by being said again with its true time; false where this is none of these. */
function sayAgain(tx: Transaction, target: AnyEntry, at: string): Refusal | undefined | false {
  const said = { at, ...(target.words !== undefined && { words: target.words }) };
  switch (target.type) {
    case 'incident.aware':
      return attempt(tx, 'incident.aware', target.data, said);
    case 'service.lost':
      return attempt(tx, 'service.lost', target.data, said);
    case 'fact.recorded':
      return attempt(tx, 'fact.recorded', target.data, {
        ...said,
        ...(target.run !== undefined && { run: target.run }),
        ...(target.step !== undefined && { step: target.step }),
      });
    default:
      return false;
  }
}

/** Where the time decides state and saying it again is more than one act. */
const hints: Readonly<Partial<Record<EntryType, string>>> = {
  'incident.declared': 'Say when it began: describe began=TIME.',
  'incident.described': 'Describe it again: describe FIELD=VALUE.',
  'step.done': 'reopen STEP, then: done STEP --at TIME',
  'step.skipped': 'reopen STEP, then: skip STEP --at TIME',
  'step.failed': 'reopen STEP, then: fail STEP --at TIME',
  'choice.made': 'reopen STEP, then: choose STEP OPTION --at TIME',
  'clock.met': 'undo it, then: met CLOCK --at TIME',
  'clock.asked': 'asked CLOCK --due TIME --at TIME',
  'clock.started': 'Correct what started it: aware TOPIC --at TIME.',
  'service.restored': 'lost SERVICE with the time of its loss, then: restored SERVICE --at TIME',
  'runbook.followed': 'A runbook counts from when it was taken up.',
};

/** The words of an entry go for good; that they went, by whom and on what basis stays. */
export function writeExpunge(tx: Transaction, { entry, basis }: Extract<Act, { act: 'expunge' }>): Refusal | undefined {
  if (basis.trim() === '')
    return {
      code: 'needs-words',
      message: 'Say on what basis the words are removed.',
      hint: 'expunge ENTRY --basis TEXT',
    };
  return attempt(tx, 'entry.expunged', { entry }, { words: basis });
}
