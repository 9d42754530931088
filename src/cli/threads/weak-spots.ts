import { ratingLegend } from '../../drill/index.ts';
import { ratings, type Scenario } from '../../runbook/index.ts';
import { someOf } from '../../text/index.ts';
import { byMeeting, type Tally } from './tally.ts';

/** What many rehearsals of one scenario have in common. */
export interface WeakSpots extends Readonly<Pick<Tally, 'objectives' | 'injects' | 'branches'>> {
  /** Tasks that were rated U most often first: how often, of how many runs in which they applied. */
  readonly tasks: readonly {
    readonly objective: string;
    readonly task: string;
    readonly failed: number;
    readonly of: number;
  }[];
  /** Seeds in which nobody knew how to go on, the lowest first. */
  readonly stuck: readonly number[];
}

/** What was counted, in order: the same whoever counted what. */
export function weakSpots({ objectives, tasks, injects, branches, stuck }: Tally): WeakSpots {
  const met = Object.values(tasks).toSorted(byMeeting);
  return {
    objectives,
    tasks: met
      .toSorted((a, b) => b.failed / b.of - a.failed / a.of)
      .map(({ objective, task, failed, of }) => ({ objective, task, failed, of })),
    injects,
    branches,
    stuck: stuck.toSorted((a, b) => a - b),
  };
}

/** In lines for people, the weakest first. */
export function weakSpotsText(
  { title, objectives, branches = {}, injects }: Scenario,
  spots: WeakSpots,
  { first, runs }: { readonly first: number; readonly runs: number },
): string[] {
  const share = (count: number, of: number): string => `${Math.round((100 * count) / Math.max(1, of))} %`.padStart(5);
  const never = injects.filter(({ id }) => spots.injects[id] === 0);
  const isAnyUnrated = Object.values(spots.objectives).some(({ none }) => none > 0);
  const columns = isAnyUnrated ? ([...ratings, 'none'] as const) : ratings;
  const weak = spots.tasks.filter(({ failed }) => failed > 0);
  return [
    `DRILL. ${title}, played ${runs} times by simulated responders (seeds ${first} to ${first + runs - 1}). Nothing of it was kept.`,
    '',
    `${columns.map((rating) => (rating === 'none' ? 'n/a' : rating).padStart(5)).join(' ')}  objective`,
    ...Object.entries(spots.objectives).map(
      ([id, counts]) =>
        `${columns.map((rating) => share(counts[rating], runs)).join(' ')}  ${objectives[id]?.statement ?? id}`,
    ),
    '',
    ...ratingLegend(ratings),
    '',
    ...(weak.length === 0 ? [] : ['Not performed most often:']),
    ...weak.map(({ task, failed, of }) => `${share(failed, of)}  ${task}`),
    ...(weak.length === 0 ? [] : ['']),
    ...Object.entries(spots.branches).map(
      ([id, count]) => `${share(count, runs)}  went this way: ${branches[id]?.title ?? id}`,
    ),
    // Whoever mends the scenario looks for them there by their ids. Simulated responders have no facilitator who fires one.
    ...(never.length === 0 ? [] : ['', 'Never came:']),
    ...never.map(
      (inject) =>
        `       ${inject.title === undefined ? inject.id : `${inject.title} (${inject.id})`}${inject['by-hand'] === true ? ', by hand alone' : ''}`,
    ),
    ...(spots.stuck.length === 0 ? [] : ['', `Nobody knew how to go on with seed ${someOf(spots.stuck.map(String))}`]),
  ];
}
