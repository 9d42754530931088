import type { Incident, Run } from '../../incident/index.ts';
import { failureTarget } from '../../statechart/index.ts';
import { millis } from '../../time/index.ts';
import { aheadIn, outOfReach } from '../reach.ts';
import { standing } from '../standing.ts';
import type { StandingStep } from '../standing.ts';

/**
 * How a thing stands to the flow: on the path that was taken, open now, still to come, or not to be come to any more unless
 * somebody leaves the order.
 */
export type Reach = 'path' | 'now' | 'ahead' | 'out';

/** Where a step or an option leads, other than to the next: `failed`: only where the step fails. */
export interface MapWay {
  readonly to: StandingStep;
  readonly when: 'then' | 'failed';
  /** It leads to a step that stands before this one, or to itself. */
  readonly back: boolean;
}

/** One row of the map. Titles are put to it when it is shown (`mapWords`). */
export interface MapRow {
  /** Stays the same as long as it is the same thing. */
  readonly id: string;
  readonly kind: 'runbook' | 'afterwards' | 'step' | 'option' | 'track' | 'way';
  readonly run: Run;
  /** The step that it is, or that it belongs to; of a heading the first of its own. */
  readonly step?: StandingStep;
  /** The id of the option or track. */
  readonly branch?: string;
  readonly way?: MapWay;
  readonly reach: Reach;
  /** Its place on the path, from 1, in the order in which things happened. */
  readonly order?: number;
  /** For each list around it, outermost first, its own last: whether more of that list stands below. */
  readonly below: readonly boolean[];
}

type Bare = Omit<MapRow, 'below'>;

interface Node {
  readonly row: Bare;
  readonly inside: readonly Node[];
}

const known = new WeakMap<Incident, { readonly whole: readonly MapRow[]; folded?: readonly MapRow[]; tree: Node[] }>();

/**
 * The map of every followed runbook, from top to bottom; `folded`: only the path and what is open. Worked out once for each
 * state of an incident.
 */
export function mapRows(incident: Incident, folded = false): readonly MapRow[] {
  let made = known.get(incident);
  if (made === undefined) {
    const tree = treesOf(incident);
    made = { tree, whole: flat(tree) };
    known.set(incident, made);
  }
  if (!folded) return made.whole;
  return (made.folded ??= flat(made.tree.flatMap(onlyPath)));
}

function treesOf(incident: Incident): Node[] {
  const { steps } = standing(incident);
  const order = orderOf(steps);
  const byRun = Map.groupBy(steps, ({ run }) => run);
  return incident.runs.flatMap((run) => new RunTree(run, byRun.get(run) ?? [], order, outOfReach(incident)).parts());
}

const onWay: ReadonlySet<string> = new Set(['done', 'skipped', 'failed']);
const holding: ReadonlySet<string> = new Set(['parallel', 'repeat', 'follow']);

/**
 * Which came when: steps by the time at which they were settled. What holds others ends by them, and has no place of its
 * own. Times are kept to the second; within one the ids of the entries tell, which begin with the time in milliseconds.
 */
function orderOf(steps: readonly StandingStep[]): ReadonlyMap<string, number> {
  const settled = steps
    .filter(({ life, planned }) => onWay.has(life.state) && life.at !== undefined && !holding.has(planned.verb))
    .map(({ row, life }) => ({ key: row.key, at: millis(life.at ?? ''), entry: life.entry ?? '' }))
    .toSorted((a, b) => a.at - b.at || (a.entry < b.entry ? -1 : Number(a.entry > b.entry)));
  return new Map(settled.map(({ key }, index) => [key, index + 1]));
}

/** One runbook as a tree: its list, and apart from it what belongs afterwards. */
class RunTree {
  readonly #run: Run;
  readonly #steps: readonly StandingStep[];
  readonly #order: ReadonlyMap<string, number>;
  readonly #ahead: ReadonlySet<string>;
  readonly #out: ReadonlySet<string>;
  readonly #inside: ReadonlyMap<string, readonly StandingStep[]>;
  readonly #byId: ReadonlyMap<string, StandingStep>;

  constructor(run: Run, steps: readonly StandingStep[], order: ReadonlyMap<string, number>, out: ReadonlySet<string>) {
    this.#run = run;
    this.#out = out;
    this.#steps = steps;
    this.#order = order;
    this.#ahead = aheadIn(run);
    this.#inside = Map.groupBy(steps, ({ planned }) => listKey(planned.parent, planned.branch));
    this.#byId = new Map(steps.map((step) => [step.planned.id, step]));
  }

  parts(): Node[] {
    const roots = this.#inside.get(listKey()) ?? [];
    const response = roots.filter(({ planned }) => !planned.afterwards).map((step) => this.#step(step));
    const duties = roots.filter(({ planned }) => planned.afterwards).map((step) => this.#step(step));
    const heading = this.#heading('runbook', this.#steps[0], this.#run.ended === undefined ? 'now' : 'path', response);
    return duties.length === 0
      ? [heading]
      : [heading, this.#heading('afterwards', duties[0]?.row.step, reachOf(duties), duties)];
  }

  #heading(kind: 'runbook' | 'afterwards', step: StandingStep | undefined, reach: Reach, inside: Node[]): Node {
    const id = `${this.#run.id} ${kind}`;
    return { row: { id, kind, run: this.#run, reach, ...(step === undefined ? {} : { step }) }, inside };
  }

  #step(step: StandingStep): Node {
    const { planned, row } = step;
    const order = this.#order.get(row.key);
    const reach = this.#reach(step);
    const written = planned.step;
    const inside =
      'options' in written
        ? Object.entries(written.options).map(([id, option]) => this.#option(step, id, option['go-to']))
        : 'tracks' in written
          ? Object.keys(written.tracks).map((id) => this.#track(step, id))
          : this.#list(planned.id);
    const ways = [
      ...this.#way(step, 'failed', failureTarget(written), led(reach, step.life.state === 'failed')),
      ...this.#way(step, 'then', written['go-to'], led(reach, onWay.has(step.life.state))),
    ];
    return {
      row: { id: row.key, kind: 'step', run: this.#run, step, reach, ...(order === undefined ? {} : { order }) },
      inside: [...inside, ...ways],
    };
  }

  #list(parent: string, branch?: string): Node[] {
    return (this.#inside.get(listKey(parent, branch)) ?? []).map((step) => this.#step(step));
  }

  #option(step: StandingStep, branch: string, target: string | undefined): Node {
    const { life, planned } = step;
    const isChosen = life.chose === branch && life.state !== 'waiting' && life.state !== 'active';
    const mayBe = life.state === 'active' || life.state === 'awaiting' || this.#ahead.has(planned.id);
    const reach = isChosen ? 'path' : mayBe ? 'ahead' : 'out';
    return {
      row: { id: `${step.row.key} ${branch}`, kind: 'option', run: this.#run, step, branch, reach },
      inside: [...this.#list(planned.id, branch), ...this.#way(step, 'then', target, reach, branch)],
    };
  }

  #track(step: StandingStep, branch: string): Node {
    const inside = this.#list(step.planned.id, branch);
    const row: Bare = {
      id: `${step.row.key} ${branch}`,
      kind: 'track',
      run: this.#run,
      step,
      branch,
      reach: reachOf(inside),
    };
    return { row, inside };
  }

  #way(from: StandingStep, when: MapWay['when'], target: string | undefined, reach: Reach, branch?: string): Node[] {
    const to = target === undefined ? undefined : this.#byId.get(from.planned.prefix + target);
    if (to === undefined) return [];
    const id = `${from.row.key} ${branch ?? ''} ${when === 'failed' ? 'on-failure' : 'go-to'}`;
    const way = { to, when, back: to.planned.index <= from.planned.index };
    const row: Bare = { id, kind: 'way', run: this.#run, step: from, way, reach };
    return [{ row: branch === undefined ? row : { ...row, branch }, inside: [] }];
  }

  #reach(step: StandingStep): Reach {
    const { state } = step.life;
    if (state === 'active' || state === 'awaiting') return 'now';
    if (state !== 'waiting') return 'path';
    return this.#out.has(step.row.key) ? 'out' : 'ahead';
  }
}

function listKey(parent = '', branch = ''): string {
  return `${parent}\n${branch}`;
}

/** How a way stands to the flow: taken with its step, or as near as that is. */
function led(reach: Reach, isTaken: boolean): Reach {
  if (isTaken) return 'path';
  return reach === 'path' || reach === 'out' ? 'out' : 'ahead';
}

/** How a list stands to the flow: by what in it is nearest. */
function reachOf(nodes: readonly Node[]): Reach {
  const reaches = new Set(nodes.map(({ row }) => row.reach));
  return (['now', 'ahead', 'path'] as const).find((reach) => reaches.has(reach)) ?? 'out';
}

/** The path, what is open, and whatever holds one of them. */
function onlyPath({ row, inside }: Node): Node[] {
  const kept = inside.flatMap(onlyPath);
  return kept.length > 0 || isOnPath(row) ? [{ row, inside: kept }] : [];
}

function isOnPath({ kind, reach, step }: Bare): boolean {
  if (kind === 'runbook') return true;
  if (kind === 'afterwards') return false;
  if (kind !== 'step') return reach === 'path';
  // Going back makes a step wait again that was walked before.
  return reach === 'now' || (reach === 'path' && step?.life.state !== 'passed') || step?.life.last !== undefined;
}

function flat(nodes: readonly Node[]): MapRow[] {
  const rows: MapRow[] = [];
  const put = (inside: readonly Node[], around: readonly boolean[]): void => {
    for (const [index, node] of inside.entries()) {
      const below = [...around, index < inside.length - 1];
      rows.push({ ...node.row, below });
      put(node.inside, below);
    }
  };
  for (const node of nodes) {
    rows.push({ ...node.row, below: [] });
    put(node.inside, []);
  }
  return rows;
}

/** The row of a step on the map. */
export function isRowOf(row: MapRow, key: string): boolean {
  return row.kind === 'step' && row.step?.row.key === key;
}

/** The step that a row leads to: the target of a way, else the step itself; of a heading what is open under it, else its first. */
export function stepBehind(row: MapRow, incident: Incident): string | undefined {
  if (row.way !== undefined) return row.way.to.row.key;
  if (row.kind !== 'runbook' && row.kind !== 'afterwards') return row.step?.row.key;
  const open = standing(incident).open.find(
    ({ run, planned }) => run === row.run && planned.afterwards === (row.kind === 'afterwards'),
  );
  return (open ?? row.step)?.row.key;
}
