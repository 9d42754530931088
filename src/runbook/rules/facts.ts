import type { Finding } from '../finding.ts';
import { fault, faultAtKey } from './subject.ts';
import type { Subject } from './subject.ts';

/** Facts: a choice has answers, nothing else has, and a unit is for numbers. */
export function factRules({ runbook }: Subject): Finding[] {
  const found: Finding[] = [];
  for (const [id, fact] of Object.entries(runbook.facts ?? {})) {
    const path = ['facts', id];
    if (fact.type === 'choice' && fact.of === undefined)
      found.push(
        faultAtKey(path, 'choice-answers', `the choice \`${id}\` has no answers`, 'add `of: [first, second]`'),
      );
    else if (fact.type === 'choice' && fact.of?.length === 1)
      found.push(
        faultAtKey([...path, 'of'], 'choice-answers', 'a choice with one answer is none', 'add another answer'),
      );
    else if (fact.type !== 'choice' && fact.of !== undefined)
      found.push(
        faultAtKey(
          [...path, 'of'],
          'choice-answers',
          `\`of\` is for a choice, and \`${id}\` is a ${fact.type}`,
          'write `type: choice`, or take `of` out',
        ),
      );
    if (fact.unit !== undefined && fact.type !== 'number')
      found.push(
        fault(
          [...path, 'unit'],
          'unit-without-number',
          `a ${fact.type} has no unit`,
          'write `type: number`, or take `unit` out',
        ),
      );
  }
  return found;
}
