import type { Diagnostic } from '../model.ts';
import { diagnosticsOf, isSound, readBy } from '../parse.ts';
import type { Read } from '../parse.ts';
import type { Scenario } from './model.ts';
import { validateDrill } from './validator.generated.js';

/** Reads a text as a scenario and holds it against its schema. */
export const readScenario = (text: string): Read => readBy(validateDrill, text, 'drill');

/**
 * Reads the scenario of a drill. It fits the schema; whether its names, times and conditions hold is for `checkScenario`. Diagnostics in
 * the order of the file, all of them errors. Never throws.
 */
export function parseScenario(
  text: string,
  file: string,
): { readonly scenario: Scenario } | { readonly diagnostics: Diagnostic[] } {
  const read = readScenario(text);
  return isSound(read) ? { scenario: read.data as Scenario } : { diagnostics: diagnosticsOf(read, file) };
}
