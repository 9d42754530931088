import { references } from '../conditions/index.ts';

/**
 * What was not known when a message went out, each once: the facts that its `{{ }}` worked something out from, not how it did.
 * @param missing what stood in its `{{ }}`
 * @param fact what a fact is called
 */
export function unknowns(missing: readonly string[], fact: (id: string) => string): readonly string[] {
  return [
    ...new Set(
      missing.flatMap((source) => {
        const { facts } = references(source);
        return facts.length === 0 ? [source] : facts.map(fact);
      }),
    ),
  ];
}
