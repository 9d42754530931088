import { nameMeant, someOf } from '../text/index.ts';
import type { Refusal } from '../statechart/index.ts';

/** A name that is not there, with what was probably meant or what there is. */
export function noSuch(
  kind: string,
  id: string,
  among: readonly string[],
  code: Refusal['code'] = 'no-such-thing',
): Refusal {
  const near = nameMeant(id, among);
  const hint =
    near !== undefined
      ? `Did you mean "${near}"?`
      : among.length > 0
        ? `There is: ${someOf(among)}.`
        : `No followed runbook declares a ${kind}.`;
  return { code, message: `There is no ${kind} "${id}" in this incident.`, hint };
}

/** What is so already need not be written again. */
export function alreadySo(message: string, entry?: string): Refusal {
  return { code: 'already-so', message, ...(entry !== undefined && { entry }) };
}
