import { isReplay } from '../session/index.ts';
import type { Replay, Session } from '../session/index.ts';
import { Controller } from './controller.ts';
import type { TuiEnd, TuiOptions } from './options.ts';
import { playOn } from './stage.tsx';
import type { House } from './stage.tsx';

/** The guide on this process's terminal. The session stays open. */
export async function runScreen(session: Session, options: TuiOptions): Promise<TuiEnd> {
  const { alias } = session.incident;
  let controller: Controller | undefined;
  let house: House | undefined;
  let unsubscribe = (): void => undefined;
  const { code, problem } = await playOn(
    {
      name: alias,
      open: (its, size) => {
        house = its;
        const opened = new Controller(
          session,
          {
            ...(options.runbook === undefined ? {} : { runbook: options.runbook }),
            ...(options.file === undefined ? {} : { file: options.file }),
            ...(options.contacts === undefined ? {} : { contacts: options.contacts }),
            ...(options.save === undefined ? {} : { save: options.save }),
            ...(options.here === undefined ? {} : { here: options.here }),
            copy: (text) => its.copy(text),
            leave: () => its.leave(opened.fault ? 5 : 0),
            edit: (text) => its.edit(text),
            suspend: () => its.suspend(),
            repaint: () => its.repaint(),
            ring: () => its.ring(),
            marked: (waiting) => its.marked(waiting),
          },
          size,
        );
        controller = opened;
        unsubscribe = session.subscribe(() => {
          try {
            opened.othersActed();
          } catch (error) {
            its.fail(error);
          }
        });
        return opened;
      },
      // Keys that were typed meanwhile come first; then what others write, then the looks of the text.
      begin: () => {
        session.follow();
        import('../text/markdown.entry.ts').then(
          ({ markdownBlocks }) => controller?.markdown(markdownBlocks),
          (error: unknown) => house?.fail(error),
        );
      },
    },
    options,
  );
  unsubscribe();
  // Without a second screen the frame is still there, and its last row is not ended.
  const farewell = `${options.alternateScreen ? '' : '\n'}${isReplay(session) && problem === undefined ? replayFarewell(session) : farewellOf(alias, problem)}`;
  return { code, farewell, ...(problem === undefined ? {} : { problem }) };
}

function replayFarewell({ incident, place }: Replay): string {
  return `Nothing was recorded.\nBack with: holdfast replay ${incident.alias} --at ${place}\nThe guide of now: holdfast guide -i ${incident.alias}`;
}

function farewellOf(alias: string, problem: string | undefined): string {
  const back = `Back with: holdfast guide -i ${alias}`;
  if (problem === undefined) return `Everything that was recorded is kept; the incident goes on.\n${back}`;
  return `The screen failed: ${problem.replace(/[.\s]+$/, '')}. Everything that was recorded is kept.\n${back}  (or, line by line, with --plain)`;
}
