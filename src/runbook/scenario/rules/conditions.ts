import { checkCondition, checkTemplate, isTemplate } from '../../../conditions/index.ts';
import type { Finding, Path } from '../../finding.ts';
import type { Trigger } from '../model.ts';
import type { ScenarioSubject } from '../subject.ts';
import { eachTrigger } from '../triggers.ts';

/** Every condition and every `{{ }}`: that it parses, types, and names what the drilled runbook has. */
export function conditionRules({ scenario, drilled }: ScenarioSubject): Finding[] {
  if (drilled === undefined) return [];
  const { scope } = drilled;
  const found: Finding[] = [];
  const add = (problems: ReturnType<typeof checkCondition>, path: Path): void => {
    for (const { start, end, rule, message, hint } of problems)
      found.push({
        path,
        at: 'value',
        part: { start, end },
        severity: 'error',
        rule,
        message,
        ...(hint !== undefined && { hint }),
      });
  };
  const trigger = (given: Trigger | undefined, path: Path): void =>
    eachTrigger(given, path, (each, at) => {
      if (typeof each === 'string') add(checkCondition(each, scope, 'boolean'), at);
    });

  for (const [id, { when }] of Object.entries(scenario.branches ?? {})) trigger(when, ['branches', id, 'when']);
  for (const [index, inject] of scenario.injects.entries()) {
    const path = ['injects', index];
    trigger(inject.when, [...path, 'when']);
    trigger(inject.unless, [...path, 'unless']);
    trigger(inject.repeat?.until, [...path, 'repeat', 'until']);
    if (isTemplate(inject.message)) add(checkTemplate(inject.message, scope, 'a text'), [...path, 'message']);
  }
  return found;
}
