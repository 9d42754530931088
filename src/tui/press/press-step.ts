import { actInfo, optionsInPlan } from '../../guide/index.ts';
import type { CurrentStep, OfferName, StepRow } from '../../guide/index.ts';
import { beginWords, only } from './doing.ts';
import { factLine } from './drafts.ts';
import { rowOf } from '../keys/keys.ts';
import { lookedAt, openStep, say } from '../state.ts';
import type { Choice, Pressed, Screen, World } from '../state.ts';

/** A number chooses an option or ticks an item. */
export function number(screen: Screen, digit: number, step: CurrentStep | undefined, world: World): Pressed {
  if (step === undefined) return notOpen(screen, world);
  if (step.options.length > 0 && step.state === 'active') {
    const option = step.options[digit - 1];
    if (option === undefined)
      return only(say(screen, `There is no option ${digit}: they go from 1 to ${step.options.length}.`, 'bad'));
    return beginWords(screen, ['choose', step.name, option.id], world);
  }
  if (step.checklist.length === 0) return only(say(screen, 'There is nothing to choose or to tick here.'));
  const item = step.checklist[digit - 1];
  if (item === undefined)
    return only(say(screen, `There is no item ${digit}: they go from 1 to ${step.checklist.length}.`, 'bad'));
  return beginWords(screen, [item.ticked ? 'untick' : 'tick', step.name, String(item.item)], world);
}

/** The step is done, decided or approved: whichever of these it waits for. */
export function done(screen: Screen, step: CurrentStep | undefined, world: World): Pressed {
  if (step === undefined) {
    const marked = lookedAt(screen, world.guide);
    if (marked?.state !== 'waiting') return notOpen(screen, world);
    return marked.verb === 'decide'
      ? decideAhead(screen, marked, world)
      : beginWords(screen, ['done', marked.name], world);
  }
  if (step.state === 'awaiting') return approve(screen, step, world);
  if (step.options.length > 0) {
    const suggested = step.options.findIndex((option) => option.suggested);
    const choices = step.options.map((option): Choice => ({
      label: option.suggested ? `${option.title} (suggested)` : option.title,
      words: ['choose', step.name, option.id],
    }));
    return only({
      ...screen,
      over: { over: 'pick', prompt: step.title, choices, typed: '', at: Math.max(0, suggested) },
    });
  }
  return onOpen(screen, 'done', step, world);
}

/** What a decision can be that is not open yet; that it leaves the plan is asked about once it is chosen. */
function decideAhead(screen: Screen, { key, name, title }: StepRow, { incident }: World): Pressed {
  const choices = optionsInPlan(incident, key).map((option): Choice => ({
    label: option.title,
    words: ['choose', name, option.id],
  }));
  return only({ ...screen, over: { over: 'pick', prompt: title, choices, typed: '', at: 0 } });
}

/** The items of the checklist, to tick or untick one. */
export function tick(screen: Screen, step: CurrentStep | undefined, world: World): Pressed {
  if (step === undefined) return notOpen(screen, world);
  if (step.checklist.length === 0) return only(say(screen, 'This step has no checklist.'));
  return only({
    ...screen,
    over: {
      over: 'pick',
      prompt: 'Tick or untick which?',
      choices: tickChoices(step),
      typed: '',
      at: firstOpenItem(step),
    },
  });
}

/** An act on the marked step, or the judge's reason why it is off. */
export function onOpen(screen: Screen, act: OfferName, step: CurrentStep | undefined, world: World): Pressed {
  if (step === undefined) {
    const marked = lookedAt(screen, world.guide);
    if (act === 'skip' && marked?.state === 'waiting') return beginWords(screen, ['skip', marked.name], world);
    return notOpen(screen, world);
  }
  const off = step.acts.find((offer) => offer.act === act)?.off;
  if (off !== undefined) return only(say(screen, off, 'bad'));
  return beginWords(screen, [act, step.name], world);
}

/** The questions of the step: those that are open, else those that were answered. */
export function facts(screen: Screen, step: CurrentStep | undefined, world: World): Pressed {
  const open = [
    ...(step?.asks ?? []),
    ...(step?.record ?? []).filter((fact) => fact.answered !== true).map((fact) => fact.id),
  ];
  const given = (step?.record ?? []).filter((fact) => fact.answered === true).map((fact) => fact.id);
  const queue = [...new Set(open.length > 0 ? open : given)];
  if (queue.length === 0) return beginWords(screen, ['fact'], world);
  const asks = step === undefined ? {} : { step: step.name };
  return only({
    ...screen,
    over: { over: 'facts', queue, line: factLine(screen, queue[0]), thenDone: false, how: {}, ...asks },
  });
}

/** The message of the step, to be read before it goes out. */
export function message(screen: Screen, step: CurrentStep | undefined, world: World): Pressed {
  if (step === undefined) return notOpen(screen, world);
  const { message: asked } = step;
  const [body] = asked?.bodies ?? [];
  if (asked === undefined || body === undefined) return onOpen(screen, 'send', step, world);
  return only({
    ...screen,
    over: { over: 'message', message: asked.id, step: step.key, language: body.language, top: 0 },
  });
}

/** What was weighed in the marked decision; where another step is marked, in the one in front or made last. */
export function minutes(screen: Screen, world: World): Pressed {
  const marked = lookedAt(screen, world.guide);
  const decision = marked?.verb === 'decide' && marked.state !== 'waiting' ? [marked.name] : [];
  return beginWords(screen, ['minutes', ...decision], world);
}

/** What can be said of a completion that waits for an approval. */
export function approve(screen: Screen, step: CurrentStep | undefined, world: World): Pressed {
  const waiting = step?.state === 'awaiting' ? step : world.guide.current.find((each) => each.state === 'awaiting');
  if (waiting === undefined) return only(say(screen, 'Nothing waits for an approval.'));
  const names = ['approve', 'refuse', 'go-without'] as const;
  const choices = names.map((name): Choice => {
    const off = waiting.acts.find((offer) => offer.act === name)?.off;
    const label = actInfo(name)?.label ?? name;
    return { label: off === undefined ? label : `${label} (not possible: ${off})`, words: [name, waiting.name] };
  });
  return only({
    ...screen,
    over: {
      over: 'pick',
      prompt: `${waiting.title}: done by ${waiting.approval?.completedBy ?? 'somebody'}`,
      choices,
      typed: '',
      at: 0,
    },
  });
}

/** Whoever acts on a step for a role may say so: the role is then theirs. */
export function take(screen: Screen, world: World): Pressed {
  const step = openStep(screen, world.guide);
  const role = step?.state === 'awaiting' ? step.approval?.by : lookedAt(screen, world.guide)?.role;
  if (role === undefined) return only(say(screen, 'This step is for anyone: no role is needed.'));
  const row = world.guide.roles.find((each) => each.id === role);
  if (row?.holder === world.guide.me.name && row.acknowledged)
    return only(say(screen, `You are ${row.title} already.`));
  if (row?.holder !== undefined && row.holder !== world.guide.me.name) {
    return only(
      say(
        screen,
        `${row.holder} is ${row.title}. To take it over, press : and type assign ${role} ${world.guide.me.name}`,
      ),
    );
  }
  return beginWords(screen, ['ack', role], world);
}

/** An act on a marked step that is not open. */
export function onMarked(screen: Screen, act: 'jump' | 'reopen', world: World): Pressed {
  const marked = lookedAt(screen, world.guide);
  if (marked === undefined) return only(say(screen, 'No runbook is followed yet.'));
  const open = openStep(screen, world.guide) !== undefined;
  if (open)
    return only(
      say(screen, `Mark another step first, with the arrows; ${rowOf(act)?.shown ?? ''} then means that one.`),
    );
  return beginWords(screen, [act, marked.name], world);
}

/** Why nothing can be done with the marked step. */
function notOpen(screen: Screen, { guide }: World): Pressed {
  const marked = lookedAt(screen, guide);
  if (marked === undefined)
    return only(say(screen, guide.finished ?? 'No runbook is followed yet. Press : and type follow RUNBOOK.'));
  const states = {
    waiting: 'is not open yet',
    done: 'is done',
    skipped: 'was left out',
    failed: 'failed',
    passed: 'was not needed',
    'left-open': 'was left open',
    active: 'goes on by what is in it',
    awaiting: 'waits for an approval',
  };
  const way =
    marked.state === 'waiting'
      ? ' J goes there, Esc back to what is open.'
      : marked.state === 'active'
        ? ' Tab goes to what is open.'
        : ' R opens it again, Esc back to what is open.';
  const finished = guide.current.length === 0 && guide.finished !== undefined ? ` ${guide.finished}` : way;
  return only(say(screen, `"${marked.title}" ${states[marked.state]}.${finished}`));
}

function tickChoices(step: CurrentStep): Choice[] {
  return step.checklist.map((item) => ({
    label: `[${item.ticked ? 'x' : ' '}] ${item.label}`,
    words: [item.ticked ? 'untick' : 'tick', step.name, String(item.item)],
  }));
}

function firstOpenItem(step: CurrentStep): number {
  return Math.max(
    0,
    step.checklist.findIndex((item) => !item.ticked),
  );
}
