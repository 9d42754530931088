import type { Path } from '../finding.ts';
import type { Trigger } from './model.ts';

/** Visits a condition and all that stands in it, each with its place. */
export function eachTrigger(
  trigger: Trigger | undefined,
  path: Path,
  visit: (trigger: Trigger, path: Path) => void,
): void {
  if (trigger === undefined || trigger === null) return;
  visit(trigger, path);
  if (typeof trigger === 'string') return;
  if (trigger.when !== undefined) eachTrigger(trigger.when, [...path, 'when'], visit);
  for (const key of ['all', 'any'] as const)
    for (const [index, inner] of (trigger[key] ?? []).entries()) eachTrigger(inner, [...path, key, index], visit);
}
