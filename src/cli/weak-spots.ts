import type { Rehearsed } from '../drill/index.ts';
import { type Rating, ratings, type Scenario } from '../runbook/index.ts';

/** What many rehearsals of one scenario have in common. */
export interface WeakSpots {
  /** By objective: how often it came to each rating; `none`: nothing was known of it. */
  readonly objectives: Readonly<Record<string, Readonly<Record<Rating | 'none', number>>>>;
  /** Tasks that were rated U most often first: how often, of how many runs in which they applied. */
  readonly tasks: readonly {
    readonly objective: string;
    readonly task: string;
    readonly failed: number;
    readonly of: number;
  }[];
  /** How often each inject came. */
  readonly injects: Readonly<Record<string, number>>;
  /** How often each branch was taken: an inject of it came. */
  readonly branches: Readonly<Record<string, number>>;
  /** Seeds in which nobody knew how to go on. */
  readonly stuck: readonly number[];
}

/** Plays every seed and keeps of each only what is counted. */
export function weakSpots(
  { objectives, injects, branches = {} }: Scenario,
  seeds: readonly number[],
  play: (seed: number) => Rehearsed,
): WeakSpots {
  const byObjective = Object.fromEntries(
    Object.keys(objectives).map((id) => [id, { P: 0, S: 0, M: 0, U: 0, none: 0 }]),
  );
  const tasks = new Map<string, { objective: string; task: string; failed: number; of: number }>();
  const came: Record<string, number> = Object.fromEntries(
    injects.flatMap(({ id, kind }) => (kind === 'expected-action' ? [] : [[id, 0]])),
  );
  const taken: Record<string, number> = Object.fromEntries(Object.keys(branches).map((id) => [id, 0]));
  const stuck: number[] = [];
  for (const seed of seeds) {
    const { score, incident, ended } = play(seed);
    if (ended === 'stuck') stuck.push(seed);
    for (const objective of score.objectives) {
      const counts = byObjective[objective.id];
      if (counts !== undefined) counts[objective.rating ?? 'none'] += 1;
      for (const { task, rating } of objective.tasks) {
        if (rating === undefined) continue;
        const key = `${objective.id}\n${task}`;
        const count = tasks.get(key) ?? { objective: objective.id, task, failed: 0, of: 0 };
        tasks.set(key, { ...count, failed: count.failed + (rating === 'U' ? 1 : 0), of: count.of + 1 });
      }
    }
    const delivered = injects.filter(({ id }) => (incident.drill?.injects[id]?.delivered.length ?? 0) > 0);
    for (const { id } of delivered) came[id] = (came[id] ?? 0) + 1;
    for (const id of new Set(delivered.flatMap(({ branch }) => branch ?? []))) taken[id] = (taken[id] ?? 0) + 1;
  }
  return {
    objectives: byObjective,
    tasks: [...tasks.values()].toSorted((a, b) => b.failed / b.of - a.failed / a.of),
    injects: came,
    branches: taken,
    stuck,
  };
}

/** In lines for people, the weakest first. */
export function weakSpotsText(
  { title, objectives }: Scenario,
  spots: WeakSpots,
  { first, runs }: { readonly first: number; readonly runs: number },
): string[] {
  const share = (count: number, of: number): string => `${Math.round((100 * count) / Math.max(1, of))} %`.padStart(5);
  const never = Object.entries(spots.injects).flatMap(([id, count]) => (count === 0 ? [id] : []));
  const weak = spots.tasks.filter(({ failed }) => failed > 0);
  return [
    `DRILL. ${title}, played ${runs} times by simulated responders (seeds ${first} to ${first + runs - 1}). Nothing of it was kept.`,
    '',
    `${ratings.map((rating) => rating.padStart(5)).join(' ')}  objective`,
    ...Object.entries(spots.objectives).map(
      ([id, counts]) =>
        `${ratings.map((rating) => share(counts[rating], runs)).join(' ')}  ${objectives[id]?.statement ?? id}`,
    ),
    '',
    ...(weak.length === 0 ? [] : ['Not performed most often:']),
    ...weak.map(({ task, failed, of }) => `${share(failed, of)}  ${task}`),
    ...(weak.length === 0 ? [] : ['']),
    ...Object.entries(spots.branches).map(([id, count]) => `${share(count, runs)}  went the way of ${id}`),
    ...(never.length === 0 ? [] : ['', `Never came: ${never.join(', ')}`]),
    ...(spots.stuck.length === 0
      ? []
      : ['', `Nobody knew how to go on with seed ${spots.stuck.slice(0, 12).join(', ')}`]),
  ];
}
