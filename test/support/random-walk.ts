import { allWithLives, openContainers, wantedTimers } from '../../src/statechart/index.ts';
import type { AnyEntry, TimerKind } from '../../src/entry/index.ts';
import type { RandomAct } from './random-runbook.ts';
import type { Script } from './run-script.ts';

/** Does what a random act says, as far as there is anything to do it to. */
export function perform(run: Script, { kind, target, anywhere, pick, who }: RandomAct): void {
  const all = allWithLives(run.chart, run.state).map(({ step: { id } }) => id);
  const among = anywhere || run.active.length === 0 ? all : run.active;
  const step = among[target % among.length] ?? '';
  const life = run.life(step);
  const at = { step, who, turn: life.turn };
  const planned = run.chart.plan.get(step)?.step;
  const options = planned !== undefined && 'options' in planned ? Object.keys(planned.options) : [];
  const option = options[pick % Math.max(1, options.length)] ?? 'none';
  switch (kind) {
    case 'done':
      if (options.length > 0) run.choose(step, option, at);
      else run.done(step, at);
      return;
    case 'skip':
      return void run.skip(step, at);
    case 'fail':
      return void run.act('step.failed', {}, at);
    case 'reopen':
      return void run.act('step.reopened', {}, at);
    case 'jump':
      return void run.act('step.jumped', {}, at);
    case 'add':
      return void run.act('step.added', pick % 4 === 0 ? {} : { after: step }, {
        step: `added-${pick % 9}`,
        words: 'Added',
      });
    case 'choose':
      return void run.choose(step, option, at);
    case 'tick':
      return void run.act('item.ticked', { item: (pick % 3) + 1, ticked: pick % 2 === 0 }, at);
    case 'fact':
      return void (pick % 2 === 0 ? run.fact('b', pick % 4 === 0) : run.fact('n', pick % 7));
    case 'approve':
      return void run.act('approval.given', { of: life.awaiting?.entry ?? 'none' }, at);
    case 'refuse':
      return void run.act('approval.refused', { of: life.awaiting?.entry ?? 'none' }, at);
    case 'without':
      return void run.act('approval.gone-without', { of: life.awaiting?.entry ?? 'none' }, at);
    case 'timer':
      return elapse(run, pick);
    case 'default':
      return void run.act('default.taken', { option }, at);
    case 'command':
      return void run.act('command.started', { command: ['x'], attempt: 1 }, at);
    case 'command-end':
      return void run.act('command.finished', { started: life.command ?? 'none', ok: pick % 2 === 0 }, at);
    case 'evidence':
      return void run.act('evidence.attached', { name: 'photo', sha256: '', bytes: 1 }, at);
    case 'severity':
      return void run.note();
    case 'garbage':
      return void run.take(garbage(run.last, pick));
  }
}

/** The timer that is due next goes off. */
function elapse(run: Script, pick: number): void {
  const timers = wantedTimers(run.chart, run.state);
  const next = timers[pick % Math.max(1, timers.length)];
  if (next === undefined) return;
  run.now += 10;
  run.act(
    'timer.elapsed',
    { timer: next.timer, due: next.due, ...(next.round !== undefined && { round: next.round }) },
    { step: next.step, turn: next.turn },
  );
}

function garbage(last: AnyEntry, pick: number): AnyEntry {
  const wrong: unknown[] = [
    { ...last, step: 'no-such-step' },
    { ...last, data: null },
    { ...last, data: undefined },
    { ...last, step: 7 },
    { ...last, turn: 'one' },
    { ...last, type: 'step.exploded' },
    { ...last, type: 'choice.made', data: { option: '__proto__' } },
    { ...last, type: 'step.added', step: '__proto__', data: {} },
    { ...last, type: 'item.ticked', data: { item: 'x', ticked: 3 } },
    { ...last, type: 'timer.elapsed', data: { timer: 'nothing', due: 'never' } },
    { ...last, type: 'fact.recorded', data: { fact: 'constructor', known: 'yes' } },
    { ...last, by: undefined },
  ];
  return wrong[pick % wrong.length] as AnyEntry;
}

/**
 * Drives a run to its end by doing only what is active: finishing, deciding for the first option, approving. With every
 * fact answered, what waits for a condition goes on too. Throws where there is nothing left to do and the run goes on.
 */
export function driveToEnd(run: Script): void {
  run.fact('b', true);
  run.fact('n', 10);
  for (let acts = 0; run.ended === undefined; acts += 1) {
    if (acts > 3_000) throw new Error(`never ends; active: ${run.active.join(' ')}`);
    if (acts % 100 === 99 && sayEnough(run)) continue;
    if (!driveOne(run)) throw new Error(`stuck: ${JSON.stringify(run.state)}`);
  }
}

function driveOne(run: Script): boolean {
  for (const step of run.active) {
    const life = run.life(step);
    const planned = run.chart.plan.get(step)?.step;
    if (life.awaiting !== undefined) {
      if (run.act('approval.given', { of: life.awaiting.entry }, { step, who: 'The other' }) === undefined) return true;
    } else if (planned !== undefined && 'options' in planned) {
      if (run.choose(step, Object.keys(planned.options)[0] ?? '') === undefined) return true;
    } else if (run.done(step) === undefined) return true;
  }
  const timer = wantedTimers(run.chart, run.state)[0];
  const rest: TimerKind[] = ['round', 'at-most'];
  if (timer !== undefined && rest.includes(timer.timer)) {
    run.now += 10;
    return (
      run.act(
        'timer.elapsed',
        { timer: timer.timer, due: timer.due, ...(timer.round !== undefined && { round: timer.round }) },
        { step: timer.step },
      ) === undefined
    );
  }
  return freeWhatWaits(run) || openContainers(run.chart, run.state).some(({ id }) => run.done(id) === undefined);
}

/** A repeat `until: asked` whose rounds take longer than its `every` never rests: somebody says that it is enough. */
function sayEnough(run: Script): boolean {
  return openContainers(run.chart, run.state).some(
    ({ id, step }) => 'repeat' in step && step.until === 'asked' && run.done(id) === undefined,
  );
}

/** A step that waits for one that was jumped over: a person does that one late. */
function freeWhatWaits(run: Script): boolean {
  for (const { id, prefix, step } of run.chart.plan.values()) {
    if (step.after === undefined || run.is(id) !== 'waiting') continue;
    const held = prefix + step.after;
    const planned = run.chart.plan.get(held)?.step;
    if (run.is(held) === 'waiting' && planned !== undefined && run.skip(held) === undefined) return true;
  }
  return false;
}
