import {
  answerWhy,
  askedBefore,
  destroyedBy,
  exerciseAsked,
  focusedOn,
  leavesPlan,
  parseWords,
  revisionAsked,
  whyWanted,
} from '../../guide/index.ts';
import type { Asking, Parsed, Said } from '../../guide/index.ts';
import type { Deviation } from '../../entry/index.ts';
import { type Act, lastActOf } from '../../incident/index.ts';
import type { How } from '../../session/index.ts';
import { showExercise, showIncidents } from '../rows/lay-over.ts';
import { askFacts } from '../ask-facts.ts';
import { draftKey, draftName, factLine } from './drafts.ts';
import { lineOf } from '../keys/line-edit.ts';
import { writePaper } from './press-paper.ts';
import { isPage, opened } from '../pages/page-state.ts';
import { openTimeline } from '../pages/timeline-open.ts';
import { closed, openStep, pick, say, withoutPage } from '../state.ts';
import type { Doing, Pressed, Screen, World } from '../state.ts';

/** What the words asked for: the questions that they raise first, then what is wanted of the world. */
export function begin(screen: Screen, parsed: Parsed, world: World): Pressed {
  const bare = closed(screen);
  switch (parsed.kind) {
    case 'problem':
      return only(say(bare, said(parsed), 'bad'));
    case 'asking':
      return only(askFor(bare, parsed, world));
    case 'act':
      return attempt(bare, { act: parsed.act, how: howOf(parsed.how) }, world);
    case 'run':
      return { screen: bare, wants: [{ want: 'run', step: parsed.step }] };
    case 'attach': {
      const step = parsed.step === undefined ? {} : { step: parsed.step };
      return { screen: bare, wants: [{ want: 'attach', file: parsed.file, how: howOf(parsed.how), ...step }] };
    }
    case 'follow':
      return { screen: bare, wants: [{ want: 'follow', runbook: parsed.runbook, how: howOf(parsed.how) }] };
    case 'revise':
      return { screen: bare, wants: [{ want: 'revise', run: parsed.run, how: howOf(parsed.how) }] };
    case 'handover':
      if (parsed.asks !== undefined) return only(askFor(bare, parsed.asks, world));
      return { screen: bare, wants: [{ want: 'handover', said: parsed.said, how: howOf(parsed.how) }] };
    case 'iam':
      return { screen: bare, wants: [{ want: 'iam', name: parsed.name }] };
    case 'switch':
      return {
        screen: bare,
        wants: [{ want: 'switch', ...(parsed.incident === undefined ? {} : { incident: parsed.incident }) }],
      };
    case 'home':
      return { screen: bare, wants: [{ want: 'home' }] };
    case 'copy':
      return { screen: bare, wants: [{ want: 'copy' }] };
    case 'save':
      return { screen: bare, wants: [{ want: 'save', what: 'brief', file: parsed.file }] };
    case 'look':
      return only(pick(bare, parsed.step, world.guide));
    case 'paper':
      return only(writePaper(bare));
    case 'replay':
      return { screen: bare, wants: [{ want: 'replay', move: parsed.move }] };
    case 'quit':
      return {
        screen: bare,
        wants: [world.replay === undefined ? { want: 'leave' } : { want: 'replay', move: 'leave' }],
      };
    case 'view':
      if (parsed.view === 'now') return only(withoutPage(bare));
      if (parsed.view === 'incidents') return only(showIncidents(bare, world));
      if (parsed.view === 'timeline') return only(openTimeline(bare, parsed, world));
      if (parsed.view === 'facilitate' || (parsed.view === 'injects' && world.guide.drill !== undefined))
        return only(showExercise(bare, world));
      if (isPage(parsed.view)) return only({ ...bare, page: opened(parsed.view, parsed.of) });
      if (parsed.about !== undefined) return only(say(bare, `${parsed.about.usage}: ${parsed.about.help}`));
      if (parsed.view === 'help') return only({ ...bare, over: { over: 'help', top: 0 } });
      if (parsed.view === 'log') return only({ ...withoutPage(bare), part: 'log', logBack: 0 });
      return only({ ...bare, over: { over: 'view', view: parsed.view, top: 0 } });
  }
}

/** What a line of words asks for, said of the step that is marked. */
export function beginWords(screen: Screen, words: readonly string[], world: World): Pressed {
  return begin(
    screen,
    parseWords(words, guideAt(screen, world), world.incident, world.timeline.lookup(world.here)),
    world,
  );
}

/** The guide as this person looks at it: words without a step mean the marked one. */
export function guideAt(screen: Screen, world: World): World['guide'] {
  const step = openStep(screen, world.guide);
  return step === undefined ? world.guide : focusedOn(world.guide, step.key);
}

/** Puts an act to the judge, asks what has to be asked, and wants it done. */
export function attempt(screen: Screen, doing: Doing, world: World): Pressed {
  const { act } = doing;
  const facts = act.act === 'done' ? factsBefore(act.step, world) : [];
  // What is refused anyway needs no answers.
  if (act.act === 'done' && facts.length > 0 && world.probe(act, doing.how).refusal === undefined) {
    return only({
      ...screen,
      over: {
        over: 'facts',
        queue: facts,
        step: act.step,
        line: factLine(screen, facts[0]),
        thenDone: true,
        how: doing.how,
      },
    });
  }
  return judged(screen, doing, world);
}

/** The same once its facts were asked. */
export function judged(screen: Screen, doing: Doing, world: World): Pressed {
  const { act } = doing;
  const { refusal, elsewhere, ...leaves } = world.probe(act, doing.how);
  if (refusal !== undefined) return only(say(screen, said(refusal), 'bad'));
  const by = doing.how.by ?? world.guide.me.name;
  const sure = confirmation(act, by, elsewhere === undefined ? world : { ...world, guide: elsewhere });
  if (sure !== undefined) return only({ ...screen, over: { over: 'confirm', ...sure, doing } });
  return reasoned(screen, doing, leaves, whyWanted(act, world.guide));
}

/** Where an act leaves the plan it says why; where somebody will want to know it may. */
export function reasoned(
  screen: Screen,
  doing: Doing,
  { deviates, deviation, leaves }: Pick<ReturnType<World['probe']>, 'deviates' | 'deviation' | 'leaves'>,
  wanted?: string,
): Pressed {
  const { act } = doing;
  const { why } = doing.how;
  if ((deviates || wanted !== undefined) && why === undefined) {
    return only({
      ...screen,
      over: {
        over: 'line',
        asks: { for: 'why', doing },
        prompt: wanted ?? whyPrompt(act, deviation, leaves),
        hint: deviates
          ? 'A few words, or Enter to give them later. Esc: not done.'
          : 'A few words, or Enter for none. Esc: not done.',
        line: lineOf(screen.drafts[draftKey(act)] ?? ''),
      },
    });
  }
  const how = why === undefined ? doing.how : answerWhy(doing.how, why);
  return { screen, wants: [{ want: 'act', doing: { ...doing, how } }] };
}

function whyPrompt(act: Act, deviation: Deviation | undefined, leaves: string | undefined): string {
  const what: Readonly<Partial<Record<Act['act'], string>>> = {
    skip: 'This step is left out.',
    jump: 'This leaves the order.',
    reopen: 'This opens a settled step again.',
    add: 'Nobody had planned this step. Why is it needed?',
    'set-aside': 'Why does it not apply?',
  };
  const told = what[act.act] ?? `${leavesPlan(deviation)}; it is not refused.`;
  return [told, leaves, told.endsWith('?') ? undefined : 'Why?'].filter((each) => each !== undefined).join(' ');
}

/** What needs a yes before it is done, and what to say about it. */
function confirmation(
  act: Act,
  by: string,
  world: World,
): { readonly prompt: string; readonly lines: readonly string[] } | undefined {
  switch (act.act) {
    case 'undo':
      return { prompt: 'Undo this?', lines: [undoText(act.entry, by, world), 'Both stay in the record.'] };
    case 'inject':
      return { prompt: 'Tell the players now?', lines: [toldBy(act.inject, world)] };
    case 'revise': {
      const asked = revisionAsked(world.incident, act);
      return asked && { prompt: asked.question, lines: asked.lines };
    }
    case 'exercise': {
      const asked = exerciseAsked(act.change, world.guide);
      return asked && { prompt: asked.question, lines: asked.lines };
    }
    case 'fail':
      return { prompt: 'Record that it failed?', lines: [titleOf(act.step, world)] };
    default: {
      const destroyed = destroyedBy(act, (entry) => world.timeline.lineOf(entry));
      if (destroyed !== undefined) return { prompt: destroyed.question, lines: destroyed.lines };
      const asked = askedBefore(act, world.guide);
      if (asked === undefined) return undefined;
      const { question, open } = asked;
      return { prompt: question, lines: open.length === 0 ? ['Nothing is open any more.'] : ['Still open:', ...open] };
    }
  }
}

function undoText(entry: string | undefined, by: string, world: World): string {
  const { incident, timeline } = world;
  const last = entry === undefined ? lastActOf(incident, by) : incident.undoable.find((each) => each.entry === entry);
  if (last === undefined) return 'The last act';
  return timeline.lineOf(last.entry) === undefined ? `#${last.seq}, by ${last.by}` : entryText(last.entry, world);
}

function toldBy(id: string, { guide }: World): string {
  const row = guide.drill?.staff?.injects.find((each) => each.id === id);
  return row === undefined ? id : `${row.title}: ${row.inject.message}`;
}

function entryText(id: string, { timeline }: World): string {
  const line = timeline.lineOf(id);
  return line === undefined ? 'That entry' : `#${line.seq} ${line.by}: ${line.text}`;
}

function titleOf(name: string, { guide }: World): string {
  return guide.steps.find((step) => step.name === name || step.key === name)?.title ?? name;
}

/** Ids of the facts that an open step wants before it is finished and that are not answered. */
function factsBefore(name: string, { guide }: World): string[] {
  const step = guide.current.find((each) => each.name === name || each.key === name);
  if (step?.state !== 'active') return [];
  return step.record.filter((fact) => fact.answered !== true).map((fact) => fact.id);
}

function askFor(screen: Screen, asking: Asking, world: World): Screen {
  const choices = asking.runbook === true ? runbookChoices(world) : asking.choices;
  if (choices.length > 0) {
    const { prompt, before, after, again } = asking;
    const typed = before === undefined ? {} : { before, ...(after === undefined ? {} : { after }) };
    return { ...screen, over: { over: 'pick', prompt, choices, typed: '', at: 0, ...typed, ...(again && { again }) } };
  }
  if (asking.fact !== undefined) return askFacts(screen, [asking.fact], world);
  const asks = { for: 'answer', asking } as const;
  return {
    ...screen,
    over: {
      over: 'line',
      asks,
      prompt: asking.prompt,
      hint: lineHint(asking),
      line: lineOf(screen.drafts[draftName(asks)] ?? ''),
    },
  };
}

function runbookChoices({ runbooks }: World): Asking['choices'] {
  return runbooks().map(({ id, title }) => ({ label: `${title} (${id})`, words: ['follow', id] }));
}

function lineHint({ empty, again }: Asking): string {
  if (again !== undefined) return 'Enter: recorded, and the next; with nothing written: go on. Esc: enough.';
  return empty === undefined ? 'Enter: done. Esc: back.' : 'Enter: go on, also with nothing. Esc: not done.';
}

/** What was said of an act, as the session takes it. */
function howOf(said: Said): How {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** What is wrong, and what to do about it. */
export function said({ message, hint }: { readonly message: string; readonly hint?: string }): string {
  return hint === undefined ? message : `${message} ${hint}`;
}

/** A change of the screen alone. */
export function only(screen: Screen): Pressed {
  return { screen, wants: [] };
}

/** It asks nothing, wants nothing done, and says what is wrong. */
export function isRefused({ screen, wants }: Pressed): boolean {
  return wants.length === 0 && screen.over === undefined && screen.notice?.tone === 'bad';
}
