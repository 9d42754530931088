import type { Bundle, Runbook, Step } from './model.ts';
import { walkSteps } from './steps.ts';

/** A step with the number by which paper calls it. */
export interface NumberedStep {
  /** `7`; of a runbook that step 7 follows `7.1`, `7.2`. */
  readonly number: string;
  /** Its id in the plan of the whole: those of a followed runbook stand under the step that follows it, `on-paper/print-lists`. */
  readonly id: string;
  readonly step: Step;
}

/**
 * Every step of a runbook counted through from 1 in the order written, those of `afterwards` last; those of a runbook that it
 * follows likewise, below the number of the step that does: what a form on paper has before them.
 */
export function numberedSteps({ runbook, followed }: Pick<Bundle, 'runbook' | 'followed'>): NumberedStep[] {
  return number(runbook, followed, '', '', [runbook.id]);
}

function number(
  { steps, afterwards = [] }: Runbook,
  followed: Bundle['followed'],
  before: string,
  prefix: string,
  way: readonly string[],
): NumberedStep[] {
  const found: NumberedStep[] = [];
  let count = 0;
  for (const list of [steps, afterwards])
    walkSteps(list, (step) => {
      count += 1;
      const numbered = { number: `${before}${count}`, id: `${prefix}${step.id}`, step };
      found.push(numbered);
      const next = 'follow' in step && !way.includes(step.follow) ? own(followed, step.follow) : undefined;
      if (next !== undefined)
        found.push(...number(next, followed, `${numbered.number}.`, `${numbered.id}/`, [...way, next.id]));
    });
  return found;
}

function own(followed: Bundle['followed'], id: string): Runbook | undefined {
  return Object.hasOwn(followed, id) ? followed[id] : undefined;
}
