import { statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { storeEvidence } from '../../timeline/index.ts';
import { notFound, wrongUsage } from '../failure.ts';

/** Evidence lies beside the database, by its content. */
export const evidenceFolder = (database: string): string => join(dirname(database), 'evidence');

/** Keeps a file as evidence. @throws Failure where there is no such file, TimelineError */
export function keepEvidence(
  database: string,
  cwd: string,
  path: string,
): { readonly name: string; readonly sha256: string; readonly bytes: number } {
  const file = resolve(cwd, path);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined)
    throw notFound(`There is no file ${file}.`, 'Nothing was recorded. Give its name, or the whole path.');
  if (!found.isFile())
    throw wrongUsage(`${file} is no file.`, 'Nothing was recorded. A folder is kept as one file: pack it first.');
  return { name: basename(path), ...storeEvidence(evidenceFolder(database), file) };
}
