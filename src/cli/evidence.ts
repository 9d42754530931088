import { basename, dirname, join, resolve } from 'node:path';
import { storeEvidence } from '../timeline/index.ts';

/** Evidence lies beside the database, by its content. */
export const evidenceFolder = (database: string): string => join(dirname(database), 'evidence');

/** Keeps a file as evidence. @throws TimelineError */
export function keepEvidence(database: string, cwd: string, path: string): { readonly name: string; readonly sha256: string; readonly bytes: number } {
  return { name: basename(path), ...storeEvidence(evidenceFolder(database), resolve(cwd, path)) };
}
