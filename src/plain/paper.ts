import { paperUsage, readInitials } from '../guide/index.ts';
import type { NewInitials, PaperLine } from '../guide/index.ts';
import { PaperDesk } from '../session/index.ts';
import { sayNews } from './news.ts';
import { ask, sayProblem } from './talk.ts';
import type { Answer, Talk } from './talk.ts';

/** How typing paper in ended: the person said so, or the input is over. */
type Ended = 'on' | 'over';

/**
 * What was written by hand is typed in, a line an entry: it is said how each was understood, and recorded with Enter. What was
 * refused stands there to be mended.
 */
export async function typeInPaper(talk: Talk): Promise<Ended> {
  const { page, session, io } = talk;
  const names = Object.values(io.contacts?.() ?? {}).map(({ name }) => name);
  const desk = new PaperDesk(session, names);
  page.gap();
  page.say('From paper, a line an entry, in the order in which it stands: time, initials, step, mark.');
  page.say(paperUsage, '  ');
  page.say('" means what stands above. undo takes the last line back. end when the paper is through.');
  try {
    return await lines(talk, desk);
  } finally {
    desk.through();
    sayNews(talk, 'now');
    page.say(desk.count === 1 ? '1 line of paper was recorded.' : `${desk.count} lines of paper were recorded.`);
  }
}

async function lines(talk: Talk, desk: PaperDesk): Promise<Ended> {
  let next: Answer | undefined;
  for (;;) {
    const answer = next ?? (await ask(talk, 'paper >'));
    next = undefined;
    if (answer === 'over') return 'over';
    if (/^(?:end|quit|q|exit|back)$/i.test(answer.line)) return 'on';
    if (answer.line === '') talk.page.say('An empty line is none. end when the paper is through.');
    else if (/^undo$/i.test(answer.line)) undo(talk, desk);
    else next = await take(talk, desk, answer.line);
  }
}

/** Takes one line; gives the next where it was typed already. */
async function take(talk: Talk, desk: PaperDesk, typed: string): Promise<Answer | undefined> {
  const { page } = talk;
  const named = readInitials(typed);
  if (named !== undefined) {
    desk.name(named);
    page.say(`${named.initials}: ${named.name}.`);
    return undefined;
  }
  const read = desk.read(typed);
  if (read.kind === 'problem') {
    sayProblem(page, read);
    page.say(`Not taken: ${typed}`);
    return undefined;
  }
  if (read.kind === 'line') return sure(talk, desk, read, typed);
  const name = await whose(talk, read);
  if (name === 'over') return name;
  if (name === undefined) {
    page.say(`Not taken: ${typed}`);
    return undefined;
  }
  desk.name({ initials: read.initials, name: name.line });
  return take(talk, desk, typed);
}

/** Asked once for new initials: a number, or the name. */
async function whose(talk: Talk, { initials, fitting }: NewInitials): Promise<Answer | undefined> {
  talk.page.say(`Whose initials are "${initials}"?`);
  fitting.forEach((name, index) => talk.page.say(name, `  ${index + 1}  `));
  const answer = await ask(
    talk,
    fitting.length === 0 ? 'The name (empty: leave it) >' : 'A number or a name (empty: leave it) >',
  );
  if (answer === 'over') return 'over';
  const chosen = /^\d+$/.test(answer.line) ? fitting[Number(answer.line) - 1] : answer.line;
  return chosen === undefined || chosen === '' ? undefined : { line: chosen };
}

/** How it was understood, then Enter; whatever else is typed is another line in its place. */
async function sure(talk: Talk, desk: PaperDesk, read: PaperLine, typed: string): Promise<Answer | undefined> {
  const { page } = talk;
  page.say(desk.echo(read), '  ');
  // A script has said what it means, and so have lines that were pasted.
  if (talk.io.interactive && !(await isMoreThere(talk))) {
    const answer = await ask(talk, 'Enter records it, e types it anew >');
    if (answer === 'over') return 'over';
    if (/^(?:e|n|no)$/i.test(answer.line)) {
      page.say(`It was: ${typed}`);
      return undefined;
    }
    if (answer.line !== '' && !/^(?:y|yes|ok)$/i.test(answer.line)) {
      page.say(`Not recorded: ${typed}`);
      return answer;
    }
  }
  const outcome = desk.record(read);
  if (outcome.ok) sayNews(talk);
  else {
    sayProblem(page, outcome.refusal);
    page.say(`Not taken: ${typed}`);
  }
  return undefined;
}

async function isMoreThere({ io }: Talk): Promise<boolean> {
  if (io.ahead?.() !== true) await io.comeIn?.();
  return io.ahead?.() === true;
}

function undo(talk: Talk, desk: PaperDesk): void {
  const outcome = desk.undo();
  if (outcome === undefined) talk.page.say('No line of this paper is recorded yet.');
  else if (outcome.ok) sayNews(talk);
  else sayProblem(talk.page, outcome.refusal);
}
