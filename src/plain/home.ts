import { isOver } from '../entry/index.ts';
import { incidentText, previewOf, sectionsOf, sentenceIn } from '../home/index.ts';
import type { Begin, HomeEnd, HomeItem, HomeSection, ThereIs, WhatThereIs } from '../home/index.ts';
import { pad } from '../text/index.ts';
import { showTime } from '../time/index.ts';
import { answerTo, askBeforeDeclaring, sayNumbered } from './declare.ts';
import type { Left } from './declare.ts';
import { homeWords, readHome } from './home-words.ts';
import type { HomeWant } from './home-words.ts';
import { ask, sayProblem } from './talk.ts';
import type { Lines } from './talk.ts';
import { sayTold } from './views.ts';

/** What is remembered while somebody is at home. */
export interface Visit {
  /** What was typed to find something by. */
  typed: string;
  /** A sentence that was written and left: it is offered again. */
  draft: string;
  /** Every runbook is listed, however many. */
  isWhole: boolean;
  /** The incident that one came from, by its short id. */
  readonly back?: string;
}

export const firstVisit: Visit = { typed: '', draft: '', isWhole: false };

/** A numbered line, and what its number means. */
interface Choice {
  readonly label: string;
  readonly wants: HomeWant;
}

/** So many runbooks are listed where nothing is looked for: what is open must stay in sight. */
const MOST_RUNBOOKS = 9;

/**
 * A conversation at home: what is open, what can be begun, what is over, by number or by words; then what is asked before an
 * incident is declared. Nothing is written here. Gives what was chosen; `over`: the input has ended.
 */
export async function atHome(lines: Lines, look: WhatThereIs, visit: Visit): Promise<HomeEnd | 'over'> {
  for (;;) {
    const there = look();
    const choices = sayHome(lines, there, visit);
    const wants = await wantedOf(lines, there, choices, visit);
    switch (wants.want) {
      case 'over':
        return 'over';
      case 'leave':
      case 'back':
        return { end: wants.want };
      case 'open':
        return { end: 'open', id: wants.id };
      case 'everything':
        visit.typed = '';
        break;
      case 'runbooks':
        visit.isWhole = true;
        break;
      case 'search':
        visit.typed = wants.typed;
        break;
      case 'look':
      case 'begin': {
        const end = await begin(lines, there, visit, wants);
        if (end !== undefined) return end;
      }
    }
  }
}

/** What can be answered without showing everything again is answered at once. */
type Wanted = Exclude<HomeWant, { readonly want: 'help' | 'problem' }> | { readonly want: 'over' };

async function wantedOf(lines: Lines, there: ThereIs, choices: readonly Choice[], { back }: Visit): Promise<Wanted> {
  for (;;) {
    const answer = await ask(lines, '>');
    if (answer === 'over') return { want: 'over' };
    const numbered = /^\d+$/.test(answer.line) ? choices[Number(answer.line) - 1] : undefined;
    const wants = numbered?.wants ?? readHome(answer.line, there, back);
    if (wants.want === 'problem') sayProblem(lines.page, wants);
    else if (wants.want === 'help') sayHelp(lines);
    else if (wants.want === 'look' && wants.item.kind === 'incident') sayPreview(lines, wants.item, there);
    else return wants;
  }
}

function sayHome({ page }: Lines, there: ThereIs, { typed, isWhole, back }: Visit): readonly Choice[] {
  const choices: Choice[] = [];
  const offer = (some: readonly Choice[]): void => {
    for (const choice of some) {
      choices.push(choice);
      page.say(choice.label, `  ${String(choices.length).padStart(2)}  `);
    }
  };
  page.gap();
  page.say(`You are ${there.me}. ${showTime(there.now, { now: there.now, timeZone: there.timezone })}`);
  if (there.incidents.every(isOver)) page.say('No incident is open.');
  const sections = sectionsOf(there, typed);
  if (typed !== '' && !sections.some(({ items }) => items.some(({ kind }) => kind === 'runbook')))
    page.say(`No runbook speaks of "${typed}". It can be declared all the same.`);
  for (const section of sections) {
    page.say(`${section.title}:`);
    offer(choicesOf(section, there, isWhole || typed !== ''));
  }
  page.say('Or:');
  offer([
    ...(back === undefined ? [] : [{ label: `Back to ${back}`, wants: { want: 'back' } } as const]),
    { label: 'Leave', wants: { want: 'leave' } },
  ]);
  page.say(
    typed === ''
      ? 'What do you see? Type it (water, smoke, nobody can log in), or a number. help lists the words.'
      : 'A number, or other words; an empty line shows everything.',
  );
  return choices;
}

function choicesOf({ items }: HomeSection, there: ThereIs, isWhole: boolean): Choice[] {
  const books = items.filter(({ kind }) => kind === 'runbook');
  const isLong = !isWhole && books.length > MOST_RUNBOOKS;
  return [
    ...(isLong ? [{ label: `Every runbook: ${books.length}`, wants: { want: 'runbooks' } } as const] : []),
    ...items.filter(({ kind }) => !isLong || kind !== 'runbook').map((item) => choiceOf(item, there)),
  ];
}

function choiceOf(item: HomeItem, { now }: ThereIs): Choice {
  switch (item.kind) {
    case 'declare':
      return {
        label: 'Something else: say it in one sentence',
        wants: { want: 'begin', begin: { mode: 'real' } },
      };
    case 'runbook':
      return { label: item.book.runbook.title, wants: { want: 'look', item } };
    case 'incident':
      return { label: incidentText(item.incident, now), wants: { want: 'open', id: item.incident.id } };
  }
}

/** The questions before something is begun; undefined where it was left, and one is at home still. */
async function begin(
  lines: Lines,
  there: ThereIs,
  visit: Visit,
  wants: Extract<HomeWant, { want: 'look' | 'begin' }>,
): Promise<HomeEnd | 'over' | undefined> {
  const chosen = wants.want === 'begin' ? wants.begin : await askHow(lines, there, wants.item);
  const asked =
    typeof chosen === 'string'
      ? chosen
      : await askBeforeDeclaring(
          {
            lines,
            there,
            offered: visit.draft || (chosen.runbook === undefined ? visit.typed : sentenceIn(visit.typed)),
            keep: (kept) => {
              visit.draft = kept;
            },
          },
          chosen,
        );
  switch (asked) {
    case 'over':
      lines.page.say('The input ended before this was complete. Nothing of it was recorded.');
      return 'over';
    case 'leave':
      return { end: 'leave' };
    case 'back':
    case 'cancel':
      lines.page.say('Nothing was declared.');
      return undefined;
    default:
      return { end: 'begin', begin: asked };
  }
}

/** A runbook is seen before it is begun: then for real, as a drill, or not. */
async function askHow(lines: Lines, there: ThereIs, item: HomeItem): Promise<Begin | Left> {
  const { page } = lines;
  sayPreview(lines, item, there);
  if (item.kind !== 'runbook') return 'back';
  const runbook = item.book.id;
  page.gap();
  sayNumbered(lines, [
    'Declare a real incident with it',
    'Practise it as a DRILL; nothing leaves the room',
    'Back: nothing is begun',
  ]);
  for (;;) {
    const answer = await answerTo(lines, 'A number (empty: back) >');
    if (typeof answer === 'string') return answer;
    if (answer.line === '1') return { mode: 'real', runbook };
    if (answer.line === '2') return { mode: 'drill', runbook };
    if (answer.line === '' || answer.line === '3') return 'back';
    page.say(`"${answer.line}" is none of these: a number from 1 to 3.`);
  }
}

function sayPreview({ page, again }: Lines, item: HomeItem, { now }: ThereIs): void {
  page.gap();
  if (item.kind === 'runbook') page.say(item.book.runbook.title);
  if (item.kind === 'incident') page.say(incidentText(item.incident, now));
  sayTold(page, previewOf(item, now, again));
}

function sayHelp({ page }: Lines): void {
  page.gap();
  for (const [usage, help] of homeWords) page.say(help, `  ${pad(usage, Math.min(20, Math.floor(page.columns / 2)))} `);
}
