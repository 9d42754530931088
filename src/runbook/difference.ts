import { childLists, stepTitle } from './steps.ts';
import type { Bundle, Runbook, Step } from './model.ts';

/** One thing that two texts of a runbook do not say alike. */
export interface Difference {
  readonly kind: 'new' | 'gone' | 'moved' | 'changed';
  readonly of: 'step' | 'fact' | 'role' | 'service' | 'clock' | 'topic' | 'message' | 'runbook' | 'organisation';
  /** Its id; of a step of a runbook that is followed with that runbook's before it: `breach/revoke-keys`. Of the runbook itself the key. */
  readonly id: string;
  /** What people call it, as far as it has a name of its own. */
  readonly title?: string;
  /** Of what is changed: which of its keys, and what stood and stands there. */
  readonly changes: readonly Change[];
}

interface Change {
  readonly key: string;
  readonly was: unknown;
  readonly is: unknown;
}

/**
 * What a newer text of a runbook says otherwise, with all that it follows and the organisation that it is read in: first its steps, in the
 * order of the newer text, those that are gone behind them, then what it declares. Nothing where the two mean the same, in whatever
 * order of keys and with whatever comments.
 */
export function differences(before: Bundle, after: Bundle): readonly Difference[] {
  const texts = namesOf(before.followed, after.followed);
  return [
    ...ofOneText(before.runbook, after.runbook, ''),
    ...texts.flatMap((id) => ofOneText(before.followed[id], after.followed[id], `${id}/`)),
    ...ofThings('organisation', [...changesIn(before.organisation, after.organisation)], ''),
  ];
}

function ofOneText(before: Runbook | undefined, after: Runbook | undefined, prefix: string): readonly Difference[] {
  return [
    ...ofSteps(before, after, prefix),
    ...declared.flatMap(([key, of]) => ofDeclared(of, before?.[key], after?.[key])),
    ...ofThings('runbook', [...changesIn(headOf(before), headOf(after))], prefix),
  ];
}

const declared = [
  ['facts', 'fact'],
  ['roles', 'role'],
  ['services', 'service'],
  ['clocks', 'clock'],
  ['topics', 'topic'],
  ['messages', 'message'],
] as const satisfies readonly (readonly [keyof Runbook, Difference['of']])[];

/** What a runbook says of itself. */
function headOf(runbook: Runbook | undefined): object {
  if (runbook === undefined) return {};
  const { steps: _, afterwards: _later, ...head } = runbook;
  return Object.fromEntries(Object.entries(head).filter(([key]) => !declared.some(([name]) => name === key)));
}

interface Standing {
  readonly step: Step;
  /** The id of the list that it stands in, and where in the order of all steps. */
  readonly list: string;
}

function ofSteps(before: Runbook | undefined, after: Runbook | undefined, prefix: string): Difference[] {
  const [was, is] = [standingsOf(before), standingsOf(after)];
  const moved = movedIn(was, is);
  const found: Difference[] = [];
  for (const [id, { step }] of is) {
    const then = was.get(id);
    const about = { of: 'step', id: prefix + id, title: stepTitle(step) } as const;
    if (then === undefined) {
      found.push({ ...about, kind: 'new', changes: [] });
      continue;
    }
    if (moved.has(id)) found.push({ ...about, kind: 'moved', changes: [] });
    const changes = [...changesIn(ownOf(then.step), ownOf(step))];
    if (changes.length > 0) found.push({ ...about, kind: 'changed', changes });
  }
  for (const [id, { step }] of was)
    if (!is.has(id)) found.push({ kind: 'gone', of: 'step', id: prefix + id, title: stepTitle(step), changes: [] });
  return found;
}

function standingsOf(runbook: Runbook | undefined): ReadonlyMap<string, Standing> {
  const standings = new Map<string, Standing>();
  const put = (steps: readonly Step[], list: string): void => {
    for (const step of steps) {
      standings.set(step.id, { step, list });
      for (const child of childLists(step)) put(child.steps, `${step.id}:${child.kind}:${child.id}`);
    }
  };
  put(runbook?.steps ?? [], 'steps');
  put(runbook?.afterwards ?? [], 'afterwards');
  return standings;
}

/** The steps that stand in another list, or in their list not in the order of before: the fewest that have to have moved. */
function movedIn(was: ReadonlyMap<string, Standing>, is: ReadonlyMap<string, Standing>): ReadonlySet<string> {
  const places = new Map([...was.keys()].map((id, place) => [id, place]));
  const moved = new Set<string>();
  const both = [...is].filter(([id]) => was.has(id));
  for (const [id, { list }] of both) if (was.get(id)?.list !== list) moved.add(id);
  const staying = Map.groupBy(
    both.filter(([id]) => !moved.has(id)),
    ([, { list }]) => list,
  );
  for (const ids of staying.values()) {
    const order = ids.map(([id]) => places.get(id) ?? 0);
    const kept = longestRise(order);
    for (const [at, [id]] of ids.entries()) if (!kept.has(at)) moved.add(id);
  }
  return moved;
}

/** The places of the longest rising run within a list of numbers. */
function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  const best: { readonly length: number; readonly from: number }[] = [];
  let last = -1;
  for (const [at, number] of numbers.entries()) {
    let from = -1;
    for (let before = 0; before < at; before += 1)
      if ((numbers[before] ?? 0) < number && (best[before]?.length ?? 0) > (best[from]?.length ?? 0)) from = before;
    best.push({ length: (best[from]?.length ?? 0) + 1, from });
    if ((best[at]?.length ?? 0) > (best[last]?.length ?? 0)) last = at;
  }
  const kept = new Set<number>();
  for (let at = last; at >= 0; at = best[at]?.from ?? -1) kept.add(at);
  return kept;
}

/** A step without those inside it, its options and tracks by their names. */
function ownOf(step: Step): object {
  const { id: _, ...own } = step;
  const named = (key: 'options' | 'tracks', branches: Readonly<Record<string, object>>): object =>
    Object.fromEntries(
      Object.entries(branches).flatMap(([branch, says]) =>
        Object.entries(says).flatMap(([name, value]) =>
          name === 'steps' ? [] : [[`${key}.${branch}.${name}`, value] as const],
        ),
      ),
    );
  if ('options' in own) {
    const { options, ...rest } = own;
    return { ...rest, ...named('options', options) };
  }
  if ('tracks' in own) {
    const { tracks, ...rest } = own;
    return { ...rest, ...named('tracks', tracks) };
  }
  if ('repeat' in own) {
    const { steps: _inside, ...rest } = own;
    return rest;
  }
  return own;
}

function ofDeclared(
  of: Difference['of'],
  before: Readonly<Record<string, unknown>> = {},
  after: Readonly<Record<string, unknown>> = {},
): Difference[] {
  return namesOf(before, after).flatMap((id): Difference[] => {
    const [was, is] = [own(before, id), own(after, id)];
    const about = { of, id };
    if (was === undefined) return [{ ...about, kind: 'new', changes: [] }];
    if (is === undefined) return [{ ...about, kind: 'gone', changes: [] }];
    const changes =
      typeof was === 'string' || typeof is === 'string'
        ? was === is
          ? []
          : [{ key: 'title', was, is }]
        : [...changesIn(was as object, is as object)];
    return changes.length === 0 ? [] : [{ ...about, kind: 'changed', changes }];
  });
}

const ofThings = (of: Difference['of'], changes: readonly Change[], prefix: string): Difference[] =>
  changes.map((change) => ({ kind: 'changed', of, id: prefix + change.key, changes: [change] }));

/** The keys of two things whose values are not the same. */
function* changesIn(before: object, after: object): Generator<Change> {
  for (const key of namesOf(before, after)) {
    const [was, is] = [own(before, key), own(after, key)];
    if (JSON.stringify(was) !== JSON.stringify(is)) yield { key, was, is };
  }
}

/** The names of both, those of the newer one first. */
const namesOf = (before: object, after: object): string[] => [
  ...new Set([...Object.keys(after), ...Object.keys(before)]),
];

const own = (thing: object, key: string): unknown =>
  Object.hasOwn(thing, key) ? (thing as Readonly<Record<string, unknown>>)[key] : undefined;
