import { durationMs, millis } from '../time/index.ts';
import type { Place } from './layout.ts';
import { outward } from './layout.ts';
import { isOpen } from './lives.ts';
import { addedAfter, indexOf, isOver, lifeAt, placeLife } from './memory.ts';
import type { Scene } from './memory.ts';
import { truthAt } from './world.ts';

/** What decides where the flow goes. Each asks one question of a step as things stand; none changes anything. */

export function isSettled(scene: Scene, place: Place): boolean {
  return isOver(placeLife(scene, place));
}

/** A person settled the whole of a repeat or a followed runbook. One that came to its own end is left by the flow, and by that alone. */
export function isLeftWhole(scene: Scene, place: Place): boolean {
  const life = placeLife(scene, place);
  return isOver(life) && life.entry !== undefined;
}

/** A step with `after` waits until that step is settled, wherever it stands. */
export function mayBegin(scene: Scene, { planned }: Place): boolean {
  const { after } = planned.step;
  if (after === undefined) return true;
  const index = indexOf(scene.layout, scene.memory, planned.prefix + after);
  return index === undefined || isOver(lifeAt(scene.memory, index));
}

/** Only a definite false passes a step, and none that was done ahead of its turn and waits for its approval. */
export function isRuledOut(scene: Scene, place: Place): boolean {
  const { planned } = place;
  const { when } = planned.step;
  return when !== undefined && placeLife(scene, place).state !== 'awaiting' && truthAt(scene, planned, when) === false;
}

/** Put forward with its `when` unknown, which was answered false while nothing was done on it or in it. */
export function turnedOutFalse(scene: Scene, place: Place): boolean {
  return placeLife(scene, place).asks !== undefined && isRuledOut(scene, place) && !wasWorkedOn(scene, place);
}

/** The question of its `when` is answered, and the step stays. */
export function isAnswered(scene: Scene, place: Place): boolean {
  const { when } = place.planned.step;
  return (
    when !== undefined &&
    placeLife(scene, place).asks !== undefined &&
    truthAt(scene, place.planned, when) !== 'unknown'
  );
}

function wasWorkedOn({ memory }: Scene, place: Place): boolean {
  for (let index = place.planned.index; index < place.end; index++) {
    const life = memory.lives.at(index);
    if (life === undefined) continue;
    if (
      life.entry !== undefined ||
      life.awaiting !== undefined ||
      life.attempts !== undefined ||
      life.evidence !== undefined ||
      (life.ticks?.length ?? 0) > 0
    )
      return true;
  }
  return false;
}

export function chose(scene: Scene, place: Place, option: string): boolean {
  const life = placeLife(scene, place);
  return life.state === 'done' && life.chose === option;
}

/** `for` has passed and `until` holds, as far as each is written; a wait with neither is ended by a person. */
export function waitedEnough(scene: Scene, place: Place): boolean {
  const { planned } = place;
  if (!('wait' in planned.step)) return false;
  const { for: time, until } = planned.step;
  if (time === undefined && until === undefined) return false;
  if (time !== undefined && placeLife(scene, place).elapsed?.includes('wait') !== true) return false;
  return until === undefined || truthAt(scene, planned, until) === true;
}

/** The limit of a wait or a repeat was reached. */
export function isTimedOut(scene: Scene, place: Place): boolean {
  return placeLife(scene, place).elapsed?.includes('at-most') === true;
}

/**
 * The joined tracks have ended. A jump into a parallel starts that track alone: what was not started is not waited for,
 * and where no joined track was started, those that were count.
 */
export function isJoined({ memory }: Scene, { planned, lists }: Place): boolean {
  const { step } = planned;
  if (!('tracks' in step)) return false;
  let isAnyJoined = false;
  let haveOthersEnded = true;
  for (const { id, branch } of lists) {
    const lane = memory.lanes[id];
    if (lane === undefined) continue;
    if (step.join === undefined || (branch !== undefined && step.join.includes(branch))) {
      if (lane !== 'ended') return false;
      isAnyJoined = true;
    } else if (lane !== 'ended') haveOthersEnded = false;
  }
  return isAnyJoined || haveOthersEnded;
}

/** A repeat has come to its `until` or to a limit; an unknown `until` is "not yet". */
export function isEnough(scene: Scene, place: Place): boolean {
  const { planned } = place;
  if (!('repeat' in planned.step)) return false;
  const { until, times } = planned.step;
  if (times !== undefined && (placeLife(scene, place).round ?? 0) >= times) return true;
  if (isTimedOut(scene, place)) return true;
  return until !== undefined && until !== 'asked' && truthAt(scene, planned, until) === true;
}

/** The pause of a repeat is over: its time has come, or, without `every`, something has happened since the round began. */
export function roundIsDue(scene: Scene, place: Place): boolean {
  const { planned } = place;
  if (!('repeat' in planned.step)) return false;
  const { every } = planned.step;
  if (every === undefined) return happenedSince(scene, place);
  const { roundAt, elapsed } = placeLife(scene, place);
  if (elapsed?.includes('round') === true) return true;
  const pause = durationMs(every);
  return pause !== undefined && roundAt !== undefined && millis(scene.around.now) >= millis(roundAt) + pause;
}

/** Whether an entry came in since the step's round, or its last going back, began. */
function happenedSince({ memory }: Scene, { planned }: Place): boolean {
  return memory.since[planned.id] !== memory.count;
}

/** No step that a responder added after this one is still open. */
export function nothingAdded({ layout, memory }: Scene, id: string): boolean {
  return addedAfter(layout, memory, id).every((index) => isOver(lifeAt(memory, index)));
}

/** A step that a responder added after this one waits for it. */
export function addedWaits({ layout, memory }: Scene, id: string): boolean {
  return addedAfter(layout, memory, id).some((index) => lifeAt(memory, index).state === 'waiting');
}

/**
 * A finished step's `go-to` is taken; one that was passed goes on to the next. A way back on which nothing has happened
 * since it was last taken is not taken again: it would go round for ever.
 */
export function takesGoTo(scene: Scene, place: Place, to: Place): boolean {
  return (
    placeLife(scene, place).state !== 'passed' &&
    (to.planned.index > place.planned.index || happenedSince(scene, place))
  );
}

/** A step that failed takes the `go-to` of its `on-failure`. */
export function takesFailure(scene: Scene, place: Place, to: Place): boolean {
  return placeLife(scene, place).state === 'failed' && takesGoTo(scene, place, to);
}

/** The parallels that a `go-to` leads out of have not gone on without this track. */
export function mayLeaveTracks(scene: Scene, place: Place, to: Place): boolean {
  for (const { list } of outward(place)) {
    if (list === to.list) break;
    if (list.kind === 'track' && list.owner !== undefined && !isOpen(placeLife(scene, list.owner))) return false;
  }
  return true;
}

export function isDone(scene: Scene, place: Place): boolean {
  return placeLife(scene, place).state === 'done';
}
