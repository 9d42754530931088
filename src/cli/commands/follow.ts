import type { Session } from '../../session/index.ts';
import { askYes } from '../ask.ts';
import { type Call, onlyWord } from '../call.ts';
import { refused, wrongUsage } from '../failure.ts';
import { howOf } from '../arguments/how.ts';
import { openIncident } from '../opening/open-incident.ts';
import { perform } from '../perform.ts';
import { foundRunbook, sourceOfSound } from '../sources/runbook-source.ts';

/** Takes up one more runbook in the incident. */
export async function run(call: Call): Promise<void> {
  const found = foundRunbook(call, onlyWord(call));
  const { session, close } = openIncident(call, 'act');
  try {
    await notTwice(call, session, found.id);
    const source = await sourceOfSound(call, found);
    await perform(call, session, { act: 'follow', source }, howOf(call, session));
  } finally {
    close();
  }
}

/** It cannot be taken back, and every step of it stands there twice then: that must be meant (a second hall, say). */
async function notTwice(call: Call, { incident }: Session, runbook: string): Promise<void> {
  const running = incident.runs.find((run) => run.runbook === runbook && run.ended === undefined);
  if (running === undefined || call.has('yes')) return;
  const twice = `${runbook} is followed already; taken up again, every step of it stands there a second time.`;
  if (!call.io.interactive)
    throw refused(
      'already-so',
      `${twice} Nothing was recorded.`,
      'See where it stands: holdfast steps. If you mean it: --yes',
    );
  call.io.say(twice);
  if (!(await askYes('Take it up a second time?'))) throw wrongUsage('Left as it is. Nothing was recorded.');
}
