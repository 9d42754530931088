import { durationMs } from '../../time/index.ts';
import type { Inject, Scenario, Trigger } from './model.ts';

/** What an inject waits for, as a tree. Times are milliseconds from the start of the exercise. */
export type Term =
  | { readonly kind: 'at'; readonly ms: number }
  | { readonly kind: 'when'; readonly source: string }
  | { readonly kind: 'after'; readonly inject: string }
  | { readonly kind: 'answered'; readonly inject: string; readonly as?: string }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Term[] };

/** The tree of a condition as it is written. */
export function termOf(trigger: Trigger): Term {
  if (typeof trigger === 'string') return { kind: 'when', source: trigger };
  return together([
    ...(trigger.at === undefined ? [] : [atTerm(trigger.at)]),
    ...(trigger.when === undefined ? [] : [termOf(trigger.when)]),
    ...(trigger.after === undefined ? [] : [{ kind: 'after', inject: trigger.after } as const]),
    ...(trigger.answered === undefined
      ? []
      : [
          {
            kind: 'answered',
            inject: trigger.answered,
            ...(trigger.as !== undefined && { as: trigger.as }),
          } as const,
        ]),
    ...(trigger.all === undefined ? [] : [{ kind: 'all', of: trigger.all.map(termOf) } as const]),
    ...(trigger.any === undefined ? [] : [{ kind: 'any', of: trigger.any.map(termOf) } as const]),
  ]);
}

/** All that an inject waits for before its `delay`; undefined where nothing fires it by itself. */
export function termOfInject({ at, when, after, branch }: Inject, { branches = {} }: Scenario): Term | undefined {
  const way = branch !== undefined && Object.hasOwn(branches, branch) ? branches[branch] : undefined;
  const terms = [
    ...(at === undefined ? [] : [atTerm(at)]),
    ...(when === undefined ? [] : [termOf(when)]),
    ...(after === undefined ? [] : [{ kind: 'after', inject: after } as const]),
    ...(way?.when === undefined ? [] : [termOf(way.when)]),
  ];
  return terms.length === 0 ? undefined : together(terms);
}

/** The injects that a tree names. */
export function injectsIn(term: Term): string[] {
  if (term.kind === 'all' || term.kind === 'any') return term.of.flatMap(injectsIn);
  return term.kind === 'after' || term.kind === 'answered' ? [term.inject] : [];
}

function together(of: readonly Term[]): Term {
  const [only] = of;
  return only !== undefined && of.length === 1 ? only : { kind: 'all', of };
}

const atTerm = (at: string): Term => ({ kind: 'at', ms: durationMs(at) ?? Infinity });
