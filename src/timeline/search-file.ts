import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { guarded } from './timeline-error.ts';

/** Where the index of a timeline's words lies: a cache beside the database, made by whoever searches. */
export const searchFile = (file: string): string => `${file}.search`;

/**
 * Takes the index away, with all that stands in it; the next search makes it anew.
 * @param file of the timeline
 * @throws TimelineError where something of it stays
 */
export function dropSearch(file: string): void {
  const index = searchFile(file);
  guarded(index, () => {
    for (const each of [index, `${index}-journal`]) rmSync(each, { force: true });
  });
}

/** Made before SQLite opens it, for its owner alone: SQLite takes the mode of its journal from this one. */
export function makeSearchFile(index: string): void {
  if (!existsSync(index)) closeSync(openSync(index, 'a', 0o600));
}
