import { verbs } from './model.ts';
import type { Runbook, Step, Verb } from './model.ts';

/** The verb of a step: the one of the nine that it has as a key. */
export function stepVerb(step: Step): Verb {
  for (const verb of verbs) if (Object.hasOwn(step, verb)) return verb;
  throw new TypeError(`step ${step.id} has no verb`);
}

/** The title of a step: the value of its verb; of a `follow` its own title, else that of the runbook, else the runbook's id. */
export function stepTitle(step: Step, titleOf?: (runbookId: string) => string | undefined): string {
  if ('follow' in step) return step.title ?? titleOf?.(step.follow) ?? step.follow;
  const title: unknown = Reflect.get(step, stepVerb(step));
  return String(title);
}

/** A list of steps inside a step. `path` leads from the step to the list. */
export interface ChildList {
  readonly kind: 'option' | 'track' | 'round';
  /** Of the option or track; of a round the empty text. */
  readonly id: string;
  readonly steps: readonly Step[];
  readonly path: readonly (string | number)[];
}

/** The lists inside a step: of its options that have steps, of its tracks, or of its rounds, in the order written. */
export function childLists(step: Step): ChildList[] {
  if ('options' in step) {
    return Object.entries(step.options).flatMap(([id, option]) =>
      option.steps === undefined
        ? []
        : [{ kind: 'option', id, steps: option.steps, path: ['options', id, 'steps'] } as const],
    );
  }
  if ('tracks' in step)
    return Object.entries(step.tracks).map(
      ([id, track]) => ({ kind: 'track', id, steps: track.steps, path: ['tracks', id, 'steps'] }) as const,
    );
  if ('repeat' in step) return [{ kind: 'round', id: '', steps: step.steps, path: ['steps'] }];
  return [];
}

/** Where a step stands. */
export interface Where {
  readonly path: readonly (string | number)[];
  /** In its list, from 0. */
  readonly index: number;
  /** The list that it stands in, and the lists around that, innermost first. */
  readonly lists: readonly (readonly Step[])[];
  /** The steps around it, innermost first. */
  readonly around: readonly Step[];
}

/** Visits every step of a list and of the lists inside, each before what is inside it, in the order written. */
export function walkSteps(
  steps: readonly Step[],
  visit: (step: Step, where: Where) => void,
  path: readonly (string | number)[] = ['steps'],
): void {
  walk(steps, visit, { path, lists: [], around: [] });
}

/** As {@link walkSteps}, of the duties of `afterwards`: each is a list of its own, for each begins by itself, beside the others. */
export function walkDuties(duties: readonly Step[], visit: (step: Step, where: Where) => void): void {
  for (const [place, duty] of duties.entries())
    walk([duty], visit, { path: ['afterwards'], lists: [], around: [] }, place);
}

/** @param first the place in the file of the first of the steps */
function walk(
  steps: readonly Step[],
  visit: (step: Step, where: Where) => void,
  outer: Pick<Where, 'path' | 'lists' | 'around'>,
  first = 0,
): void {
  const lists = [steps, ...outer.lists];
  for (const [index, step] of steps.entries()) {
    const path = [...outer.path, first + index];
    visit(step, { path, index, lists, around: outer.around });
    const children = childLists(step);
    if (children.length === 0) continue;
    const around = [step, ...outer.around];
    for (const child of children) walk(child.steps, visit, { path: [...path, ...child.path], lists, around });
  }
}

/** Every step of a runbook, those of `afterwards` last. */
export function allSteps(runbook: Runbook): Step[] {
  const found: Step[] = [];
  const visit = (step: Step): void => {
    found.push(step);
  };
  walkSteps(runbook.steps, visit);
  walkDuties(runbook.afterwards ?? [], visit);
  return found;
}

/** Whether flow can come out below a step, so that one written behind it is reached. */
export function fallsThrough(step: Step): boolean {
  if (step.when !== undefined) return true;
  // A step that goes to itself has a message of its own.
  if ((step['go-to'] !== undefined && step['go-to'] !== step.id) || 'end' in step) return false;
  if (!('options' in step)) return true;
  return Object.values(step.options).some((option) => {
    const last = option.steps?.at(-1);
    return option['go-to'] === undefined && (last === undefined || fallsThrough(last));
  });
}
