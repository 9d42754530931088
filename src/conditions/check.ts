import { parse } from './expression.ts';
import type { Fault } from './expression.ts';
import { checkConstants } from './check-constants.ts';
import { checkComparisons, checkReading, checkWhole, unquotedHyphen } from './check-names.ts';
import type { Reader } from './check-names.ts';
import { checkType } from './check-types.ts';
import type { Wanted } from './check-types.ts';
import { typed } from './scope.ts';
import type { Scope } from './scope.ts';
import { pieces } from './template.ts';

/** One fault of a condition; `start` and `end` are offsets into its source, `end` not included. */
export type ConditionProblem = Fault;

/** Everything wrong with a condition: it does not parse, names what is not there, reads what is private, does not type, or can never be worked out. In the order written. */
export function checkCondition(source: string, scope: Scope, wants: Wanted): ConditionProblem[] {
  return checkExpression(source, scope, wants, 'a condition');
}

/** Everything wrong with the `{{ }}` of a text. A secret never belongs into one; what is personal only into one that people read. */
export function checkTemplate(template: string, scope: Scope, reader: Reader = 'a text'): ConditionProblem[] {
  const found: ConditionProblem[] = [];
  for (const piece of pieces(template)) {
    if (piece.kind === 'unclosed') {
      found.push({
        start: piece.start,
        end: piece.start + 2,
        rule: 'template-syntax',
        message: '`{{` without its `}}`',
        hint: 'close it with `}}`, or write a single `{`',
      });
    } else if (piece.kind === 'expression') {
      for (const problem of checkExpression(piece.source, scope, 'any', reader)) {
        found.push({ ...problem, start: problem.start + piece.start, end: problem.end + piece.start });
      }
    }
  }
  return found;
}

function checkExpression(source: string, scope: Scope, wants: Wanted, reader: Reader): ConditionProblem[] {
  const parsed = parse(source, typed(scope, source));
  if (!parsed.ok) return [parsed.fault];
  const hyphen = unquotedHyphen(source);
  if (hyphen !== undefined) return [hyphen];
  const named = [...checkComparisons(parsed.ast, scope), ...checkWhole(parsed)];
  for (const reading of parsed.readings) named.push(...checkReading(reading, scope, reader));
  if (named.length > 0) return named.toSorted((a, b) => a.start - b.start);
  const types = checkType(source, parsed.check(), scope, wants);
  return types.length > 0 ? types : checkConstants(source, parsed.ast);
}
