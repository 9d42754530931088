import type { ASTNode } from '@marcbachmann/cel-js';

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

/** Every literal reading in an expression, in the order written; a computed index (`steps[x]`) is not one. */
export function readingsIn(ast: ASTNode): readonly Reading[] {
  const found: Reading[] = [];
  eachNode(ast, (node, above) => {
    const reading = readingOf(node, above);
    if (reading !== undefined) found.push(reading);
  });
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

/** A name as it stands in an expression. */
interface Named {
  readonly name: string;
  readonly node: ASTNode;
  /** No literal part of it is read here: then all of it is. */
  readonly isWhole: boolean;
}

/** Every name in an expression, also where only a computed part of it is read, in the order written. */
export function namesIn(ast: ASTNode): readonly Named[] {
  const found: Named[] = [];
  eachNode(ast, (node, above) => {
    if (node.op === 'id')
      found.push({ name: node.args, node, isWhole: above === undefined || literalAccess(above)?.of !== node });
  });
  return found;
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

/** Visits a node and all that is in it, each before what is inside it, in the order written. `above` is the one around. */
export function eachNode(node: ASTNode, visit: (node: ASTNode, above?: ASTNode) => void, above?: ASTNode): void {
  visit(node, above);
  visitInside(node.args, visit, node);
}

function visitInside(part: unknown, visit: (node: ASTNode, above?: ASTNode) => void, above: ASTNode): void {
  if (typeof part !== 'object' || part === null) return;
  if (Array.isArray(part)) for (const inner of part) visitInside(inner, visit, above);
  else if (isNode(part)) eachNode(part, visit, above);
}

export function isNode(part: object): part is ASTNode {
  return 'op' in part && 'start' in part;
}
