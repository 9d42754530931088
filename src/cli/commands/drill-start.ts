import { drillBrief, nowText, tag } from '../../guide/index.ts';
import { roleSaid } from '../arguments/of-runbook.ts';
import { type Call, onlyWord } from '../call.ts';
import { beginDrill, readAloud, speedSaid } from '../opening/begin-drill.ts';
import { howToGoOn } from '../opening/how-to-go-on.ts';
import { openGuide } from '../opening/open-guide.ts';
import { viaOf, wantsScreen } from '../opening/screen.ts';
import { playable } from '../sources/scenario-source.ts';

/** One team plays a scenario at its own pace: the guide as on the night, and injects that come by themselves. */
export async function run(call: Call): Promise<number | void> {
  const found = await playable(call, onlyWord(call));
  const { scenario, runbook } = found;
  const role = roleSaid(call, runbook);
  const speed = speedSaid(call);
  const isRead = wantsScreen(call) && call.io.interactive;
  if (isRead) await readAloud(call, found, 'Enter begins the exercise.');
  const opened = beginDrill(call, found, { via: wantsScreen(call) ? viaOf(call) : 'cli', role, speed });
  try {
    const { session } = opened;
    if (call.json) {
      call.io.json({ incident: session.incident.alias, scenario: scenario.id, head: session.head });
      return undefined;
    }
    call.io.say(`${tag(session.guide())} started: ${scenario.title}`, ...(isRead ? [] : drillBrief(scenario)));
    if (wantsScreen(call)) return await openGuide(call, opened);
    call.io.say(...nowText(session.guide()), ...(await howToGoOn(call, session.guide())));
    return undefined;
  } finally {
    opened.close();
  }
}
