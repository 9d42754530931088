import type { ASTNode, TypeCheckResult } from '@marcbachmann/cel-js';
import { listed, nearest } from '../text/index.ts';
import { celFault, childrenOf, expression, roots } from './expression.ts';
import type { Fault } from './expression.ts';
import { literalAccess, readings } from './references.ts';
import type { Reading } from './references.ts';
import { clockFields, serviceFields, stepFields, typed } from './scope.ts';
import type { Scope } from './scope.ts';
import { pieces } from './template.ts';

/** One fault of a condition; `start` and `end` are offsets into its source, `end` not included. */
export type ConditionProblem = Fault;

export type Wanted = 'boolean' | 'list' | 'any';

const states: Readonly<Record<string, readonly string[]>> = {
  steps: ['waiting', 'active', 'awaiting', 'done', 'skipped', 'failed', 'passed', 'left-open'],
  clocks: ['not-started', 'provisional', 'running', 'met', 'missed', 'set-aside'],
  services: ['up', 'suspect', 'lost'],
};
const fields: Readonly<Record<string, readonly string[]>> = {
  steps: Object.keys(stepFields),
  clocks: Object.keys(clockFields),
  services: Object.keys(serviceFields),
};
const singular: Readonly<Record<string, string>> = {
  facts: 'fact',
  steps: 'step',
  clocks: 'clock',
  services: 'service',
};

/** Everything wrong with a condition: it does not parse, names what is not there, reads what is private, or does not type. In the order written. */
export function checkCondition(source: string, scope: Scope, wants: Wanted): ConditionProblem[] {
  return checkExpression(source, scope, wants, ['secret', 'personal']);
}

/** Everything wrong with the `{{ }}` of a text. A secret never belongs into one; what is personal may. */
export function checkTemplate(template: string, scope: Scope): ConditionProblem[] {
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
      for (const problem of checkExpression(piece.source, scope, 'any', ['secret'])) {
        found.push({ ...problem, start: problem.start + piece.start, end: problem.end + piece.start });
      }
    }
  }
  return found;
}

function checkExpression(source: string, scope: Scope, wants: Wanted, refused: readonly string[]): ConditionProblem[] {
  const parsed = expression(source, typed(scope));
  if (!parsed.ok) return [parsed.fault];
  const hyphen = unquotedHyphen(source);
  if (hyphen !== undefined) return [hyphen];
  const named = [
    ...readings(parsed.ast).flatMap((reading) => checkReading(reading, scope, refused)),
    ...checkComparisons(parsed.ast, scope),
  ];
  if (named.length > 0) return named.toSorted((a, b) => a.start - b.start);
  return checkType(source, parsed.check(), scope, wants);
}

/** `steps.people-first` is read as a subtraction: the most common slip, said before anything else. */
function unquotedHyphen(source: string): ConditionProblem | undefined {
  const bare = source.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, (quoted) => '_'.repeat(quoted.length));
  const found = /\b(steps|clocks|services)\.([a-z][a-z0-9]*(?:-[a-z0-9]+)+)/.exec(bare);
  if (found === null) return undefined;
  return {
    start: found.index,
    end: found.index + found[0].length,
    rule: 'condition-name',
    message: `\`${found[0]}\` reads as a subtraction: an id with a hyphen needs quotes`,
    hint: `write \`${found[1] ?? ''}['${found[2] ?? ''}']\``,
  };
}

function checkReading(reading: Reading, scope: Scope, refused: readonly string[]): ConditionProblem[] {
  const { root, name, field, start, end } = reading;
  if (root === 'facts') {
    const fact = Object.hasOwn(scope.facts, name) ? scope.facts[name] : undefined;
    if (fact === undefined) return [unknownName('fact', name, Object.keys(scope.facts), start, end)];
    const privacy = fact.privacy ?? 'public';
    if (!refused.includes(privacy)) return [];
    const where = refused.includes('personal') ? 'a condition' : 'a text';
    return [
      {
        start,
        end,
        rule: 'private-fact',
        message: `the fact \`${name}\` is ${privacy}; ${where} must not read it`,
        hint: refused.includes('personal')
          ? 'let a fact that is not private decide'
          : 'of a secret only that it was given is kept: ask for it where it is needed',
      },
    ];
  }
  if (root === 'org') {
    if (scope.org === undefined || Object.hasOwn(scope.org, name)) return [];
    return [unknownName('org', name, Object.keys(scope.org), start, end)];
  }
  const ids =
    root === 'steps'
      ? scope.steps
      : root === 'clocks'
        ? scope.clocks
        : root === 'services'
          ? scope.services
          : undefined;
  if (ids === undefined) return [];
  if (!ids.has(name)) return [unknownName(singular[root] ?? root, name, [...ids], start, end)];
  const valid = fields[root] ?? [];
  if (field === undefined || valid.includes(field)) return [];
  return [
    {
      start: reading.fieldStart,
      end: reading.fieldEnd,
      rule: 'condition-name',
      message: `a ${singular[root] ?? root} has no \`${field}\`; it has ${listed(valid)}`,
      ...suggestion(field, valid),
    },
  ];
}

function unknownName(
  kind: string,
  name: string,
  valid: readonly string[],
  start: number,
  end: number,
): ConditionProblem {
  const near = suggestion(name, valid);
  if (kind === 'org')
    return {
      start,
      end,
      rule: 'unknown-org',
      message: `organisation.yaml has no \`${name}\``,
      hint: near.hint ?? `add \`${name}:\` to organisation.yaml`,
    };
  const hint =
    near.hint ??
    (valid.length === 0
      ? `this runbook declares no ${kind}s`
      : valid.length <= 8
        ? `there are ${listed(valid)}`
        : undefined);
  return {
    start,
    end,
    rule: `unknown-${kind}`,
    message: `there is no ${kind} \`${name}\``,
    ...(hint === undefined ? {} : { hint }),
  };
}

function suggestion(name: string, valid: readonly string[]): { hint?: string } {
  const near = nearest(name, valid);
  return near === undefined ? {} : { hint: `did you mean \`${near}\`?` };
}

/** `facts.water_kind == 'swage'` is false for ever, and types: so the literal is held against what it can be. */
function checkComparisons(node: ASTNode, scope: Scope): ConditionProblem[] {
  const found: ConditionProblem[] = [];
  if (node.op === '==' || node.op === '!=') {
    const [left, right] = node.args;
    found.push(...checkLiteral(left, right, scope), ...checkLiteral(right, left, scope));
  } else if (node.op === 'in' && node.args[1].op === 'list') {
    for (const item of node.args[1].args) found.push(...checkLiteral(node.args[0], item, scope));
  }
  for (const child of childrenOf(node)) found.push(...checkComparisons(child, scope));
  return found;
}

function checkLiteral(side: ASTNode, literal: ASTNode, scope: Scope): ConditionProblem[] {
  if (literal.op !== 'value' || typeof literal.args !== 'string') return [];
  const possible = possibleValues(side, scope);
  const given = literal.args;
  if (possible === undefined || possible.values.includes(given)) return [];
  return [
    {
      start: literal.start,
      end: literal.end,
      rule: 'impossible-value',
      message: `${possible.what} is never \`${given}\`; it is one of ${listed(possible.values)}`,
      ...suggestion(given, possible.values),
    },
  ];
}

function possibleValues(side: ASTNode, scope: Scope): { what: string; values: readonly string[] } | undefined {
  const outer = literalAccess(side);
  if (outer === undefined) return undefined;
  if (outer.of.op === 'id') {
    const fact =
      outer.of.args === 'facts' && Object.hasOwn(scope.facts, outer.name) ? scope.facts[outer.name] : undefined;
    return fact?.type === 'choice' && fact.of !== undefined
      ? { what: `\`facts.${outer.name}\``, values: fact.of }
      : undefined;
  }
  const inner = literalAccess(outer.of);
  if (inner?.of.op !== 'id') return undefined;
  const root = inner.of.args;
  if (outer.name === 'state' && states[root] !== undefined)
    return { what: `the state of a ${singular[root] ?? root}`, values: states[root] };
  const options =
    root === 'steps' &&
    outer.name === 'chose' &&
    scope.options !== undefined &&
    Object.hasOwn(scope.options, inner.name)
      ? scope.options[inner.name]
      : undefined;
  return options === undefined ? undefined : { what: `the choice at \`${inner.name}\``, values: options };
}

/** `facts.water_depth in [4, 5]` evaluates, but the library's types do not know it, and will not be taught. */
const mixedNumbers = /^no such overload: (?:double in list<int>|int in list<double>)$/;

function checkType(source: string, result: TypeCheckResult, scope: Scope, wants: Wanted): ConditionProblem[] {
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

function typeProblem(source: string, error: unknown, scope: Scope): ConditionProblem {
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
    const time = [left, right].includes('google.protobuf.Timestamp') && [left, right].includes('string');
    return {
      ...at,
      rule: 'condition-type',
      message: `\`${operator}\` is not defined between ${typeWords(left)} and ${typeWords(right)}`,
      ...(time ? { hint: "write a time as `timestamp('2026-11-21T03:00:00+01:00')`" } : {}),
    };
  }
  const call = /^found no matching overload for '(.+)\((.*)\)'$/s.exec(summary);
  if (call !== null)
    return {
      ...at,
      rule: 'condition-function',
      message: `there is no function \`${call[1] ?? ''}\` that takes (${(call[2] ?? '').split(', ').map(typeWords).join(', ')})`,
      hint: 'often used: `has(…)`, `size(…)`, `in`, `contains`, `exists`, `all`, `timestamp(…)`, `duration(…)`',
    };
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
