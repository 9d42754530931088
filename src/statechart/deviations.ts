import type { Said, World } from '../conditions/index.ts';
import type { DeviationKind } from '../entry/index.ts';
import { isOpen } from './lives.ts';
import { lifeAt } from './memory.ts';
import type { Scene } from './memory.ts';
import type { Place } from './layout.ts';
import type { Chart, PlannedStep, RunState, StepLife, Surroundings } from './model.ts';
import { waitedEnough } from './guards.ts';
import type { EntryLike } from './entry-like.ts';
import { layoutOf, memoryOf } from './run.ts';
import { itemCountAt, itemsIn, truthAt, worldOf } from './world.ts';

/**
 * What the conditions and texts of a runbook of the run read, named by its `prefix` (of a planned step): a followed one
 * speaks of its own steps by its own ids.
 */
export function worldFor(chart: Chart, state: RunState, around: Surroundings, prefix = ''): World {
  return worldOf({ layout: layoutOf(chart), memory: memoryOf(state), around }, prefix);
}

/** The labels of what can be ticked, worded by `said`: the checklist, then one for each thing that `each` gives. Items count from 1. */
export function itemsOf(planned: PlannedStep, world: World, said?: Said): readonly string[] {
  return itemsIn(planned, world, said);
}

/** How many of them there are. */
export function itemCount(chart: Chart, state: RunState, around: () => Surroundings, planned: PlannedStep): number {
  const { checklist, each } = planned.step;
  if (each === undefined) return checklist?.length ?? 0;
  return itemCountAt({ layout: layoutOf(chart), memory: memoryOf(state), around: around() }, planned);
}

/** In what ways the act would leave the plan; none where it keeps to it. Never throws. */
export function deviationsOf(
  chart: Chart,
  state: RunState,
  entry: EntryLike,
  around: Surroundings,
): readonly DeviationKind[] {
  const layout = layoutOf(chart);
  const scene: Scene = { layout, memory: memoryOf(state), around };
  const planned = entry.step === undefined ? undefined : chart.plan.get(entry.step);
  const place = planned === undefined ? undefined : layout.places[planned.index];
  const life = place === undefined ? undefined : lifeAt(scene.memory, place.planned.index);
  switch (entry.type) {
    case 'step.skipped':
      return ['skipped'];
    case 'step.failed':
      return ['failed'];
    case 'step.reopened':
      return ['reopened'];
    case 'step.jumped':
      return ['jumped'];
    case 'step.added':
      return ['added'];
    case 'approval.gone-without':
      return ['without-approval'];
    case 'timer.elapsed':
      return entry.data.timer === 'approval' ? ['without-approval'] : [];
    case 'command.started':
      return life?.state === 'waiting' ? ['ahead-of-turn'] : [];
    case 'step.done':
      return place === undefined || life === undefined || entry.data['timed-out'] === true
        ? []
        : ofCompletion(scene, place, life);
    case 'choice.made':
      return place === undefined || life === undefined
        ? []
        : [...ofCompletion(scene, place, life), ...ofChoice(scene, place, life, entry.data.option)];
    default:
      return [];
  }
}

function ofCompletion(scene: Scene, place: Place, life: StepLife): DeviationKind[] {
  const { planned } = place;
  const { step } = planned;
  const kinds: DeviationKind[] = [];
  const cutShort =
    'wait' in step &&
    life.state === 'active' &&
    (step.for !== undefined || step.until !== undefined) &&
    !waitedEnough(scene, place);
  if (life.state === 'waiting' || cutShort) kinds.push('ahead-of-turn');
  // Finishing the whole of a parallel, a repeat or a followed runbook leaves what is open in it undone.
  if (place.lists.length > 0 && !('options' in step) && hasOpenInside(scene, place)) kinds.push('skipped');
  if (itemCountAt(scene, planned) > (life.ticks?.length ?? 0)) kinds.push('checklist-open');
  if (step['needs-evidence'] !== undefined && step['needs-evidence'] !== false && life.evidence === undefined)
    kinds.push('evidence-missing');
  if (step.record?.some((fact) => life.answered?.includes(fact) !== true) === true) kinds.push('fact-not-known');
  return kinds;
}

function hasOpenInside({ memory }: Scene, place: Place): boolean {
  for (let index = place.planned.index + 1; index < place.end; index++) if (isOpen(lifeAt(memory, index))) return true;
  return false;
}

function ofChoice(scene: Scene, { planned }: Place, life: StepLife, chosen: string): DeviationKind[] {
  const { step } = planned;
  if (!('options' in step)) return [];
  const kinds: DeviationKind[] = [];
  if (life.chose !== undefined && life.chose !== chosen) kinds.push('changed-choice');
  const suggested = (option: string): boolean => {
    const when = step.options[option]?.['suggest-when'];
    return when !== undefined && truthAt(scene, planned, when) === true;
  };
  if (!suggested(chosen) && Object.keys(step.options).some(suggested)) kinds.push('not-suggested');
  return kinds;
}
