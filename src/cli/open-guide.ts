import { resolve } from 'node:path';
import { sayHere, whoIsHere, writeNew, type Presence } from '../files/index.ts';
import type { PlainIo } from '../plain/index.ts';
import type { Session } from '../session/index.ts';
import type { Call } from './call.ts';
import { contactsFor } from './contacts.ts';
import { keepEvidence } from './evidence.ts';
import { asFailure } from './failure.ts';
import type { Opened } from './open-incident.ts';
import { sourceNamed } from './runbook-source.ts';
import { linesOf } from './lines-of.ts';
import { wantsPlain } from './screen.ts';

/** Opens the guide on an incident that is held open, as a screen or as numbered lines. Gives the exit code. */
export async function openGuide(call: Call, opened: Opened, beforeFirstFrame?: () => void): Promise<number> {
  const leave = sayWhoIsHere(opened);
  try {
    return await (wantsPlain(call) ? openPlain(call, opened) : openScreen(call, opened, beforeFirstFrame));
  } finally {
    leave();
  }
}

/** Others see it no sooner than they look; the first frame must not wait for it. In milliseconds. */
const AFTER_FIRST_FRAME = 300;

/** Others on this machine can see who has the incident open, by the name that the record has. Gives the way to leave. */
function sayWhoIsHere({ session, timeline }: Opened): () => void {
  let name = '';
  let presence: Presence | undefined;
  const say = (): void => {
    if (session.me.name === name) return;
    ({ name } = session.me);
    if (presence === undefined) presence = sayHere(timeline.file, session.incident.id, name);
    else presence.rename(name);
  };
  const soon = setTimeout(say, AFTER_FIRST_FRAME);
  const unsubscribe = session.subscribe(() => {
    if (presence !== undefined) say();
  });
  return () => {
    clearTimeout(soon);
    unsubscribe();
    presence?.leave();
  };
}

async function openScreen(call: Call, { session, timeline }: Opened, beforeFirstFrame?: () => void): Promise<number> {
  const { openTui } = await import('../tui/index.ts');
  const { code, farewell } = await openTui(session, {
    alternateScreen: !call.has('no-alt-screen'),
    color: !call.around.env['NO_COLOR'],
    ...outside(call, timeline.file, session),
    ...(beforeFirstFrame && { beforeFirstFrame }),
  });
  call.io.say(...farewell.split('\n'));
  return code;
}

async function openPlain(call: Call, { session, timeline }: Opened): Promise<number> {
  const { runPlain } = await import('../plain/index.ts');
  return runPlain(session, plainIo(call, timeline.file, session));
}

/** The standard streams, and what lies outside the guide. */
function plainIo(call: Call, database: string, session: Session): PlainIo {
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
    ...outside(call, database, session),
  };
}

/** What the guide asks for that lies outside it. */
function outside(call: Call, database: string, session: Session) {
  return {
    runbook: async (name: string) => orProblem(() => sourceNamed(call, name)),
    contacts: () => contactsFor(call, session.incident),
    here: () => whoIsHere(database, session.incident.id),
    save: async (path: string, text: string) =>
      orProblem(async () => {
        const file = resolve(call.around.cwd, path);
        writeNew(file, text, 'Give another name.');
        return { file };
      }),
    file: async (path: string) => orProblem(async () => keepEvidence(database, call.around.cwd, path)),
  };
}

async function orProblem<T>(get: () => Promise<T>): Promise<T | { readonly problem: string }> {
  try {
    return await get();
  } catch (error) {
    const { message, hint } = asFailure(error);
    return { problem: [message, hint].filter((part) => part !== undefined).join(' ') };
  }
}
