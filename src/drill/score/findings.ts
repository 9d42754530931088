import { type Filling, filled } from '../../text/index.ts';
import { shortDuration } from '../../time/index.ts';

/** What measuring a drill can find, in words. `{name}` is filled in; of two forms divided by `|` the first stands where `{n}` is 1. */
export const findings = {
  'finding.from.start': 'the start',
  'finding.from.inject': 'inject {inject}',
  'finding.from.step': 'step {step}',
  'finding.never-came': '{what} never came about',
  'finding.not-come': '{what} has not come about yet',
  'finding.cut-short': 'the exercise was stopped before that',
  'finding.time-left': 'the exercise ended while there was still time for that',
  'finding.neither': 'neither that nor {what} came about',

  'finding.verb.step': 'done',
  'finding.verb.choice': 'decided',
  'finding.verb.fact': 'recorded',
  'finding.verb.answer': 'answered',
  'finding.verb.entries': 'done',
  'finding.verb.message': 'sent',
  'finding.after': '{done} after {length}',
  'finding.before-that': '{done} before that',
  'finding.after-length': 'after {length}',
  'finding.times-in': '{n} time in {length}|{n} times in {length}',
  'finding.more-than': 'more than {length}',
  'finding.wanted': '(wanted within {limits})',
  'finding.not': 'not {done}',
  'finding.not-yet': 'not {done} yet',
  'finding.not-before': 'not {done} before {what} was',
  'finding.so-far': '{what} so far',
  'finding.decided': 'decided for {option}',
  'finding.answered': 'answered: {answer}',
  'finding.not-once': 'not once',
  'finding.of-times': '{times} of {of} times',

  'finding.missed': 'missed once|missed {n} times',
  'finding.never-missed': 'never missed',
  'finding.not-missed-yet': 'not missed yet',
  'finding.never-ran': 'it never ran',
  'finding.runs-not-yet': 'it does not run yet',
  'finding.not-run-out': 'it did not run out',
  'finding.times': 'once|{n} times',
  'finding.never': 'never',
  'finding.not-so-far': 'not so far',

  'finding.other-way': 'the exercise did not go this way',
  'finding.by-evaluator': 'an evaluator rates it',
  'finding.well': '{well} of {n} task without challenges|{well} of {n} tasks without challenges',
  'finding.nothing': 'nothing of it could be measured',
  'finding.pending': '{pending} not decided yet',
  'finding.rated': 'rated by {n} evaluator|rated by {n} evaluators',
  'finding.to-be-rated': 'still to be rated by an evaluator',
} as const;

export type FindingKey = keyof typeof findings;

/** The language in which is said what was found. */
export interface Words {
  readonly say: (key: FindingKey, values?: Filling) => string;
  /** How long, in milliseconds. */
  readonly length: (ms: number) => string;
}

export const inEnglish: Words = { say: (key, values) => filled(findings[key], values), length: shortDuration };
