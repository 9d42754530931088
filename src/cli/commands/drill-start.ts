import { drillBrief, nowText, tag } from '../../guide/index.ts';
import type { Act } from '../../incident/index.ts';
import type { Scenario } from '../../runbook/index.ts';
import { askLine } from '../ask.ts';
import { type Call, onlyWord } from '../call.ts';
import { declareAs } from '../opening/declaring.ts';
import { wrongUsage } from '../failure.ts';
import { howToGoOn } from '../opening/how-to-go-on.ts';
import { hold } from '../opening/open-incident.ts';
import { openGuide } from '../opening/open-guide.ts';
import { entriesOf } from '../perform.ts';
import { beginning, playable } from '../sources/scenario-source.ts';
import { viaOf, wantsScreen } from '../opening/screen.ts';
import { openStore } from '../opening/store.ts';
import { roleSaid } from '../arguments/of-runbook.ts';
import { meOf, settleHere } from '../arguments/who.ts';

/** One team plays a scenario at its own pace: the guide as on the night, and injects that come by themselves. */
export async function run(call: Call): Promise<number | void> {
  const found = await playable(call, onlyWord(call));
  const { scenario, source, runbookSource, timezone, organisation } = found;
  const speed = speedOf(call.option('speed'));
  const role = roleSaid(call, found.runbook);
  const me = meOf(call);
  const facts = Object.entries(scenario.facts ?? {}).map(([fact, value]) => ({ fact, value }));

  const isRead = wantsScreen(call) && call.io.interactive;
  if (isRead) await readAloud(call, scenario);
  const timeline = openStore(call);
  const id = declareAs(
    timeline,
    {
      mode: 'drill',
      reason: scenario.title,
      title: call.option('title') ?? scenario.title,
      timezone,
      holidays: organisation?.holidays ?? [],
      begins: beginning(found, Date.now()),
      word: scenario.id.split('-').at(-1) ?? scenario.id,
      ...(speed !== undefined && { speed }),
    },
    me,
    'cli',
  );
  const opened = hold(call, timeline, id, timezone, wantsScreen(call) ? viaOf(call) : 'cli');
  try {
    const { session } = opened;
    const acts: Act[] = [
      { act: 'follow', source: runbookSource },
      ...(facts.length === 0 ? [] : [{ act: 'fact', values: facts } as const]),
      ...(role === undefined ? [] : [{ act: 'assign', role, person: me.name } as const]),
      // Last: what comes at once is told to who holds its roles, in words that are filled.
      { act: 'scenario', source },
    ];
    for (const act of acts) entriesOf(session.act(act));
    session.follow();
    settleHere(call, id, session.incident.alias);
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

/** Where the guide's screen would cover it, it is read before the clock runs. @throws Failure where they leave: nothing is recorded then */
async function readAloud(call: Call, scenario: Scenario): Promise<void> {
  call.io.say(...drillBrief(scenario));
  await askLine('Enter begins the exercise. Ctrl-C leaves it; nothing is recorded then.');
}

/** What people can follow. */
const speeds = { least: 0.1, most: 100 };

function speedOf(said: string | undefined): number | undefined {
  if (said === undefined) return undefined;
  const speed = Number(said);
  if (said.trim() !== '' && speed >= speeds.least && speed <= speeds.most) return speed;
  throw wrongUsage(`"${said}" is no speed.`, `Give a number from ${speeds.least} to ${speeds.most}; 1 is real time.`);
}
