import { actByWord, answerWords, choiceMeant, choicesListed, parseWords } from '../guide/index.ts';
import type { Asking, Lookup, Parsed } from '../guide/index.ts';
import type { Neighbours, Session } from '../session/index.ts';
import type { PlainIo } from './io.ts';
import type { Page } from './page.ts';
import type { LineReader } from './reader.ts';

/** One person at one terminal: what every question needs, in the guide and at home. */
export interface Lines {
  readonly page: Page;
  readonly reader: LineReader;
  /** How words of a command are typed here: on a fresh clone nobody has the command itself. */
  readonly again: PlainIo['again'];
  /** The prompt that waits for a line, to be shown again after something came in between. */
  waiting: string | undefined;
  /** A command typed where an answer was asked for: it is read next. */
  pushed: string | undefined;
  /** Set when something could not be written: the exit code says so too. */
  fault: boolean;
}

/** One person with one incident: what every part of the guide's conversation needs. */
export interface Talk extends Lines {
  session: Session;
  io: PlainIo;
  /** The open step that the person chose to look at, where that is not the one that the guide puts first. */
  looking: string | undefined;
  /** What goes on in the other incidents, the alarms of them that were said, and the id of the one before this. */
  neighbours: Neighbours | undefined;
  readonly told: Set<string>;
  /** What was there to be taken up when it was looked for last. */
  offered: string | undefined;
  before: string | undefined;
  /** Lets go of this incident, where one has come over to it. */
  letGo: () => void;
  /** The last entry that has been shown. */
  seen: number;
  /** What was said of what could not be written. */
  unwritten?: string | undefined;
}

/** What was answered; `over`: the input has ended, or the person went away. */
export type Answer = { readonly line: string } | 'over';

/** Asks one question and waits for its line. */
export async function ask(lines: Lines, prompt: string): Promise<Answer> {
  if (lines.pushed !== undefined) {
    const line = lines.pushed;
    lines.pushed = undefined;
    return { line };
  }
  lines.page.prompt(prompt);
  lines.waiting = prompt;
  const line = await lines.reader.next();
  lines.waiting = undefined;
  if (line === undefined) {
    lines.page.breakPrompt();
    return 'over';
  }
  lines.page.answered();
  return { line: line.trim() };
}

/** Words by which a question is left without an answer. */
export function isCancel(line: string): boolean {
  return line === '' || /^(?:cancel|back|stop)$/i.test(line);
}

/** Whether somebody wants out of a question by this line, whatever is asked: `quit` is nobody's name, `help` no answer. Both are read next. */
export function wantsOut(talk: Talk, line: string): boolean {
  return (actByWord(line)?.name === 'quit' || /^help$/i.test(line)) && pushCommand(talk, line);
}

/** Asks until it is yes or no; an empty line is no. */
export async function confirm(talk: Talk, prompt: string): Promise<boolean | 'over'> {
  for (;;) {
    const answer = await ask(talk, `${prompt} (yes or no)`);
    if (answer === 'over') return 'over';
    if (/^(?:y|yes|ja)$/i.test(answer.line)) return true;
    if (/^(?:n|no|nej)$/i.test(answer.line) || isCancel(answer.line) || pushCommand(talk, answer.line)) return false;
    talk.page.say('Please type yes or no.');
  }
}

/** What typed words may ask the timeline for, and who has the incident open. */
export function lookupOf({ session, io }: Talk): Lookup {
  return session.timeline.lookup(io.here);
}

/**
 * Puts the question that the words left open; gives what the answer makes of them, or nothing where it was left. `isSaid`: the question
 * stands there already.
 */
export async function askFor(talk: Talk, asking: Asking, isSaid = false): Promise<Parsed | undefined | 'over'> {
  const { page } = talk;
  if (!isSaid) page.say(asking.prompt);
  const { listed, rest } = choicesListed(asking.choices);
  listed.forEach((choice, index) => {
    page.say(choice.label, `  ${index + 1}  `);
  });
  if (rest !== undefined) page.say(rest, '  ');
  for (;;) {
    const hint = asking.choices.length > 0 ? 'A number' : 'Your answer';
    const answer = await ask(talk, `${hint} (${wayOut(asking)}) >`);
    if (answer === 'over') return 'over';
    const isLeft = isCancel(answer.line) && !(answer.line === '' && asking.empty !== undefined);
    if (isLeft || wantsOut(talk, answer.line)) {
      page.say(asking.again === undefined ? 'Left. Nothing was recorded.' : 'Left. What was recorded stays.');
      return undefined;
    }
    if (asking.again !== undefined && pushWord(talk, answer.line)) return undefined;
    const words = wordsFor(asking, answer.line);
    if (words !== undefined) {
      const parsed = parseWords(words, talk.session.guide(), talk.session.incident, lookupOf(talk));
      if (parsed.kind !== 'problem') return parsed;
      sayProblem(page, parsed);
    } else if (pushCommand(talk, answer.line)) {
      page.say('Left. Nothing was recorded.');
      return undefined;
    } else page.say(`"${answer.line}" is none of these.`);
  }
}

/**
 * Whether the line is another command: then the question is left and the command is read next. Nobody, and no script in
 * a pipe, must be caught in a question.
 */
export function pushCommand(talk: Talk, line: string): boolean {
  if (actByWord(/^\S+/.exec(line)?.[0] ?? '') === undefined) return false;
  talk.pushed = line;
  return true;
}

function wayOut({ empty, again }: Asking): string {
  if (again !== undefined) return empty === undefined ? 'empty: enough' : 'empty: go on; cancel: enough';
  return `${empty === undefined ? 'empty' : 'cancel'}: leave it`;
}

/**
 * Among answers that are asked for one after another, whether this line is a command: a word of the guide alone, or one that nobody begins
 * a remark with (`follow-up A second sensor`).
 */
function pushWord(talk: Talk, line: string): boolean {
  const [word = '', ...rest] = line.split(/\s+/);
  return (rest.length === 0 || word.includes('-')) && pushCommand(talk, line);
}

function wordsFor(asking: Asking, line: string): readonly string[] | undefined {
  if (line === '' && asking.empty !== undefined) return asking.empty;
  const chosen = choiceMeant(asking.choices, line);
  if (chosen !== undefined) return chosen.words;
  return asking.before === undefined ? undefined : answerWords(asking, line);
}

/** What was wrong, then what to do. */
export function sayProblem(page: Page, { message, hint }: { readonly message: string; readonly hint?: string }): void {
  page.say(hint === undefined ? message : `${message} ${hint}`);
}
