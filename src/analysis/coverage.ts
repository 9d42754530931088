import type { Runbook, Scenario } from '../runbook/index.ts';
import { type Instant, millis } from '../time/index.ts';
import type { Exercise, ExercisedIn } from './exercised.ts';
import { keyOf, type Thing, thingsOf } from './things.ts';

/** A thing with how it was ever exercised. */
export interface Covered extends Thing {
  /** In so many incidents, in so many drills with people, in so many that were simulated. */
  readonly incidents: number;
  readonly drills: number;
  readonly simulated: number;
  /** When people did last, on the wall, and in which incident or drill. */
  readonly last?: { readonly at: Instant; readonly in: string };
  /** Who ever did, whoever did last first. */
  readonly by: readonly string[];
  /** The step is written otherwise today than when it was last exercised. */
  readonly changed?: true;
}

/** How much of one kind was ever exercised: by people, and beside that by simulated responders alone. */
export interface Share {
  readonly of: number;
  readonly exercised: number;
  readonly simulated: number;
}

/** What of a runbook was ever exercised, as line coverage is to code. */
export interface Coverage {
  readonly runbook: string;
  readonly title: string;
  readonly revision?: string;
  /** In which something of it was exercised. */
  readonly incidents: number;
  readonly drills: number;
  readonly simulated: number;
  /** When people exercised any of it last. */
  readonly last?: Instant;
  readonly shares: Readonly<Record<Thing['kind'], Share>>;
  /** In the order of the runbook; injects last. */
  readonly things: readonly Covered[];
}

/** What the runbook is held against. */
export interface Exercises {
  readonly scenarios?: readonly Scenario[];
  /** What another runbook is called. */
  readonly titleOf?: (runbook: string) => string | undefined;
  /** In any order. */
  readonly exercised: readonly ExercisedIn[];
}

/** The coverage of a runbook as it is written today. What simulated responders did is counted apart: nobody learned by it. */
export function coverage(runbook: Runbook, { scenarios = [], titleOf, exercised }: Exercises): Coverage {
  const own = scenarios.filter((scenario) => scenario.runbook === runbook.id);
  const inScenario = new Set(own.map(({ id }) => `scenario ${id}`));
  const played = exercised
    .map((one) => ({ one, things: thingsIn(one, runbook.id, inScenario) }))
    .filter(({ things }) => things.size > 0);
  const things = thingsOf(runbook, own, titleOf).map((thing) => covered(thing, played));
  const dates = things.flatMap(({ last }) => last?.at ?? []);
  const last = dates.toSorted((a, b) => millis(b) - millis(a))[0];
  const all = played.map(({ one }) => one);
  return {
    runbook: runbook.id,
    title: runbook.title,
    ...(runbook.revision !== undefined && { revision: runbook.revision }),
    ...countsOf(all),
    ...(last !== undefined && { last }),
    shares: { step: shareOf('step'), option: shareOf('option'), track: shareOf('track'), inject: shareOf('inject') },
    things,
  };

  function shareOf(kind: Thing['kind']): Share {
    const those = things.filter((thing) => thing.kind === kind);
    const byPeople = those.filter(wasExercised).length;
    const byAny = those.filter((thing) => wasExercised(thing) || thing.simulated > 0).length;
    return { of: those.length, exercised: byPeople, simulated: byAny - byPeople };
  }
}

/** By people: in an incident, or in a drill that was not simulated. */
export const wasExercised = ({ incidents, drills }: Pick<Covered, 'incidents' | 'drills'>): boolean =>
  incidents + drills > 0;

interface OnePlayed {
  readonly one: ExercisedIn;
  readonly things: ReadonlyMap<string, Exercise>;
}

function thingsIn({ by }: ExercisedIn, runbook: string, scenarios: ReadonlySet<string>): ReadonlyMap<string, Exercise> {
  const found = [...by].filter(([where]) => where === runbook || scenarios.has(where));
  return new Map(found.flatMap(([, things]) => [...things]));
}

function covered(thing: Thing, played: readonly OnePlayed[]): Covered {
  const key = keyOf(thing);
  const found = played.flatMap(({ one, things }) => {
    const exercise = things.get(key);
    return exercise === undefined ? [] : [{ one, exercise }];
  });
  // Times that people say are kept to the second; within one, what was declared later comes first.
  const second = ({ exercise }: (typeof found)[number]): number => Math.floor(millis(exercise.at) / 1000);
  const byPeople = found
    .filter(({ one }) => !one.simulated)
    .toReversed()
    .toSorted((a, b) => second(b) - second(a));
  const [newest] = byPeople;
  const isChanged = thing.wording !== undefined && newest !== undefined && newest.exercise.wording !== thing.wording;
  return {
    ...thing,
    ...countsOf(found.map(({ one }) => one)),
    ...(newest !== undefined && { last: { at: newest.exercise.at, in: newest.one.alias } }),
    by: [...new Set(byPeople.flatMap(({ exercise }) => exercise.by))],
    ...(isChanged && { changed: true }),
  };
}

function countsOf(all: readonly ExercisedIn[]): Pick<Covered, 'incidents' | 'drills' | 'simulated'> {
  const people = all.filter(({ simulated }) => !simulated);
  return {
    incidents: people.filter(({ mode }) => mode === 'real').length,
    drills: people.filter(({ mode }) => mode === 'drill').length,
    simulated: all.length - people.length,
  };
}
