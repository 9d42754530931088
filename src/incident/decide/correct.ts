import { isInstant, millis, sayTime } from '../../time/index.ts';
import type { AnyEntry, Entry, EntryType } from '../../entry/index.ts';
import type { Refusal } from '../../statechart/index.ts';
import type { Act, ActContext } from '../act.ts';
import type { Said, Transaction } from '../transaction.ts';
import { own } from '../own.ts';
import { attempt, isSameMoment, saidOf } from './attempt.ts';
import { sayLoss, sayReturn } from './services.ts';
import type { TrueTime } from './services.ts';

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
  if (words !== undefined) {
    if (words.trim() === '')
      return {
        code: 'needs-words',
        message: 'The new words are empty.',
        hint: 'To take words away for good: expunge ENTRY --basis TEXT.',
      };
    const refused = correctWords(tx, act, words, context);
    if (refused !== undefined) return refused;
  }
  if (marking !== undefined) tx.add('entry.corrected', { entry, field: 'marking', value: marking }, reasonOf(context));
  return at === undefined ? undefined : correctTime(tx, act, at, context);
}

/** The words of a personal fact are its answer: that is given again, at the time from which it was so. */
function correctWords(
  tx: Transaction,
  { entry, target, at, isReason }: CorrectAct,
  words: string,
  { why }: ActContext,
): Refusal | undefined {
  // The fold takes the first words that follow it for the reason that it owes, not for its title.
  if (target?.type === 'step.added' && isReason !== true && owesReason(tx, entry))
    return {
      code: 'wrong-state',
      message: `#${target.seq} owes its reason still: its next new words would be taken for that, not for its title.`,
      hint: `Give the reason first: why ${target.seq} WORDS. Then: correct ${target.seq} WORDS.`,
    };
  if (target !== undefined && isReason !== true && saysAllInData(target) && !owesReason(tx, entry))
    return {
      code: 'wrong-type',
      message: `#${target.seq} has no words of its own to correct.`,
      hint: sayAnew(target),
    };
  const privacy = target?.type === 'fact.recorded' ? target.data.privacy : undefined;
  if (privacy === 'secret')
    return {
      code: 'wrong-type',
      message: 'Of a secret fact only that it was given is kept: there are no words to correct.',
      hint: 'Nothing was recorded. Give the fact again.',
    };
  if (target?.type === 'fact.recorded' && privacy === 'personal' && isAnswerNow(tx, target)) {
    if (at !== undefined) return undefined; // Said again with its true time, below.
    return sayFact(tx, target, { at: target.at, precision: target.precision, words });
  }
  const place = tx.drafts.length;
  const refused = attempt(tx, 'entry.corrected', { entry, field: 'words' }, { words });
  // The words of the entry are the new ones, so the reason stands beside it.
  if (refused === undefined && why !== undefined) tx.add('note.written', {}, { words: why, causedBy: place });
  return refused;
}

const describeAgain = 'Describe it again: describe FIELD=VALUE.';

/**
 * Of these no words are told anywhere, or only as a reason beside what was said: who has a role, when it began, what is known.
 * Whoever corrects one of them means what it says, and that stands elsewhere.
 */
const inData: ReadonlySet<EntryType> = new Set([
  'incident.described',
  'severity.set',
  'fact.recorded',
  'role.assigned',
  'role.acknowledged',
  'role.released',
  'task.taken',
  'task.done',
  'clock.started',
  'clock.missed',
  'timer.elapsed',
  'runbook.followed',
  'runbook.ended',
  'runbook.revised',
  'scenario.followed',
  'handover.accepted',
  'follow-up.done',
  'follow-up.verified',
  'review.signed-off',
]);

/** Words that were taken out for good were some too. */
const saysAllInData = ({ type, words, 'words-digest': digest }: AnyEntry): boolean =>
  inData.has(type) && words === undefined && digest === undefined;

/** How what stands in no words is put right. */
function sayAnew({ type, data, seq }: AnyEntry): string {
  if (type === 'incident.described') return describeAgain;
  if (type === 'fact.recorded') return `Give the fact again: fact ${data.fact}=VALUE.`;
  if (type === 'severity.set') return 'Set it again: severity SEV.';
  return `To take it back: undo ${seq}. To say something of it: note WORDS.`;
}

const owesReason = ({ incident }: Transaction, id: string): boolean =>
  incident.deviations.some(({ entry, deviation }) => entry === id && deviation.owed);

/** A reason is what a person said: it stands in the words, from where it can be removed. */
function reasonOf({ why }: ActContext): Said {
  return why === undefined ? {} : { words: why };
}

function correctTime(tx: Transaction, act: CorrectAct, at: string, context: ActContext): Refusal | undefined {
  const { entry, target } = act;
  const known = act.precision === undefined ? {} : { precision: act.precision };
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
  const again = sayAgain(tx, act, { at, ...known });
  if (again !== false) return again;
  const hint = target === undefined ? undefined : hints[target.type];
  if (target !== undefined && hint !== undefined) {
    return {
      code: 'wrong-type',
      message: `The time of a ${target.type} decides how the incident stands: it is not changed behind the plan's back.`,
      hint: hint.replaceAll('STEP', target.step ?? 'STEP'),
    };
  }
  return attempt(tx, 'entry.corrected', { entry, field: 'at', value: at, ...known }, reasonOf(context));
}

/** What is put right by being said again with its true time; false where this is none of these, or does not count any more. */
function sayAgain(tx: Transaction, { target, words }: CorrectAct, when: TrueTime): Refusal | undefined | false {
  switch (target?.type) {
    case 'incident.aware':
      return (
        target.data.withdrawn !== true &&
        isSameMoment(own(tx.incident.aware, target.data.topic), target.at) &&
        attempt(tx, 'incident.aware', target.data, { ...when, ...saidOf(target) })
      );
    case 'service.lost':
      return sayLoss(tx, target, when);
    case 'service.restored':
      return sayReturn(tx, target, when);
    case 'fact.recorded':
      return (
        isAnswerNow(tx, target) &&
        sayFact(tx, target, {
          ...when,
          ...saidOf(target),
          ...(target.data.privacy === 'personal' && words !== undefined && { words }),
        })
      );
    default:
      return false;
  }
}

function sayFact(tx: Transaction, target: Entry<'fact.recorded'>, said: Said): Refusal | undefined {
  const { run, step } = target;
  return attempt(tx, 'fact.recorded', target.data, {
    ...said,
    ...(run !== undefined && { run }),
    ...(step !== undefined && { step }),
  });
}

/** An answer that another has followed decides nothing any more, and must not take that one's place. */
function isAnswerNow(tx: Transaction, target: AnyEntry & Entry<'fact.recorded'>): boolean {
  return own(tx.incident.facts, target.data.fact)?.answer?.entry === target.id;
}

/** Where the time decides state and saying it again is more than one act. */
const hints: Readonly<Partial<Record<EntryType, string>>> = {
  'incident.declared': 'Say when it began: describe began=TIME.',
  'incident.described': describeAgain,
  'step.done': 'reopen STEP, then: done STEP --at TIME',
  'step.skipped': 'reopen STEP, then: skip STEP --at TIME',
  'step.failed': 'reopen STEP, then: fail STEP --at TIME',
  'default.taken': 'reopen STEP, then: choose STEP OPTION --at TIME',
  'command.finished': 'reopen STEP, then: done STEP --at TIME',
  'incident.resolved': 'reopen-incident, then: resolve --at TIME',
  'choice.made': 'reopen STEP, then: choose STEP OPTION --at TIME',
  'clock.met': 'undo it, then: met CLOCK --at TIME',
  'clock.asked': 'asked CLOCK --due TIME --at TIME',
  'clock.started': 'Correct what started it: aware TOPIC --at TIME.',
  'service.restored': 'lost SERVICE with the time of its loss, then: restored SERVICE --at TIME',
  'runbook.followed': 'A runbook counts from when it was taken up.',
  'runbook.revised': 'A newer text counts from when it was taken.',
};
