import { statusJson, statusText } from '../../guide/index.ts';
import { atMost, type Call } from '../call.ts';
import { openIncident } from '../open-incident.ts';

/** Where the incident stands. */
export function run(call: Call): void {
  atMost(call, 0);
  const { session, close } = openIncident(call, 'read');
  try {
    const guide = session.guide();
    if (call.json) call.io.json(statusJson(guide, session.incident));
    else call.io.say(...statusText(guide));
  } finally {
    close();
  }
}
