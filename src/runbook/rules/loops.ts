import type { Finding, Path } from '../finding.ts';
import { onFailure } from '../grammar.ts';
import type { Step } from '../model.ts';
import { fault } from './subject.ts';
import type { Placed, Subject } from './subject.ts';

/**
 * Loops that no choice, condition or limit can leave: steps that are come to, and from which no way leads to an end. Each is
 * told once, at the first `go-to` that leads back.
 */
export function endlessLoops({ steps }: Subject): Finding[] {
  const flows = Map.groupBy(steps, ({ where: { path }, afterwards }) => (afterwards ? path[1] : 'response'));
  return [...flows.values()].flatMap(endlessIn);
}

/** In one flow: the response, or a duty of `afterwards`. */
function endlessIn(steps: readonly Placed[]): Finding[] {
  const ways = new Map(waysOf(steps));
  const [first] = ways.keys();
  const reached = first === undefined ? new Set<string>() : following([first], (id) => ways.get(id) ?? []);
  const back = Map.groupBy(
    [...ways].flatMap(([from, to]) => to.map((target) => ({ from, target }))),
    ({ target }) => target,
  );
  const leaves = following([end], (id) => (back.get(id) ?? []).map(({ from }) => from));
  const found: Finding[] = [];
  const told = new Set<string>();
  for (const { step, where } of steps) {
    if (leaves.has(step.id) || !reached.has(step.id) || told.has(step.id)) continue;
    const place = goesBack(step, where.path, steps);
    if (place === undefined) continue;
    for (const id of following([step.id], (id) => ways.get(id) ?? [])) told.add(id);
    found.push(
      fault(
        place,
        'endless-loop',
        'this leads back, and no choice, condition or limit leads out again',
        'let a `decide` or a `when` lead on, or use `repeat` with `until`, `times` or `at-most`',
      ),
    );
  }
  return found;
}

/** Where every flow that is not caught comes to. */
const end = ':end';

/** From each step, in the order of the file, the steps to which the flow may go from there. */
function waysOf(steps: readonly Placed[]): (readonly [string, readonly string[]])[] {
  // Not by their ids: two steps may have the same by mistake, one around the other.
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
    return 'repeat' in around.step ? [around.step.id] : left(around);
  };
  /** A target that may not be gone to from there has a message of its own. */
  const to = (target: string, { where }: Placed): readonly string[] =>
    where.lists.some((list) => list.some(({ id }) => id === target)) ? [target] : [end];
  const left = (placed: Placed): readonly string[] => {
    const target = placed.step['go-to'];
    if (target === undefined) return behind(placed);
    // So has a step that goes to itself.
    return target === placed.step.id ? [end] : to(target, placed);
  };
  const inside = (placed: Placed): readonly string[] => {
    const { step } = placed;
    if ('end' in step) return [end];
    if ('options' in step)
      return Object.values(step.options).flatMap((option) =>
        firstOf(option.steps, option['go-to'] === undefined ? left(placed) : to(option['go-to'], placed)),
      );
    if ('tracks' in step) return Object.values(step.tracks).flatMap((track) => firstOf(track.steps, left(placed)));
    return 'repeat' in step ? [...firstOf(step.steps, []), ...left(placed)] : left(placed);
  };
  return steps.map((placed) => {
    const failing = 'command' in placed.step ? onFailure(placed.step['on-failure']) : undefined;
    return [
      placed.step.id,
      [
        ...inside(placed),
        ...(placed.step.when === undefined ? [] : behind(placed)),
        ...(failing?.kind === 'go-to' ? to(failing.step, placed) : []),
      ],
    ];
  });
}

/** The place of the first `go-to` of a step that leads to one before it. */
function goesBack(step: Step, path: Path, steps: readonly Placed[]): Path | undefined {
  const index = (id: string): number => steps.findIndex((placed) => placed.step.id === id);
  const isBack = (target: string | undefined): boolean =>
    target !== undefined && index(target) >= 0 && index(target) <= index(step.id);
  if ('options' in step)
    for (const [id, option] of Object.entries(step.options))
      if (isBack(option['go-to'])) return [...path, 'options', id, 'go-to'];
  return isBack(step['go-to']) ? [...path, 'go-to'] : undefined;
}

/** All that can be come to from there, one step after the other. */
function following(from: readonly string[], ways: (id: string) => readonly string[]): Set<string> {
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
