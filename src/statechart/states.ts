import { entrances, jumps } from './jumps.ts';
import type { Layout, List, Place } from './layout.ts';
import { leaving } from './leaving.ts';
import type { On, StateConfig, States, Way } from './policy.ts';

/**
 * A list of steps as a state: its steps one after the other, then `:end`.
 * @param ways out of it, besides those of its kind
 */
export function listState(layout: Layout, list: List, ways: readonly Way[] = []): StateConfig {
  return new ListState(layout, list, ways);
}

/** The jumps across it, one for each step, are worked out when it is first stood in. */
class ListState {
  readonly id: string;
  readonly initial: string;
  readonly states: States = {};
  readonly entry: NonNullable<StateConfig['entry']>;
  readonly always: Way[];
  readonly #list: List;
  #jumps: On | undefined;

  constructor(layout: Layout, list: List, ways: readonly Way[]) {
    this.id = list.id;
    this.initial = list.places[0]?.planned.id ?? ':end';
    for (const place of list.places) this.states[place.planned.id] = stepState(layout, place);
    this.states[':end'] = endState(list);
    const { entry, always } = whileInside(list);
    this.entry = entry ?? [];
    this.always = [...alwaysOf({ always }), ...ways];
    this.#list = list;
  }

  get on(): On {
    return (this.#jumps ??= jumps(this.#list));
  }
}

/** What stands at the end of a list: the way on, or rest. */
function endState(list: List): StateConfig {
  const params = { list: list.id };
  const id = `${list.id}:end`;
  const owner = list.owner?.planned.id ?? '';
  switch (list.kind) {
    case 'root':
      return { id, entry: ['endRun', { type: 'closeRunbook', params }], exit: 'goOn' };
    case 'track':
    case 'afterwards':
      return { id, entry: { type: 'endLane', params }, exit: { type: 'enterLaneAgain', params } };
    case 'followed':
      return {
        id,
        entry: { type: 'closeRunbook', params },
        always: { target: `#${owner}.leave`, actions: { type: 'finish', params: { step: owner } } },
      };
    case 'round':
      return { id, always: { target: `#${owner}.pause` } };
    case 'option':
    default:
      return { id, always: { target: `#${owner}.leave` } };
  }
}

/** A round and a followed runbook begin when they are entered, and are left when a person settles the whole of it. */
function whileInside(list: List): Pick<StateConfig, 'entry' | 'always'> {
  if (list.kind !== 'round' && list.kind !== 'followed') return {};
  const params = { step: list.owner?.planned.id ?? '' };
  return {
    entry: { type: list.kind === 'round' ? 'beginRound' : 'begin', params },
    always: {
      guard: { type: 'leftWhole', params },
      target: `#${params.step}.leave`,
      actions: { type: 'abandon', params },
    },
  };
}

/** A step as a state: gate, what it is while it lasts, leave. */
function stepState(layout: Layout, place: Place): StateConfig {
  return new StepState(layout, place);
}

/** What it is made of is worked out when it is first stood in, where nothing stands in it that is led to from elsewhere. */
class StepState {
  readonly id: string;
  readonly initial = 'gate';
  readonly exit: NonNullable<StateConfig['exit']>;
  /** Read by scripts/build/patches.mjs: XState makes no states of it before they are asked for. */
  readonly waits: boolean;
  readonly #layout: Layout;
  readonly #place: Place;
  #states: States | undefined;

  constructor(layout: Layout, place: Place) {
    this.id = place.planned.id;
    this.exit = { type: 'putDown', params: { step: this.id } };
    this.waits = place.lists.length === 0;
    this.#layout = layout;
    this.#place = place;
  }

  get states(): States {
    return (this.#states ??= statesOf(this.#layout, this.#place));
  }
}

function statesOf(layout: Layout, place: Place): States {
  const params = { step: place.planned.id };
  const content = contentOf(layout, place);
  return {
    gate: {
      always: [
        { guard: { type: 'settled', params }, target: content.settled },
        ...rulingOut(place),
        { guard: { type: 'mayBegin', params }, target: content.first },
      ],
    },
    ...content.states,
    leave: { always: leaving(layout, place) },
  };
}

/** A `when` that is definitely false passes the step. */
function rulingOut({ planned }: Place): Way[] {
  if (planned.step.when === undefined) return [];
  const params = { step: planned.id };
  return [{ guard: { type: 'ruledOut', params }, target: 'leave', actions: { type: 'pass', params } }];
}

interface Content {
  /** Where the gate leads to; where it leads a step that was settled early. */
  readonly first: string;
  readonly settled: string;
  readonly states: States;
}

function contentOf(layout: Layout, place: Place): Content {
  const { step } = place.planned;
  if ('options' in step) return decideContent(layout, place);
  if ('tracks' in step) return { first: 'active', settled: 'leave', states: { active: parallelState(layout, place) } };
  if ('repeat' in step) return repeatContent(layout, place);
  if ('follow' in step) return followContent(layout, place);
  if ('end' in step)
    return { first: 'active', settled: 'leave', states: { active: activeState(place), closing: closingState(place) } };
  return { first: 'active', settled: 'leave', states: { active: activeState(place, waitWays(place)) } };
}

/** A step that somebody, or a condition, settles. */
function activeState(place: Place, ways: readonly Way[] = [], settled = 'leave'): StateConfig {
  const params = { step: place.planned.id };
  return {
    entry: { type: 'begin', params },
    always: [{ guard: { type: 'settled', params }, target: settled }, ...questionWays(place), ...ways],
  };
}

/** The question of an unknown `when`: answered false the step is passed, else it is forgotten. */
function questionWays({ planned }: Place): Way[] {
  if (planned.step.when === undefined) return [];
  const params = { step: planned.id };
  return [
    { guard: { type: 'turnedOutFalse', params }, target: `#${planned.id}.leave`, actions: { type: 'pass', params } },
    { guard: { type: 'answered', params }, actions: { type: 'dropQuestion', params } },
  ];
}

function waitWays({ planned }: Place): Way[] {
  if (planned.verb !== 'wait') return [];
  const params = { step: planned.id };
  return [
    { guard: { type: 'timedOut', params }, target: 'leave', actions: { type: 'finishTimedOut', params } },
    { guard: { type: 'waitedEnough', params }, target: 'leave', actions: { type: 'finish', params } },
  ];
}

function decideContent(layout: Layout, place: Place): Content {
  const step = place.planned.id;
  const ways = place.lists.map((list): Way => ({
    guard: { type: 'chose', params: { step, option: list.branch ?? '' } },
    target: list.id,
  }));
  const states: States = {
    active: activeState(place, [], 'chosen'),
    chosen: { always: [...ways, { target: 'leave' }] },
  };
  for (const list of place.lists) states[list.id] = listState(layout, list);
  return { first: 'active', settled: 'chosen', states };
}

/** `here` stands the cursor that waits for the tracks; a new one goes from there into each. */
function parallelState(layout: Layout, place: Place): StateConfig {
  const params = { step: place.planned.id };
  const leave = `#${place.planned.id}.leave`;
  const states: States = {
    here: {
      always: [
        { guard: { type: 'settled', params }, target: leave, actions: { type: 'abandon', params } },
        ...questionWays(place),
        { guard: { type: 'joined', params }, target: leave, actions: { type: 'join', params } },
      ],
    },
  };
  for (const list of place.lists) states[list.id] = listState(layout, list);
  return {
    initial: 'here',
    entry: [
      { type: 'begin', params },
      { type: 'startTracks', params },
    ],
    on: entrances(place.lists),
    states,
  };
}

function repeatContent(layout: Layout, place: Place): Content {
  const params = { step: place.planned.id };
  const list = place.lists[0];
  if (list === undefined) return { first: 'leave', settled: 'leave', states: {} };
  const round = listState(layout, list, questionWays(place));
  const pause: StateConfig = {
    entry: { type: 'rest', params },
    always: [
      { guard: { type: 'settled', params }, target: 'leave' },
      { guard: { type: 'enough', params }, target: 'leave', actions: { type: 'finishRepeat', params } },
      { guard: { type: 'roundDue', params }, target: list.id },
    ],
  };
  return {
    first: list.id,
    settled: 'leave',
    states: { [list.id]: round, pause },
  };
}

function followContent(layout: Layout, place: Place): Content {
  const list = place.lists[0];
  if (list === undefined) return { first: 'active', settled: 'leave', states: { active: activeState(place) } };
  return {
    first: list.id,
    settled: 'leave',
    states: { [list.id]: listState(layout, list, questionWays(place)) },
  };
}

function alwaysOf({ always }: StateConfig): Way[] {
  return ([] as Way[]).concat((always ?? []) as Way | Way[]);
}

/** An `end` that a person finished. The runbook is closed before it is left, so that what was open is known as left open. */
function closingState({ planned, list }: Place): StateConfig {
  const params = { list: list.runbook.id };
  const entry = [{ type: 'closeRunbook' as const, params }];
  return {
    entry: list.runbook.kind === 'root' ? [{ type: 'endRunBy', params: { step: planned.id } }, ...entry] : entry,
    always: { target: `#${list.runbook.id}:end` },
  };
}
