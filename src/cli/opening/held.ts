import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { findRunbooks, whoIsHere, writeNew } from '../../files/index.ts';
import type { Run } from '../../incident/index.ts';
import { isReplay } from '../../session/index.ts';
import type { Held, Session } from '../../session/index.ts';
import type { Timeline } from '../../timeline/index.ts';
import { attend } from './attend.ts';
import type { Call } from '../call.ts';
import { watchCommands } from '../jobs/commands-gone.ts';
import { contactsFor } from '../sources/contacts.ts';
import { keepEvidence } from '../keeping/evidence.ts';
import { asFailure } from '../failure.ts';
import { newerText, offersOfNewer } from '../sources/newer-text.ts';
import type { Opened } from './open-incident.ts';
import { sayWhoIsHere } from './presence.ts';
import { languageSettled } from '../arguments/report-language.ts';
import { type Part, takePart } from './take-part.ts';
import { foldersOf, foundRunbook, sourceOfSound, unsaid } from '../sources/runbook-source.ts';

/**
 * An incident with what its guide asks for that lies outside it. It is closed once, however often that is asked for; the timeline
 * stays open.
 */
export function heldOf(call: Call, timeline: Timeline, session: Session): Held {
  // Who looks at what was is not there now.
  const { leave, greeting }: Part = isReplay(session) ? { leave: () => undefined } : come({ session, timeline });
  let isOpen = true;
  return {
    session,
    ...(greeting !== undefined && { greeting }),
    ...outsideOf(call, timeline, session),
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      leave();
      session.close();
    },
  };
}

/** Whoever has it open is seen by others, and the clock of a drill runs for them. Gives the way to leave. */
function come(opened: Pick<Opened, 'session' | 'timeline'>): Part {
  const leaveDrill = attend(opened);
  const goUnseen = sayWhoIsHere(opened);
  const unwatch = watchCommands(opened);
  const { leave, ...part } = takePart(opened);
  return {
    ...part,
    leave: () => {
      unwatch();
      goUnseen();
      leave();
      leaveDrill();
    },
  };
}

/** What a guide asks for that lies outside its incident. */
function outsideOf(call: Call, timeline: Timeline, session: Session) {
  const database = timeline.file;
  return {
    runbook: async (name: string) => orProblem(() => sourceOfSound(call, foundRunbook(call, name), unsaid)),
    newer: async (run: Run) => orProblem(() => newerText(call, timeline, session.incident, run, unsaid)),
    library: async () => {
      // The line of words is drawn first: reading them takes longer than a key may.
      await setImmediate();
      return findRunbooks(foldersOf(call)).flatMap(({ id, runbook }) =>
        runbook === undefined ? [] : [{ id, title: runbook.title }],
      );
    },
    // What came after the moment that is replayed was not known then.
    ...(!isReplay(session) && {
      offer: offersOfNewer(timeline, () => session.incident),
      exercised: async () => (await import('../sources/exercises.ts')).exercisedByOthers(timeline, session.incident.id),
    }),
    contacts: () => contactsFor(call, session.incident),
    language: () => languageSettled(call),
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
