import type { Finding, Path } from '../finding.ts';
import { onFailure } from '../grammar.ts';
import type { Step } from '../model.ts';
import { childLists, fallsThrough } from '../steps.ts';
import { fault } from './subject.ts';

/** Whether a round can leave its repeat: by an `end`, or by a `go-to` to a step outside. */
export function leaves(repeat: Step, steps: readonly Step[]): boolean {
  const inside = new Set<string>();
  const collect = (list: readonly Step[]): void =>
    list.forEach((step) => (inside.add(step.id), childLists(step).forEach((child) => collect(child.steps))));
  collect(steps);
  const out = (target: string | undefined): boolean =>
    target !== undefined && !inside.has(target) && target !== repeat.id;
  const any = (list: readonly Step[]): boolean =>
    list.some((step) => {
      const failing = 'command' in step ? onFailure(step['on-failure']) : undefined;
      return (
        'end' in step ||
        out(step['go-to']) ||
        ('options' in step && Object.values(step.options).some((option) => out(option['go-to']))) ||
        (failing?.kind === 'go-to' && out(failing.step)) ||
        childLists(step).some((child) => any(child.steps))
      );
    });
  return any(steps);
}

/** Steps behind one that always goes elsewhere, and to which nothing goes: the first of each such run. */
export function unreached(list: readonly Step[], path: Path, targets: ReadonlySet<string>): Finding[] {
  const found: Finding[] = [];
  let reached = true;
  for (const [index, step] of list.entries()) {
    const here = [...path, index];
    if (!reached && !targets.has(step.id)) {
      const before = list[index - 1];
      const why =
        before === undefined
          ? ''
          : 'end' in before
            ? `\`${before.id}\` ends the runbook`
            : before['go-to'] === undefined
              ? `every option of \`${before.id}\` goes elsewhere`
              : `\`${before.id}\` goes to \`${before['go-to']}\``;
      found.push(
        fault(
          [...here, 'id'],
          'unreached-step',
          `nothing reaches \`${step.id}\`: ${why}`,
          'move it up, or let a `go-to` name it',
        ),
      );
    }
    reached = fallsThrough(step);
    found.push(...unreachedInside(step, here, targets));
  }
  return found;
}

/** As {@link unreached}, of the lists inside a step. */
export function unreachedInside(step: Step, path: Path, targets: ReadonlySet<string>): Finding[] {
  return childLists(step).flatMap((child) => unreached(child.steps, [...path, ...child.path], targets));
}
