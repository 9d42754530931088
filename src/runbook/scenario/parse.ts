import type { Finding } from '../finding.ts';
import type { Diagnostic } from '../model.ts';
import { diagnosticsOf, isSound, readBy } from '../parse.ts';
import type { Read } from '../parse.ts';
import { fault } from '../rules/subject.ts';
import type { Scenario } from './model.ts';
import { validateDrill } from './validator.generated.js';

/** Reads a text as a scenario and holds it against its schema. A runbook named by mistake has one fault, and not that of each of its keys. */
export function readScenario(text: string): Read {
  const read = readBy(validateDrill, text, 'drill');
  return isRunbook(read.data) ? { ...read, findings: [anotherKind] } : read;
}

const isRunbook = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'steps' in data && !('injects' in data);

/** Nothing else is to be said of such a text. */
export const anotherKind: Finding = fault(
  ['steps'],
  'no-scenario',
  'this is a runbook, and no scenario that drills one',
  'check it with: holdfast runbook check FILE',
);

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
