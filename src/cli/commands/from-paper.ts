import { resolve } from 'node:path';
import type { AnyEntry } from '../../entry/index.ts';
import { currentJson, paperUsage, readInitials, tag } from '../../guide/index.ts';
import { type ReadAs, readText } from '../../files/index.ts';
import { PaperDesk } from '../../session/index.ts';
import { atMost, type Call } from '../call.ts';
import { contactsFor } from '../sources/contacts.ts';
import { exit } from '../failure.ts';
import { linesOf } from '../opening/lines-of.ts';
import { openPaper } from '../opening/open-guide.ts';
import { type Opened, openIncident } from '../opening/open-incident.ts';
import { typedHere } from '../arguments/typed-here.ts';

/** A line that could not be taken, by its number in the file. */
interface NotTaken {
  readonly line: number;
  readonly text: string;
  readonly message: string;
  readonly hint?: string;
}

/**
 * What was written by hand, an entry a line: typed in one by one on a terminal, or all of a file or a pipe at once. What could
 * not be taken is listed by number, and the exit code is "no"; of such a line nothing is recorded.
 */
export async function run(call: Call): Promise<number> {
  atMost(call, 1);
  const [file] = call.words;
  const opened = openIncident(call, 'act', 'paper');
  try {
    if (file === undefined && call.io.interactive) return await openPaper(call, opened);
    const lines = file === undefined || file === '-' ? await linesThere() : linesIn(resolve(call.around.cwd, file));
    return takeAll(call, opened, lines);
  } finally {
    opened.close();
  }
}

const whichLines = 'Name the file of lines, or - for a pipe; alone: line by line.';

/** What somebody has typed off paper. */
const asLines: ReadAs = {
  largest: 1,
  tooLarge: 'Give it in parts, in the order in which the lines stand.',
  notAFile: whichLines,
  missing: whichLines,
};

const linesIn = (file: string): readonly string[] => readText(file, asLines).split(/\r?\n/);

async function linesThere(): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(process.stdin).input) lines.push(line);
  return lines;
}

function takeAll(call: Call, { session }: Opened, lines: readonly string[]): number {
  const desk = new PaperDesk(
    session,
    Object.values(contactsFor(call, session.incident)).map(({ name }) => name),
  );
  const written: AnyEntry[] = [];
  const problems: NotTaken[] = [];
  for (const [index, typed] of lines.entries()) {
    const text = typed.trim();
    const taken = text === '' || text.startsWith('#') ? nothing : takeLine(call, desk, text, index + 1);
    if ('entries' in taken) written.push(...taken.entries);
    else
      problems.push({
        line: index + 1,
        text,
        message: taken.message,
        ...(taken.hint !== undefined && { hint: taken.hint }),
      });
  }
  written.push(...desk.through());
  answer(call, { session }, written, problems, desk.count);
  return problems.length === 0 ? exit.done : exit.no;
}

type Taken = { readonly entries: readonly AnyEntry[] } | { readonly message: string; readonly hint?: string };

const nothing: Taken = { entries: [] };

/** What a line wrote, or why it could not be taken. */
function takeLine(call: Call, desk: PaperDesk, text: string, line: number): Taken {
  const named = readInitials(text);
  if (named !== undefined) {
    desk.name(named);
    return nothing;
  }
  const read = desk.read(text);
  if (read.kind === 'problem') return read;
  if (read.kind === 'initials') {
    const { initials, fitting } = read;
    const whom = fitting.length === 0 ? 'nobody who is known' : fitting.join(' or ');
    return {
      message: `"${initials}" may be ${whom}.`,
      hint: `Say it on a line before: ${initials} = ${fitting[0] ?? 'First Last'}`,
    };
  }
  const echo = desk.echo(read);
  const outcome = desk.record(read);
  if (!outcome.ok) return outcome.refusal;
  if (!call.json)
    call.io.say(`line ${line}: #${outcome.entries.find(({ via }) => via === 'paper')?.seq ?? ''} ${echo}`);
  return outcome;
}

function answer(
  call: Call,
  { session }: Pick<Opened, 'session'>,
  entries: readonly AnyEntry[],
  problems: readonly NotTaken[],
  count: number,
): void {
  const guide = session.guide();
  if (call.json) {
    const { head } = session;
    call.io.json({ incident: guide.alias, entries, head, current: currentJson(guide), problems });
    return;
  }
  for (const { line, text, message, hint } of problems)
    call.io.remark(`line ${line}: ${text}`, `  ${message}${hint === undefined ? '' : ` ${typedHere(hint)}`}`);
  call.io.say(
    `${tag(guide)} ${count} ${count === 1 ? 'line' : 'lines'} recorded${problems.length === 0 ? '.' : `, ${problems.length} not.`}`,
  );
  if (problems.length > 0)
    call.io.remark('Mend those, and give them alone: the others are recorded.', `A line is typed: ${paperUsage}`);
}
