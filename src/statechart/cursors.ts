import { initialTransition } from 'xstate';
import type { SnapshotFrom, StateValue } from 'xstate';
import type { AnyEntry, EntryType } from '../entry/index.ts';
import { ByList } from './by-list.ts';
import { openPassed } from './changes.ts';
import * as guards from './guards.ts';
import type { Layout, List, Place } from './layout.ts';
import { holds, outward } from './layout.ts';
import type { Machine } from './machine.ts';
import { isOver, placeLife, withLane } from './memory.ts';
import type { Memory, Scene } from './memory.ts';
import type { Surroundings } from './model.ts';
import type { FlowContext, FlowEvent } from './policy.ts';
import { standingAt, standingIn, valueAt } from './position.ts';
import { record } from './record.ts';
import { stepMachine } from './step-machine.ts';
import { straightAfter, straightInto, straightWhereItRests } from './straight.ts';
import type { Straight } from './straight.ts';
import type { Standing } from './position.ts';

/** One cursor: where it stands, the state value of that, and a snapshot of the chart. */
export interface Cursor extends Standing {
  readonly value: StateValue;
  readonly snapshot: SnapshotFrom<Machine>;
}

/** All that a run is while it is live: its cursors by the list that each walks (the outer before the inner), and what it remembers. */
export interface Live {
  readonly cursors: ByList<Cursor>;
  readonly memory: Memory;
}

interface Jump {
  readonly place: Place;
  readonly type: string;
}

/** What as a rule moves the flow: the chart takes it at once. */
const leading: ReadonlySet<string> = new Set<EntryType>([
  'step.done',
  'step.skipped',
  'step.failed',
  'step.jumped',
  'choice.made',
  'default.taken',
]);

/** A runbook that goes on so often by one entry may go round for ever: that is the chart's to find. */
const mostWays = 8;

/** Moves a run's cursors over the chart of its runbook, each by XState's pure `transition`, until all are at rest. */
export class Walk {
  readonly #layout: Layout;
  readonly #machine: () => Machine;
  readonly #around: Surroundings;
  readonly #cursors: ByList<Cursor>;
  #memory: Memory;
  /** With these no list is to begin and none has been stopped: so a run has come to rest, and most acts leave them as they are. */
  readonly #lanesAtRest: Memory['lanes'] | undefined;

  /** @param machine is asked for where the chart is */
  constructor(layout: Layout, machine: () => Machine, around: Surroundings, live: Live | undefined) {
    this.#layout = layout;
    this.#machine = machine;
    this.#around = around;
    this.#cursors = live?.cursors.copy() ?? new ByList();
    this.#memory = live?.memory ?? fresh(machine()).snapshot.context.memory;
    this.#lanesAtRest = live?.memory.lanes;
  }

  get live(): Live {
    return { cursors: this.#cursors, memory: this.#memory };
  }

  begin(): void {
    this.#put(this.#layout.root, this.#send(fresh(this.#machine()), { type: 'runbook.followed' }));
    this.#settle();
  }

  /** Goes on from where it stands, on another chart than before; these lists begin. */
  goOn(begins: readonly string[]): void {
    for (const list of begins) this.#memory = withLane(this.#memory, list, 'begin');
    this.#settle();
    this.#openPassed(this.#memory);
  }

  /** Takes in an entry that was accepted. */
  take(entry: AnyEntry): void {
    const before = this.#memory;
    this.#move(entry);
    this.#openPassed(before);
  }

  #move(entry: AnyEntry): void {
    const index = entry.step === undefined ? undefined : this.#layout.plan.get(entry.step)?.index;
    const place = index === undefined ? undefined : this.#layout.places[index];
    const before = place && placeLife(this.#scene, place);
    if (!leading.has(entry.type) && this.#restsAfter(entry)) return;
    // Whichever cursor records it: the one at the step can move on in the same transition.
    const near = place?.list.lane ?? this.#layout.root;
    const lane = this.#cursors.has(near) ? near : this.#layout.root;
    const cursor = this.#cursors.get(lane);
    if (cursor === undefined) return;
    if (place !== undefined && this.#goesStraightOn(lane, cursor, place, entry)) return this.#settle();
    this.#put(lane, this.#send(cursor, { type: entry.type, entry }));
    if (place !== undefined && before !== undefined) {
      if (entry.type === 'step.jumped') return this.#lead(place, 'to');
      const decided = placeLife(this.#scene, place);
      if (
        before.beside === true &&
        !isOver(before) &&
        decided.state === 'done' &&
        decided.chose !== undefined &&
        this.#hasComeTo(place, before.left)
      )
        return this.#lead(place, 'again');
    }
    this.#settle();
  }

  /**
   * Most entries (a fact, a tick, a clock) move nothing: then what the chart's `record` does is all that there is to do. As
   * soon as one cursor might move, nothing is done here, and the chart takes the entry.
   */
  #restsAfter(entry: AnyEntry): boolean {
    const before = this.#memory;
    this.#memory = record(this.#scene, entry);
    if (this.#memory.lanes === before.lanes && this.#stirring().length === 0) return true;
    this.#memory = before;
    return false;
  }

  /** Nearly every step that is settled leads straight to the next one: for that much the chart need not be asked. */
  #goesStraightOn(lane: List, { standing, phase }: Cursor, place: Place, entry: AnyEntry): boolean {
    if (entry.type === 'step.jumped' || standing.at(-1) !== place) return false;
    return this.#comeTo(lane, straightAfter(this.#scene, place, phase, entry));
  }

  #goesOnFromRest(lane: List, { standing, phase }: Cursor): boolean {
    const place = standing.at(-1);
    return place !== undefined && this.#comeTo(lane, straightWhereItRests(this.#scene, place, phase));
  }

  #comeTo(lane: List, straight: Straight | undefined): boolean {
    let to = straight;
    for (let ways = 0; to !== undefined && ways < mostWays; ways += 1) {
      const { spot, memory } = to;
      const scene = { ...this.#scene, memory };
      const cursor = new PutCursor(this.#machine, standingAt(spot), () => valueAt(spot), {
        memory,
        around: this.#around,
      });
      if (!stirs(scene, cursor)) {
        this.#memory = memory;
        this.#cursors.set(lane, cursor);
        return true;
      }
      // It goes on from there, and no other may move in between.
      to = spot.place && straightWhereItRests(scene, spot.place, spot.phase);
    }
    return false;
  }

  get #scene(): Scene {
    return { layout: this.#layout, memory: this.#memory, around: this.#around };
  }

  #openPassed(before: Memory): void {
    if (this.#memory.added.length > 0)
      this.#memory = openPassed(this.#scene, (anchor) => this.#hasPassed(anchor), before);
  }

  /** Whether the flow is behind a step: in its present turn it comes there no more. Of a duty that is still to begin it is not. */
  #hasPassed(place: Place): boolean {
    for (const { list } of outward(place)) {
      const cursor = this.#cursors.get(list);
      if (cursor !== undefined) return isBehind(cursor, place);
    }
    return false;
  }

  #hasComeTo(place: Place, left: true | undefined): boolean {
    return left === true || [...this.#cursors].some(([, { standing }]) => standing.includes(place));
  }

  /**
   * The innermost running list around the target takes a jump (`to`), or the flow to a decision that was taken anew
   * (`again`): XState finds it on the way of the cursor that is sent it.
   */
  #lead(place: Place, way: 'to' | 'again'): void {
    const jump: Jump = { place, type: `${way} ${place.planned.id}` };
    for (const { list } of outward(place)) {
      const cursor = list.lane === list ? this.#cursors.get(list) : undefined;
      if (cursor !== undefined) {
        const up = this.#send(cursor, { type: 'look' });
        this.#put(
          list,
          this.#send(up, {
            type: jump.type,
            to: place.planned.id,
            standing: up.standing.map(({ planned }) => planned.id),
          }),
        );
        break;
      }
      // A track that has not begun, of a parallel that has, or a duty before its time: only that is started.
      if (
        list.kind === 'afterwards' ||
        (list.kind === 'track' && list.owner !== undefined && this.#waitingAt(list.owner) !== undefined)
      ) {
        this.#memory = withLane(this.#memory, list.id, 'begin');
        break;
      }
    }
    this.#settle(jump);
  }

  #waitingAt(parallel: Place): Cursor | undefined {
    const cursor = this.#cursors.get(parallel.list.lane);
    return cursor?.phase === 'here' && cursor.standing.at(-1) === parallel ? cursor : undefined;
  }

  /** Lets every cursor look that may move, starts and stops cursors, until nothing moves any more. */
  #settle(jump?: Jump): void {
    this.#startLanes(jump);
    for (let stirring = this.#stirring(); stirring.length > 0; stirring = this.#stirring()) {
      const before = this.#memory;
      for (const list of stirring) {
        const cursor = this.#cursors.get(list);
        if (cursor === undefined) continue;
        if (this.#isStopped(list)) this.#cursors.delete(list);
        else if (!this.#goesOnFromRest(list, cursor)) this.#put(list, this.#send(cursor, { type: 'look' }));
      }
      this.#startLanes(jump);
      // A whole round of looks changed nothing: a cursor that would still stir has nowhere to go.
      if (before === this.#memory && !stirring.some((list) => this.#isStopped(list))) return;
    }
  }

  #isStopped(list: List): boolean {
    if (this.#memory.lanes === this.#lanesAtRest) return false;
    return list !== this.#layout.root && this.#memory.lanes[list.id] === undefined;
  }

  /** The lists whose cursors may move or have been stopped, the outer before the inner. */
  #stirring(): List[] {
    const scene = this.#scene;
    const found: List[] = [];
    for (const [list, cursor] of this.#cursors) if (this.#isStopped(list) || stirs(scene, cursor)) found.push(list);
    return found.length < 2 ? found : found.toSorted((a, b) => a.first - b.first);
  }

  /** Starts the tracks and duties that are to begin, and those that these begin in turn: a track may open with a parallel. */
  #startLanes(jump: Jump | undefined): void {
    for (let lists = this.#toBegin(); lists.length > 0; lists = this.#toBegin())
      // A track that went straight through may have led out of the parallel: the others do not begin any more.
      for (const list of lists) if (this.#memory.lanes[list.id] === 'begin') this.#startLane(list, jump);
  }

  #toBegin(): List[] {
    const found: List[] = [];
    if (this.#memory.lanes === this.#lanesAtRest) return found;
    for (const id in this.#memory.lanes) {
      const list = this.#memory.lanes[id] === 'begin' ? this.#layout.lists.get(id) : undefined;
      if (list !== undefined) found.push(list);
    }
    return found;
  }

  #startLane(list: List, jump: Jump | undefined): void {
    const waiting = list.owner && this.#waitingAt(list.owner);
    const isGone = list.owner !== undefined && waiting === undefined;
    this.#memory = withLane(this.#memory, list.id, isGone ? undefined : 'running');
    if (isGone) return;
    const isLedIn = jump !== undefined && holds(list, jump.place);
    const isAtRest = waiting === undefined || !stirs(this.#scene, waiting);
    if (!isLedIn && isAtRest && this.#comeTo(list, straightInto(this.#scene, list.places[0]))) return;
    const from = waiting ?? fresh(this.#machine());
    const target = isLedIn ? { type: jump.type, to: jump.place.planned.id } : { type: `begin ${list.id}` };
    this.#put(list, this.#send(this.#send(from, { type: 'look' }), target));
  }

  #send(cursor: Cursor, event: Pick<FlowEvent, 'type'> & Partial<FlowEvent>): Cursor {
    const snapshot = stepMachine(this.#machine(), cursor.snapshot, {
      memory: this.#memory,
      around: this.#around,
      ...event,
    });
    this.#memory = snapshot.context.memory;
    return cursorOf(this.#layout, snapshot);
  }

  /** A cursor that has left its own list walks on for the one around it. */
  #put(list: List, cursor: Cursor): void {
    const walks = cursor.lane ?? list;
    if (walks !== list) {
      this.#cursors.delete(list);
      this.#memory = withLane(this.#memory, list.id, undefined);
    }
    this.#cursors.set(walks, cursor);
  }
}

const unbegun = new WeakMap<Machine, Cursor>();

function fresh(machine: Machine): Cursor {
  const before = unbegun.get(machine);
  if (before !== undefined) return before;
  const [snapshot] = initialTransition(machine);
  const cursor: Cursor = { snapshot, value: snapshot.value, standing: [], phase: 'not-begun', lane: undefined };
  unbegun.set(machine, cursor);
  return cursor;
}

function cursorOf(layout: Layout, snapshot: SnapshotFrom<Machine>): Cursor {
  return { snapshot, value: snapshot.value, ...standingIn(layout, snapshot.value) };
}

/** A cursor that was put somewhere, the snapshot of which is made when the chart is asked for more. */
class PutCursor implements Cursor {
  readonly standing: readonly Place[];
  readonly phase: string;
  readonly lane: List | undefined;
  readonly #machine: () => Machine;
  readonly #context: FlowContext;
  readonly #valueOf: () => StateValue;
  #value: StateValue | undefined;
  #snapshot: SnapshotFrom<Machine> | undefined;

  constructor(
    machine: () => Machine,
    { standing, phase, lane }: Standing,
    value: () => StateValue,
    context: FlowContext,
  ) {
    this.standing = standing;
    this.phase = phase;
    this.lane = lane;
    this.#machine = machine;
    this.#context = context;
    this.#valueOf = value;
  }

  get value(): StateValue {
    return (this.#value ??= this.#valueOf());
  }

  get snapshot(): SnapshotFrom<Machine> {
    return (this.#snapshot ??= this.#machine().resolveState({ value: this.value, context: this.#context }));
  }
}

/** Whether a cursor has gone on from a step of its lists, or past it. */
function isBehind({ standing, phase }: Cursor, place: Place): boolean {
  if (standing.includes(place)) return false;
  for (const around of outward(place)) {
    const stands = standing.find(({ list }) => list === around.list);
    if (stands === undefined) continue;
    if (stands !== around) return around.position < stands.position;
    // It walks another option of the same decision, or is past what stands in there; else it has not gone in yet.
    return stands !== standing.at(-1) || (phase !== 'gate' && phase !== 'active');
  }
  return true;
}

/** A cursor at a state value that was kept. */
export function cursorAt(layout: Layout, machine: () => Machine, value: StateValue, context: FlowContext): Cursor {
  return new PutCursor(machine, standingIn(layout, value), () => value, context);
}

/**
 * Whether a cursor at rest might move: the same guards that its chart asks, put to the one step at which it stands. It
 * spares most cursors the look, and so a runbook of sixty tracks costs what one of ten does.
 */
function stirs(scene: Scene, { standing, phase }: Cursor): boolean {
  for (const around of standing) if (isLeftWhole(scene, around)) return true;
  const place = standing.at(-1);
  if (place === undefined || phase === ':end') return false;
  if (phase !== 'leave' && isOver(placeLife(scene, place))) return true;
  switch (phase) {
    case 'gate':
      return guards.mayBegin(scene, place);
    case 'here':
      return guards.isAnswered(scene, place) || guards.isJoined(scene, place);
    case 'pause':
      return guards.isEnough(scene, place) || guards.roundIsDue(scene, place);
    case 'leave':
      return guards.nothingAdded(scene, place.planned.id) || guards.addedWaits(scene, place.planned.id);
    default:
      return guards.isAnswered(scene, place) || guards.isTimedOut(scene, place) || guards.waitedEnough(scene, place);
  }
}

/** A repeat or a followed runbook around a cursor was settled by a person, or its question is answered. */
function isLeftWhole(scene: Scene, around: Place): boolean {
  if (around.planned.verb !== 'repeat' && around.planned.verb !== 'follow') return false;
  return guards.isLeftWhole(scene, around) || guards.isAnswered(scene, around);
}
