import { handoverBrief } from '../../guide/index.ts';
import { nearest } from '../../text/index.ts';
import { atMost, type Call, usageHint } from '../call.ts';
import { wrongUsage } from '../failure.ts';
import { howOf } from '../how.ts';
import { openIncident } from '../open-incident.ts';
import { perform } from '../perform.ts';

/** So much of the log stands in a brief. */
const recent = 10;

/** Records the brief for who comes next and shows it; `accept` takes over. */
export async function run(call: Call): Promise<void> {
  atMost(call, 1);
  const [word] = call.words;
  if (word !== undefined && word !== 'accept')
    throw wrongUsage(
      `"${word}" was not understood after handover.${nearest(word, ['accept']) ? ' Did you mean "accept"?' : ''}`,
      `${usageHint(call)} [--to PERSON]`,
    );
  const { session, close } = openIncident(call, 'act');
  try {
    const how = howOf(call, session);
    if (word === 'accept') return await perform(call, session, [{ act: 'accept-handover' }], how);
    const to = call.option('to');
    const brief = handoverBrief(session.incident, session.me, session.now(), session.log(recent));
    if (!call.json) call.io.say(...brief.split('\n'), '');
    return await perform(call, session, [{ act: 'handover', brief, ...(to !== undefined && { to }) }], how);
  } finally {
    close();
  }
}
