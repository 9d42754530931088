import type { Instant } from '../time/index.ts';
import type { List, Place } from './layout.ts';
import { isLeftWhole } from './guards.ts';
import { holds, outward, within } from './layout.ts';
import { isOpen } from './lives.ts';
import {
  activated,
  addedAfter,
  anchorOf,
  indexOf,
  isOver,
  lifeAt,
  nextTurn,
  placeLife,
  withLane,
  withLife,
  withLives,
} from './memory.ts';
import type { Memory, Scene } from './memory.ts';
import type { StepLife } from './model.ts';
import { truthAt, unansweredIn } from './world.ts';

/** What the flow does to what a run remembers. Each gives the memory as it is afterwards. */

/** The flow has come to the step: it is active, with its question where its `when` is unknown. */
export function begin(scene: Scene, place: Place): Memory {
  const { memory, around } = scene;
  const { planned } = place;
  const life = placeLife(scene, place);
  if (life.state === 'awaiting') return memory;
  const { when } = planned.step;
  const unknown = when !== undefined && truthAt(scene, planned, when) === 'unknown';
  const { beside: _beside, left: _left, ...kept } = life;
  const active = life.state === 'active' ? kept : activated(life, around.now);
  return withLife(memory, planned.index, unknown ? { ...active, asks: unansweredIn(scene, when) } : active);
}

export function pass(scene: Scene, place: Place): Memory {
  const { state: _state, since: _since, asks: _asks, beside: _beside, ...kept } = placeLife(scene, place);
  const memory = stopLanes(closeInside(scene, place, 'waiting'), lanesWithin(scene, place.planned.index, place.end));
  return withLife(memory, place.planned.index, { ...kept, state: 'passed', at: scene.around.now });
}

export function dropQuestion({ memory }: Scene, place: Place): Memory {
  const { asks: _asks, ...life } = lifeAt(memory, place.planned.index);
  return withLife(memory, place.planned.index, life);
}

/** Finished by the flow itself: a wait that is over, a container whose content is. */
export function finish(scene: Scene, place: Place, timedOut: boolean): Memory {
  const { asks: _asks, resting: _resting, beside: _beside, ...kept } = placeLife(scene, place);
  const life: StepLife = { ...kept, state: 'done', at: scene.around.now, ...(timedOut && { timedOut: true }) };
  return withLife(scene.memory, place.planned.index, life);
}

/** What is open inside a step that is left: settled as left open, or waiting again. */
function closeInside({ memory, around }: Scene, place: Place, as: 'left-open' | 'waiting'): Memory {
  return close(memory, place.planned.index + 1, place.end, as, around.now);
}

function close(memory: Memory, first: number, end: number, as: 'left-open' | 'waiting', now: Instant): Memory {
  const closed: [number, StepLife][] = [];
  for (let index = first; index < Math.min(end, memory.lives.length); index++) {
    const life = memory.lives.at(index);
    if (life === undefined || !isOpen(life)) continue;
    if (as === 'left-open') closed.push([index, leftOpen(life, now)]);
    // A completion that waits for its approval is not undone by going elsewhere.
    else if (life.state === 'active' && life.beside !== true) closed.push([index, waitingAgain(life)]);
    else closed.push([index, { ...life, beside: true }]);
  }
  return closed.length === 0 ? memory : withLives(memory, closed);
}

function leftOpen({ asks: _asks, resting: _resting, beside: _beside, ...life }: StepLife, at: Instant): StepLife {
  return { ...life, state: 'left-open', at };
}

function waitingAgain({ since: _since, asks: _asks, resting: _resting, ...life }: StepLife): StepLife {
  return { ...life, state: 'waiting' };
}

/**
 * The flow is led away from a step that is not settled: it waits again, or is left open where a person settled the whole of what it stands
 * in. The tracks of a parallel stop.
 */
export function putDown(scene: Scene, place: Place): Memory {
  const life = placeLife(scene, place);
  if (!isOpen(life) || life.beside === true) return scene.memory;
  const put = isInWholeLeft(scene, place)
    ? leftOpen(life, scene.around.now)
    : life.state === 'awaiting'
      ? { ...life, beside: true as const }
      : waitingAgain(life);
  const memory = withLife(scene.memory, place.planned.index, put);
  if (!('tracks' in place.planned.step)) return memory;
  // Those of a parallel inside a track too: once the track is gone nobody would come to stop them.
  return stopLanes(
    closeInside({ ...scene, memory }, place, 'waiting'),
    lanesWithin({ ...scene, memory }, place.planned.index, place.end),
  );
}

function isInWholeLeft(scene: Scene, place: Place): boolean {
  for (const around of outward(place))
    if (
      around !== place &&
      around.lists.length > 0 &&
      !('options' in around.planned.step) &&
      isLeftWhole(scene, around)
    )
      return true;
  return false;
}

function stopLanes(memory: Memory, lists: Iterable<List>): Memory {
  let stopped = memory;
  for (const { id } of lists) stopped = withLane(stopped, id, undefined);
  return stopped;
}

/**
 * The tracks of the parallels within that range. A range may be a whole track, from its first step to its last: that one is what
 * goes back, and is not in it.
 */
function lanesWithin({ layout, memory }: Scene, first: number, end: number): List[] {
  return Object.keys(memory.lanes).flatMap((id) => {
    const list = layout.lists.get(id);
    const isWithin = list?.owner !== undefined && list.owner.planned.index >= first && list.end <= end;
    return list?.kind === 'track' && isWithin ? [list] : [];
  });
}

/** Every step from one index up to another waits again, in its next turn; the tracks in it are stopped. */
function newTurn(scene: Scene, first: number, end: number): Memory {
  const raised: [number, StepLife][] = [];
  for (let index = first; index < end; index++) raised.push([index, nextTurn(lifeAt(scene.memory, index))]);
  return stopLanes(withLives(scene.memory, raised), lanesWithin(scene, first, end));
}

/** A `go-to` is taken; one that leads back begins a new turn from its target to the step that sent the flow back. */
export function goTo(scene: Scene, from: Place, to: Place): Memory {
  const left = markLeft(scene, from);
  if (to.planned.index > from.planned.index) return left;
  const last = within(to.list, from) ?? from;
  const turned = newTurn({ ...scene, memory: left }, to.planned.index, last.end);
  return { ...turned, since: { ...turned.since, [from.planned.id]: turned.count } };
}

/**
 * A jump has come to the list that takes it. Back is back: a new turn from the target to where the flow stood. A settled
 * target, and every container, begins afresh.
 */
export function arrive(scene: Scene, list: List, to: Place, standing: readonly string[]): Memory {
  const stood = standing.flatMap((id) => scene.layout.places[scene.layout.plan.get(id)?.index ?? -1] ?? []);
  const from = stood.find((place) => place.list === list);
  const leaf = stood.at(-1);
  // At the end of the list, which is behind every step of it.
  if (from === undefined || leaf === undefined) return newTurn(scene, to.planned.index, list.end);
  return to.planned.index <= leaf.planned.index
    ? newTurn(scene, to.planned.index, Math.max(from.end, to.end))
    : afresh(scene, to);
}

function afresh(scene: Scene, to: Place): Memory {
  const life = placeLife(scene, to);
  const again =
    to.lists.length > 0 && !('options' in to.planned.step)
      ? life.state !== 'waiting' || workedInside(scene, to)
      : isOver(life) || life.state === 'awaiting';
  return again ? newTurn(scene, to.planned.index, to.end) : scene.memory;
}

function workedInside({ memory }: Scene, place: Place): boolean {
  for (let index = place.planned.index + 1; index < place.end; index++)
    if (lifeAt(memory, index).state !== 'waiting') return true;
  return false;
}

/** A parallel begins: all its tracks, or the one that was jumped into. */
export function startTracks(scene: Scene, place: Place, jump: Place | undefined): Memory {
  let { memory } = scene;
  const into = jump && place.lists.find((list) => holds(list, jump));
  for (const list of place.lists)
    memory = withLane(memory, list.id, into === undefined || into === list ? 'begin' : undefined);
  return memory;
}

/** The joined tracks have ended: those that are still at work go on beside the list. */
export function join(scene: Scene, place: Place): Memory {
  const { memory } = scene;
  return stopLanes(
    finish(scene, place, false),
    place.lists.filter(({ id }) => memory.lanes[id] === 'ended'),
  );
}

/** A track, or a duty of `afterwards`, has come to its end. */
export function endLane(scene: Scene, list: List): Memory {
  const gone = list.owner !== undefined && isOver(placeLife(scene, list.owner));
  return withLane(scene.memory, list.id, gone ? undefined : 'ended');
}

/** A jump back into a track that had ended. */
export function enterLaneAgain({ memory }: Scene, list: List): Memory {
  return memory.lanes[list.id] === 'ended' ? withLane(memory, list.id, 'running') : memory;
}

/** A settled container is left by a person: what is open in it is left open, its tracks stop. */
export function abandon(scene: Scene, place: Place): Memory {
  return stopLanes(closeInside(scene, place, 'left-open'), lanesWithin(scene, place.planned.index, place.end));
}

/** A round begins. Its steps wait again, but for the first one: what was finished early counts for it. */
export function beginRound(scene: Scene, place: Place): Memory {
  const before = placeLife(scene, place);
  const running = before.state === 'active' && before.round !== undefined;
  const round = running ? (before.round ?? 0) + 1 : 1;
  const memory = running ? newTurn(scene, place.planned.index + 1, place.end) : begin(scene, place);
  const { resting: _resting, elapsed, ...life } = lifeAt(memory, place.planned.index);
  const kept = elapsed?.filter((timer) => timer !== 'round') ?? [];
  const next: StepLife = { ...life, round, roundAt: scene.around.now, ...(kept.length > 0 && { elapsed: kept }) };
  const begun = withLife(memory, place.planned.index, next);
  return { ...begun, since: { ...begun.since, [place.planned.id]: begun.count } };
}

/** A decision in it was taken anew: the round in which it was taken goes on. */
export function resumeRound(scene: Scene, place: Place): Memory {
  const life = placeLife(scene, place);
  if (life.state !== 'active' || life.round === undefined) return beginRound(scene, place);
  const { resting: _resting, ...going } = life;
  return withLife(scene.memory, place.planned.index, going);
}

export function rest(scene: Scene, place: Place): Memory {
  return withLife(scene.memory, place.planned.index, { ...placeLife(scene, place), resting: true });
}

/** The flow goes on from the step. */
export function markLeft(scene: Scene, place: Place): Memory {
  return withLife(scene.memory, place.planned.index, { ...placeLife(scene, place), left: true });
}

/** The steps that were added after this one become active. */
export function openAdded({ layout, memory, around }: Scene, id: string): Memory {
  const opened = addedAfter(layout, memory, id).flatMap((index): (readonly [number, StepLife])[] => {
    const life = lifeAt(memory, index);
    return life.state === 'waiting' ? [[index, activated(life, around.now)]] : [];
  });
  return opened.length === 0 ? memory : withLives(memory, opened);
}

/**
 * Steps that responders added, and whose anchor was settled where the flow does not come any more, stand open beside it: nobody else would
 * come to them. Of a run that has ended only those behind what was settled since `before`: what never came is no work any more.
 */
export function openPassed(
  { layout, memory, around }: Scene,
  hasPassed: (anchor: Place) => boolean,
  before: Memory,
): Memory {
  const opened = memory.added.flatMap(({ after }, k): (readonly [number, StepLife])[] => {
    const index = layout.places.length + k;
    const life = lifeAt(memory, index);
    const anchor = after === undefined ? undefined : indexOf(layout, memory, after);
    if (life.state !== 'waiting' || anchor === undefined || !isFinished(lifeAt(memory, anchor))) return [];
    const place = layout.places[anchorOf(layout, memory, after)?.index ?? -1];
    const isAlone =
      memory.ended === undefined ? place === undefined || hasPassed(place) : !isFinished(lifeAt(before, anchor));
    return isAlone ? [[index, { ...activated(life, around.now), beside: true }]] : [];
  });
  return opened.length === 0 ? memory : withLives(memory, opened);
}

/** Settled, and not for want of time: what the end left open may be done late. */
const isFinished = (life: StepLife): boolean => isOver(life) && life.state !== 'left-open';

/** A runbook has come to its end, the root one or one that is followed: what is open in it is left open. */
export function closeRunbook(scene: Scene, list: List): Memory {
  const { layout, memory, around } = scene;
  let closed = stopLanes(
    close(memory, list.first, list.end, 'left-open', around.now),
    lanesWithin(scene, list.first, list.end),
  );
  if (list.kind === 'root')
    closed = close(closed, layout.places.length, layout.places.length + closed.added.length, 'left-open', around.now);
  for (const { list: duty, of } of layout.duties) {
    const due = list.kind === 'root' ? of === undefined || wasBegun(memory, of) : of === list.owner;
    if (due && closed.lanes[duty.id] === undefined) closed = withLane(closed, duty.id, 'begin');
  }
  return closed;
}

function wasBegun(memory: Memory, { planned }: Place): boolean {
  const life = memory.lives.at(planned.index);
  return life !== undefined && (life.since !== undefined || life.state === 'done' || life.state === 'left-open');
}

/** The root runbook has ended: by an `end` that a person finished, else because its list ran out. */
export function endRun(scene: Scene, by: Place | undefined): Memory {
  if (scene.memory.ended !== undefined) return scene.memory;
  const { outcome } = by?.planned.step !== undefined && 'end' in by.planned.step ? by.planned.step : {};
  const at = by === undefined ? scene.around.now : (placeLife(scene, by).at ?? scene.around.now);
  return { ...scene.memory, ended: { at, ...(outcome !== undefined && { outcome }) } };
}

/** A jump back into a run that had ended: it goes on. */
export function goOn({ memory }: Scene): Memory {
  const { ended: _ended, ...going } = memory;
  return going;
}
