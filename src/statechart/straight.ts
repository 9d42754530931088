import type { AnyEntry } from '../entry/index.ts';
import type { Verb } from '../runbook/index.ts';
import { begin, markLeft, putDown, startTracks } from './changes.ts';
import * as guards from './guards.ts';
import type { Place } from './layout.ts';
import { nextOf } from './leaving.ts';
import { placeLife } from './memory.ts';
import type { Memory, Scene } from './memory.ts';
import { record } from './record.ts';

/** The step that the flow has come to, at work there, and what is remembered then. */
export interface Straight {
  readonly place: Place;
  readonly memory: Memory;
}

/** Nothing stands inside them, and nothing but a person, a command or a timer ends them. */
const plain: ReadonlySet<Verb> = new Set(['do', 'run', 'tell']);

/**
 * Where an entry leads from the step at which a cursor stands: the option that was chosen, or the next of the list. It is what the
 * chart's transitions do, in XState's order. Undefined where the flow may go elsewhere, or stays: then the chart is to be asked.
 */
export function straightAfter(scene: Scene, place: Place, entry: AnyEntry): Straight | undefined {
  const { verb } = place.planned;
  if ((verb !== 'decide' && !plain.has(verb)) || placeLife(scene, place).beside === true) return undefined;
  const recorded = { ...scene, memory: record(scene, entry) };
  if (!guards.isSettled(recorded, place)) return undefined;
  const chosen = place.lists.find(({ branch }) => guards.chose(recorded, place, branch ?? ''));
  if (chosen !== undefined) return straightInto(recorded, chosen.places[0]);

  if (!guards.nothingAdded(recorded, place.planned.id)) return undefined;
  const put = { ...recorded, memory: putDown(recorded, place) };
  return straightInto({ ...recorded, memory: markLeft(put, place) }, nextOf(scene.layout, place));
}

/** Begins a step that the flow has come to, by its gate; undefined where it does not stand open, or more than one step begins. */
export function straightInto(scene: Scene, place: Place | undefined): Straight | undefined {
  if (place === undefined || place.planned.verb === 'repeat' || place.planned.verb === 'follow') return undefined;
  if (guards.isSettled(scene, place) || !guards.mayBegin(scene, place) || guards.isRuledOut(scene, place))
    return undefined;
  const memory = begin(scene, place);
  if (place.planned.verb !== 'parallel') return { place, memory };
  return { place, memory: startTracks({ ...scene, memory }, place, undefined) };
}
