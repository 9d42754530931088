import { briefLog, isPlace, parseLine, parseWords } from '../guide/index.ts';
import type { Asking, ContactOf, Guide, LogLine, Parsed, ReplayMove } from '../guide/index.ts';
import { isReplay } from '../session/index.ts';
import { copyBrief, saveBrief } from './brief.ts';
import { choicesFor, everyChoice } from './choices.ts';
import type { Choice } from './choice.ts';
import { goOver, sayOffer, switchTo } from './go-over.ts';
import { sayMessages } from './message.ts';
import { sayFacilitation } from './exercise.ts';
import { sayNews } from './news.ts';
import { sayAlarmsBeside, sayIncidents } from './others.ts';
import { typeInPaper } from './paper.ts';
import { askFacts, perform, settle } from './perform.ts';
import { isRefusedHere, moveReplay, replayChoices } from './replay.ts';
import { saySituation } from './situation.ts';
import { faceOf, guideOf } from './standing.ts';
import { ask, askFor, lookupOf, sayProblem } from './talk.ts';
import type { Talk } from './talk.ts';
import { sayTimeline } from './timeline.ts';
import { sayLog, sayView } from './views.ts';

/** How many lines `log` shows where no number is given. */
const LOG_LINES = 15;

/** How a talk goes on, or how it is over: the person left, or the input has ended. */
type Next = 'on' | 'left' | 'over';

/** After these one may stand elsewhere: where that is, is said. */
const leadsAway: ReadonlySet<Parsed['kind']> = new Set(['replay', 'home']);

/** Until the person leaves, or the input is over. */
export async function converse(talk: Talk): Promise<'left' | 'over'> {
  let shown = '';
  let choices: readonly Choice[] | undefined;
  for (let lines = 0; ; lines += 1) {
    if (await isAhead(talk)) choices = undefined;
    else {
      sayNews(talk);
      sayAlarmsBeside(talk);
      sayOffer(talk);
      const guide = guideOf(talk);
      const face = faceOf(guide);
      // What has not changed is not said again: a note must not push the step off the screen.
      if (face !== shown) {
        choices = isReplay(talk.session) ? replayChoices : choicesFor(guide);
        await sayWhere(talk, guide);
        sayChoices(talk, choices);
        shown = face;
      }
    }
    const answer = await ask(talk, '>');
    if (answer === 'over') {
      // Whoever gives no line at all wants to see where we are.
      if (lines === 0 && shown === '') await sayWhere(talk, guideOf(talk));
      return 'over';
    }
    if (answer.line === '') {
      shown = '';
      continue;
    }
    const parsed = await parsedFrom(talk, answer.line, choices);
    if (parsed === 'over') return 'over';
    if (parsed === undefined) continue;
    if (parsed.kind === 'quit') return 'left';
    if (parsed.kind === 'view' && parsed.view === 'now') shown = '';
    else {
      const next = await follow(talk, parsed);
      if (next !== 'on') return next;
      if (leadsAway.has(parsed.kind) && !isReplay(talk.session)) shown = '';
    }
  }
}

/** Whether the next line is there already, so that nobody reads what would be said before it. */
async function isAhead({ io, pushed }: Talk): Promise<boolean> {
  if (pushed !== undefined || io.ahead === undefined) return false;
  if (!io.ahead()) await io.comeIn?.();
  return io.ahead();
}

/** What a typed line means: the number of a choice, or words. */
async function parsedFrom(
  talk: Talk,
  line: string,
  said: readonly Choice[] | undefined,
): Promise<Parsed | undefined | 'over'> {
  if (!/^\d+$/.test(line)) {
    const isMove = isReplay(talk.session) && isPlace(line);
    return parseLine(isMove ? `to ${line}` : line, guideOf(talk), talk.session.incident, lookupOf(talk));
  }
  const choices = said ?? (isReplay(talk.session) ? replayChoices : choicesFor(guideOf(talk)));
  const choice = choices[Number(line) - 1];
  if (choice === undefined) {
    talk.page.say(`There is no choice ${line}: they go from 1 to ${choices.length}. An empty line shows them again.`);
    return undefined;
  }
  if (choice.words === 'more') return askEverything(talk);
  return parseWords(choice.words, guideOf(talk), talk.session.incident, lookupOf(talk));
}

async function askEverything(talk: Talk): Promise<Parsed | undefined | 'over'> {
  const groups = everyChoice(guideOf(talk));
  const all = groups.flatMap((group) => group.choices);
  let number = 0;
  talk.page.gap();
  for (const { group, choices } of groups) {
    talk.page.say(`${group}:`);
    for (const { label } of choices) talk.page.say(label, `  ${String((number += 1)).padStart(2)}  `);
  }
  const answer = await ask(talk, 'A number (empty: back) >');
  if (answer === 'over') return 'over';
  if (answer.line === '') return undefined;
  return parsedFrom(talk, answer.line, all);
}

/** Does what was meant, asking on where something is still open. */
async function follow(talk: Talk, parsed: Parsed): Promise<Next> {
  if (isRefusedHere(talk, parsed)) return 'on';
  switch (parsed.kind) {
    case 'problem':
      sayProblem(talk.page, parsed);
      return 'on';
    case 'quit':
      return 'over';
    case 'asking': {
      const facts = await ownFacts(talk, parsed.prompt);
      if (facts !== undefined) return facts;
      if (parsed.ringing !== undefined)
        sayView(talk.page, 'people', guideOf(talk), talk.session.incident, {
          of: parsed.ringing,
          ...around(talk),
        });
      return askOn(talk, parsed);
    }
    case 'view':
      if (parsed.view === 'log') {
        talk.page.gap();
        sayLog(talk.page, talk.session.log(parsed.last ?? LOG_LINES), guideOf(talk));
      } else if (parsed.view === 'messages') {
        talk.page.gap();
        sayMessages(talk.page, parsed.of, talk.session.sent(), guideOf(talk));
      } else if (parsed.view === 'review') (await import('./review.ts')).sayReview(talk);
      else if (parsed.view === 'incidents') sayIncidents(talk);
      else if (parsed.view === 'timeline') sayTimeline(talk, parsed, LOG_LINES);
      else if (parsed.view !== 'now')
        sayView(talk.page, parsed.view, guideOf(talk), talk.session.incident, {
          about: parsed.about,
          of: parsed.of,
          ...around(talk),
        });
      return 'on';
    case 'switch':
      switchTo(talk, parsed.incident);
      return 'on';
    case 'home':
      return goHome(talk);
    case 'copy':
      copyBrief(talk);
      return 'on';
    case 'save':
      await saveBrief(talk, parsed.file);
      return 'on';
    case 'look':
      talk.looking = parsed.step;
      return 'on';
    case 'iam':
      talk.session.setMe(parsed.name);
      talk.page.say(`From now on the record says: ${parsed.name}.`);
      return 'on';
    case 'paper':
      return typeInPaper(talk);
    case 'replay':
      if ('begin' in parsed.move && !isReplay(talk.session)) return replayFrom(talk, parsed.move);
      moveReplay(talk, parsed.move);
      return 'on';
    default:
      return (await perform(talk, parsed)) === 'over' ? sayLost(talk) : 'on';
  }
}

/** Asks, does what was answered, and asks on where there may be more to say. */
async function askOn(talk: Talk, first: Asking): Promise<Next> {
  let asking = first;
  let isSaid = false;
  for (;;) {
    const answered = await askFor(talk, asking, isSaid);
    if (answered === 'over') return asking.again === undefined ? sayLost(talk) : 'over';
    if (answered === undefined) return 'on';
    const next = await follow(talk, answered);
    if (next !== 'on' || answered.kind === 'asking' || asking.again === undefined) return next;
    const on = parseWords(asking.again, guideOf(talk), talk.session.incident, lookupOf(talk));
    if (on.kind !== 'asking') return follow(talk, on);
    isSaid = on.prompt === asking.prompt && on.choices.length === 0;
    asking = on;
  }
}

/** A conversation within the conversation, about another time; leaving it leads back to now. */
async function replayFrom(talk: Talk, move: ReplayMove): Promise<Next> {
  const session = talk.session.replay('quit leads back to now.');
  const within: Talk = { ...talk, session, looking: undefined, seen: session.head.seq, pushed: undefined };
  talk.page.say('A replay: nothing can be recorded in it. back, forward, to #12, to 03:12; quit leads back to now.');
  moveReplay(within, move);
  const how = await converse(within);
  if (how === 'over') return 'over';
  talk.page.gap();
  talk.page.say('This is now.');
  return 'on';
}

/** Home, and back to the incident that one came from, or over to what was chosen there. */
async function goHome(talk: Talk): Promise<Next> {
  const { lobby } = talk.io;
  if (lobby === undefined) {
    talk.page.say('In another terminal: holdfast');
    return 'on';
  }
  const { visitHome } = await import('./visit-home.ts');
  const chosen = await visitHome(talk, lobby, talk.session.incident);
  if (chosen === 'left' || chosen === 'over') return chosen;
  if (chosen === 'back') talk.page.say(`Back in ${talk.session.incident.alias}.`);
  else goOver(talk, chosen);
  return 'on';
}

/** `fact` with nothing behind it: the questions of the step in front come first. */
async function ownFacts(talk: Talk, prompt: string): Promise<Next | undefined> {
  if (prompt !== 'Which fact?') return undefined;
  const guide = guideOf(talk);
  const step = guide.current.find((each) => each.key === guide.focus);
  if (step === undefined || step.record.every((fact) => fact.answered === true)) return undefined;
  const facts = await askFacts(talk, step, 'The questions of this step (empty: leave it open):');
  if (facts === 'over') return sayLost(talk);
  if (facts !== 'none' && facts !== 'left') settle(talk, () => talk.session.act(facts));
  return 'on';
}

/** What a view may need besides the guide. Numbers are read when they are asked for, and said on this terminal alone. */
function around({ io, session }: Talk): {
  readonly contactOf: ContactOf;
  readonly here: readonly string[];
  readonly recent: () => readonly LogLine[];
} {
  const contacts = io.contacts?.() ?? {};
  return {
    contactOf: (id) => (Object.hasOwn(contacts, id) ? contacts[id] : undefined),
    here: io.here?.() ?? [],
    recent: () => session.log(briefLog),
  };
}

function sayLost(talk: Talk): Next {
  talk.page.say('The input ended before this was complete. Nothing of it was recorded.');
  return 'over';
}

function sayChoices(talk: Talk, choices: readonly Choice[]): void {
  talk.page.gap();
  talk.page.say('What now? A number, or words (help lists them):');
  choices.forEach((choice, index) => {
    talk.page.say(choice.label, `  ${String(index + 1).padStart(2)}  `);
  });
}

async function sayWhere(talk: Talk, guide: Guide): Promise<void> {
  if (guide.drill?.staff !== undefined && !isReplay(talk.session))
    sayFacilitation(talk.page, guide, talk.io.here?.() ?? []);
  else await saySituation(talk.page, guide, () => talk.session.sent());
}
