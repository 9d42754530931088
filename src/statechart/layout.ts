import { stepTitle, stepVerb } from '../runbook/index.ts';
import type { Bundle, Runbook, Step } from '../runbook/index.ts';
import type { PlannedStep } from './model.ts';

/** What a list of steps belongs to; a track, and each duty of `afterwards`, is walked by a cursor of its own. */
type ListKind = 'root' | 'option' | 'track' | 'round' | 'followed' | 'afterwards';

/** One list of steps of the expanded runbook. A step's id never has a colon, a list's always has. */
export interface List {
  readonly id: string;
  readonly kind: ListKind;
  /** The step that it stands in; none for a root list and for `afterwards`. */
  readonly owner?: Place;
  /** The option or track of the owner. */
  readonly branch?: string;
  /** The list whose cursor walks this one: itself, or a list around it. */
  readonly lane: List;
  /** The list that an `end` written here ends. */
  readonly runbook: List;
  readonly prefix: string;
  readonly places: readonly Place[];
  /** Places of the plan inside: from `first` up to, not including, `end`. */
  readonly first: number;
  readonly end: number;
}

/** Where a planned step stands. */
export interface Place {
  readonly planned: PlannedStep;
  readonly list: List;
  /** In its list, from 0. */
  readonly position: number;
  /** The index after the last step inside it. */
  readonly end: number;
  /** The lists inside it. */
  readonly lists: readonly List[];
}

/** The expanded runbook: every step's place and every list, `afterwards` last. */
export interface Layout {
  readonly plan: ReadonlyMap<string, PlannedStep>;
  readonly places: readonly Place[];
  readonly root: List;
  readonly lists: ReadonlyMap<string, List>;
  /** `afterwards` of the root (owner absent) and of every followed runbook. */
  readonly duties: readonly { readonly list: List; readonly of: Place | undefined }[];
  /** Steps that `record` a fact, by the fact. */
  readonly recording: ReadonlyMap<string, readonly Place[]>;
}

type Open<T> = { -readonly [K in keyof T]: T[K] };
interface Around {
  readonly runbook: Runbook;
  readonly list: Open<List> & { places: Place[] };
  readonly level: number;
  readonly role: string | undefined;
  readonly afterwards: boolean;
}

/** Lays the runbook out with every `follow` expanded. Cheap: no condition is read, no machine built. */
export function layOut(bundle: Bundle): Layout {
  const plan = new Map<string, PlannedStep>();
  const places: Place[] = [];
  const lists = new Map<string, List>();
  const recording = new Map<string, Place[]>();
  const duties: { list: List; of: Place | undefined }[] = [];
  const later: (() => void)[] = [];

  function newList(
    id: string,
    kind: ListKind,
    prefix: string,
    from?: { owner: Place; branch?: string },
  ): Open<List> & { places: Place[] } {
    const list = {
      id,
      kind,
      prefix,
      places: [],
      first: places.length,
      end: places.length,
      ...from,
    } as unknown as Open<List> & { places: Place[] };
    list.lane =
      kind === 'root' || kind === 'track' || kind === 'afterwards' || from === undefined ? list : from.owner.list.lane;
    list.runbook =
      kind === 'root' || kind === 'followed' || kind === 'afterwards' || from === undefined
        ? list
        : from.owner.list.runbook;
    lists.set(id, list);
    return list;
  }

  function fill(steps: readonly Step[], around: Around): void {
    for (const step of steps) put(step, around);
    around.list.end = places.length;
  }

  function put(step: Step, { runbook, list, level, role, afterwards }: Around): void {
    const { prefix } = list;
    const id = prefix + step.id;
    const owner = list.owner?.planned.id;
    const doer = step.role ?? role;
    const planned: PlannedStep = {
      id,
      verb: stepVerb(step),
      title: stepTitle(step, (other) => bundle.followed[other]?.title),
      step,
      runbook,
      prefix,
      ...(owner !== undefined && { parent: owner }),
      ...(list.branch !== undefined && { branch: list.branch }),
      ...(doer !== undefined && { role: doer }),
      level,
      index: places.length,
      afterwards,
    };
    const place: Open<Place> & { lists: List[] } = { planned, list, position: list.places.length, end: 0, lists: [] };
    places.push(place);
    plan.set(id, planned);
    list.places.push(place);
    for (const fact of step.record ?? []) recording.set(fact, [...(recording.get(fact) ?? []), place]);

    const inside = (
      kind: ListKind,
      name: string,
      from: readonly Step[],
      branch?: string,
      own = role,
      book = runbook,
      within = prefix,
    ): void => {
      const inner = newList(`${id}:${name}`, kind, within, { owner: place, ...(branch !== undefined && { branch }) });
      place.lists.push(inner);
      fill(from, { runbook: book, list: inner, level: level + 1, role: own, afterwards });
    };
    if ('options' in step)
      for (const [name, option] of Object.entries(step.options))
        if (option.steps !== undefined) inside('option', name, option.steps, name);
    if ('tracks' in step)
      for (const [name, track] of Object.entries(step.tracks))
        inside('track', name, track.steps, name, track.role ?? role);
    if ('repeat' in step) inside('round', 'round', step.steps);
    if ('follow' in step) {
      const other = bundle.followed[step.follow];
      if (other !== undefined) {
        inside('followed', 'list', other.steps, undefined, undefined, other, `${id}/`);
        later.push(() => putDuties(other, place));
      }
    }
    place.end = places.length;
  }

  function putDuties(runbook: Runbook, of: Place | undefined): void {
    const prefix = of === undefined ? '' : `${of.planned.id}/`;
    for (const step of runbook.afterwards ?? []) {
      const list = newList(`${prefix}${step.id}:afterwards`, 'afterwards', prefix);
      duties.push({ list, of });
      fill([step], { runbook, list, level: 0, role: undefined, afterwards: true });
    }
  }

  const root = newList(':main', 'root', '');
  fill(bundle.runbook.steps, { runbook: bundle.runbook, list: root, level: 0, role: undefined, afterwards: false });
  later.unshift(() => putDuties(bundle.runbook, undefined));
  for (let next = later.shift(); next !== undefined; next = later.shift()) next();
  return { plan, places, root, lists, duties, recording };
}

/** The steps around a step, innermost first, itself first of all. */
export function* outward(place: Place): Generator<Place> {
  for (let at: Place | undefined = place; at !== undefined; at = at.list.owner) yield at;
}

/** The step of that list which is, or holds, the given one; undefined where the list is not around it. */
export function within(list: List, place: Place): Place | undefined {
  for (const at of outward(place)) if (at.list === list) return at;
  return undefined;
}

/** Whether the step stands in that list, at whatever depth. */
export function holds(list: List, place: Place): boolean {
  return place.planned.index >= list.first && place.planned.index < list.end;
}
