import { onFailure } from '../grammar.ts';
import type { Step } from '../model.ts';
import { hasLimit, leaves } from './reach.ts';
import type { Placed } from './subject.ts';

/** One flow of a runbook: the response, or a duty of `afterwards`. */
export interface Flow {
  readonly steps: readonly Placed[];
  /** From each step the steps to which the flow may go from there, and `end`. */
  readonly ways: ReadonlyMap<string, readonly string[]>;
  /** The steps to which it can come from its first one, whatever is decided, answered or fails on the way. */
  readonly reached: ReadonlySet<string>;
}

/** The flows of a runbook, in the order of the file. */
export function flowsOf(steps: readonly Placed[]): Flow[] {
  const flows = Map.groupBy(steps, ({ where: { path }, afterwards }) => (afterwards ? path[1] : 'response'));
  return [...flows.values()].map((own) => {
    const ways = waysOf(own);
    const first = own[0] === undefined ? [] : [own[0].step.id];
    return { steps: own, ways, reached: following(first, (id) => ways.get(id) ?? []) };
  });
}

/** Where every flow that is not caught comes to. */
export const end = ':end';

/** From each step, in the order of the file, the steps to which the flow may go from there. */
function waysOf(steps: readonly Placed[]): ReadonlyMap<string, readonly string[]> {
  // Not by their ids, for the same reason: one of the two may stand around the other.
  const known = new Map(steps.map((placed) => [placed.step, placed]));
  const firstOf = (list: readonly Step[] | undefined, otherwise: readonly string[]): readonly string[] =>
    list?.[0] === undefined ? otherwise : [list[0].id];

  /** What comes behind a step in its list; behind the last, what comes after the step around it. */
  const behind = ({ where }: Placed): readonly string[] => {
    const next = where.lists[0]?.[where.index + 1];
    if (next !== undefined) return [next.id];
    const [owner] = where.around;
    const around = owner && known.get(owner);
    if (around === undefined) return [end];
    const option = 'options' in around.step ? around.step.options[String(where.path.at(-3))] : undefined;
    if (option?.['go-to'] !== undefined) return to(option['go-to'], around);
    // Rounds that only what stands in them ends come round again; that nothing at all ends them has a message of its own.
    const isOnlyLeft = 'repeat' in around.step && !hasLimit(around.step) && leaves(around.step, around.step.steps);
    return isOnlyLeft ? [around.step.id] : left(around);
  };
  /** A target that may not be gone to from there has a message of its own, and is no other fault for that. */
  const to = (target: string, { where }: Placed): readonly string[] =>
    where.lists.some((list) => list.some(({ id }) => id === target)) ? [target] : [target, end];
  const left = (placed: Placed): readonly string[] => {
    const target = placed.step['go-to'];
    // So has a step that goes to itself.
    return target === undefined || target === placed.step.id ? behind(placed) : to(target, placed);
  };
  const inside = (placed: Placed): readonly string[] => {
    const { step } = placed;
    if ('end' in step) return [end];
    if ('options' in step)
      return Object.values(step.options).flatMap((option) =>
        firstOf(option.steps, option['go-to'] === undefined ? left(placed) : to(option['go-to'], placed)),
      );
    if ('tracks' in step) return Object.values(step.tracks).flatMap((track) => firstOf(track.steps, left(placed)));
    // It is enough, or its limit is reached, at the end of a round alone.
    return 'repeat' in step ? firstOf(step.steps, left(placed)) : left(placed);
  };
  const from = (placed: Placed): readonly string[] => {
    const { step } = placed;
    const passed = step.when === undefined ? [] : behind(placed);
    const failing = 'command' in step ? onFailure(step['on-failure']) : undefined;
    const failed = failing?.kind === 'go-to' ? to(failing.step, placed) : [];
    // Most steps lead to the next and nowhere else, and a library has thousands of them.
    return passed.length + failed.length === 0 ? inside(placed) : [...inside(placed), ...passed, ...failed];
  };
  const ways = new Map<string, readonly string[]>();
  for (const placed of steps) {
    const { id } = placed.step;
    const others = ways.get(id);
    // Two steps may have the same id by mistake: then there are the ways of both.
    ways.set(id, others === undefined ? from(placed) : [...others, ...from(placed)]);
  }
  return ways;
}

/** All that can be come to from there, one step after the other. */
export function following(from: readonly string[], ways: (id: string) => readonly string[]): Set<string> {
  const seen = new Set(from);
  const look = [...from];
  for (let id = look.pop(); id !== undefined; id = look.pop())
    for (const next of ways(id))
      if (!seen.has(next)) {
        seen.add(next);
        look.push(next);
      }
  return seen;
}
