import { facilitatorsHere } from '../../files/index.ts';
import { sayTime } from '../../time/index.ts';
import { askYes } from '../ask.ts';
import { atMost, type Call } from '../call.ts';
import { exit, Failure, wrongUsage } from '../failure.ts';
import { openGuide } from '../opening/open-guide.ts';
import { hold, type Opened } from '../opening/open-incident.ts';
import { viaOf } from '../opening/screen.ts';
import { noTimeline, storeThere } from '../opening/store.ts';
import { facilitatorNow, missFacilitator } from '../opening/take-part.ts';
import { whichDrill } from '../arguments/which-drill.ts';

/** The facilitator's screen of a drill that is played in other terminals. */
export async function run(call: Call): Promise<number> {
  atMost(call, 1);
  if (call.json)
    throw wrongUsage(
      'A facilitator talks with the exercise; that has no JSON.',
      'For programs: holdfast drill injects --staff --json, drill fire, drill hold and the others',
    );
  const timeline = storeThere(call);
  if (!timeline) throw noTimeline(call);
  try {
    const row = whichDrill(call, timeline);
    const opened = hold(call, timeline, row.id, row.timezone, viaOf(call), { facilitates: true });
    try {
      await mayFacilitate(call, opened);
      return await openGuide(call, opened);
    } finally {
      opened.session.close();
    }
  } finally {
    timeline.close();
  }
}

/** A second facilitator is told of the first, and may take over. @throws Failure where nothing is to be facilitated */
async function mayFacilitate(call: Call, opened: Opened): Promise<void> {
  const { session, timeline } = opened;
  const { drill, exercise, alias } = session.incident;
  if (drill === undefined)
    throw new Failure(
      exit.refused,
      'wrong-state',
      `${alias} plays no scenario: there is nothing to facilitate.`,
      'Begin one: holdfast drill start SCENARIO --no-ui',
    );
  if (exercise?.ended !== undefined)
    throw new Failure(
      exit.refused,
      'wrong-state',
      `The exercise ${alias} has ended.`,
      `How it went: holdfast drill score ${alias}`,
    );
  missFacilitator(opened);
  const there = facilitatorNow(session);
  if (there === undefined || call.has('take-over')) return;
  const since = session.incident.drill?.facilitator?.since;
  const told = `${there} facilitates this drill since ${since === undefined ? 'a while' : sayTime(since)}, ${facilitatorsHere(timeline.file, session.incident.id).length === 1 ? 'at another screen' : 'at other screens'}.`;
  if (call.io.interactive) {
    call.io.say(told);
    if (await askYes('Take over?')) return;
    throw wrongUsage('Left. Nothing was recorded.');
  }
  throw new Failure(exit.refused, 'wrong-state', told, 'To take over: holdfast drill facilitate --take-over');
}
