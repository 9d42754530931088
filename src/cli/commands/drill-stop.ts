import { answer, entriesOf } from '../perform.ts';
import { atMost, type Call } from '../call.ts';
import { howOf } from '../arguments/how.ts';
import { hold } from '../opening/open-incident.ts';
import { noTimeline, storeThere } from '../opening/store.ts';
import { whichDrill } from '../arguments/which-drill.ts';

/** Ends the exercise at once; with `--real-world` because something real has happened, and every screen says so. */
export function run(call: Call): void {
  atMost(call, 1);
  const timeline = storeThere(call);
  if (!timeline) throw noTimeline(call);
  try {
    const row = whichDrill(call, timeline);
    const { session } = hold(call, timeline, row.id, row.timezone, 'cli');
    try {
      const change = call.has('real-world') ? 'real-world' : 'end';
      const how = howOf(call, session);
      const entries = entriesOf(session.act({ act: 'exercise', change }, how));
      answer(call, session, entries, how);
      if (change === 'real-world' && !call.json)
        call.io.say('NO DUFF. The exercise is over; what happens now is real. Declare it: holdfast declare "REASON"');
    } finally {
      session.close();
    }
  } finally {
    timeline.close();
  }
}
