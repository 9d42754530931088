import {
  actByWord,
  answerOf,
  answerWhy,
  askedBefore,
  destroyedBy,
  exerciseAsked,
  briefLog,
  factKind,
  handoverAct,
  leftBehindText,
  leavesPlan,
  minutesOffer,
  notDone,
  revisionAsked,
  takenOverText,
  unmetOffer,
  whyAsked,
  whyWanted,
  whyWelcome,
} from '../guide/index.ts';
import type { CurrentStep, FactRow, Parsed, Said } from '../guide/index.ts';
import type { Act } from '../incident/index.ts';
import { keptText } from '../session/index.ts';
import type { How, Outcome } from '../session/index.ts';
import { sayNews } from './news.ts';
import { ask, askFor, confirm, isCancel, pushCommand, sayProblem, wantsOut } from './talk.ts';
import type { Answer, Talk } from './talk.ts';

type Doing = Extract<Parsed, { kind: 'act' | 'run' | 'attach' | 'follow' | 'revise' | 'handover' }>;

/** What came of it: `over` means that the input ended before it was certain, and nothing of it was written. */
export type Done = 'recorded' | 'not-recorded' | 'over';

/** Does what the words asked for: first every question that it raises, then the act, then what came of it. */
export async function perform(talk: Talk, doing: Doing): Promise<Done> {
  switch (doing.kind) {
    case 'act':
      return performAct(talk, doing.act, doing.how);
    case 'run':
      return performRun(talk, doing.step, doing.how);
    case 'handover': {
      const { session, page } = talk;
      // A script in a pipe says its worries with the words, or has none.
      if (doing.asks !== undefined && talk.io.interactive) {
        const answered = await askFor(talk, doing.asks);
        if (answered === 'over') return 'over';
        return answered?.kind === 'handover' ? perform(talk, answered) : 'not-recorded';
      }
      const by = { name: doing.how.by ?? session.me.name };
      const act = handoverAct(session.incident, by, session.now(), session.log(briefLog), doing.said);
      page.gap();
      page.say(act.brief);
      page.gap();
      return performAct(talk, act, doing.how);
    }
    case 'follow': {
      const source = await talk.io.runbook?.(doing.runbook);
      if (source === undefined)
        return elsewhere(talk, `holdfast follow ${doing.runbook} -i ${talk.session.incident.alias}`);
      return 'problem' in source
        ? notHad(talk, source.problem)
        : performAct(talk, { act: 'follow', source }, doing.how);
    }
    case 'revise': {
      const run = talk.session.incident.runs.find(({ id }) => id === doing.run);
      const source = await (run && talk.io.newer?.(run));
      if (source === undefined)
        return elsewhere(talk, `holdfast revise ${doing.run} -i ${talk.session.incident.alias}`);
      return 'problem' in source
        ? notHad(talk, source.problem)
        : performAct(talk, { act: 'revise', run: doing.run, source }, doing.how);
    }
    case 'attach': {
      const file = await talk.io.file?.(doing.file);
      if (file === undefined) return elsewhere(talk, `holdfast attach ${doing.file} -i ${talk.session.incident.alias}`);
      if ('problem' in file) return notHad(talk, file.problem);
      const { name, sha256, bytes } = file;
      const act: Act = {
        act: 'attach',
        name,
        sha256,
        bytes,
        ...(doing.step === undefined ? {} : { step: doing.step }),
      };
      return performAct(talk, act, doing.how);
    }
  }
}

async function performAct(talk: Talk, act: Act, said: Said): Promise<Done> {
  const facts = act.act === 'done' ? await factsBefore(talk, act.step) : 'none';
  if (facts === 'over') return 'over';
  if (facts === 'left') return 'not-recorded';
  // The same words throughout: what is decided for them once is not worked out again.
  const how = howOf(said);
  const sure = await surely(talk, act, how);
  if (sure !== true) return sure;
  if (facts !== 'none') {
    const answered = settle(talk, () =>
      talk.session.act(facts, howOf({ by: said.by, at: said.at, precision: said.precision })),
    );
    if (answered !== 'recorded') return answered;
  }
  const explained = await withReason(talk, act, how);
  if (explained === 'over' || explained === undefined) return explained ?? 'not-recorded';
  const before = talk.session.guide();
  const done = settle(talk, () => talk.session.act(act, explained));
  const worries = act.act === 'accept-handover' ? takenOverText(before, talk.session.guide()) : undefined;
  if (worries !== undefined) talk.page.say(worries);
  return done;
}

async function performRun(talk: Talk, step: string, said: Said): Promise<Done> {
  const how = await withReason(talk, { act: 'command-start', step }, howOf(said));
  if (how === 'over' || how === undefined) return how ?? 'not-recorded';
  return settle(talk, () => talk.session.run(step, how));
}

/** Asks why, where the judge says that the act leaves the plan. */
async function withReason(talk: Talk, act: Act, how: How): Promise<How | 'over' | undefined> {
  const { refusal, deviates, deviation, leaves: left } = talk.session.probe(act, how);
  if (refusal !== undefined) {
    sayProblem(talk.page, refusal);
    return undefined;
  }
  if (how.why !== undefined) return answerWhy(how, how.why);
  // A script's next line is no answer to what need not be answered.
  const wanted = talk.io.interactive ? whyWanted(act, talk.session.guide()) : undefined;
  if (!deviates && wanted === undefined) return how;
  talk.page.say(wanted ?? `${leavesPlan(deviation)}. It is not refused; the review wants to know why.`);
  if (left !== undefined) talk.page.say(left);
  const answer = await askReason(talk, deviates ? whyAsked : whyWelcome);
  if (answer === 'over') return 'over';
  const leaves = actByWord(answer.line)?.name === 'quit';
  if (leaves) talk.pushed = answer.line;
  // Elsewhere an empty line leaves a question; this one it answers.
  if (leaves || (answer.line !== '' && isCancel(answer.line))) {
    talk.page.say(notDone);
    return undefined;
  }
  return answerWhy(how, answer.line);
}

/**
 * A bare number was meant for the choices that stand above, a bare word of the guide as a command: neither must stand in
 * the review as a reason.
 */
async function askReason(talk: Talk, asked: string): Promise<Answer> {
  for (;;) {
    const answer = await ask(talk, `${asked} (cancel: leave it) >`);
    if (answer === 'over') return answer;
    const { line } = answer;
    const word = actByWord(line)?.name;
    if (/^[-+]?\d+(?:[.,]\d+)?$/.test(line)) talk.page.say(`"${line}" is no reason, and no choice was taken by it.`);
    else if (word !== undefined && word !== 'quit') talk.page.say(`"${line}" is no reason, and it was not done.`);
    else return answer;
  }
}

/** Before an act that destroys words, ends more than itself, or changes the exercise for good: what goes and what is still open is named, and somebody says yes. */
async function surely(talk: Talk, act: Act, how: How): Promise<true | Done> {
  const { session, page } = talk;
  const forGood =
    destroyedBy(act, (entry) => session.timeline.lineOf(entry)) ??
    (act.act === 'exercise' ? exerciseAsked(act.change, session.guide()) : undefined) ??
    (act.act === 'revise' ? revisionAsked(session.incident, act) : undefined);
  const { refusal, elsewhere } = session.probe(act, how);
  const asked = askedBefore(act, elsewhere ?? session.guide());
  if (asked === undefined && forGood === undefined) return true;
  // What is refused needs no question: the reason is said when it is tried.
  if (refusal !== undefined) return true;
  if (forGood !== undefined) for (const line of forGood.lines) page.say(line, '  ');
  if (asked !== undefined) {
    page.say(asked.open.length === 0 ? 'Nothing is open any more.' : 'Still open:');
    for (const line of asked.open) page.say(line, '  - ');
  }
  const sure = await confirm(talk, forGood?.question ?? asked?.question ?? '');
  if (sure === 'over') return 'over';
  if (!sure) talk.page.say('Left as it is. Nothing was recorded.');
  return sure ? true : 'not-recorded';
}

type FactAct = Act & { act: 'fact' };

/** The answers that a step wants before it is finished, all of them before any is written. */
async function factsBefore(talk: Talk, name: string): Promise<FactAct | 'none' | 'left' | 'over'> {
  const step = talk.session.guide().current.find((each) => each.name === name || each.key === name);
  if (step === undefined || step.state !== 'active') return 'none';
  return askFacts(talk, step, 'Before it is finished (empty: leave it open):');
}

/** Asks the open questions of a step one by one; those left empty stay open. */
export async function askFacts(
  talk: Talk,
  step: CurrentStep,
  opening: string,
): Promise<FactAct | 'none' | 'left' | 'over'> {
  const open = step.record.filter((fact) => fact.answered !== true);
  if (open.length === 0) return 'none';
  talk.page.say(opening);
  const values: FactAct['values'][number][] = [];
  for (const fact of open) {
    const value = await askFact(talk, fact, step.name);
    if (value === 'over' || value === 'left') return value;
    if (value !== 'open') values.push(value);
  }
  if (values.length === 0) return 'none';
  return { act: 'fact', values, step: step.name };
}

async function askFact(
  talk: Talk,
  fact: FactRow,
  step: string,
): Promise<FactAct['values'][number] | 'open' | 'left' | 'over'> {
  const before = fact.privacy === 'public' ? talk.session.incident.facts[fact.id]?.answer?.value : undefined;
  const keep = before === undefined ? '' : `; = keeps ${fact.shown ?? String(before)}`;
  const secret = fact.privacy === 'secret' ? '; only that it was given is kept' : '';
  for (;;) {
    const answer = await ask(talk, `${fact.ask} (${factKind(fact)}; ? = not known yet${keep}${secret}) >`);
    if (answer === 'over') return 'over';
    if (answer.line === '') return 'open';
    if (isCancel(answer.line) || wantsOut(talk, answer.line)) {
      talk.page.say('Left. Nothing was recorded.');
      return 'left';
    }
    const value = answer.line === '=' && before !== undefined ? before : answerOf(answer.line);
    const { refusal } = talk.session.probe({ act: 'fact', values: [{ fact: fact.id, value }], step });
    if (refusal === undefined) return { fact: fact.id, value };
    if (pushCommand(talk, answer.line)) {
      talk.page.say('Left. Nothing was recorded.');
      return 'left';
    }
    sayProblem(talk.page, refusal);
  }
}

/** Acts, and says what came of it. The screen says "recorded" only after the commit has returned. */
export function settle(talk: Talk, act: () => Outcome): 'recorded' | 'not-recorded' {
  const before = talk.session.incident;
  let outcome: Outcome;
  try {
    outcome = act();
  } catch (error) {
    talk.fault = true;
    const what = error instanceof Error ? error.message : String(error);
    talk.page.say(`This was NOT recorded: ${what}`);
    talk.page.say(`${keptText(error)} Try again, or write it on paper.`);
    return 'not-recorded';
  }
  if (outcome.ok) {
    sayNews(talk);
    const left = leftBehindText(before, talk.session.incident);
    if (left !== undefined) talk.page.say(left);
    for (const { incident, lines, problem } of outcome.beside ?? []) {
      for (const line of lines) talk.page.say(`Recorded in ${incident}: ${line}`);
      if (problem !== undefined) talk.page.say(problem);
    }
    for (const seq of outcome.quoted ?? []) talk.page.say(`#${seq} still says the same words.`);
    if (outcome.owes !== undefined)
      talk.page.say(`Its reason is owed. Give it when there is time: why ${outcome.owes.seq} WORDS`);
    const offer =
      minutesOffer(outcome.entries, talk.session.incident, 'minutes') ??
      unmetOffer(outcome.entries, talk.session.incident, (words) => words);
    if (offer !== undefined) talk.page.say(offer);
    return 'recorded';
  }
  if (outcome.lostRace) talk.page.say('Somebody else was faster.');
  sayProblem(talk.page, outcome.refusal);
  return 'not-recorded';
}

function howOf(said: { readonly [K in keyof Said]?: Said[K] | undefined }): How {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

function elsewhere(talk: Talk, command: string): Done {
  talk.page.say(`This guide cannot reach files. Beside it, in another terminal: ${command}`);
  return 'not-recorded';
}

function notHad(talk: Talk, problem: string): Done {
  talk.page.say(problem);
  return 'not-recorded';
}
