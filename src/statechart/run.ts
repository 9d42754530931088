import type { AnyEntry, Entry } from '../entry/index.ts';
import type { Bundle } from '../runbook/index.ts';
import { ByList } from './by-list.ts';
import { cursorAt, Walk } from './cursors.ts';
import type { Live } from './cursors.ts';
import { layOut } from './layout.ts';
import type { Layout } from './layout.ts';
import { buildMachine } from './machine.ts';
import type { Machine } from './machine.ts';
import { Lives } from './lives.ts';
import { nothingYet } from './memory.ts';
import type { KeptMemory, Memory } from './memory.ts';
import { matters } from './matters.ts';
import type { Chart, Refusal, RunState, Surroundings } from './model.ts';
import { refuse } from './refuse.ts';
import { carryOver, whyNotCarried } from './revision.ts';
import type { EntryLike } from './entry-like.ts';
import type { StateValue } from 'xstate';

/** What a run state holds: the state value of each cursor by the list that it walks, and what the run remembers. */
export interface Kept {
  readonly positions: Readonly<Record<string, StateValue>>;
  readonly memory: KeptMemory;
}

/**
 * Lays out a runbook with all that it follows. Its XState machine is built when the chart is first asked where an entry
 * leads, so that it costs little where only its plan is shown, or one plain step follows another.
 */
export function compileChart(bundle: Bundle): Chart {
  return new LaidOut(bundle);
}

/** What is behind a chart is no part of it: two of one bundle are equal, whoever compares what they stand in. */
class LaidOut implements Chart {
  readonly bundle: Bundle;
  readonly plan: Chart['plan'];
  readonly #layout: Layout;
  #machine: Machine | undefined;
  readonly #built = (): Machine => (this.#machine ??= buildMachine(this.#layout));

  constructor(bundle: Bundle) {
    this.bundle = bundle;
    this.#layout = layOut(bundle);
    this.plan = this.#layout.plan;
  }

  get layout(): Layout {
    return this.#layout;
  }

  /** Gives the machine, built at the first call. */
  get machine(): () => Machine {
    return this.#built;
  }
}

/** What is behind a chart. @throws TypeError where it was not made by `compileChart`. */
function laidOut(chart: Chart): LaidOut {
  if (chart instanceof LaidOut) return chart;
  throw new TypeError('a chart is made by compileChart');
}

/** The layout behind a chart. @throws TypeError where the chart was not made by `compileChart`. */
export const layoutOf = (chart: Chart): Layout => laidOut(chart).layout;

/** A run at its first steps. `around.now` is when it was followed. */
export function beginRun(
  chart: Chart,
  _entry: Pick<Entry<'runbook.followed'>, 'at' | 'by' | 'id'>,
  around: Surroundings,
): RunState {
  const { layout, machine } = laidOut(chart);
  const walk = new Walk(layout, machine, around, undefined);
  walk.begin();
  return new LiveState(walk.live);
}

/**
 * A run after one more entry; `around` is the incident with that entry in it. What does not concern the run, and what does
 * not fit, changes nothing and gives back the very same state. Never throws at an entry.
 */
export function advance(chart: Chart, state: RunState, entry: AnyEntry, around: Surroundings): RunState {
  if (!matters(entry.type)) return state;
  const { layout, machine } = laidOut(chart);
  if (refuse({ layout, memory: memoryOf(state) }, entry) !== undefined) return state;
  const walk = new Walk(layout, machine, around, liveOf(state) ?? wake(layout, machine, state, around));
  try {
    walk.take(entry);
  } catch {
    // A fold never throws, whatever is wrong: else the whole timeline could not be opened any more. What is known to come here is
    // a runbook that goes round for ever by itself (`maxIterations` of the machine): it stays where it was.
    return state;
  }
  return new LiveState(walk.live);
}

/**
 * A run that goes on in a newer text of its runbook, to which it must fit (`revisionRefusal`). Where it stands stays; what the newer text
 * lets go on from there goes on.
 */
export function revise(chart: Chart, state: RunState, newer: Chart, around: Surroundings): RunState {
  const { layout, machine } = laidOut(newer);
  const { memory, positions, begins } = carryOver(beforeOf(chart, state), layout, around);
  const carried = liveAt(layout, machine, { positions, memory, around });
  const walk = new Walk(layout, machine, around, carried);
  try {
    walk.goOn(begins);
  } catch {
    // As in `advance`: it stays where it was.
    return new LiveState(carried);
  }
  return new LiveState(walk.live);
}

/** A run in which a step that responders added is called otherwise; the same where it has none with that id. */
export function retitle(state: RunState, id: string, title: string): RunState {
  const { snapshot } = state;
  if (!isKept(snapshot) || !snapshot.memory.added.some((added) => added.id === id)) return state;
  const added = snapshot.memory.added.map((each) => (each.id === id ? { ...each, title } : each));
  return { snapshot: { ...snapshot, memory: { ...snapshot.memory, added } } };
}

/** Why a run cannot go on in a newer text of its runbook as it stands; nothing where it can. Never throws. */
export function revisionRefusal(chart: Chart, state: RunState, newer: Chart): Refusal | undefined {
  return whyNotCarried(beforeOf(chart, state), layoutOf(newer));
}

const beforeOf = (chart: Chart, state: RunState) => ({
  layout: layoutOf(chart),
  memory: memoryOf(state),
  positions: positionsIn(state),
});

/** Why an entry does not fit a run as it stands; nothing where it does. The one judge of what concerns a run. Never throws. */
export function refusal(chart: Chart, state: RunState, entry: EntryLike): Refusal | undefined {
  return refuse({ layout: layoutOf(chart), memory: memoryOf(state) }, entry);
}

/** What a run remembers; one that has not begun (`snapshot: null`) remembers nothing yet. */
export function memoryOf(state: RunState): Memory {
  const moved = liveOf(state);
  if (moved !== undefined) return moved.memory;
  return isKept(state.snapshot) ? remembered(state.snapshot.memory) : nothingYet;
}

/** The state values of a run's cursors, by the list that each walks. */
export function positionsIn({ snapshot }: RunState): Kept['positions'] {
  return isKept(snapshot) ? snapshot.positions : {};
}

const woken = new WeakMap<KeptMemory, Memory>();

function remembered(kept: KeptMemory): Memory {
  const before = woken.get(kept);
  if (before !== undefined) return before;
  const memory = { ...kept, lives: Lives.of(kept.lives) };
  woken.set(kept, memory);
  return memory;
}

function isKept(snapshot: unknown): snapshot is Kept {
  return typeof snapshot === 'object' && snapshot !== null && 'positions' in snapshot && 'memory' in snapshot;
}

/**
 * A state that has its cursors with it: no part of what it says. What is kept is made when it is asked for: of ten thousand states that a
 * replay goes through, one.
 */
class LiveState implements RunState {
  readonly #live: Live;
  #kept: Kept | undefined;

  constructor(live: Live) {
    this.#live = live;
  }

  get live(): Live {
    return this.#live;
  }

  get snapshot(): Kept {
    const { cursors, memory } = this.#live;
    return (this.#kept ??= { positions: positionsOf(cursors), memory: { ...memory, lives: memory.lives.toJSON() } });
  }

  toJSON(): RunState {
    return { snapshot: this.snapshot };
  }
}

const liveOf = (state: RunState): Live | undefined => (state instanceof LiveState ? state.live : undefined);

function positionsOf(cursors: Live['cursors']): Record<string, StateValue> {
  const positions: Record<string, StateValue> = {};
  for (const [list, { value }] of cursors) positions[list.id] = value;
  return positions;
}

/** From JSON to cursors: `resolveState` gives what goes on exactly as the live one would. */
function wake(layout: Layout, machine: () => Machine, state: RunState, around: Surroundings): Live {
  return liveAt(layout, machine, { positions: positionsIn(state), memory: memoryOf(state), around });
}

function liveAt(
  layout: Layout,
  machine: () => Machine,
  {
    positions,
    memory,
    around,
  }: { readonly positions: Kept['positions']; readonly memory: Memory; readonly around: Surroundings },
): Live {
  const cursors = new ByList(
    Object.entries(positions).flatMap(([id, value]) => {
      const list = layout.lists.get(id);
      return list === undefined ? [] : [[list, cursorAt(layout, machine, value, { memory, around })] as const];
    }),
  );
  return { cursors, memory };
}
