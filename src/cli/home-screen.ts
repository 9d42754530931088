import { openHome } from '../tui/index.ts';
import type { Timeline } from '../timeline/index.ts';
import type { Call } from './call.ts';
import { lobbyOf } from './lobby.ts';
import { openStore, readStore } from './store.ts';
import { thresholdOf } from './threshold.ts';

/** The home screen, and the guide of what is chosen there. Gives the exit code. */
export async function homeScreen(call: Call): Promise<number> {
  // Whoever only looks leaves no file behind; it is written to once somebody has chosen.
  let looking = readStore(call);
  let timeline: Timeline | undefined;
  // Asked for again as long as there is none: somebody else may declare the first incident meanwhile.
  const seen = (): Timeline | undefined => timeline ?? (looking ??= readStore(call));
  const store = (): Timeline => (timeline ??= openStore(call));
  try {
    const { code, farewell } = await openHome({
      alternateScreen: !call.has('no-alt-screen'),
      color: !call.around.env['NO_COLOR'],
      lobby: { ...lobbyOf(call, store), home: async () => thresholdOf(call, store, seen) },
    });
    call.io.say(...farewell.split('\n'));
    return code;
  } finally {
    timeline?.close();
    looking?.close();
  }
}
