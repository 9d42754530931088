import type { Rehearsed } from '../../drill/index.ts';
import { comesToPlayers, type Rating, ratings, type Scenario } from '../../runbook/index.ts';

/** What is counted of some rehearsals of one scenario, whichever they are and in whatever order they were played. */
export interface Tally {
  /** By objective: how often it came to each rating; `none`: nothing was known of it. */
  readonly objectives: Record<string, Record<Rating | 'none', number>>;
  /** By objective and task. */
  readonly tasks: Record<string, TaskTally>;
  /** How often each inject came. */
  readonly injects: Record<string, number>;
  /** How often each branch was taken: an inject of it came. */
  readonly branches: Record<string, number>;
  /** Seeds in which nobody knew how to go on. */
  readonly stuck: number[];
}

interface TaskTally {
  readonly objective: string;
  readonly task: string;
  /** The lowest seed in which it applied, and where it stood there. */
  readonly met: readonly [seed: number, place: number];
  /** How often it was rated U, of how many runs in which it applied. */
  readonly failed: number;
  readonly of: number;
}

export const emptyTally = ({ objectives, injects, branches = {} }: Scenario): Tally => ({
  objectives: Object.fromEntries(Object.keys(objectives).map((id) => [id, { P: 0, S: 0, M: 0, U: 0, none: 0 }])),
  tasks: {},
  injects: Object.fromEntries(injects.filter(comesToPlayers).map(({ id }) => [id, 0])),
  branches: Object.fromEntries(Object.keys(branches).map((id) => [id, 0])),
  stuck: [],
});

/** Counts a rehearsal. */
export function count(tally: Tally, { injects }: Scenario, { seed, score, incident, ended }: Rehearsed): void {
  if (ended === 'stuck') tally.stuck.push(seed);
  let place = 0;
  for (const objective of score.objectives) {
    const counts = tally.objectives[objective.id];
    if (counts !== undefined) counts[objective.rating ?? 'none'] += 1;
    for (const { task, rating } of objective.tasks) {
      if (rating === undefined) continue;
      const failed = rating === 'U' ? 1 : 0;
      addTask(tally, { objective: objective.id, task, met: [seed, place], failed, of: 1 });
      place += 1;
    }
  }
  const delivered = injects.filter(({ id }) => (incident.drill?.injects[id]?.delivered.length ?? 0) > 0);
  for (const { id } of delivered) add(tally.injects, id, 1);
  for (const id of new Set(delivered.flatMap(({ branch }) => branch ?? []))) add(tally.branches, id, 1);
}

/** Adds what was counted elsewhere. */
export function addTally(tally: Tally, other: Tally): void {
  for (const [id, counts] of Object.entries(other.objectives)) {
    const own = tally.objectives[id];
    if (own !== undefined) for (const rating of [...ratings, 'none'] as const) own[rating] += counts[rating];
  }
  for (const task of Object.values(other.tasks)) addTask(tally, task);
  for (const [id, times] of Object.entries(other.injects)) add(tally.injects, id, times);
  for (const [id, times] of Object.entries(other.branches)) add(tally.branches, id, times);
  tally.stuck.push(...other.stuck);
}

/** In the order in which one after another, from the lowest seed up, would have met them. */
export const byMeeting = (a: TaskTally, b: TaskTally): number => a.met[0] - b.met[0] || a.met[1] - b.met[1];

function addTask({ tasks }: Tally, other: TaskTally): void {
  const key = `${other.objective}\n${other.task}`;
  const own = tasks[key];
  tasks[key] =
    own === undefined
      ? other
      : {
          ...own,
          met: byMeeting(own, other) <= 0 ? own.met : other.met,
          failed: own.failed + other.failed,
          of: own.of + other.of,
        };
}

function add(counts: Record<string, number>, id: string, times: number): void {
  counts[id] = (counts[id] ?? 0) + times;
}
