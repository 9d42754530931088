import type { StateValue } from 'xstate';
import type { Instant } from '../time/index.ts';
import type { Layout, List, Place } from './layout.ts';
import { outward } from './layout.ts';
import { isOpen, Lives } from './lives.ts';
import { activated, isOver, lifeAt, untouched } from './memory.ts';
import type { Added, Memory, Scene } from './memory.ts';
import type { PlannedStep, Refusal, StepLife, Surroundings } from './model.ts';
import { standingIn } from './position.ts';
import { truthAt, unansweredIn } from './world.ts';

/** What a run is before its runbook is revised: how it is laid out, what it remembers, where its cursors stand. */
export interface Before {
  readonly layout: Layout;
  readonly memory: Memory;
  readonly positions: Readonly<Record<string, StateValue>>;
}

/** What goes over to the newer text. `begins`: the lists that it brings and that are to get a cursor at once. */
export interface CarriedOver {
  readonly memory: Memory;
  readonly positions: Before['positions'];
  readonly begins: readonly string[];
}

/**
 * Why a newer text cannot be taken now: a step at which the run stands, or that is open beside the flow, is not in it, or stands
 * elsewhere; where the flow would be then nobody could say. Or one of its steps bears the id of one that responders added. Nothing where it
 * can.
 */
export function whyNotCarried(before: Before, newer: Layout): Refusal | undefined {
  for (const value of Object.values(before.positions)) {
    const { standing, lane } = standingIn(before.layout, value);
    const place = standing.at(-1);
    // A track that came to its end may go; whoever stands at the end of the whole loses nothing either.
    if (place === undefined || hasEnded(before.memory, lane)) continue;
    if (placeIn(newer, place) === undefined) return standsAt(place, newer);
  }
  for (const index of before.memory.lives.open()) {
    const place = before.layout.places[index];
    if (place !== undefined && placeIn(newer, place) === undefined) return standsAt(place, newer);
  }
  const taken = before.memory.added.find(({ id }) => newer.plan.has(id));
  return (
    taken && {
      code: 'clash',
      message: `The newer text has a step "${taken.id}", and so is one called that was added here: ${taken.title}.`,
      hint: 'Give the step in the file another id; then take the newer text.',
    }
  );
}

const hasEnded = ({ lanes }: Memory, lane: List | undefined): boolean =>
  lane !== undefined && lanes[lane.id] === 'ended';

function standsAt({ planned }: Place, newer: Layout): Refusal {
  const there = newer.plan.get(planned.id);
  const what =
    there === undefined
      ? 'is not in the newer text'
      : there.verb === planned.verb
        ? 'stands in another place there'
        : `is another kind of step there (${there.verb})`;
  return {
    code: 'wrong-state',
    message: `"${planned.title}" (${planned.id}) is open, and ${what}.`,
    hint: 'Finish or skip it first, or jump to a step that both have; then take the newer text.',
  };
}

/**
 * A run as it goes on in a newer text, to which it must fit ({@link whyNotCarried}). A step is the same where its id and its verb
 * are: what became of it stays. What is new waits; what is gone is forgotten, and stays in the record.
 */
export function carryOver(before: Before, newer: Layout, around: Surroundings): CarriedOver {
  const { layout, memory } = before;
  const positions = Object.fromEntries(
    Object.entries(before.positions).filter(([id, value]) => {
      const place = standingIn(layout, value).standing.at(-1);
      return newer.lists.has(id) && (place === undefined || placeIn(newer, place) !== undefined);
    }),
  );
  const lanes = Object.fromEntries(
    Object.entries(memory.lanes).filter(([id, lane]) => newer.lists.has(id) && (lane === 'ended' || id in positions)),
  );
  const since = Object.fromEntries(Object.entries(memory.since).filter(([id]) => newer.plan.has(id)));
  const added = memory.added.map((step) => anchored(step, newer, memory.added));
  const carried: Memory = {
    count: memory.count,
    lives: Lives.none,
    added,
    lanes,
    since,
    ...(memory.ended !== undefined && { ended: memory.ended }),
  };
  const known = { ...carried, lives: livesIn(before, newer, added, around) };
  const asked = { ...known, lives: asksAnew({ layout: newer, memory: known, around }) };
  return { memory: asked, positions, begins: beginning(before, newer, asked) };
}

/** The same step in the newer text, in the same place: in the same lists, around which stand the same steps. */
function placeIn(newer: Layout, place: Place): Place | undefined {
  const there = sameStep(newer, place);
  if (there === undefined) return undefined;
  const ways = [place, there].map((from) => [...outward(from)].map(({ planned, list }) => [planned.verb, list.id]));
  return JSON.stringify(ways[0]) === JSON.stringify(ways[1]) ? there : undefined;
}

function sameStep(newer: Layout, { planned }: Place): Place | undefined {
  const there = newer.plan.get(planned.id);
  return there?.verb === planned.verb ? newer.places[there.index] : undefined;
}

function livesIn({ layout, memory }: Before, newer: Layout, added: readonly Added[], around: Surroundings): Lives {
  const lives: [number, StepLife][] = [];
  for (const place of layout.places) {
    const life = memory.lives.at(place.planned.index);
    const there = sameStep(newer, place);
    if (life !== undefined && there !== undefined) lives.push([there.planned.index, lifeThere(life, place, there)]);
  }
  for (const [k, step] of added.entries()) {
    const life = memory.lives.at(layout.places.length + k);
    // What it was to follow is gone: nobody would ever come to it.
    const isAdrift = step.after === undefined && memory.added[k]?.after !== undefined;
    const there = isAdrift ? openBeside(life ?? untouched, around.now) : life;
    if (there !== undefined) lives.push([newer.places.length + k, there]);
  }
  return Lives.none.with(lives);
}

const openBeside = (life: StepLife, now: Instant): StepLife =>
  life.state === 'waiting' ? { ...activated(life, now), beside: true } : life;

/** The question of a step whose `when` is unknown goes by what the newer text makes of it. */
function asksAnew(scene: Scene): Lives {
  const { layout, memory } = scene;
  return memory.lives.with(
    memory.lives.open().flatMap((index): (readonly [number, StepLife])[] => {
      const life = lifeAt(memory, index);
      const planned = layout.places[index]?.planned;
      const when = planned?.step.when;
      if (life.asks === undefined || planned === undefined) return [];
      const { asks, ...rest } = life;
      if (when === undefined) return [[index, rest]];
      return [
        [index, { ...life, asks: truthAt(scene, planned, when) === 'unknown' ? unansweredIn(scene, when) : asks }],
      ];
    }),
  );
}

function lifeThere(life: StepLife, { planned }: Place, there: Place): StepLife {
  if (life.ticks === undefined) return life;
  return { ...life, ticks: life.ticks.flatMap((item) => itemThere(planned, there.planned, item) ?? []) };
}

/**
 * The number in a newer text of an item of a step's checklist, which is known by its words, and by its place among those that say
 * the same; undefined where it is gone.
 */
export function itemThere(then: PlannedStep, now: PlannedStep, item: number): number | undefined {
  const [before = [], after = []] = [then.step.checklist, now.step.checklist];
  // Those of `each` stand behind the written ones.
  if (item > before.length) return item - before.length + after.length;
  const alike = numbersOf(before, before[item - 1]);
  return numbersOf(after, before[item - 1])[alike.indexOf(item)];
}

function numbersOf(checklist: readonly string[], words: string | undefined): readonly number[] {
  return checklist.flatMap((each, place) => (each === words ? [place + 1] : []));
}

function anchored(step: Added, newer: Layout, added: readonly Added[]): Added {
  const { after, ...rest } = step;
  return after === undefined || newer.plan.has(after) || added.some(({ id }) => id === after) ? step : rest;
}

/** Tracks that a parallel at work did not have before, and duties that a runbook which has ended did not know. */
function beginning({ layout }: Before, newer: Layout, { lanes, lives, ended }: Memory): string[] {
  const begins: string[] = [];
  for (const place of newer.places) {
    const life = lives.at(place.planned.index);
    if (!('tracks' in place.planned.step) || life === undefined || !isOpen(life)) continue;
    const known = place.lists.filter(({ id }) => layout.lists.has(id));
    // Whoever jumped into one track started that alone.
    if (!known.every(({ id }) => lanes[id] !== undefined)) continue;
    for (const { id } of place.lists) if (!layout.lists.has(id)) begins.push(id);
  }
  for (const { list, of } of newer.duties) {
    if (layout.lists.has(list.id)) continue;
    const life = of === undefined ? undefined : lives.at(of.planned.index);
    if (of === undefined ? ended !== undefined : life !== undefined && isOver(life) && life.since !== undefined)
      begins.push(list.id);
  }
  return begins;
}
