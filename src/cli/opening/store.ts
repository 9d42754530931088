import { databaseFile } from '../../files/index.ts';
import { openTimeline, type Timeline, timelineIsThere } from '../../timeline/index.ts';
import type { Call } from '../call.ts';
import { exit, Failure, wrongUsage } from '../failure.ts';
import { timelinePorts } from '../ports.ts';

/**
 * The database that a call is about. Whoever names one with nothing means some variable of theirs, and never the usual one.
 * @throws FilesError where there is no home to keep one in. @throws Failure
 */
export function databaseOf(call: Call): string {
  const said = call.option('db');
  if (said === '') throw wrongUsage('--db is empty.', 'Name the file, or leave --db out for the usual timeline.');
  return databaseFile(call.around, said);
}

/** How long to wait while others write, in milliseconds: sixteen at once have kept one waiting for five seconds. */
const patience = 10_000;

/** The timeline, to be written to; made where there is none. @throws TimelineError */
export const openStore = (call: Call): Timeline => openTimeline(databaseOf(call), timelinePorts, { busyMs: patience });

/** The timeline, to be written to; nothing where there is none yet: an act that is refused must leave no file behind. */
export const storeThere = (call: Call): Timeline | undefined =>
  timelineIsThere(databaseOf(call)) ? openStore(call) : undefined;

/** The timeline, to be read alone; nothing where there is none yet. @throws TimelineError */
export function readStore(call: Call): Timeline | undefined {
  const file = databaseOf(call);
  return timelineIsThere(file) ? openTimeline(file, timelinePorts, { readonly: true }) : undefined;
}

/** Why nothing can be done where nothing was ever declared, or drilled. */
export const noTimeline = (call: Call): Failure =>
  new Failure(
    exit.notFound,
    'missing',
    `There is no timeline at ${databaseOf(call)}.`,
    call.command.name.startsWith('drill ')
      ? 'Begin a drill: holdfast drill start SCENARIO'
      : 'Declare an incident: holdfast declare "REASON"',
  );
