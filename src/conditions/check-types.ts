import type { TypeCheckResult } from '@marcbachmann/cel-js';
import { listed } from '../text/index.ts';
import { suggestion } from './check-names.ts';
import { celFault, roots } from './expression.ts';
import type { Fault } from './expression.ts';
import type { Scope } from './scope.ts';

export type Wanted = 'boolean' | 'list' | 'any';

/** `facts.water_depth in [4, 5]` evaluates, but the library's types do not know it, and will not be taught. */
const mixedNumbers = /^no such overload: (?:double in list<int>|int in list<double>)$/;

export function checkType(source: string, result: TypeCheckResult, scope: Scope, wants: Wanted): Fault[] {
  if (!result.valid)
    return mixedNumbers.test(celFault(source, result.error).summary) ? [] : [typeProblem(source, result.error, scope)];
  const type = result.type ?? 'dyn';
  if (wants === 'any' || type === 'dyn') return [];
  const fits = wants === 'boolean' ? type === 'bool' : type === 'list' || type.startsWith('list<');
  if (fits) return [];
  const hint =
    wants === 'boolean'
      ? 'compare it with something, for example `facts.water_depth > 5`'
      : 'name a list, for example `org.halls`';
  return [
    {
      start: 0,
      end: source.length,
      rule: 'condition-type',
      message: `this is ${typeWords(type)}; ${wants === 'boolean' ? 'a condition must be true or false' : 'a list is wanted here'}`,
      hint,
    },
  ];
}

function typeProblem(source: string, error: unknown, scope: Scope): Fault {
  const { code, summary, start, end } = celFault(source, error);
  const at = { start, end: Math.max(end, start + 1) };
  const variable = /^Unknown variable: (.*)$/s.exec(summary)?.[1];
  if (variable !== undefined) {
    const home = Object.hasOwn(scope.facts, variable)
      ? `facts.${variable}`
      : scope.org !== undefined && Object.hasOwn(scope.org, variable)
        ? `org.${variable}`
        : undefined;
    const hint =
      home === undefined
        ? (suggestion(variable, roots).hint ?? `conditions read ${listed(roots)}`)
        : `write \`${home}\``;
    return { ...at, rule: 'condition-name', message: `\`${variable}\` is not known here`, hint };
  }
  const operands = /^no such overload: (.+) (==|!=|<=|>=|<|>|in|[-+*/%]) (.+)$/s.exec(summary);
  if (operands !== null) {
    const [, left = '', operator = '', right = ''] = operands;
    const hint = hintBetween(operator, [left, right], source.slice(at.start, at.end));
    return {
      ...at,
      rule: 'condition-type',
      message: `\`${operator}\` is not defined between ${between(left, right)}`,
      ...(hint === undefined ? {} : { hint }),
    };
  }
  const operand = /^no such overload: ([!-])(.+)$/s.exec(summary);
  if (operand !== null)
    return {
      ...at,
      rule: 'condition-type',
      message: `\`${operand[1] ?? ''}\` is not defined of ${typeWords(operand[2] ?? '')}`,
      hint: operand[1] === '!' ? 'compare it with something first' : 'only of a number is there a negative one',
    };
  const branches = /^Ternary branches must have the same type, got '(.+)' and '(.+)'$/s.exec(summary);
  if (branches !== null) {
    const [, one = '', other = ''] = branches;
    return {
      ...at,
      rule: 'condition-type',
      message: `both answers of \`? :\` must be of one kind; these are ${between(one, other)}`,
      ...(isNumber(one) && isNumber(other) && { hint: 'write the whole number with its decimals, for example `0.0`' }),
    };
  }
  const asked = /^Ternary condition must be bool, got '(.+)'$/s.exec(summary)?.[1];
  if (asked !== undefined)
    return {
      ...at,
      rule: 'condition-type',
      message: `what stands before \`?\` must be true or false, and this is ${typeWords(asked)}`,
      hint: 'compare it with something first',
    };
  if (summary === 'has() invalid argument')
    return {
      ...at,
      rule: 'condition-type',
      message: '`has(…)` takes names joined by points alone',
      hint: "for example `has(facts.water_depth)`; of a step its state says it: `steps['people-first'].state == 'done'`",
    };
  const indexed = /^Cannot index type '(.+)'$/s.exec(summary)?.[1];
  if (indexed !== undefined)
    return { ...at, rule: 'condition-type', message: `${typeWords(indexed)} has no parts that could be read` };
  const call = /^found no matching overload for '(?:(.+)\.)?(\w+)\((.*)\)'$/s.exec(summary);
  if (call !== null) {
    const [, of, name = '', taken = ''] = call;
    return {
      ...at,
      rule: 'condition-function',
      message: `there is no function \`${name}\`${of === undefined ? '' : ` of ${typeWords(of)}`} that takes (${taken.split(', ').map(typeWords).join(', ')})`,
      hint:
        name === 'contains'
          ? "only of a text; whether a list has something is asked with `in`: `'A' in facts.halls`"
          : 'often used: `has(…)`, `size(…)`, `in`, `contains`, `exists`, `all`, `timestamp(…)`, `duration(…)`',
    };
  }
  if (code === 'invalid_logical_operand')
    return {
      ...at,
      rule: 'condition-type',
      message: `\`&&\` and \`||\` join conditions, and this is ${typeWords(/'(.+)'/.exec(summary)?.[1] ?? 'dyn')}`,
      hint: 'compare it with something first',
    };
  return {
    ...at,
    rule: 'condition-type',
    message: `the condition does not fit: ${summary.replaceAll('google.protobuf.', '').toLowerCase()}`,
  };
}

const isNumber = (type: string): boolean => type === 'double' || type === 'int';

/** The two in words; whole numbers are told from others only where nothing else tells them apart. */
function between(one: string, other: string): string {
  if (typeWords(one) !== typeWords(other)) return `${typeWords(one)} and ${typeWords(other)}`;
  return `${exactWords[one] ?? typeWords(one)} and ${exactWords[other] ?? typeWords(other)}`;
}

const exactWords: Readonly<Record<string, string>> = {
  double: 'a number that may have decimals',
  int: 'a whole number',
  uint: 'a number written with `u`',
};

/** What is likely meant where two sides do not fit each other. */
function hintBetween(operator: string, types: readonly string[], compared: string): string | undefined {
  if (types.some((type) => type.startsWith('null')))
    return 'whether something is known is asked with `has(…)`, for example `!has(facts.water_depth)`';
  if (operator === '%' && types.every(isNumber))
    return 'only whole numbers leave a remainder: write `int(…)` around the other';
  if (!types.includes('string')) return undefined;
  if (types.includes('google.protobuf.Timestamp')) return "write a time as `timestamp('2026-11-21T03:00:00+01:00')`";
  if (types.includes('bool'))
    return /["']/.test(compared)
      ? '`true` and `false` stand without quotes'
      : 'a text is compared with words in quotes';
  return types.some((type) => type === 'Step' || type === 'Clock' || type === 'Service')
    ? 'read its state: write `.state` behind it'
    : undefined;
}

const words: Readonly<Record<string, string>> = {
  double: 'a number',
  int: 'a number',
  uint: 'a number',
  string: 'a text',
  bool: 'true or false',
  'google.protobuf.Timestamp': 'a time',
  'google.protobuf.Duration': 'a duration',
  null: 'nothing',
  null_type: 'nothing',
  Facts: 'all facts',
  Org: 'the whole organisation',
  Step: 'a step',
  Clock: 'a clock',
  Service: 'a service',
  '': '',
};

function typeWords(type: string): string {
  return (
    words[type] ??
    (type === 'list' || type.startsWith('list<')
      ? 'a list'
      : type === 'map' || type.startsWith('map<')
        ? 'a map'
        : type)
  );
}
