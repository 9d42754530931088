import { goesOnText } from '../guide/index.ts';
import { TimelineError } from '../timeline/index.ts';
import type { Session } from './model.ts';

/** What is to be said of the record after an act that could not be written, and of what to do. */
export const keptText = (error: unknown): string =>
  error instanceof TimelineError && error.code === 'missing'
    ? `What was recorded before went with that file. ${error.hint}`
    : 'What was recorded before is safe.';

/** Why what was recorded is not found any more, where the timeline is not at its path, and what to do. */
export const lostText = (file: string): string =>
  `What was recorded went with ${file}, which was moved, deleted or replaced while it was open: put it back.`;

/** What is said of the record to whoever leaves it. */
export const leavingText = (session: Pick<Session, 'incident' | 'lost'>): string =>
  session.lost ?? `Everything that was recorded is kept; ${goesOnText(session.incident)}.`;
