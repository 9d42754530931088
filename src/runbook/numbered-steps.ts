import type { Runbook, Step } from './model.ts';
import { walkSteps } from './steps.ts';

/** A step with the number by which paper calls it. */
export interface NumberedStep {
  readonly number: number;
  readonly step: Step;
  /** How deep it stands inside others. */
  readonly level: number;
}

/** Every step of a runbook counted through from 1 in the order written, those of `afterwards` last: what a form on paper has before it. */
export function numberedSteps({ steps, afterwards = [] }: Pick<Runbook, 'steps' | 'afterwards'>): NumberedStep[] {
  const found: NumberedStep[] = [];
  for (const list of [steps, afterwards])
    walkSteps(list, (step, { around }) => {
      found.push({ number: found.length + 1, step, level: around.length });
    });
  return found;
}
