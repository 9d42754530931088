import { actByWord } from '../guide/index.ts';
import {
  bookOf,
  declaringQuestions,
  declaringText,
  findBySymptoms,
  lastLook,
  sentenceOf,
  severitiesFor,
} from '../home/index.ts';
import type { Begin, HomeRunbook, ThereIs } from '../home/index.ts';
import { ask } from './talk.ts';
import type { Lines } from './talk.ts';

/** What somebody is about to declare, and what is offered for the sentence where they type nothing. */
interface Declaring {
  readonly lines: Lines;
  readonly there: ThereIs;
  readonly offered: string;
  /** Keeps the sentence, should the rest be left. */
  readonly keep: (sentence: string) => void;
}

/** How the questions are left: one back, all of them, the program, or with the input ended. */
export type Left = 'back' | 'cancel' | 'leave' | 'over';

/** One question: what is to be declared after it. */
type Question = (declaring: Declaring, begin: Begin) => Promise<Begin | Left>;

/**
 * Asks what is needed before an incident is declared: one sentence, the runbook where none was chosen, how bad it is by its
 * meaning, and a last look. `back` leads one question back, `cancel` out of all of them. Nothing is written here.
 */
export async function askBeforeDeclaring(declaring: Declaring, first: Begin): Promise<Begin | Exclude<Left, 'back'>> {
  const questions = [askSentence, ...(first.runbook === undefined ? [askRunbook] : []), askSeverity, askSure];
  let begin = first;
  // A sentence that was typed with the word is not asked for again.
  const isSaid = isSentence(first.reason);
  if (isSaid) declaring.keep(first.reason ?? '');
  for (let at = isSaid ? 1 : 0; ;) {
    const question = questions[at];
    if (question === undefined) return begin;
    const answer = await question(declaring, begin);
    if (answer === 'back') at -= 1;
    else if (typeof answer === 'string') return answer;
    else {
      begin = answer;
      at += 1;
    }
    if (at < 0) return 'cancel';
  }
}

const askSentence: Question = async ({ lines, there, offered, keep }, begin) => {
  const { page } = lines;
  const title = bookOf(there, begin.runbook)?.runbook.title ?? '';
  const usual = begin.reason ?? (offered === '' ? title : offered);
  page.gap();
  page.say(declaringText(begin, bookOf(there, begin.runbook)));
  page.say(declaringQuestions.reason);
  for (;;) {
    const answer = await answerTo(lines, `${usual === '' ? '' : `Empty: "${usual}"; `}cancel: leave it >`);
    if (typeof answer === 'string') return answer;
    const sentence = sentenceOf(answer.line === '' ? usual : answer.line);
    if (isSentence(sentence)) {
      keep(sentence);
      return { ...begin, reason: sentence };
    }
    page.say(
      sentence === ''
        ? 'One sentence is needed: what is happening?'
        : `"${sentence}" is no sentence, and no choice was taken by it.`,
    );
  }
};

/** A bare number was meant for the choices that stood above: it must not become the reason of an incident. */
const isSentence = (text = ''): boolean => text !== '' && !/^[-+]?[\d.,]+$/.test(text);

/** So many runbooks are offered for a sentence. */
const MOST_FOUND = 5;

const askRunbook: Question = async ({ lines, there }, given) => {
  const { page } = lines;
  const { runbook: _before, ...begin } = given;
  let found = findBySymptoms(there.runbooks, begin.reason ?? '').slice(0, MOST_FOUND);
  page.gap();
  page.say(found.length === 0 ? 'No runbook speaks of that. One can be taken up later.' : 'A runbook now, or later?');
  for (;;) {
    sayNumbered(lines, [
      ...found.map(({ runbook }) => runbook.title),
      'Later: one can be taken up at any time, and a second one too',
    ]);
    const answer = await answerTo(lines, 'A number, or what you see (empty: later; back; cancel) >');
    if (typeof answer === 'string') return answer;
    const { line } = answer;
    const chosen: HomeRunbook | undefined =
      found[Number(line) - 1] ?? there.runbooks.find(({ id }) => id === line.toLowerCase());
    if (chosen !== undefined) return { ...begin, runbook: chosen.id };
    if (line === '' || line === String(found.length + 1) || /^later$/i.test(line)) return begin;
    const others = /^\d+$/.test(line) ? [] : findBySymptoms(there.runbooks, line).slice(0, MOST_FOUND);
    if (others.length > 0) found = others;
    else page.say(/^\d+$/.test(line) ? `There is no choice ${line}.` : `No runbook speaks of "${line}".`);
  }
};

const askSeverity: Question = async ({ lines, there }, given) => {
  const { severity: _before, ...begin } = given;
  const choices = severitiesFor(there, begin.runbook);
  lines.page.gap();
  lines.page.say(declaringQuestions.severity);
  sayNumbered(
    lines,
    choices.map(({ words }) => words),
  );
  for (;;) {
    const answer = await answerTo(lines, 'A number (back; cancel) >');
    if (typeof answer === 'string') return answer;
    const line = answer.line.toLowerCase().replaceAll(' ', ''); // sev 2
    const chosen = choices.find(({ severity }, index) => line === String(index + 1) || line === severity);
    if (chosen !== undefined) return { ...begin, ...(chosen.severity !== undefined && { severity: chosen.severity }) };
    lines.page.say(
      line === ''
        ? `A number is needed, from 1 to ${choices.length}; ${choices.length} where it is not known yet.`
        : `"${answer.line}" is none of these: a number from 1 to ${choices.length}.`,
    );
  }
};

const askSure: Question = async ({ lines, there }, begin) => {
  const { page } = lines;
  const book = bookOf(there, begin.runbook);
  const { what, then } = lastLook(begin, book);
  page.gap();
  page.say(declaringText(begin, book));
  page.say(what, '  ');
  page.say(then, '  ');
  for (;;) {
    const answer = await answerTo(
      lines,
      `${begin.mode === 'drill' ? 'Begin the drill?' : 'Declare it?'} (yes or no; back) >`,
    );
    if (typeof answer === 'string') return answer;
    if (/^(?:y|yes|ja)$/i.test(answer.line)) return begin;
    // Enter alone begins it on the other screen; here it loses nothing of what was chosen.
    if (/^(?:n|no|nej)$/i.test(answer.line)) return 'cancel';
    page.say('Please type yes or no. Nothing has been written yet.');
  }
};

/** Puts a question; words by which it is left are understood everywhere, so that nobody is caught in one. */
export async function answerTo(lines: Lines, prompt: string): Promise<{ readonly line: string } | Left> {
  const answer = await ask(lines, prompt);
  if (answer === 'over') return 'over';
  const word = answer.line.toLowerCase();
  if (word === 'back') return 'back';
  if (word === 'cancel' || word === 'stop') return 'cancel';
  return actByWord(word)?.name === 'quit' ? 'leave' : answer;
}

/** Choices, each behind its number. */
export function sayNumbered({ page }: Lines, labels: readonly string[]): void {
  labels.forEach((label, index) => page.say(label, `  ${String(index + 1).padStart(2)}  `));
}
