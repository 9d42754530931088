import type { Deviation } from '../entry/index.ts';
import type { Act } from '../incident/index.ts';
import { isOpenClock } from './open-clock.ts';
import type { Guide } from './model.ts';

/** That an act leaves the plan, and in which way; raw text, a sentence without its full stop. */
export function leavesPlan(deviation: Deviation | undefined): string {
  const ways = (deviation?.kinds ?? []).map((kind) => kind.replaceAll('-', ' ')).join(', ');
  return `This leaves the plan${ways === '' ? '' : ` (${ways})`}`;
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
