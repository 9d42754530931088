import { tag } from '../../guide/index.ts';
import { resolveStep, retriesLeft } from '../../incident/index.ts';
import type { How, Session } from '../../session/index.ts';
import type { Call } from '../call.ts';
import type { Opened } from '../opening/open-incident.ts';
import { watchCommands } from './commands-gone.ts';
import { typedNext } from '../arguments/typed-again.ts';
import { exit, Failure } from '../failure.ts';
import { answer, entriesOf, withReason } from '../perform.ts';

/**
 * Starts the command of a step and waits for its end. Ctrl-C leaves it running, for it runs in a process of its own.
 * @returns the exit code: "no" where the command failed, or nobody saw how it ended.
 */
export async function runHere(
  call: Call,
  { session, timeline, gone }: Opened,
  step: string,
  how: How,
): Promise<number> {
  const found = resolveStep(session.incident, step);
  // Whoever typed this cannot have known: what was begun may have done its work, or be at it still.
  if (!('refusal' in found) && gone.includes(`${found.run.id}:${found.step.id}`))
    throw new Failure(
      exit.refused,
      'wrong-state',
      `The command of "${found.step.id}" was started before, and nobody saw how it ended. Nothing was started now.`,
      `Look what became of it; then say it once more, or that it is done: ${typedNext(call)('done')}`,
    );
  const reasoned = await withReason(call, session, { act: 'command-start', step }, how);
  const interrupt = interrupted();
  const unwatch = watchCommands({ session, timeline });
  try {
    const written = [...entriesOf(session.run(step, reasoned))];
    const before = session.incident.count;
    if (isRunning(session, step)) {
      const started = written.findLast((entry) => entry.type === 'command.started');
      if (!call.json)
        call.io.say(
          `${tag(session.guide())} #${started?.seq ?? ''} started; waiting for its end (Ctrl-C leaves it running)`,
        );
      if ((await Promise.race([endOf(session, step), interrupt.came])) === 'left') {
        call.io.remark(`${tag(session.guide())} The command goes on; its end will be recorded. See: holdfast log`);
        return exit.done;
      }
      written.push(...timeline.entries(session.incident.id, { after: before }));
    }
    answer(call, session, written);
    const finished = written.findLast((entry) => entry.type === 'command.finished');
    return finished?.data.ok === true ? exit.done : exit.no;
  } finally {
    unwatch();
    interrupt.forget();
  }
}

/** From now on Ctrl-C ends the wait and not the program. */
function interrupted(): { readonly came: Promise<'left'>; forget(): void } {
  let leave = (): void => undefined;
  const came = new Promise<'left'>((resolve) => {
    leave = () => resolve('left');
  });
  process.on('SIGINT', leave);
  return { came, forget: () => void process.off('SIGINT', leave) };
}

function isRunning(session: Session, step: string): boolean {
  const found = resolveStep(session.incident, step);
  return 'life' in found && (found.life.command !== undefined || retriesLeft(found) > 0);
}

/** Waits until the command has ended, as another process records it. */
function endOf(session: Session, step: string): Promise<'ended'> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (isRunning(session, step)) return;
      stop();
      resolve('ended');
    };
    const stop = session.subscribe(look);
    session.follow();
    look();
  });
}
