import type { AnyEntry } from '../entry/index.ts';
import type { Verb } from '../runbook/index.ts';
import { begin, markLeft, putDown } from './changes.ts';
import * as guards from './guards.ts';
import type { Place } from './layout.ts';
import { straightTo } from './leaving.ts';
import type { Memory, Scene } from './memory.ts';
import { record } from './record.ts';

/** Nothing stands inside them, and nothing but a person or a command ends them. */
const plain: ReadonlySet<Verb> = new Set(['do', 'run', 'tell']);

/**
 * Where an entry leads from a plain step straight to the next one, and what is remembered then. It is what the chart's one transition
 * does (`straightOn` in leaving.ts), in XState's order: recorded, the step left, its way taken, the next begun. Undefined where the flow
 * may go elsewhere, or stays: then the chart is to be asked.
 */
export function straightAfter(
  scene: Scene,
  place: Place,
  entry: AnyEntry,
): { readonly next: Place; readonly memory: Memory } | undefined {
  const next = plain.has(place.planned.verb) ? straightTo(scene.layout, place) : undefined;
  if (next === undefined || !plain.has(next.planned.verb)) return undefined;
  const as = (memory: Memory): Scene => ({ ...scene, memory });
  const recorded = as(record(scene, entry));
  if (!guards.nothingAdded(recorded, place.planned.id) || !guards.goesStraightOn(recorded, place, next))
    return undefined;
  const left = as(markLeft(as(putDown(recorded, place)), place));
  return { next, memory: begin(left, next) };
}
