import { currentJson, nowText } from '../../guide/index.ts';
import { atMost, type Call } from '../call.ts';
import { howToGoOn } from '../how-to-go-on.ts';
import { openIncident } from '../open-incident.ts';

/** What now, who does it, how long there is; and what the step wants, with the command that does it. */
export function run(call: Call): void {
  atMost(call, 0);
  const { session, close } = openIncident(call, 'read');
  try {
    const guide = session.guide();
    if (call.json) call.io.json({ incident: guide.alias, head: session.head, current: currentJson(guide) });
    else call.io.say(...nowText(guide), ...howToGoOn(guide));
  } finally {
    close();
  }
}
