import { atMost, type Call } from '../call.ts';
import { openGuide, viaOf } from '../open-guide.ts';
import { openIncident } from '../open-incident.ts';

/** Guides through the incident, as a screen or as numbered lines. */
export async function run(call: Call): Promise<number> {
  atMost(call, 0);
  const opened = openIncident(call, 'act', viaOf(call));
  try {
    return await openGuide(call, opened);
  } finally {
    opened.close();
  }
}
