import { facilitatorsHere } from '../../files/index.ts';
import { sayTime } from '../../time/index.ts';
import { incidentNamed } from '../../timeline/index.ts';
import { whichDrill } from '../arguments/which-drill.ts';
import { askYes } from '../ask.ts';
import { atMost, type Call } from '../call.ts';
import { exit, Failure, wrongUsage } from '../failure.ts';
import { beginDrill, readAloud, speedSaid } from '../opening/begin-drill.ts';
import { openGuide } from '../opening/open-guide.ts';
import { hold, type Opened } from '../opening/open-incident.ts';
import { viaOf } from '../opening/screen.ts';
import { noTimeline, readStore, storeThere } from '../opening/store.ts';
import { facilitatorNow, missFacilitator } from '../opening/take-part.ts';
import { isNotFound } from '../sources/runbook-source.ts';
import { foundScenario, playable } from '../sources/scenario-source.ts';

/** The facilitator's screen of a drill that is played in other terminals; of a scenario one is begun. */
export async function run(call: Call): Promise<number> {
  atMost(call, 1);
  if (call.json)
    throw wrongUsage(
      'A facilitator talks with the exercise; that has no JSON.',
      'For programs: holdfast drill injects --staff --json, drill fire, drill hold and the others',
    );
  const opened = (await begin(call)) ?? openDrill(call);
  try {
    await mayFacilitate(call, opened);
    return await openGuide(call, opened);
  } finally {
    opened.close();
  }
}

/** The drill that is played. @throws Failure */
function openDrill(call: Call): Opened {
  if (call.option('speed') !== undefined)
    throw wrongUsage('--speed is for a drill that is begun with it.', 'Of one that is played: holdfast drill speed N');
  const timeline = storeThere(call);
  if (!timeline) throw noTimeline(call);
  try {
    const row = whichDrill(call, timeline);
    return hold(call, timeline, row.id, row.timezone, viaOf(call), { facilitates: true });
  } catch (error) {
    timeline.close();
    throw error;
  }
}

/** Begins the scenario that is named, where no drill bears that name; its clock stands until everybody is there. */
async function begin(call: Call): Promise<Opened | undefined> {
  const [said] = call.words;
  if (said === undefined || isOfDrill(call, said)) return undefined;
  const found = await playable(call, said);
  const speed = speedSaid(call);
  if (call.io.interactive) await readAloud(call, found, 'Enter opens it; its clock stands until you let it run.');
  return beginDrill(call, found, { via: viaOf(call), speed, facilitates: true });
}

/** Whether a name is that of a drill which is there, or nearly so and of no scenario. */
function isOfDrill(call: Call, said: string): boolean {
  const timeline = readStore(call);
  try {
    const named = incidentNamed(said, timeline?.incidents() ?? []);
    if (!('code' in named) || named.code !== 'no-such-thing') return true;
    return named.near !== undefined && !isScenario(call, said);
  } finally {
    timeline?.close();
  }
}

function isScenario(call: Call, said: string): boolean {
  try {
    foundScenario(call, said);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
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
      'Begin one: holdfast drill facilitate SCENARIO',
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
