import type { Finding } from './finding.ts';
import type { Document } from './kinds.ts';

/** Of two kinds that are taken for each other: what only the one has, what only the other has, and what is said of the other in its place. */
const kinds: Readonly<
  Partial<Record<Document, { readonly own: string; readonly other: string; readonly said: Finding }>>
> = {
  runbook: {
    own: 'steps',
    other: 'injects',
    said: inPlaceOf(
      'injects',
      'no-runbook',
      'this is the scenario of a drill, and no runbook',
      'holdfast drill check FILE',
    ),
  },
  drill: {
    own: 'injects',
    other: 'steps',
    said: inPlaceOf(
      'steps',
      'no-scenario',
      'this is a runbook, and no scenario that drills one',
      'holdfast runbook check FILE',
    ),
  },
};

/** A text of another kind than it was taken for has this one fault, and not that of each of its keys. Undefined of all others. */
export function ofAnotherKind(document: Document, data: unknown): Finding | undefined {
  const kind = kinds[document];
  if (kind === undefined || typeof data !== 'object' || data === null) return undefined;
  return kind.other in data && !(kind.own in data) ? kind.said : undefined;
}

/** Whether that is what was found, or that it holds no keys at all: then nothing else is to be said of the text. */
export const isOfAnotherKind = (findings: readonly Finding[]): boolean =>
  findings.some(
    ({ rule, path }) =>
      (rule === 'wrong-type' && path.length === 0) || Object.values(kinds).some(({ said }) => said.rule === rule),
  );

function inPlaceOf(key: string, rule: string, message: string, command: string): Finding {
  return { path: [key], at: 'value', severity: 'error', rule, message, hint: `check it with: ${command}` };
}
