import { type Call, onlyWord } from '../call.ts';
import { howOf } from '../how.ts';
import { openIncident } from '../open-incident.ts';
import { perform } from '../perform.ts';
import { sourceNamed } from '../runbook-source.ts';

/** Takes up one more runbook in the incident. */
export async function run(call: Call): Promise<void> {
  const said = onlyWord(call);
  const source = await sourceNamed(call, said);
  const { session, close } = openIncident(call, 'act');
  try {
    await perform(call, session, [{ act: 'follow', source }], howOf(call, session));
  } finally {
    close();
  }
}
