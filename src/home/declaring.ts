import type { Severity } from '../entry/index.ts';
import type { Begin, HomeRunbook, ThereIs } from './model.ts';

/** What is asked before anything is declared, in this order. */
export const declaringQuestions = {
  reason: 'What is happening? One sentence.',
  severity: 'How bad is it? It can be changed at any time.',
} as const;

/** Severities by their meaning, where no runbook says what they mean. */
const meanings: Readonly<Record<string, string>> = {
  sev1: 'People are in danger, or what many cannot do without is lost',
  sev2: 'A service is lost, or people are held up',
  sev3: 'A warning, or a small part of something',
};

/** What can be chosen as severity, by its meaning; the last one says that it is not known yet. */
export function severitiesFor(
  there: Pick<ThereIs, 'runbooks'>,
  id: string | undefined,
): readonly { readonly severity?: Severity; readonly words: string }[] {
  const own = bookOf(there, id)?.runbook.severity;
  const said = Object.entries(own ?? meanings) as [Severity, string][];
  return [
    ...said.map(([severity, meaning]) => ({ severity, words: `${severity}: ${meaning}` })),
    { words: 'Not known yet' },
  ];
}

/** The runbook with that id, where there is one. */
export function bookOf({ runbooks }: Pick<ThereIs, 'runbooks'>, id: string | undefined): HomeRunbook | undefined {
  return runbooks.find((each) => each.id === id);
}

/** A sentence as it is declared: on one line, without blanks at its ends. */
export function sentenceOf(typed: string): string {
  return typed.trim().replaceAll(/\s+/g, ' ');
}

/** What was typed to find a runbook, where it says what is happening: nobody should have to type that twice. Less is a search. */
export function sentenceIn(search: string): string {
  const sentence = sentenceOf(search);
  return sentence.split(' ').length < 3 ? '' : sentence;
}

/** What is being declared, as the heading of its questions. */
export function declaringText({ mode }: Begin, book: HomeRunbook | undefined): string {
  const what = mode === 'drill' ? 'Practise as a DRILL' : 'Declare a real incident';
  return book === undefined ? what : `${what}: ${book.runbook.title}`;
}

/** A last look before anything is written: what will stand in the record, and what that sets going. */
export function lastLook(
  { mode, reason, severity }: Begin,
  book: HomeRunbook | undefined,
): { readonly what: string; readonly then: string } {
  return {
    what: `"${reason ?? book?.runbook.title ?? ''}", ${severity ?? 'severity not known yet'}`,
    then:
      mode === 'drill'
        ? 'Nothing leaves the room, and every screen says DRILL.'
        : 'From then on everything is recorded and clocks run.',
  };
}
