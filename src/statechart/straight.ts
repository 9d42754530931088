import type { AnyEntry } from '../entry/index.ts';
import type { Verb } from '../runbook/index.ts';
import {
  abandon,
  begin,
  beginRound,
  closeRunbook,
  endLane,
  endRun,
  finish,
  join,
  markLeft,
  pass,
  putDown,
  rest,
  startTracks,
} from './changes.ts';
import * as guards from './guards.ts';
import type { List, Place } from './layout.ts';
import { placeLife } from './memory.ts';
import type { Memory, Scene } from './memory.ts';
import { failureTarget } from './on-failure.ts';
import type { Spot } from './position.ts';
import { record } from './record.ts';

/**
 * Where the flow comes to, and what is remembered then: what the chart's transitions do, in XState's order. Undefined where it may go
 * elsewhere, or stays: then the chart is to be asked. Whether it rests there is for the caller to see.
 */
export interface Straight {
  readonly spot: Spot;
  readonly memory: Memory;
}

/** Nothing stands inside them, and nothing but a person, a command or a timer ends them. */
const plain: ReadonlySet<Verb> = new Set(['do', 'run', 'tell']);

const after = (scene: Scene, change: (scene: Scene) => Memory): Scene => ({ ...scene, memory: change(scene) });

/** From the step at which a cursor stands, by an entry that settles it, or ends its pause: into the option that was chosen, or on. */
export function straightAfter(scene: Scene, place: Place, phase: string, entry: AnyEntry): Straight | undefined {
  if (placeLife(scene, place).beside === true) return undefined;
  const recorded = after(scene, (now) => record(now, entry));
  return phase === 'active' ? straightFrom(recorded, place) : straightWhereItRests(recorded, place, phase);
}

/** On from a gate, from a parallel whose tracks are waited for, or from the pause of a repeat. */
export function straightWhereItRests(scene: Scene, place: Place, phase: string): Straight | undefined {
  const { step } = place.planned;
  if (phase === 'gate') return straightInto(scene, place);
  if (phase === 'pause') {
    if (guards.isSettled(scene, place)) return leave(scene, place);
    if (guards.isEnough(scene, place)) {
      const timedOut = guards.isTimedOut(scene, place);
      return leave(
        after(scene, (now) => finish(now, place, timedOut)),
        place,
      );
    }
    return guards.roundIsDue(scene, place) ? intoRound(scene, place) : undefined;
  }
  // A question of its own may pass it.
  if (phase !== 'here' || step.when !== undefined) return undefined;
  const change = guards.isSettled(scene, place) ? abandon : guards.isJoined(scene, place) ? join : undefined;
  return (
    change &&
    leave(
      after(scene, (now) => change(now, place)),
      place,
    )
  );
}

function straightFrom(recorded: Scene, place: Place): Straight | undefined {
  const { verb } = place.planned;
  if (verb !== 'decide' && !plain.has(verb)) return undefined;
  // What is to be approved waits where it is.
  if (!guards.isSettled(recorded, place)) return comeTo(place, 'active', recorded.memory);
  const chosen = place.lists.find(({ branch }) => guards.chose(recorded, place, branch ?? ''));
  return chosen === undefined ? leave(recorded, place) : straightInto(recorded, chosen.places[0]);
}

/** To a step, through its gate. */
export function straightInto(scene: Scene, place: Place | undefined): Straight | undefined {
  if (place === undefined || guards.isSettled(scene, place)) return undefined;
  if (!guards.mayBegin(scene, place)) return comeTo(place, 'gate', scene.memory);
  const at = (now: Scene): Scene => after(now, (then) => begin(then, place));
  if (guards.isRuledOut(scene, place))
    return leave(
      after(scene, (now) => pass(now, place)),
      place,
    );
  switch (place.planned.verb) {
    case 'follow':
      return straightInto(at(scene), place.lists[0]?.places[0]);
    case 'repeat':
      return intoRound(scene, place);
    case 'parallel':
      return comeTo(place, 'here', startTracks(at(scene), place, undefined));
    default:
      return comeTo(place, 'active', at(scene).memory);
  }
}

const intoRound = (scene: Scene, repeat: Place): Straight | undefined =>
  straightInto(
    after(scene, (now) => beginRound(now, repeat)),
    repeat.lists[0]?.places[0],
  );

/** On from a step that is settled. */
function leave(scene: Scene, place: Place): Straight | undefined {
  if (mayLeadElsewhere(scene, place) || !guards.nothingAdded(scene, place.planned.id)) return undefined;
  const left = after(
    after(scene, (now) => putDown(now, place)),
    (now) => markLeft(now, place),
  );
  const next = place.list.places[place.position + 1];
  return next === undefined ? endOf(left, place.list) : straightInto(left, next);
}

/** Whether the way on may be another than the next of the list: an `end`, or a `go-to` of what became of the step. */
function mayLeadElsewhere(scene: Scene, place: Place): boolean {
  const { step, verb } = place.planned;
  const { state, chose } = placeLife(scene, place);
  const chosen = 'options' in step && chose !== undefined ? step.options[chose] : undefined;
  return (
    verb === 'end' ||
    step['go-to'] !== undefined ||
    chosen?.['go-to'] !== undefined ||
    (state === 'failed' && failureTarget(step) !== undefined)
  );
}

/** On from the end of a list. */
function endOf(scene: Scene, list: List): Straight | undefined {
  const { kind, owner } = list;
  const end = (memory: Memory): Straight => ({ spot: { list, phase: ':end' }, memory });
  switch (kind) {
    case 'root':
      return end(
        closeRunbook(
          after(scene, (now) => endRun(now, undefined)),
          list,
        ),
      );
    case 'track':
    case 'afterwards':
      return end(endLane(scene, list));
    case 'option':
      return owner && leave(scene, owner);
    case 'round':
      return owner && comeTo(owner, 'pause', rest(scene, owner));
    case 'followed':
      return (
        owner &&
        leave(
          after(
            after(scene, (now) => closeRunbook(now, list)),
            (now) => finish(now, owner, false),
          ),
          owner,
        )
      );
  }
}

const comeTo = (place: Place, phase: 'gate' | 'active' | 'here' | 'pause', memory: Memory): Straight => ({
  spot: { list: place.list, place, phase },
  memory,
});
