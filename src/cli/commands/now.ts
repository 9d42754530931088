import { currentJson, nowText } from '../../guide/index.ts';
import { atMost, type Call } from '../call.ts';
import { openIncident } from '../open-incident.ts';

/** Three lines: what now, who does it, how long there is. */
export function run(call: Call): void {
  atMost(call, 0);
  const { session, close } = openIncident(call, 'read');
  try {
    const guide = session.guide();
    if (call.json) call.io.json({ incident: guide.alias, head: session.head, current: currentJson(guide) });
    else call.io.say(...nowText(guide));
  } finally {
    close();
  }
}
