import { tag } from '../guide/index.ts';
import { resolveStep, retriesLeft } from '../incident/index.ts';
import type { How, Session } from '../session/index.ts';
import type { Call } from './call.ts';
import type { Opened } from './open-incident.ts';
import { exit } from './failure.ts';
import { answer, entriesOf, withReason } from './perform.ts';

/**
 * Starts the command of a step and waits for its end. Ctrl-C leaves it running, for it runs in a process of its own.
 * @returns the exit code: "no" where the command failed.
 */
export async function runHere(call: Call, { session, timeline }: Opened, step: string, how: How): Promise<number> {
  await withReason(call, session, { act: 'command-start', step }, how);
  const written = [...entriesOf(session.run(step))];
  const started = written.findLast((entry) => entry.type === 'command.started');
  if (started && isRunning(session, step)) {
    if (!call.json) call.io.say(`${tag(session.guide())} #${started.seq} started; waiting for its end (Ctrl-C leaves it running)`);
    const before = session.incident.count;
    const ended = await endOf(session, step);
    if (!ended) {
      call.io.remark(`${tag(session.guide())} The command goes on; its end will be recorded. See: holdfast log`);
      return exit.done;
    }
    written.push(...timeline.entries(session.incident.id, { after: before }));
  }
  answer(call, session, written);
  const finished = written.findLast((entry) => entry.type === 'command.finished');
  return finished === undefined || finished.data.ok ? exit.done : exit.no;
}

/** Whether its command runs, or is about to be tried again by the process that ran it. */
function isRunning(session: Session, step: string): boolean {
  const found = resolveStep(session.incident, step);
  return 'life' in found && (found.life.command !== undefined || retriesLeft(found) > 0);
}

/** Waits until the command has ended; false where the person does not want to wait. */
function endOf(session: Session, step: string): Promise<boolean> {
  return new Promise((resolve) => {
    const leave = (): void => finish(false);
    const stop = session.subscribe(() => {
      if (!isRunning(session, step)) finish(true);
    });
    const finish = (ended: boolean): void => {
      process.off('SIGINT', leave);
      stop();
      resolve(ended);
    };
    process.on('SIGINT', leave);
    session.follow();
    if (!isRunning(session, step)) finish(true);
  });
}
