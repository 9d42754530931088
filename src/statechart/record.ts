import type { AnyEntry, Entry } from '../entry/index.ts';
import { outward } from './layout.ts';
import type { Place } from './layout.ts';
import { activated, indexOf, isOver, lifeAt, placeLife, withLife, withLives } from './memory.ts';
import { failureTarget } from './on-failure.ts';
import type { Memory, Scene } from './memory.ts';
import type { StepLife } from './model.ts';
import type { Step } from '../runbook/index.ts';

/**
 * What an entry that was accepted changes in what a run remembers. Where the flow goes from there is not decided here:
 * a step finished early is recorded at once, and gone through when the flow comes to it.
 */
export function record(scene: Scene, entry: AnyEntry): Memory {
  const memory = { ...scene.memory, count: scene.memory.count + 1 };
  const now = { ...scene, memory };
  if (entry.type === 'step.added') return recordAdded(now, entry);
  if (entry.type === 'fact.recorded') return recordAnswer(now, entry);
  if (entry.step === undefined) return memory;
  const index = indexOf(scene.layout, memory, entry.step);
  if (index === undefined) return memory;
  const before = lifeAt(memory, index);
  const life = afterEntry(before, scene.layout.places[index]?.planned.step, entry);
  return life === before ? memory : withLife(memory, index, life);
}

function afterEntry(life: StepLife, step: Step | undefined, entry: AnyEntry): StepLife {
  switch (entry.type) {
    case 'step.done':
      return complete(life, step, entry, entry.data['timed-out'] === true ? { timedOut: true } : {});
    case 'choice.made':
    case 'default.taken':
      return complete(life, step, entry, { chose: entry.data.option });
    case 'step.skipped':
      return settle(life, 'skipped', entry);
    case 'step.failed':
      return settle(life, 'failed', entry);
    case 'step.reopened':
      return reopen(life, entry);
    case 'step.jumped':
      // The flow is led to a planned step. One that was added is on none of its ways, and opens where it is.
      return step === undefined ? reopen(life, entry) : life;
    case 'item.ticked':
      return {
        ...life,
        ticks: entry.data.ticked
          ? [...(life.ticks ?? []), entry.data.item].toSorted((a, b) => a - b)
          : (life.ticks ?? []).filter((item) => item !== entry.data.item),
      };
    case 'evidence.attached':
      return { ...life, evidence: (life.evidence ?? 0) + 1 };
    case 'approval.given':
    case 'approval.gone-without':
      return approved(life);
    case 'approval.refused':
      return sentBack(life, entry);
    case 'command.started':
      return { ...life, command: entry.id, attempts: (life.attempts ?? 0) + 1 };
    case 'command.finished':
      return commandFinished(life, step, entry);
    case 'command.unknown':
      return commandEnded(life, 'unknown');
    case 'timer.elapsed':
      return elapsed(life, entry);
    default:
      return life;
  }
}

/** A completion: final, or, where an approval is asked for, waiting for one. */
function complete(life: StepLife, step: Step | undefined, entry: AnyEntry, more: Partial<StepLife>): StepLife {
  if (step?.approval === undefined) return { ...settle(life, 'done', entry), ...more };
  const { asks: _asks, refused: _refused, resting: _resting, ...kept } = life;
  return { ...kept, ...more, state: 'awaiting', awaiting: { entry: entry.id, by: entry.by.name, at: entry.at } };
}

function settle(life: StepLife, state: 'done' | 'skipped' | 'failed', entry: AnyEntry): StepLife {
  const {
    asks: _asks,
    awaiting: _awaiting,
    refused: _refused,
    resting: _resting,
    chose: _chose,
    beside: _beside,
    ...kept
  } = life;
  return { ...kept, state, at: entry.at, by: entry.by.name, entry: entry.id };
}

/** The step counts as finished by who finished it; the approval confirms that. */
function approved({ awaiting, asks: _asks, beside: _beside, ...life }: StepLife): StepLife {
  if (awaiting === undefined) return life;
  return { ...life, state: 'done', at: awaiting.at, by: awaiting.by, entry: awaiting.entry };
}

function sentBack({ awaiting: _awaiting, chose: _chose, ...life }: StepLife, entry: AnyEntry): StepLife {
  return { ...life, state: 'active', since: entry.at, refused: entry.id };
}

/** Active again. Beside the flow, if that has come past it; else the flow will find it, or stands at it. */
function reopen(life: StepLife, entry: AnyEntry): StepLife {
  const { awaiting: _awaiting, timedOut: _timedOut, elapsed: _elapsed, ...kept } = life;
  const active = activated(kept, entry.at);
  return life.state === 'awaiting' && life.beside !== true ? active : { ...active, beside: true };
}

/**
 * What ended well finishes the step; what failed settles it only where `on-failure` says where to go. Under `ask` and
 * `retry` it stays active: a person says what is next.
 */
function commandFinished(
  life: StepLife,
  step: Step | undefined,
  entry: Entry<'command.finished'> & AnyEntry,
): StepLife {
  const ended = commandEnded(life, entry.data.ok ? 'ok' : 'failed');
  if (isOver(life) || life.state === 'awaiting') return ended;
  if (entry.data.ok) return complete(ended, step, entry, {});
  return failureTarget(step) === undefined ? ended : settle(ended, 'failed', entry);
}

function commandEnded({ command: _command, ...life }: StepLife, lastCommand: 'ok' | 'failed' | 'unknown'): StepLife {
  return { ...life, lastCommand };
}

function elapsed(life: StepLife, { data: { timer } }: Entry<'timer.elapsed'>): StepLife {
  if (timer === 'approval') return approved(life);
  return { ...life, elapsed: [...(life.elapsed ?? []), timer] };
}

/** Any answer counts, also "not known yet", for each step that asks for the fact, from the beginning of its turn. */
function recordAnswer(scene: Scene, { step, data: { fact, cleared } }: Entry<'fact.recorded'>): Memory {
  const { layout, memory } = scene;
  const changes: (readonly [number, StepLife])[] = [];
  for (const place of layout.recording.get(fact) ?? []) {
    const { planned } = place;
    const life = lifeAt(memory, planned.index);
    const isAnswered = life.answered?.includes(fact) === true;
    if (isAnswered === (cleared !== true)) continue;
    if (!isAnswered && step !== planned.id && !hasTurnBegun(scene, place)) continue;
    const others = (life.answered ?? []).filter((answered) => answered !== fact);
    changes.push([planned.index, { ...life, answered: cleared === true ? others : [...others, fact] }]);
  }
  return changes.length === 0 ? memory : withLives(memory, changes);
}

/**
 * In a `repeat` a turn begins with the round: "measure again" is not answered by what was measured before the first one. Only
 * what was said at the step itself is its work, done early.
 */
function hasTurnBegun(scene: Scene, place: Place): boolean {
  for (const { list } of outward(place))
    if (list.kind === 'round' && list.owner !== undefined && placeLife(scene, list.owner).round === undefined)
      return false;
  return true;
}

/** It waits for its anchor; where that has passed, or there is none, it stands open beside the flow. */
function recordAdded(scene: Scene, entry: Entry<'step.added'>): Memory {
  const { layout, memory } = scene;
  const { after, role } = entry.data;
  const id = entry.step ?? '';
  const added = {
    id,
    title: entry.words ?? id,
    ...(after !== undefined && { after }),
    ...(role !== undefined && { role }),
  };
  const grown: Memory = { ...memory, added: [...memory.added, added] };
  const anchor = after === undefined ? undefined : indexOf(layout, memory, after);
  if (anchor !== undefined && memory.ended === undefined && lifeAt(memory, anchor).left !== true) return grown;
  return withLife(grown, layout.places.length + memory.added.length, {
    state: 'active',
    turn: 1,
    since: entry.at,
    beside: true,
  });
}
