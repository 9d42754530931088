import { expression } from './expression.ts';
import type { Expression } from './expression.ts';

export interface References {
  readonly facts: readonly string[];
  readonly steps: readonly string[];
  readonly clocks: readonly string[];
  readonly services: readonly string[];
  readonly org: readonly string[];
  /** It reads more than these: what the incident itself is, or a thing by a name that it works out. */
  readonly more: boolean;
}

/** Which facts, steps, clocks, services and top-level keys of the organisation a condition reads, each once; empty where it does not parse. */
export function references(source: string): References {
  const parsed = expression(source);
  const before = known.get(parsed);
  if (before !== undefined) return before;
  const found = referencesOf(parsed);
  known.set(parsed, found);
  return found;
}

const known = new WeakMap<Expression, References>();

function referencesOf(parsed: Expression): References {
  const sets = {
    facts: new Set<string>(),
    steps: new Set<string>(),
    clocks: new Set<string>(),
    services: new Set<string>(),
    org: new Set<string>(),
  };
  if (parsed.ok) {
    for (const { root, name } of parsed.readings) {
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
    more: parsed.ok && (parsed.readsWhole.length > 0 || parsed.reads.includes('incident')),
  };
}
