import type { ASTNode } from '@marcbachmann/cel-js';
import { expression } from './expression.ts';
import { isNode, literalAccess } from './nodes.ts';

/**
 * A condition as people read it on paper: `facts.depth >= org.thresholds.entry && facts.live` → `depth ≥ 20 and live`.
 * @param say the words for what is read at a path (`['facts', 'depth']`); undefined: its own last name
 * @param signs the words for signs, `true` and `false`; in English where they are left out
 * @returns the source itself where it does not parse
 */
export function conditionInWords(
  source: string,
  say: (path: readonly string[]) => string | undefined,
  signs: Readonly<Record<string, string>> = englishSigns,
): string {
  const parsed = expression(source);
  if (!parsed.ok) return source;
  let words = '';
  let at = 0;
  for (const { path, start, end } of pathsIn(parsed.ast)) {
    words += signsInWords(source.slice(at, start), signs) + (say(path) ?? path.at(-1) ?? '');
    at = end;
  }
  return (words + signsInWords(source.slice(at), signs)).replaceAll(/\s+/g, ' ').trim();
}

interface Path {
  readonly path: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** The longest literal path at each place that reads one, in the order written. */
function pathsIn(node: ASTNode): Path[] {
  const path = pathOf(node);
  if (path !== undefined && path.length > 1) return [{ path, start: node.start, end: node.end }];
  return partsOf(node.args)
    .flatMap(pathsIn)
    .toSorted((one, other) => one.start - other.start);
}

function pathOf(node: ASTNode): string[] | undefined {
  if (node.op === 'id') return [node.args];
  const access = literalAccess(node);
  const before = access && pathOf(access.of);
  return access && before && [...before, access.name];
}

function partsOf(args: unknown): ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(partsOf);
  return typeof args === 'object' && args !== null && isNode(args) ? [args] : [];
}

const englishSigns: Readonly<Record<string, string>> = {
  '&&': 'and',
  '||': 'or',
  '==': 'is',
  '!=': 'is not',
  '!': 'not ',
  true: 'yes',
  false: 'no',
};

const signsAlike: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤' };

/** The signs between what is read, each with room around it; what stands in quotes is left as it is, without them. */
function signsInWords(text: string, signs: Readonly<Record<string, string>>): string {
  return text.replaceAll(
    /'((?:\\.|[^'\\])+)'|"((?:\\.|[^"\\])+)"|\/\/.*|(&&|\|\||[><=!]=)|!|\b(?:true|false)\b/g,
    (found, single?: string, double?: string, between?: string) => {
      if (found.startsWith('//')) return '';
      if (between !== undefined) return ` ${signs[found] ?? signsAlike[found] ?? found} `;
      return (single ?? double)?.replaceAll(/\\(['"\\])/g, '$1') ?? signs[found] ?? found;
    },
  );
}
