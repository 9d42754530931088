import type { Via } from '../../entry/index.ts';
import { drillBrief } from '../../guide/index.ts';
import type { Act } from '../../incident/index.ts';
import { askLine } from '../ask.ts';
import { meOf, settleHere } from '../arguments/who.ts';
import type { Call } from '../call.ts';
import { wrongUsage } from '../failure.ts';
import { entriesOf } from '../perform.ts';
import { beginning, type Playable } from '../sources/scenario-source.ts';
import { declareAs } from './declaring.ts';
import { hold, type Opened } from './open-incident.ts';
import { openStore } from './store.ts';

/**
 * Declares a drill and takes its scenario and its runbook up; this terminal works on it from then on.
 * `role`: what whoever begins it takes. `speed`: how many times as fast as the wall its clock runs. `facilitates`: they do not play, and the clock stands until they let it run.
 * @throws Failure
 */
export function beginDrill(
  call: Call,
  found: Playable,
  {
    via,
    role,
    speed,
    facilitates = false,
  }: {
    readonly via: Via;
    readonly role?: string | undefined;
    readonly speed?: number | undefined;
    readonly facilitates?: boolean;
  },
): Opened {
  const { scenario, source, runbookSource, timezone, organisation } = found;
  const me = meOf(call);
  const facts = Object.entries(scenario.facts ?? {}).map(([fact, value]) => ({ fact, value }));
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
  const opened = hold(call, timeline, id, timezone, via, { facilitates });
  const acts: Act[] = [
    { act: 'follow', source: runbookSource },
    ...(facts.length === 0 ? [] : [{ act: 'fact', values: facts } as const]),
    ...(role === undefined ? [] : [{ act: 'assign', role, person: me.name } as const]),
    ...(facilitates ? [{ act: 'exercise', change: 'pause' } as const] : []),
    // Last: what comes at once is told to who holds its roles, in words that are filled.
    { act: 'scenario', source },
  ];
  try {
    for (const act of acts) entriesOf(opened.session.act(act));
    opened.session.follow();
    settleHere(call, id, opened.session.incident.alias);
    return opened;
  } catch (error) {
    opened.close();
    throw error;
  }
}

/** Where a screen would cover it, it is read before anything begins. @throws Failure where they leave: nothing is recorded then */
export async function readAloud(call: Call, { scenario }: Playable, then: string): Promise<void> {
  call.io.say(...drillBrief(scenario));
  await askLine(`${then} Ctrl-C leaves it; nothing is recorded then.`);
}

/** What people can follow. */
const speeds = { least: 0.1, most: 100 };

/** How fast the clock of the exercise is to run (`--speed`); undefined where nobody says. @throws Failure */
export function speedSaid(call: Call): number | undefined {
  const said = call.option('speed');
  if (said === undefined) return undefined;
  const speed = Number(said);
  if (said.trim() !== '' && speed >= speeds.least && speed <= speeds.most) return speed;
  throw wrongUsage(`"${said}" is no speed.`, `Give a number from ${speeds.least} to ${speeds.most}; 1 is real time.`);
}
