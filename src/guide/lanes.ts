import type { Incident, Titles } from '../incident/index.ts';
import type { CurrentStep, Guide, Lane } from './model.ts';
import { outOfReach } from './reach.ts';
import { drawn, keyOf, standing } from './standing.ts';
import type { Standing, StandingStep } from './standing.ts';

/** What of a lane depends on the incident alone. */
interface Bare {
  readonly key: string;
  /** The first of its steps, by which its title is found; of a track any step of it. */
  readonly first: StandingStep;
  readonly isTrack: boolean;
  readonly level: number;
  readonly steps: readonly string[];
  readonly settled: number;
  readonly total: number;
  /** Keys of the lanes within it. */
  readonly holds: readonly string[];
}

/** Where a step belongs; `around`: the lane that holds that one. */
type Place = Pick<Bare, 'key' | 'isTrack' | 'level'> & { readonly around?: Place };

const known = new WeakMap<Incident, readonly Bare[]>();

/**
 * What is worked on side by side: the tracks of every parallel that is under way, and the runbooks that are followed at
 * once; none where all goes on in one list. In document order; the steps of a track within a track are the inner one's.
 */
export function lanesOf(incident: Incident, titles: Titles, current: readonly CurrentStep[]): Lane[] {
  const bare = known.get(incident) ?? bareLanes(incident, standing(incident));
  known.set(incident, bare);
  const lanes = new Map(bare.flatMap(({ key, steps }) => steps.map((step) => [step, key])));
  const open = Map.groupBy(current, ({ key }) => lanes.get(key));
  return bare.map(({ key, first, isTrack, level, steps, settled, total, holds }) => ({
    key,
    title: isTrack ? (drawn(first, titles).branch ?? first.run.title) : first.run.title,
    isTrack,
    level,
    steps,
    settled,
    total,
    open: open.get(key) ?? [],
    goesOnWithin: holds.some((inner) => open.has(inner)),
  }));
}

function bareLanes(incident: Incident, stands: Standing): readonly Bare[] {
  const placeOf = placesIn(stands);
  const own = Map.groupBy(stands.steps, (step) => placeOf(step).key);
  const held = new Map<string, StandingStep[]>();
  for (const step of stands.steps)
    for (let place: Place | undefined = placeOf(step); place !== undefined; place = place.around)
      held.set(place.key, pushed(held.get(place.key), step));
  const going = incident.runs.filter((run) => run.ended === undefined).length;
  const isOpen = new Set(stands.open.filter(({ planned }) => !planned.afterwards));
  const lanes = [...own].flatMap(([key, steps]): Bare[] => {
    const [first] = steps;
    if (first === undefined) return [];
    const { isTrack, level } = placeOf(first);
    // Of runbooks that are followed at once each is a lane; what stands around the tracks of one while it is worked on.
    const isAtWork = (going > 1 && first.run.ended === undefined) || steps.some((step) => isOpen.has(step));
    if (!isTrack && !isAtWork) return [];
    const all = isTrack ? (held.get(key) ?? steps) : steps;
    const holds = [...new Set(all.map((step) => placeOf(step).key))].filter((inner) => inner !== key);
    const far = progress(all, outOfReach(incident));
    return [{ key, first, isTrack, level, steps: steps.map(({ row }) => row.key), holds, ...far }];
  });
  return lanes.length < 2 ? [] : lanes;
}

function pushed(steps: StandingStep[] = [], step: StandingStep): StandingStep[] {
  steps.push(step);
  return steps;
}

/** Where each step belongs: to the innermost track under way that it stands in, else to its runbook. */
function placesIn(stands: Standing): (step: StandingStep) => Place {
  const under = parallelsUnderWay(stands);
  const made = new Map<string, Place>();
  const placeOf = ({ run, planned }: StandingStep): Place => {
    const { parent, branch = '' } = planned;
    const around = parent === undefined ? undefined : stands.byKey.get(keyOf(run.id, parent));
    if (around === undefined) return { key: run.id, isTrack: false, level: 0 };
    const list = `${around.row.key}/${branch}`;
    const before = made.get(list);
    if (before !== undefined) return before;
    const outer = placeOf(around);
    const place = under.has(around.row.key)
      ? { key: list, isTrack: true, level: around.planned.level, around: outer }
      : outer;
    made.set(list, place);
    return place;
  };
  return placeOf;
}

/** A parallel is under way while it is open itself, and while a track goes on beside what comes after it. */
function parallelsUnderWay({ steps, open, byKey }: Standing): ReadonlySet<string> {
  const under = new Set(
    steps.filter(({ row }) => row.verb === 'parallel' && row.state === 'active').map(({ row }) => row.key),
  );
  for (const step of open) {
    let around = parentOf(step, byKey);
    while (around !== undefined) {
      if (around.row.verb === 'parallel') under.add(around.row.key);
      around = parentOf(around, byKey);
    }
  }
  return under;
}

function parentOf({ run, planned }: StandingStep, byKey: Standing['byKey']): StandingStep | undefined {
  return planned.parent === undefined ? undefined : byKey.get(keyOf(run.id, planned.parent));
}

const settledStates: ReadonlySet<string> = new Set(['done', 'skipped', 'failed', 'passed', 'left-open']);
const holding: ReadonlySet<string> = new Set(['parallel', 'repeat', 'follow']);

/** How far it has come: of what was done, is open or can still come. What holds other steps is not counted beside them. */
function progress(
  steps: readonly StandingStep[],
  out: ReadonlySet<string>,
): { readonly settled: number; readonly total: number } {
  const counted = steps.filter(({ row }) => !holding.has(row.verb) && !row.afterwards);
  const settled = counted.filter(({ row }) => settledStates.has(row.state)).length;
  const left = counted.filter(
    ({ row }) => row.state === 'active' || row.state === 'awaiting' || (row.state === 'waiting' && !out.has(row.key)),
  ).length;
  return { settled, total: settled + left };
}

/** The lane that a step stands in; undefined where nothing is worked on side by side. */
export function laneOf({ lanes }: Pick<Guide, 'lanes'>, key: string): Lane | undefined {
  return lanes.find((lane) => lane.steps.includes(key));
}
