import type { Lobby } from '../../session/index.ts';
import type { Timeline } from '../../timeline/index.ts';
import type { Call } from '../call.ts';
import { foldersNamed } from '../sources/runbook-source.ts';
import { lobbyOf } from './lobby.ts';
import { wantsPlain } from './screen.ts';
import { standardLines } from './standard-lines.ts';
import { typedAgain } from '../arguments/typed-again.ts';
import { openStore, readStore } from './store.ts';

/** Opens home, as a screen or as numbered lines, and the guide of what is chosen there. Gives the exit code. */
export async function openHome(call: Call): Promise<number> {
  // Said before anything is chosen: what is begun here is taken from these folders.
  foldersNamed(call);
  let looking = readStore(call);
  let timeline: Timeline | undefined;
  // Asked for again as long as there is none: somebody else may declare the first incident meanwhile.
  const seen = (): Timeline | undefined => timeline ?? (looking ??= readStore(call));
  const store = (): Timeline => (timeline ??= openStore(call));
  const lobby = lobbyOf(call, store, seen);
  try {
    return await (wantsPlain(call) ? homeInLines(call, lobby) : homeScreen(call, lobby));
  } finally {
    timeline?.close();
    looking?.close();
  }
}

async function homeInLines(call: Call, lobby: Lobby): Promise<number> {
  const { runPlainHome } = await import('../../plain/index.ts');
  return runPlainHome({ ...standardLines(call), lobby });
}

async function homeScreen(call: Call, lobby: Lobby): Promise<number> {
  const tui = await import('../../tui/index.ts');
  const { code, farewell } = await tui.openHome({
    alternateScreen: !call.has('no-alt-screen'),
    color: !call.around.env['NO_COLOR'],
    again: typedAgain(call),
    lobby,
  });
  call.io.say(...farewell.split('\n'));
  return code;
}
