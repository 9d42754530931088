import { existsSync } from 'node:fs';
import { databaseFile } from '../files/index.ts';
import { openTimeline, type Timeline } from '../timeline/index.ts';
import type { Call } from './call.ts';
import { timelinePorts } from './ports.ts';

/** The database that a call is about. @throws FilesError where there is no home to keep one in. */
export const databaseOf = (call: Call): string => databaseFile(call.around, call.option('db'));

/** How long to wait while others write, in milliseconds: sixteen at once have kept one waiting for five seconds. */
const patience = 10_000;

/** The timeline, to be written to; made where there is none. @throws TimelineError */
export const openStore = (call: Call): Timeline => openTimeline(databaseOf(call), timelinePorts, { busyMs: patience });

/** The timeline, to be read alone; nothing where there is none yet. @throws TimelineError */
export function readStore(call: Call): Timeline | undefined {
  const file = databaseOf(call);
  return existsSync(file) ? openTimeline(file, timelinePorts, { readonly: true }) : undefined;
}
