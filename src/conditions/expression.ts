import { Environment } from '@marcbachmann/cel-js';
import type { ASTNode, TypeCheckResult } from '@marcbachmann/cel-js';
import { oncePerText } from '../text/index.ts';
import { isNode, namesIn, readingsIn } from './nodes.ts';
import type { Reading } from './nodes.ts';
import { longest } from './template.ts';

/** One parsed expression, or why it does not parse. */
export type Expression =
  | {
      readonly ok: true;
      readonly ast: ASTNode;
      readonly readings: readonly Reading[];
      /** The roots that it reads anything of. */
      readonly reads: readonly Root[];
      /** Those of them that it may read anything of, not only its `readings`. */
      readonly readsWhole: readonly Root[];
      /** @throws what the library throws where something is missing or does not fit. */
      readonly run: (context: Record<string, unknown>) => unknown;
      readonly check: () => TypeCheckResult;
    }
  | { readonly ok: false; readonly fault: Fault };

export interface Fault {
  readonly start: number;
  readonly end: number;
  readonly rule: string;
  readonly message: string;
  readonly hint?: string;
}

/** The names that an expression may read; all else in it is its own. */
export const roots = ['facts', 'org', 'steps', 'clocks', 'services', 'incident'] as const;
export type Root = (typeof roots)[number];

const deepestLoops = 2;
const loops = new Set(['all', 'exists', 'exists_one', 'map', 'filter', 'bind']);
const mostKept = 4000;

/**
 * The environment of every expression: CEL without its unbounded parts, and with numbers that mix. Facts are doubles,
 * literals are whole numbers, so without the mixed pairs `facts.water_depth == 0` would not be defined.
 */
export function newEnvironment(): Environment {
  const environment = new Environment({
    homogeneousAggregateLiterals: false,
    limits: { maxAstNodes: 500, maxDepth: 40, maxListElements: 100, maxMapEntries: 100, maxCallArguments: 8 },
  });
  const arithmetic: Record<string, (a: number, b: number) => number> = {
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
    '*': (a, b) => a * b,
    '/': (a, b) => a / b,
  };
  for (const [left, right] of [
    ['double', 'int'],
    ['int', 'double'],
  ] as const) {
    for (const [operator, apply] of Object.entries(arithmetic)) {
      environment.registerOperator(`${left} ${operator} ${right}: double`, (a: number | bigint, b: number | bigint) =>
        apply(Number(a), Number(b)),
      );
    }
  }
  environment.registerOperator('double == int', (a: number, b: bigint) => a === Number(b));
  return environment;
}

let untyped: Environment | undefined;

/** For evaluation, where a name is what it is; built when first wanted, because it takes milliseconds. */
function untypedEnvironment(): Environment {
  if (untyped !== undefined) return untyped;
  untyped = newEnvironment();
  for (const root of roots) untyped.registerVariable(root, 'dyn');
  return untyped;
}

/** An expression for evaluation; the same source is parsed once. Never throws. */
export const expression = oncePerText(mostKept, (source) => parse(source, untypedEnvironment()));

/** Parses an expression for a given environment. Never throws. */
export function parse(source: string, environment: Environment): Expression {
  if (source.length > longest)
    return {
      ok: false,
      fault: {
        start: 0,
        end: source.length,
        rule: 'condition-too-long',
        message: `a condition of ${source.length} characters; at most ${longest} are read`,
        hint: 'split it over several steps',
      },
    };
  if (source.trim() === '')
    return {
      ok: false,
      fault: {
        start: 0,
        end: source.length,
        rule: 'condition-syntax',
        message: 'an empty condition',
        hint: 'write what it depends on, for example `facts.water_depth > 5`, or leave the key out',
      },
    };
  try {
    const run = environment.parse(source);
    const fault = unbounded(run.ast, 0);
    const names = namesIn(run.ast);
    return fault === undefined
      ? {
          ok: true,
          ast: run.ast,
          readings: readingsIn(run.ast),
          reads: roots.filter((root) => names.some(({ name }) => name === root)),
          readsWhole: roots.filter((root) => names.some(({ name, isWhole }) => isWhole && name === root)),
          run: (context): unknown => run(context) as unknown,
          check: () => run.check(),
        }
      : { ok: false, fault };
  } catch (error) {
    return { ok: false, fault: syntaxFault(source, error) };
  }
}

/** The parts of CEL that could keep a machine busy for minutes: a runbook of somebody else's is not trusted with them. */
function unbounded(node: unknown, depth: number): Fault | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  if (Array.isArray(node)) {
    for (const inner of node) {
      const fault = unbounded(inner, depth);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
  if (!isNode(node)) return undefined;
  let inside = depth;
  if (node.op === 'rcall') {
    const name = node.args[0];
    if (name === 'matches')
      return {
        start: node.start,
        end: node.end,
        rule: 'condition-function',
        message: '`matches` is not available: a pattern can take for ever',
        hint: 'use `contains`, `startsWith` or `endsWith`',
      };
    if (loops.has(name)) inside += 1;
    if (inside > deepestLoops)
      return {
        start: node.start,
        end: node.end,
        rule: 'condition-function',
        message: `loops more than ${deepestLoops} deep`,
        hint: 'split the condition over several facts',
      };
  }
  return unbounded(node.args, inside);
}

/** What the CEL library throws carries a code, a range and a one-line summary. */
export interface CelFault {
  readonly code: string;
  readonly summary: string;
  readonly start: number;
  readonly end: number;
}

/** Reads an error of the CEL library; anything else thrown becomes a fault over the whole source. */
export function celFault(source: string, error: unknown): CelFault {
  const given: object = typeof error === 'object' && error !== null ? error : {};
  const range: unknown = Reflect.get(given, 'range');
  const start = typeof range === 'object' && range !== null ? Number(Reflect.get(range, 'start')) : 0;
  const end = typeof range === 'object' && range !== null ? Number(Reflect.get(range, 'end')) : source.length;
  const summary: unknown = Reflect.get(given, 'summary') ?? Reflect.get(given, 'message');
  return {
    code: String(Reflect.get(given, 'code') ?? 'unknown'),
    summary: typeof summary === 'string' ? summary : 'cannot be read',
    start,
    end,
  };
}

function syntaxFault(source: string, error: unknown): Fault {
  const { summary, start, end } = celFault(source, error);
  const at = { start, end: Math.max(end, start + 1), rule: 'condition-syntax' };
  const bare = withoutQuoted(source);
  for (const { written, message, hint } of slips) {
    const slip = written.exec(bare);
    if (slip !== null)
      return {
        ...at,
        start: slip.index,
        end: slip.index + slip[0].length,
        message: message(slip[0]),
        hint: hint(slip[0].toLowerCase()),
      };
  }
  return {
    ...at,
    message: `the condition does not parse: ${plain(summary)}`,
    hint: 'a condition looks like `facts.water_depth > 5 && org.nis2_entity`',
  };
}

/** The same with all that stands in quotes made nothing of, at the same places; also where the last quotes are left open. */
export function withoutQuoted(source: string): string {
  return source.replace(/"(?:\\.|[^"\\])*(?:"|$)|'(?:\\.|[^'\\])*(?:'|$)/g, (quoted) => '_'.repeat(quoted.length));
}

const signs: Readonly<Record<string, string>> = {
  '=>': '>=',
  '=<': '<=',
  '<>': '!=',
  '&': '&&',
  '|': '||',
  and: '&&',
  or: '||',
  not: '!',
};

/** What is written out of habit from elsewhere, looked for in a condition that does not parse. */
const slips: readonly { written: RegExp; message: (found: string) => string; hint: (found: string) => string }[] = [
  {
    written: /[“”„‘’]/,
    message: (found) => `\`${found}\` is a quote of printed text`,
    hint: () => 'write straight quotes: `\'` or `"`',
  },
  {
    written: /=[<>]|<>|(?<!&)&(?!&)|(?<!\|)\|(?!\|)/,
    message: (found) => `\`${found}\` is not a sign of conditions`,
    hint: (found) => `write \`${signs[found] ?? found}\``,
  },
  {
    written: /(?<![=!<>])=(?!=)/,
    message: () => 'a single `=` in a condition',
    hint: () => 'compare with `==`',
  },
  {
    written: /\b(?:and|or|not)\b/i,
    message: (found) => `\`${found}\` is not a word of conditions`,
    hint: (found) => `write \`${signs[found] ?? found}\``,
  },
];

const tokens: Record<string, string> = {
  EOF: 'it ends too early',
  RPAREN: '`)`',
  LPAREN: '`(`',
  RBRACKET: '`]`',
  LBRACKET: '`[`',
  RBRACE: '`}`',
  LBRACE: '`{`',
  COLON: '`:`',
  COMMA: '`,`',
  IDENTIFIER: 'a name',
  DOT: '`.`',
  IN: '`in`',
  EQ: '`==`',
  NE: '`!=`',
  LT: '`<`',
  LE: '`<=`',
  GT: '`>`',
  GE: '`>=`',
  AND: '`&&`',
  OR: '`||`',
  NOT: '`!`',
  PLUS: '`+`',
  MINUS: '`-`',
  MULTIPLY: '`*`',
  DIVIDE: '`/`',
  MODULO: '`%`',
  QUESTION: '`?`',
  STRING: 'a text in quotes',
  NUMBER: 'a number',
  BOOLEAN: '`true` or `false`',
  NULL: '`null`',
};

function plain(summary: string): string {
  if (summary.startsWith('Unexpected token: EOF')) return tokens['EOF'] ?? summary;
  const worded = summary.replace(/\b[A-Z]{2,}\b/g, (name) =>
    name === 'EOF' ? 'the end' : (tokens[name] ?? name.toLowerCase()),
  );
  return worded.charAt(0).toLowerCase() + worded.slice(1);
}
