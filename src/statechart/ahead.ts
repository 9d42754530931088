import type { StateValue } from 'xstate';
import type { Layout, List, Place } from './layout.ts';
import { isOver, lifeAt } from './memory.ts';
import type { Memory } from './memory.ts';
import type { Chart, RunState, StepLife } from './model.ts';
import { failureTarget } from './on-failure.ts';
import { openSteps } from './open-steps.ts';
import { standingIn } from './position.ts';
import { layoutOf, memoryOf, positionsIn } from './run.ts';

/**
 * The planned steps that the flow can still come to by itself, by id: whatever the decisions, conditions and failures on
 * the way. What is open now is in it only where a round or a `go-to` can come back to it. A jump or a reopening reaches
 * every step, and leaving out an `end` or a decision goes on behind it: that is people leaving the order, and does not count.
 */
export function ahead(chart: Chart, state: RunState): ReadonlySet<string> {
  const layout = layoutOf(chart);
  const memory = memoryOf(state);
  const walk = new Ahead(layout, memory);
  for (const value of Object.values(positionsIn(state))) walk.from(value);
  // A decision that was opened again beside the flow takes the flow back to itself when it is decided anew.
  for (const { place } of openSteps(memory, layout)) if (place.planned.verb === 'decide') walk.decides(place);
  walk.duties();
  return walk.reached;
}

/** Follows every way from where the flow stands; each step is come to, and left, once. */
class Ahead {
  readonly reached = new Set<string>();
  readonly #layout: Layout;
  readonly #memory: Memory;
  /** Steps on the way of a cursor: what they hold is being walked. */
  readonly #around = new Set<Place>();
  readonly #left = new Set<Place>();
  readonly #toLeave: Place[] = [];

  constructor(layout: Layout, memory: Memory) {
    this.#layout = layout;
    this.#memory = memory;
  }

  from(position: StateValue): void {
    const { standing, phase } = standingIn(this.#layout, position);
    for (const around of standing) {
      this.#around.add(around);
      // Whether it is needed is not known yet: an answer can pass it with all that it holds.
      if (this.#life(around).asks !== undefined) this.#leave(around);
    }
    const place = standing.at(-1);
    // At the end of a track the parallel around it has a cursor of its own; at the end of the runbook there is no way on.
    if (place === undefined || phase === ':end') return;
    if (phase === 'gate') this.#come(place);
    else if (phase === 'pause') this.#endOf(place.lists[0]);
    else if (place.planned.verb === 'decide' && phase === 'active') this.decides(place);
    this.#leave(place);
    this.#walk();
  }

  decides(place: Place): void {
    for (const list of place.lists) this.#enter(list);
    this.#leave(place);
    this.#walk();
  }

  /** Duties begin when the runbook that they are written in comes to its end. */
  duties(): void {
    for (const { list, of } of this.#layout.duties) {
      const mayBegin =
        of === undefined
          ? this.#memory.ended === undefined
          : this.reached.has(of.planned.id) || (this.#around.has(of) && !isOver(this.#life(of)));
      if (mayBegin) this.#enter(list);
    }
    this.#walk();
  }

  #walk(): void {
    for (let place = this.#toLeave.pop(); place !== undefined; place = this.#toLeave.pop()) this.#waysOut(place);
  }

  /** Comes to a step, and so to the lists in it. */
  #come(place: Place | undefined): void {
    if (place === undefined || this.reached.has(place.planned.id)) return;
    this.reached.add(place.planned.id);
    for (const list of place.lists) this.#enter(list);
    // Come to, a decision is open again: what it was left by before says nothing of the ways out.
    this.#left.delete(place);
    this.#leave(place);
  }

  #enter(list: List | undefined): void {
    this.#come(list?.places[0]);
  }

  #leave(place: Place): void {
    if (this.#left.has(place)) return;
    this.#left.add(place);
    this.#toLeave.push(place);
  }

  #waysOut(place: Place): void {
    const { step } = place.planned;
    this.#come(this.#target(place, failureTarget(step)));
    const options = this.#optionsLeft(place);
    for (const { 'go-to': target } of options) this.#come(this.#target(place, target));
    const isLed = options.length > 0 && options.every(({ 'go-to': target }) => target !== undefined);
    const to = this.#target(place, step['go-to']);
    if (!isLed) this.#come(to);
    // A step that is passed takes no way but the next.
    if ((isLed || to !== undefined) && step.when === undefined) return;
    if (place.planned.verb === 'end' && step.when === undefined) this.#endOf(place.list.runbook);
    else this.#goOn(place);
  }

  /** The options that may still be taken: the chosen one where it is being walked, else all. */
  #optionsLeft(place: Place): readonly { readonly 'go-to'?: string }[] {
    const { step } = place.planned;
    if (!('options' in step)) return [];
    const { state, chose } = this.#life(place);
    const isChosen = state === 'done' && chose !== undefined && !this.reached.has(place.planned.id);
    return isChosen && Object.hasOwn(step.options, chose)
      ? Object.entries(step.options).flatMap(([id, option]) => (id === chose ? [option] : []))
      : Object.values(step.options);
  }

  #goOn(place: Place): void {
    const next = place.list.places[place.position + 1];
    if (next === undefined) this.#endOf(place.list);
    else this.#come(next);
  }

  #endOf(list: List | undefined): void {
    const owner = list?.owner;
    if (list === undefined || owner === undefined) return;
    if (list.kind === 'track') return;
    if (list.kind === 'round' && this.#hasAnotherRound(owner)) this.#enter(list);
    this.#leave(owner);
  }

  #hasAnotherRound(repeat: Place): boolean {
    const { step } = repeat.planned;
    const times = 'repeat' in step ? step.times : undefined;
    const life = this.#life(repeat);
    return !isOver(life) && (times === undefined || (life.round ?? 0) < times);
  }

  #target({ planned: { prefix } }: Place, id: string | undefined): Place | undefined {
    const planned = id === undefined ? undefined : this.#layout.plan.get(prefix + id);
    return planned && this.#layout.places[planned.index];
  }

  #life(place: Place): StepLife {
    return lifeAt(this.#memory, place.planned.index);
  }
}
