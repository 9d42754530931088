import type { Runbook } from '../../runbook/index.ts';
import { nearest, wordAmong } from '../../text/index.ts';
import type { Call } from '../call.ts';
import { type Failure, notFound } from '../failure.ts';

/** The role that `--as` names, of those of a runbook; undefined where none is said. @throws Failure */
export function roleSaid(call: Call, { id, roles = {} }: Runbook): string | undefined {
  const said = call.option('as');
  if (said === undefined) return undefined;
  const names = Object.keys(roles);
  const found = wordAmong(said, names);
  if (found !== undefined) return found;
  throw notInRunbook('role', said, names, id);
}

/** That a runbook has nothing of that name; what there is, and what may be meant. */
export function notInRunbook(kind: 'fact' | 'role', said: string, among: readonly string[], runbook: string): Failure {
  const meant = nearest(said, among);
  return notFound(
    `${runbook} has no ${kind} "${said}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    among.length === 0 ? undefined : `There is: ${among.slice(0, 12).join(', ')}${among.length > 12 ? ' …' : ''}.`,
  );
}
