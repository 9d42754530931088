import { TimelineError } from '../timeline/index.ts';

/** What is to be said of the record after an act that could not be written, and of what to do. */
export const keptText = (error: unknown): string =>
  error instanceof TimelineError && error.code === 'missing'
    ? `What was recorded before went with that file. ${error.hint}`
    : 'What was recorded before is safe.';
