import { isReplay } from '../session/index.ts';
import type { PlainIo } from '../plain/index.ts';
import type { Call } from './call.ts';
import { heldOf } from './held.ts';
import { linesOf } from './lines-of.ts';
import { lobbyOf } from './lobby.ts';
import type { Opened } from './open-incident.ts';
import { viaOf, wantsPlain } from './screen.ts';
import { welcome } from './welcome.ts';

/** Opens the guide on an incident that is held open, as a screen or as numbered lines. Gives the exit code. */
export async function openGuide(call: Call, opened: Opened, beforeFirstFrame?: () => void): Promise<number> {
  return wantsPlain(call) ? openPlain(call, opened) : openScreen(call, opened, beforeFirstFrame);
}

async function openScreen(call: Call, { session, timeline }: Opened, beforeFirstFrame?: () => void): Promise<number> {
  const { openTui } = await import('../tui/index.ts');
  const { code, farewell } = await openTui(heldOf(call, timeline, session), {
    alternateScreen: !call.has('no-alt-screen'),
    color: !call.around.env['NO_COLOR'],
    // From what was one goes nowhere else.
    ...(!isReplay(session) && { lobby: lobbyOf(call, () => timeline) }),
    ...(beforeFirstFrame && { beforeFirstFrame }),
  });
  call.io.say(...farewell.split('\n'));
  return code;
}

/** Types in line by line what was written by hand. Gives the exit code. */
export async function openPaper(call: Call, { session, timeline }: Opened): Promise<number> {
  const { runPaper } = await import('../plain/index.ts');
  const { close, ...outside } = heldOf(call, timeline, session);
  try {
    return await runPaper(session, { ...standardStreams(call), ...outside });
  } finally {
    close();
  }
}

async function openPlain(call: Call, { session, timeline }: Opened): Promise<number> {
  const { runPlain } = await import('../plain/index.ts');
  const { close, ...outside } = heldOf(call, timeline, session);
  try {
    return await runPlain(session, {
      ...standardStreams(call),
      ...outside,
      letGo: close,
      ...(!isReplay(session) && {
        others: { ...lobbyOf(call, () => timeline, viaOf(call)), home: () => welcome(call) },
      }),
    });
  } finally {
    close();
  }
}

/** The lines of the conversation, and the signals that end it. */
function standardStreams(call: Call): PlainIo {
  return {
    ...linesOf(process.stdin),
    write: (text) => call.io.raw(text),
    columns: process.stdout.columns || 80,
    interactive: call.io.interactive,
    onSignal: (leave) => {
      const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
      const go = (): void => {
        leave();
        // A line that is awaited cannot be called back: a standard input left open would hold the process.
        process.stdin.destroy();
      };
      for (const signal of signals) process.on(signal, go);
      return () => {
        for (const signal of signals) process.off(signal, go);
      };
    },
  };
}
