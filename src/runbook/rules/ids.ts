import type { Finding, Path } from '../finding.ts';
import { fault, faultAtKey } from './subject.ts';
import type { Subject } from './subject.ts';

/** CEL cannot read these as names: section "Syntax" of the CEL specification, RESERVED and the literals. */
const reserved = new Set([
  'as',
  'break',
  'const',
  'continue',
  'else',
  'false',
  'for',
  'function',
  'if',
  'import',
  'in',
  'let',
  'loop',
  'namespace',
  'null',
  'package',
  'prototype',
  'return',
  'true',
  'var',
  'void',
  'while',
  'constructor',
]);

/** Ids that stand twice, and names that no condition could read. */
export function idRules({ runbook, steps }: Subject): Finding[] {
  const found: Finding[] = [];
  const seen = new Map<string, Path>();
  for (const { step, where } of steps) {
    const path = [...where.path, 'id'];
    if (step.id === '') continue;
    if (seen.has(step.id))
      found.push(
        fault(
          path,
          'duplicate-id',
          `a step \`${step.id}\` stands above already`,
          'every step has a name of its own, in the whole runbook',
        ),
      );
    else if (reserved.has(step.id))
      found.push(fault(path, 'reserved-word', readableNever(step.id), `for example \`${step.id}-step\``));
    seen.set(step.id, path);
  }
  for (const section of ['facts', 'clocks', 'services'] as const) {
    for (const name of Object.keys(runbook[section] ?? {})) {
      if (reserved.has(name))
        found.push(
          faultAtKey(
            [section, name],
            'reserved-word',
            readableNever(name),
            `for example \`${name}${section === 'facts' ? '_fact' : `-${section.slice(0, -1)}`}\``,
          ),
        );
    }
  }
  return found;
}

function readableNever(name: string): string {
  return `\`${name}\` is a reserved word of conditions, so none could read it`;
}
