import { isReplay } from '../../session/index.ts';
import type { Call } from '../call.ts';
import { heldOf } from './held.ts';
import { lobbyOf } from './lobby.ts';
import type { Opened } from './open-incident.ts';
import { wantsPlain } from './screen.ts';
import { standardLines } from './standard-lines.ts';
import { typedAgain } from '../arguments/typed-again.ts';

/** An incident that is held open by somebody else. */
type Shown = Pick<Opened, 'session' | 'timeline'>;

/** Opens the guide on an incident that is held open, as a screen or as numbered lines. Gives the exit code. */
export async function openGuide(call: Call, opened: Shown, beforeFirstFrame?: () => void): Promise<number> {
  return wantsPlain(call) ? openPlain(call, opened) : openScreen(call, opened, beforeFirstFrame);
}

async function openScreen(call: Call, { session, timeline }: Shown, beforeFirstFrame?: () => void): Promise<number> {
  const { openTui } = await import('../../tui/index.ts');
  const { code, farewell } = await openTui(heldOf(call, timeline, session), {
    alternateScreen: !call.has('no-alt-screen'),
    color: !call.around.env['NO_COLOR'],
    again: typedAgain(call),
    // From what was one goes nowhere else.
    ...(!isReplay(session) && { lobby: lobbyOf(call, () => timeline) }),
    ...(beforeFirstFrame && { beforeFirstFrame }),
  });
  call.io.say(...farewell.split('\n'));
  return code;
}

/** Types in line by line what was written by hand. Gives the exit code. */
export async function openPaper(call: Call, { session, timeline }: Shown): Promise<number> {
  const { runPaper } = await import('../../plain/index.ts');
  const { close, ...outside } = heldOf(call, timeline, session);
  try {
    return await runPaper(session, { ...standardLines(call), ...outside });
  } finally {
    close();
  }
}

async function openPlain(call: Call, { session, timeline }: Shown): Promise<number> {
  const { runPlain } = await import('../../plain/index.ts');
  const { close, ...outside } = heldOf(call, timeline, session);
  try {
    return await runPlain(session, {
      ...standardLines(call),
      ...outside,
      letGo: close,
      // From what was one goes nowhere else.
      ...(!isReplay(session) && { lobby: lobbyOf(call, () => timeline) }),
    });
  } finally {
    close();
  }
}
