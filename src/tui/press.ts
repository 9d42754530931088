import { actInfo } from '../guide/index.ts';
import type { CurrentStep, OfferName, ViewName } from '../guide/index.ts';
import { alarmsOf } from './alarms.ts';
import { beginWords, only } from './doing.ts';
import { keyName, keyRow, rowOf } from './keys.ts';
import type { KeyAct } from './keys.ts';
import type { Input } from './key-parser.ts';
import { isCharacter, lineOf } from './line-edit.ts';
import { pressOver } from './press-over.ts';
import { stepText } from './step-text.ts';
import { closed, lookedAt, openStep, pick, say } from './state.ts';
import type { Choice, Part, Pressed, Screen, World } from './state.ts';

/**
 * What a key or a paste does: the screen after it, and what it asks of the world. Pure. No key is dead: one that does not
 * apply says why in the line of answers.
 */
export function press(screen: Screen, input: Input, world: World): Pressed {
  const { notice: _notice, ...quiet } = screen;
  const seen = sawAlarms(quiet, world);
  if (seen.over !== undefined) return pressOver(seen, seen.over, input, world);
  if (world.layout.kind === 'too-small') return pressTooSmall(seen, input);
  if (input.kind === 'paste') return only(say(seen, 'Nothing was open to paste into. Press n to write a note first.'));
  const found = keyRow(input);
  if (found === undefined) {
    const what = isCharacter(input.name) && !input.ctrl && !input.alt ? `"${input.name}"` : keyName(input);
    return only(say(seen, `${what} is not a key here. ? shows them all; : takes words.`));
  }
  return perform(seen, found.act, input.name, world);
}

function pressTooSmall(screen: Screen, input: Input): Pressed {
  const act = input.kind === 'key' ? keyRow(input)?.act : undefined;
  return act === 'leave' || act === 'suspend' || act === 'repaint'
    ? { screen, wants: [{ want: act }] }
    : only(say(screen, 'Make the window larger, or press q and come back with --plain.'));
}

function perform(screen: Screen, act: KeyAct, name: string, world: World): Pressed {
  const { guide } = world;
  const step = openStep(screen, guide);
  switch (act) {
    case 'up':
    case 'down':
    case 'page-up':
    case 'page-down':
    case 'first':
    case 'last':
      return only(move(screen, act, world));
    case 'left':
    case 'right':
      return only(toPart(screen, act === 'left' ? -1 : 1, world));
    case 'next-open':
    case 'previous-open':
      return only(toOpen(screen, act === 'next-open' ? 1 : -1, world));
    case 'number':
      return number(screen, Number(name), step, world);
    case 'done':
      return done(screen, step, world);
    case 'tick':
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
    case 'fact':
      return facts(screen, step, world);
    case 'run':
    case 'skip':
    case 'fail':
      return onOpen(screen, act, step, world);
    case 'send':
      return message(screen, step, world);
    case 'approve':
      return approve(screen, step, world);
    case 'take':
      return take(screen, world);
    case 'aware':
    case 'undo':
      return beginWords(screen, [act], world);
    case 'note':
      return only({
        ...screen,
        over: {
          over: 'line',
          asks: { for: 'note' },
          prompt: 'Note',
          hint: 'Enter: recorded. Esc: back; what you wrote is kept.',
          line: lineOf(screen.drafts['note'] ?? ''),
        },
      });
    case 'jump':
    case 'reopen':
      return onMarked(screen, act, world);
    case 'clocks':
      return clocks(screen, world);
    case 'command':
      return only({
        ...screen,
        over: {
          over: 'line',
          asks: { for: 'command' },
          prompt: ':',
          hint: 'Words as in help: done, fact depth=12, call lead reached. Esc: back.',
          line: lineOf(screen.drafts['command'] ?? ''),
        },
      });
    case 'alarms':
      return only({
        ...screen,
        looked: [...new Set([...screen.looked, ...screen.rung])],
        over: { over: 'view', view: 'alarms', top: 0 },
      });
    case 'views':
      return only({
        ...screen,
        over: { over: 'pick', prompt: 'Look at', choices: viewChoices(world), typed: '', at: 0 },
      });
    case 'help':
      return only({ ...screen, over: { over: 'help', top: 0 } });
    case 'back':
      return only(back(screen));
    case 'repaint':
    case 'suspend':
    case 'leave':
      return { screen, wants: [{ want: act }] };
  }
}

/** Alarms of the step in front have been seen once a person at this screen presses a key. */
function sawAlarms(screen: Screen, world: World): Screen {
  const step = openStep(screen, world.guide);
  if (step === undefined) return screen;
  const seen = alarmsOf(world.guide).filter(
    (alarm) => alarm.step === step.key && screen.rung.includes(alarm.key) && !screen.looked.includes(alarm.key),
  );
  return seen.length === 0 ? screen : { ...screen, looked: [...screen.looked, ...seen.map((alarm) => alarm.key)] };
}

/** Esc leads back to where the guide would have us. */
function back(screen: Screen): Screen {
  const { picked, ...rest } = closed(screen);
  const home: Screen = { ...rest, pickedOpen: false, textTop: 0, logBack: 0, part: 'steps' };
  return picked === undefined && screen.part === 'steps'
    ? say(home, 'You are at the guide. q leaves it; nothing is lost.')
    : home;
}

function move(screen: Screen, act: 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last', world: World): Screen {
  const { layout, guide } = world;
  const isPage = act === 'page-up' || act === 'page-down';
  if (screen.part === 'log') return moveLog(screen, act, world);
  // Pages turn the text of the step: a list of steps is walked.
  if (screen.part === 'now' || (isPage && layout.kind !== 'one')) {
    const { textTop, next, last } = stepText(screen, world, layout.now, layout.body);
    if (last === 0) return say(screen, 'All of it is on the screen.');
    const to = act === 'page-down' ? next : moved(textTop, act, isPage ? layout.body - 1 : 1, last);
    return to === textTop
      ? say(screen, to === 0 ? 'This is the beginning of the text.' : 'This is the end of the text.')
      : { ...screen, textTop: to };
  }
  const steps = guide.steps;
  if (steps.length === 0) return say(screen, 'No runbook is followed yet. Press : and type follow RUNBOOK.');
  const at = steps.findIndex((step) => step.key === lookedAt(screen, guide)?.key);
  const to = moved(at, act, isPage ? layout.body - 1 : 1, steps.length - 1);
  const key = steps[to]?.key;
  if (key === undefined || to === at)
    return say(screen, at === 0 ? 'This is the first step.' : 'This is the last step.');
  return pick(screen, key, guide);
}

function moveLog(screen: Screen, act: KeyAct, world: World): Screen {
  const height = world.layout.log === 0 ? world.layout.body : world.layout.log;
  const up = act === 'up' || act === 'page-up' || act === 'first';
  const by = act === 'up' || act === 'down' ? 1 : act === 'page-up' || act === 'page-down' ? height - 1 : Infinity;
  if (!up)
    return screen.logBack === 0
      ? say(screen, 'This is the end of the log.')
      : { ...screen, logBack: Math.max(0, screen.logBack - by) };
  const wanted = by === Infinity ? world.incident.count * 4 : screen.logBack + by;
  const shown = world.log(wanted, height).length;
  // Above the first line there is nothing: stay where the window is full.
  if (shown >= height) return { ...screen, logBack: wanted };
  const top = Math.max(0, world.log(0, wanted + height).length - height);
  return top === screen.logBack ? say(screen, 'This is the beginning of the log.') : { ...screen, logBack: top };
}

function moved(from: number, act: string, by: number, last: number): number {
  if (act === 'first') return 0;
  if (act === 'last') return last;
  const to = act === 'up' || act === 'page-up' ? from - by : from + by;
  return Math.max(0, Math.min(last, to));
}

const parts: readonly Part[] = ['steps', 'now', 'log'];

function toPart(screen: Screen, by: number, { layout }: World): Screen {
  // In one column nothing stands beside the step but what is behind it.
  const at = parts.indexOf(screen.part) + by;
  const part = parts[Math.max(0, Math.min(parts.length - 1, at))] ?? 'steps';
  if (part === screen.part) return say(screen, by < 0 ? 'The steps are the first part.' : 'The log is the last part.');
  return layout.kind === 'one' || part === 'log' ? { ...screen, part } : { ...screen, part, logBack: 0 };
}

function toOpen(screen: Screen, by: number, { guide }: World): Screen {
  const open = guide.current;
  const at = open.findIndex((step) => step.key === lookedAt(screen, guide)?.key);
  const next = at < 0 ? open[0] : open[(at + by + open.length) % open.length];
  if (next === undefined) return say(screen, guide.finished ?? 'No step is open at this moment.');
  return open.length === 1 && at === 0 ? say(screen, 'This is the only open step.') : pick(screen, next.key, guide);
}

function number(screen: Screen, digit: number, step: CurrentStep | undefined, world: World): Pressed {
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

function done(screen: Screen, step: CurrentStep | undefined, world: World): Pressed {
  if (step === undefined) {
    const marked = lookedAt(screen, world.guide);
    if (marked?.state === 'waiting')
      return beginWords(screen, [marked.verb === 'decide' ? 'choose' : 'done', marked.name], world);
    return notOpen(screen, world);
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

/** An act on the marked step, or the judge's reason why it is off. */
function onOpen(screen: Screen, act: OfferName, step: CurrentStep | undefined, world: World): Pressed {
  if (step === undefined) {
    const marked = lookedAt(screen, world.guide);
    if (act === 'skip' && marked?.state === 'waiting') return beginWords(screen, ['skip', marked.name], world);
    return notOpen(screen, world);
  }
  const off = step.acts.find((offer) => offer.act === act)?.off;
  if (off !== undefined) return only(say(screen, off, 'bad'));
  return beginWords(screen, [act, step.name], world);
}

function facts(screen: Screen, step: CurrentStep | undefined, world: World): Pressed {
  const open = [
    ...(step?.asks ?? []),
    ...(step?.record ?? []).filter((fact) => fact.answered !== true).map((fact) => fact.id),
  ];
  const given = (step?.record ?? []).filter((fact) => fact.answered === true).map((fact) => fact.id);
  const queue = [...new Set(open.length > 0 ? open : given)];
  if (queue.length === 0) return beginWords(screen, ['fact'], world);
  const asks = step === undefined ? {} : { step: step.name };
  return only({ ...screen, over: { over: 'facts', queue, line: lineOf(''), thenDone: false, how: {}, ...asks } });
}

function message(screen: Screen, step: CurrentStep | undefined, world: World): Pressed {
  if (step === undefined) return notOpen(screen, world);
  const body = step.message?.bodies[0];
  if (body === undefined) return onOpen(screen, 'send', step, world);
  return only({ ...screen, over: { over: 'message', step: step.key, language: body.language, top: 0 } });
}

function approve(screen: Screen, step: CurrentStep | undefined, world: World): Pressed {
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
function take(screen: Screen, world: World): Pressed {
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

function onMarked(screen: Screen, act: 'jump' | 'reopen', world: World): Pressed {
  const marked = lookedAt(screen, world.guide);
  if (marked === undefined) return only(say(screen, 'No runbook is followed yet.'));
  const open = openStep(screen, world.guide) !== undefined;
  if (open)
    return only(
      say(screen, `Mark another step first, with the arrows; ${rowOf(act)?.shown ?? ''} then means that one.`),
    );
  return beginWords(screen, [act, marked.name], world);
}

function clocks(screen: Screen, { guide }: World): Pressed {
  const open = guide.clocks.filter((clock) => clock.state !== 'met' && clock.state !== 'set-aside');
  const running = open.filter((clock) => clock.state !== 'not-started');
  const choices = running.flatMap((clock): Choice[] => [
    { label: `Met: ${clock.title}`, words: ['met', clock.id] },
    { label: `Does not apply: ${clock.title}`, words: ['set-aside', clock.id] },
  ]);
  const another = guide.clocks.flatMap((clock): Choice[] =>
    clock.follows === undefined ? [] : [{ label: `Another: ${clock.title}`, words: ['met', clock.id] }],
  );
  if (choices.length + another.length === 0) return only({ ...screen, over: { over: 'view', view: 'clocks', top: 0 } });
  return only({
    ...screen,
    over: {
      over: 'pick',
      prompt: 'Clocks',
      choices: [{ label: 'Look at all of them', words: ['clocks'] }, ...choices, ...another],
      typed: '',
      at: 0,
    },
  });
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

function viewChoices({ guide }: World): Choice[] {
  const views: readonly (readonly [ViewName, string])[] = [
    ['questions', `What somebody should answer (${guide.questions.length})`],
    ['facts', 'Facts: what is known'],
    ['clocks', 'Clocks: every duty with its deadline'],
    ['people', 'People: who holds which role'],
    ['services', 'Services: what is lost, until when it must be back'],
    ['log', 'The log'],
  ];
  return views.map(([view, label]) => ({ label, words: [view] }));
}
