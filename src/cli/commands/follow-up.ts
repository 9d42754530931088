import type { FollowUpKind } from '../../incident/index.ts';
import { nearest } from '../../text/index.ts';
import { parseDue } from '../../time/index.ts';
import { type Call, usageHint } from '../call.ts';
import { wrongUsage } from '../failure.ts';
import { howOf } from '../arguments/how.ts';
import { openIncident } from '../opening/open-incident.ts';
import { perform } from '../perform.ts';

/** Proposes something to be done later, with its owner and day. */
export async function run(call: Call): Promise<void> {
  const words = call.words.join(' ').trim();
  if (words === '') throw wrongUsage('Say what is to be done later.', usageHint(call));
  const { session, close } = openIncident(call, 'act');
  try {
    const owner = call.option('owner');
    const kind = kindOf(call.option('kind'));
    const objective = call.option('objective');
    const typed = call.option('due');
    const { timezone: timeZone, holidays } = session.incident;
    const due = typed === undefined ? undefined : parseDue(typed, { now: session.now(), timeZone, holidays });
    if (due !== undefined && 'problem' in due) throw wrongUsage(`--due: ${due.problem}`);
    await perform(
      call,
      session,
      {
        act: 'follow-up',
        words,
        ...(owner !== undefined && { owner }),
        ...(due !== undefined && { due: due.at }),
        ...(kind !== undefined && { kind }),
        ...(objective !== undefined && { objective }),
      },
      howOf(call, session),
    );
  } finally {
    close();
  }
}

/** It keeps it from coming again, shows it sooner, makes it hurt less, or is about how people work. */
const kinds = ['prevent', 'detect', 'mitigate', 'process'] as const satisfies readonly FollowUpKind[];

function kindOf(said: string | undefined): FollowUpKind | undefined {
  if (said === undefined) return undefined;
  const found = kinds.find((kind) => kind === said.trim().toLowerCase());
  if (found !== undefined) return found;
  const meant = nearest(said, kinds);
  throw wrongUsage(
    `"${said}" is no kind of follow-up.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    `There is: ${kinds.join(', ')}.`,
  );
}
