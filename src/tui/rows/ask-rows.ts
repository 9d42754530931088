import { factKind, noteEcho, scribeEcho } from '../../guide/index.ts';
import { choiceRows } from './choice-rows.ts';
import { confirmRows } from './confirm-rows.ts';
import { answerRows, flowed, hanging } from './detail-rows.ts';
import { piece, row } from './rows.ts';
import type { Row } from './rows.ts';
import { echoPaper } from '../press/press-paper.ts';
import { matching } from '../press/press-over.ts';
import type { FactsOver, LineFor, Over, World } from '../state.ts';
import { writtenWindow } from './written-rows.ts';

/** A question in rows of at most so many columns and no more rows than that; its keys stand under it. */
export function askRows(over: Over, isUnread: boolean, world: World, columns: number, height: number): Row[] {
  switch (over.over) {
    case 'line':
      return lineRows(over, world, columns, height);
    case 'pick':
      return pickRows(over, columns, height);
    case 'confirm':
      return confirmRows(over, isUnread, columns, height);
    case 'facts':
      return factsRows(over, world, columns, height);
    default:
      return [];
  }
}

function lineRows(over: Extract<Over, { over: 'line' }>, world: World, columns: number, height: number): Row[] {
  const hint = [...echoRows(over, world, columns), ...flowed(over.hint, columns, 'faint')];
  const room = Math.max(1, height - 1 - hint.length);
  const prompt = over.prompt === ':' ? [] : flowed(over.prompt, columns, 'strong').slice(0, room);
  const mark = piece(over.prompt === ':' ? ': ' : '> ', 'key');
  return [
    ...prompt,
    ...writtenWindow(mark, over.line, columns, Math.max(1, height - prompt.length - hint.length)),
    ...hint,
  ];
}

/** How what was typed so far would be recorded: whose it is and when it was, with date and offset. */
function echoRows({ asks, line }: Extract<Over, { over: 'line' }>, world: World, columns: number): Row[] {
  const echo = line.text.trim() === '' ? '' : echoOf(asks, line.text, world);
  return echo === '' ? [] : flowed(`As: ${echo}`, columns, 'key').slice(0, 2);
}

function echoOf(asks: LineFor, text: string, world: World): string {
  switch (asks.for) {
    case 'scribe':
      return scribeEcho(text, { ...world, people: world.timeline.people() }, world.me);
    case 'note':
      return noteEcho(text, world);
    case 'paper':
      return echoPaper(asks, text, world);
    default:
      return '';
  }
}

function pickRows(over: Extract<Over, { over: 'pick' }>, columns: number, height: number): Row[] {
  const found = matching(over);
  const prompt = flowed(over.prompt, columns, 'strong').slice(0, 2);
  const at = Math.min(over.at, Math.max(0, found.length - 1));
  const more = found.length > height - prompt.length - 2 ? `${at + 1} of ${found.length}; ` : '';
  const hint = flowed(
    over.typed === ''
      ? `${more}Enter or a number: choose. Letters: search${over.before === undefined ? '' : ', or another answer'}. Esc: back.`
      : `${more}searching "${over.typed}". Enter: choose. Esc: back.`,
    columns,
    'faint',
  );
  const rows = choiceRows(
    found.map(({ label }) => label),
    at,
    over.typed === '',
    columns,
    height - prompt.length - hint.length,
  );
  const none = found.length > 0 ? [] : [row('Nothing has that in it.')];
  return [...prompt, ...rows, ...none, ...hint];
}

function factsRows(over: FactsOver, world: World, columns: number, height: number): Row[] {
  const [id] = over.queue;
  const fact = world.guide.facts.find((each) => each.id === id);
  if (fact === undefined) return [row(`There is no fact "${id ?? ''}". Enter goes on.`)];
  const more = over.queue.length > 1 ? ` (and ${over.queue.length - 1} more)` : '';
  const known =
    fact.shown === undefined ? '' : `  Before: ${fact.shown}${fact.privacy === 'public' ? '; = keeps it' : ''}.`;
  const kind = fact.type === 'choice' ? '' : `${factKind(fact)}.`;
  const secret = fact.privacy === 'secret' ? '  Only that it was given is kept.' : '';
  const about = `${kind}${known}${secret}`.trim();
  const asked = [
    ...flowed(`${fact.ask}${more}`, columns, 'strong').slice(0, 3),
    ...(about === '' ? [] : flowed(about, columns).slice(0, 3)),
  ];
  const problem = over.problem === undefined ? [] : answerRows(over.problem, columns, 'bad');
  const shown = fact.privacy === 'secret' ? { text: '*'.repeat(over.line.text.length), at: over.line.at } : over.line;
  const foot = flowed(
    over.thenDone
      ? '? not known yet. Empty: left open. Esc: the step is not finished.'
      : '? not known yet. Empty: left open. Esc: back.',
    columns,
    'faint',
  );
  const room = height - asked.length - problem.length - foot.length - 1;
  const answers = fact.type === 'choice' ? answersRows(fact.of ?? [], columns, room) : [];
  const head = [...asked, ...answers];
  return [
    ...head,
    ...problem,
    ...writtenWindow(
      piece('> ', 'key'),
      shown,
      columns,
      Math.max(1, height - head.length - problem.length - foot.length),
    ),
    ...foot,
  ];
}

/** What can be answered, in one row where all of it fits; else in rows of their own, as far as there is room for them. */
function answersRows(answers: readonly string[], columns: number, room: number): Row[] {
  const inOne = flowed(answers.map((each, index) => `${index + 1} ${each}`).join('   '), columns);
  const eachItsOwn = answers.flatMap((each, index) => hanging([piece(`${index + 1} `, 'key')], each, columns));
  return inOne.length > 1 && eachItsOwn.length <= room ? eachItsOwn : inOne.slice(0, room);
}
