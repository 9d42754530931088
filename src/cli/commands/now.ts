import { currentJson, nowText } from '../../guide/index.ts';
import { atMost, type Call } from '../call.ts';
import { howToGoOn } from '../opening/how-to-go-on.ts';
import { openIncident } from '../opening/open-incident.ts';

/** What now, who does it, how long there is; and what the step says and wants, with the command that does it. */
export async function run(call: Call): Promise<void> {
  atMost(call, 0);
  const { session, close } = openIncident(call, 'read');
  try {
    const guide = session.guide();
    if (call.json) call.io.json({ incident: guide.alias, head: session.head, current: currentJson(guide) });
    else call.io.say(...nowText(guide), ...(await howToGoOn(call, guide)));
  } finally {
    close();
  }
}
