import type { ASTNode } from '@marcbachmann/cel-js';
import { eachNode, expression } from './expression.ts';

export interface References {
  facts: string[];
  steps: string[];
  clocks: string[];
  services: string[];
  org: string[];
}

/** A place in an expression that reads a named thing: `facts.water_depth`, `steps['people-first']`. */
export interface Reading {
  readonly root: string;
  readonly name: string;
  /** The next name, where one is read from it: `state` of `steps['people-first'].state`. */
  readonly field: string | undefined;
  /** Of the name within the source. */
  readonly start: number;
  readonly end: number;
  readonly fieldStart: number;
  readonly fieldEnd: number;
}

const known = new WeakMap<ASTNode, readonly Reading[]>();

/** Every literal reading in an expression, in the order written; a computed index (`steps[x]`) is not one. */
export function readings(ast: ASTNode): readonly Reading[] {
  const before = known.get(ast);
  if (before !== undefined) return before;
  const found: Reading[] = [];
  eachNode(ast, (node, above) => {
    const reading = readingOf(node, above);
    if (reading !== undefined) found.push(reading);
  });
  known.set(ast, found);
  return found;
}

function readingOf(node: ASTNode, above: ASTNode | undefined): Reading | undefined {
  const access = literalAccess(node);
  if (access === undefined || access.of.op !== 'id') return undefined;
  const outer = above === undefined ? undefined : literalAccess(above);
  const next = outer?.of === node ? outer : undefined;
  return {
    root: access.of.args,
    name: access.name,
    field: next?.name,
    start: access.start,
    end: access.end,
    fieldStart: next?.start ?? -1,
    fieldEnd: next?.end ?? -1,
  };
}

/** `x.name` and `x['name']` alike. */
export function literalAccess(node: ASTNode): { of: ASTNode; name: string; start: number; end: number } | undefined {
  if (node.op === '.')
    return { of: node.args[0], name: node.args[1], start: node.end - node.args[1].length, end: node.end };
  if (node.op !== '[]') return undefined;
  const index = node.args[1];
  return index.op === 'value' && typeof index.args === 'string'
    ? { of: node.args[0], name: index.args, start: index.start, end: index.end }
    : undefined;
}

/** Which facts, steps, clocks, services and top-level keys of the organisation a condition reads, each once; empty where it does not parse. */
export function references(source: string): References {
  const parsed = expression(source);
  const sets = {
    facts: new Set<string>(),
    steps: new Set<string>(),
    clocks: new Set<string>(),
    services: new Set<string>(),
    org: new Set<string>(),
  };
  if (parsed.ok) {
    for (const { root, name } of readings(parsed.ast)) {
      if (root === 'facts' || root === 'steps' || root === 'clocks' || root === 'services' || root === 'org')
        sets[root].add(name);
    }
  }
  return {
    facts: [...sets.facts],
    steps: [...sets.steps],
    clocks: [...sets.clocks],
    services: [...sets.services],
    org: [...sets.org],
  };
}
