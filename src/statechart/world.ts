import { fill, isTemplate, references, truth, value } from '../conditions/index.ts';
import type { Said, Truth, World } from '../conditions/index.ts';
import type { Scene } from './memory.ts';
import { indexOf, lifeAt } from './memory.ts';
import type { PlannedStep, StepLife } from './model.ts';

/**
 * What a condition written in the runbook of that prefix reads: inside a `follow`, `steps['revoke-keys']` is the step
 * of the followed runbook, not one of the runbook around it. A class: one is made for every condition that is asked, and an
 * object that is given a getter takes the engine long.
 */
class WorldOfSteps implements World {
  readonly facts: World['facts'];
  readonly org: World['org'];
  readonly clocks: World['clocks'];
  readonly services: World['services'];
  readonly incident: World['incident'];
  readonly #scene: Scene;
  readonly #prefix: string;
  #steps: World['steps'] | undefined;

  constructor(scene: Scene, prefix: string) {
    const { facts, org, clocks, services, incident } = scene.around;
    this.facts = facts;
    this.org = org;
    this.clocks = clocks;
    this.services = services;
    this.incident = incident;
    this.#scene = scene;
    this.#prefix = prefix;
  }

  /** All of them, by the ids that the runbook gives them. Most texts and conditions name the steps that they read, and a runbook may have a thousand. */
  get steps(): World['steps'] {
    return (this.#steps ??= this.#stepsNow());
  }

  step(id: string): World['steps'][string] | undefined {
    const { layout, memory } = this.#scene;
    const index = indexOf(layout, memory, this.#prefix + id);
    return index === undefined ? undefined : seen(lifeAt(memory, index));
  }

  #stepsNow(): World['steps'] {
    const steps: Record<string, World['steps'][string]> = {};
    for (const id of stepsWithin(this.#scene, this.#prefix)) {
      const step = this.step(id);
      if (step !== undefined) steps[id] = step;
    }
    return steps;
  }
}

/** What conditions and texts of the runbook of that prefix read; of the root one also the steps of what it follows. */
export function worldOf(scene: Scene, prefix: string): World {
  return new WorldOfSteps(scene, prefix);
}

function stepsWithin({ layout, memory }: Scene, prefix: string): readonly string[] {
  const all = [...layout.plan.keys(), ...memory.added.map(({ id }) => id)];
  return prefix === '' ? all : all.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
}

/** Whether a condition written at that step holds. Never throws. */
export function truthAt(scene: Scene, { prefix }: PlannedStep, source: string): Truth {
  return truth(source, worldOf(scene, prefix));
}

/** The facts that a condition reads and that nobody has answered. */
export function unansweredIn(scene: Scene, source: string): readonly string[] {
  return references(source).facts.filter((fact) => !Object.hasOwn(scene.around.facts, fact));
}

/** The labels of a step's items: its checklist, filled, then one for each thing of `each`. */
export function itemsIn({ step }: PlannedStep, world: World, said?: Said): readonly string[] {
  const written = (step.checklist ?? []).map((item) => (isTemplate(item) ? fill(item, world, said).text : item));
  return [...written, ...thingsIn(step.each, world).map(labelOf)];
}

/** How many items a step has, without a look at what they are called. */
export function itemCountAt(scene: Scene, { step: { checklist = [], each }, prefix }: PlannedStep): number {
  if (each === undefined) return checklist.length;
  return checklist.length + thingsIn(each, worldOf(scene, prefix)).length;
}

function thingsIn(each: string | undefined, world: World): readonly unknown[] {
  const things = each === undefined ? undefined : value(each, world);
  return things?.known === true && Array.isArray(things.value) ? things.value : [];
}

/** What a thing of the organisation is called: its own words, or its `title`, `name` or `id`. */
function labelOf(thing: unknown): string {
  if (typeof thing === 'string') return thing;
  const named: readonly unknown[] =
    typeof thing === 'object' && thing !== null
      ? ['title', 'name', 'id'].map((key): unknown => Reflect.get(thing, key))
      : [];
  return named.find((name): name is string => typeof name === 'string') ?? JSON.stringify(thing);
}

function seen({ state, chose, at, by }: StepLife): World['steps'][string] {
  return {
    state,
    ...(chose !== undefined && { chose }),
    ...(at !== undefined && { at }),
    ...(by !== undefined && { by }),
  };
}
