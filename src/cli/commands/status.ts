import { statusJson, statusText } from '../../guide/index.ts';
import { atMost, type Call } from '../call.ts';
import { offerOfNewer } from '../sources/newer-text.ts';
import { openIncident } from '../opening/open-incident.ts';
import { typedHere } from '../arguments/typed-here.ts';

/** Where the incident stands. */
export function run(call: Call): void {
  atMost(call, 0);
  const { session, timeline, close } = openIncident(call, 'read');
  try {
    const guide = session.guide();
    if (call.json) call.io.json(statusJson(guide, session.incident));
    else {
      const offer = offerOfNewer(timeline, session.incident);
      call.io.say(...statusText(guide), ...(offer === undefined ? [] : [typedHere(offer)]));
    }
  } finally {
    close();
  }
}
