import type { Instant } from '../time/index.ts';
import type { Layout, Place } from './layout.ts';
import { Lives } from './lives.ts';
import type { KeptLives } from './lives.ts';
import type { LastDone, PlannedStep, RunEnd, StepLife, Surroundings } from './model.ts';

/** A step that a responder added. */
export interface Added {
  readonly id: string;
  readonly title: string;
  readonly after?: string;
  readonly role?: string;
}

/**
 * What a run remembers beside its position, and the `context` of its chart. Never changed in place. As JSON it is kept
 * ({@link KeptMemory}).
 */
export interface Memory {
  /** Entries taken in so far; tells whether anything happened since a round or a turn began. */
  readonly count: number;
  readonly lives: Lives;
  readonly added: readonly Added[];
  /** Lists that have, or are to get, a cursor of their own. */
  readonly lanes: Readonly<Record<string, 'begin' | 'running' | 'ended'>>;
  /** The count at which a repeat's round began, or a step last sent the flow back; by step. */
  readonly since: Readonly<Record<string, number>>;
  readonly ended?: RunEnd;
}

export type KeptMemory = Omit<Memory, 'lives'> & { readonly lives: KeptLives };

export const nothingYet: Memory = { count: 0, lives: Lives.none, added: [], lanes: {}, since: {} };

/** Everything that a guard may read and an action may change. */
export interface Scene {
  readonly layout: Layout;
  readonly memory: Memory;
  readonly around: Surroundings;
}

/** The life of a step that nothing has come to yet. */
export const untouched: StepLife = { state: 'waiting', turn: 1 };

/** The life at an index of the plan: waiting, turn 1 for a step never touched. */
export function lifeAt(memory: Memory, index: number): StepLife {
  return memory.lives.at(index) ?? untouched;
}

/** The index of a step's life, planned or added; undefined where there is no such step. */
export function indexOf(layout: Layout, memory: Memory, id: string): number | undefined {
  const planned = layout.plan.get(id);
  if (planned !== undefined) return planned.index;
  const added = memory.added.findIndex((step) => step.id === id);
  return added < 0 ? undefined : layout.places.length + added;
}

/**
 * The indices of the steps that were added after this one, and of those that follow them in turn where these are settled: one that was left
 * open at the end of a run, which went on afterwards, holds up nobody.
 */
export function addedAfter(layout: Layout, memory: Memory, id: string): readonly number[] {
  return memory.added.flatMap((added, k) => {
    if (added.after !== id) return [];
    const index = layout.places.length + k;
    return isOver(lifeAt(memory, index)) ? [index, ...addedAfter(layout, memory, added.id)] : [index];
  });
}

/** The planned step that an added one follows, through others that were added. */
export function anchorOf(layout: Layout, memory: Memory, after: string | undefined): PlannedStep | undefined {
  for (let id = after; id !== undefined; id = memory.added.find((added) => added.id === id)?.after) {
    const planned = layout.plan.get(id);
    if (planned !== undefined) return planned;
  }
  return undefined;
}

export function withLife(memory: Memory, index: number, life: StepLife): Memory {
  return withLives(memory, [[index, life]]);
}

export function withLives(memory: Memory, changes: Iterable<readonly [number, StepLife]>): Memory {
  return { ...memory, lives: memory.lives.with(changes) };
}

export function withLane(memory: Memory, list: string, state: 'begin' | 'running' | 'ended' | undefined): Memory {
  if (memory.lanes[list] === state) return memory;
  const { [list]: _, ...others } = memory.lanes;
  return { ...memory, lanes: state === undefined ? others : { ...memory.lanes, [list]: state } };
}

/** Settled: nothing more is expected of it in this turn. */
export function isOver(life: StepLife): boolean {
  return life.state !== 'waiting' && life.state !== 'active' && life.state !== 'awaiting';
}

export function placeLife({ memory }: Pick<Scene, 'memory'>, place: Place): StepLife {
  return lifeAt(memory, place.planned.index);
}

/** Its last round's or turn's work is kept out of the next: what a new turn begins with. That it was completed is remembered. */
export function nextTurn(life: StepLife): StepLife {
  const last = life.state === 'done' ? completion(life) : life.last;
  return { state: 'waiting', turn: life.turn + 1, ...(last !== undefined && { last }) };
}

function completion({ turn, at, entry, chose }: StepLife): LastDone {
  return {
    turn,
    ...(at !== undefined && { at }),
    ...(entry !== undefined && { entry }),
    ...(chose !== undefined && { chose }),
  };
}

/** Active from now on, its question and what was done so far kept. */
export function activated(life: StepLife, now: Instant): StepLife {
  const { at: _at, by: _by, entry: _entry, ...kept } = life;
  return { ...kept, state: 'active', since: now };
}
