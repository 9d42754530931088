import type { Finding, Path } from '../finding.ts';
import { onFailure } from '../grammar.ts';
import type { RepeatStep, Step } from '../model.ts';
import { childLists } from '../steps.ts';
import { fault } from './subject.ts';

/** Whether a repeat is over when something holds, somebody says so, or it has lasted long enough. */
export function hasLimit({ until, times, 'at-most': atMost }: RepeatStep): boolean {
  return until !== undefined || times !== undefined || atMost !== undefined;
}

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

/** Steps to which nothing leads, whatever happens on the way: the first of each run of them. */
export function unreached(list: readonly Step[], path: Path, reached: ReadonlySet<string>): Finding[] {
  return list.flatMap((step, index) => {
    const here = [...path, index];
    if (reached.has(step.id)) return unreachedInside(step, here, reached);
    const before = list[index - 1];
    return before === undefined || !reached.has(before.id)
      ? []
      : [
          fault(
            [...here, 'id'],
            'unreached-step',
            `nothing reaches \`${step.id}\`: ${whyNotBehind(before)}`,
            'move it up, or let a `go-to` name it',
          ),
        ];
  });
}

/** As {@link unreached}, of the lists inside a step. */
export function unreachedInside(step: Step, path: Path, reached: ReadonlySet<string>): Finding[] {
  return childLists(step).flatMap((child) => unreached(child.steps, [...path, ...child.path], reached));
}

/** Why the flow does not come out below a step. */
function whyNotBehind(step: Step): string {
  if ('end' in step) return `\`${step.id}\` ends the runbook`;
  if (step['go-to'] !== undefined) return `\`${step.id}\` goes to \`${step['go-to']}\``;
  const way = 'tracks' in step ? 'track' : 'repeat' in step ? 'round' : 'option';
  return `every ${way} of \`${step.id}\` goes elsewhere`;
}
