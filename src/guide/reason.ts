import type { Deviation, DeviationKind } from '../entry/index.ts';
import type { Act } from '../incident/index.ts';
import { isOpenClock } from './open-clock.ts';
import type { Guide } from './model.ts';

/** That an act leaves the plan, and in which way; raw text, a sentence without its full stop. */
export function leavesPlan(deviation: Deviation | undefined): string {
  return `This leaves the plan${inBrackets(deviation?.kinds ?? [])}`;
}

/** What is itself a way of leaving the plan: whoever does it need not be told. */
const meant: ReadonlySet<DeviationKind> = new Set([
  'skipped',
  'failed',
  'reopened',
  'jumped',
  'added',
  'changed-choice',
  'set-aside',
  'undone',
]);

/** That what was done left the plan otherwise than by what it is, and in which way; raw text, a sentence. Undefined where it did not. */
export function leftPlan({ kinds, owed }: Deviation): string | undefined {
  const ways = kinds.filter((kind) => !meant.has(kind));
  if (ways.length === 0) return undefined;
  return `That left the plan${inBrackets(ways)}.${owed ? '' : ' It is recorded with your reason.'}`;
}

function inBrackets(ways: readonly DeviationKind[]): string {
  return ways.length === 0 ? '' : ` (${ways.map((way) => way.replaceAll('-', ' ')).join(', ')})`;
}

/** What is asked where an act leaves the plan. Nothing is to be asked twice of somebody tired: Enter alone goes on. */
export const whyAsked = 'Why? A few words, or Enter to give the reason later';

/** What is asked where a reason is welcome and none is owed. */
export const whyWelcome = 'Why? A few words, or Enter for none';

/** Of what stays in the plan why somebody will want to know it: a question; undefined of all else. */
export function whyWanted(act: Act, { clocks }: Pick<Guide, 'clocks'>): string | undefined {
  // Whoever did the step has to do it again, by what is said here.
  if (act.act === 'approve' && act.answer === 'refused') return 'Whoever did it has to do it again. Why is it refused?';
  // GDPR Art. 33(1): "accompanied by reasons for the delay".
  if (act.act === 'met' && clocks.some((clock) => clock.id === act.clock && isOpenClock(clock) && clock.late))
    return 'This comes after its time. Why so late?';
  return undefined;
}

/** What is said where it was asked why and somebody went back: of it, for answers given on the way to the question are recorded. */
export const notDone = 'Not done. Nothing of it was recorded.';

/** Whether that is no reason yet but the word that it will be given. */
export function isLater(words: string): boolean {
  return /^later[.!]?$/i.test(words.trim());
}

/** How an act is done once that was answered to "Why?": nothing and "later" owe the reason. */
export function answerWhy<How extends { readonly why?: string }>(how: How, answer: string): How {
  const { why: _, ...rest } = how;
  const words = answer.trim();
  return (words === '' || isLater(words) ? rest : { ...rest, why: words }) as How;
}
