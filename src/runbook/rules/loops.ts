import type { Finding, Path } from '../finding.ts';
import type { Step } from '../model.ts';
import { fault } from './subject.ts';
import type { Placed } from './subject.ts';
import { end, following } from './ways.ts';
import type { Flow } from './ways.ts';

/**
 * Loops that no choice, condition or limit can leave: steps that are come to, and from which no way leads to an end. Each is
 * told once, at the first `go-to` that leads back.
 */
export function endlessLoops({ steps, ways, reached }: Flow): Finding[] {
  const back = new Map<string, string[]>();
  for (const [from, to] of ways)
    for (const target of to) {
      const known = back.get(target);
      if (known === undefined) back.set(target, [from]);
      else known.push(from);
    }
  const leaves = following([end], (id) => back.get(id) ?? []);
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

/** The place of the first `go-to` of a step that leads to one before it. */
function goesBack(step: Step, path: Path, steps: readonly Placed[]): Path | undefined {
  const index = (id: string): number => steps.findIndex((placed) => placed.step.id === id);
  const isBack = (target: string | undefined): boolean => target !== undefined && index(target) <= index(step.id);
  if ('options' in step)
    for (const [id, option] of Object.entries(step.options))
      if (isBack(option['go-to'])) return [...path, 'options', id, 'go-to'];
  return isBack(step['go-to']) ? [...path, 'go-to'] : undefined;
}
