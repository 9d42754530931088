import { accessSync, constants, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { readFailure } from '../../files/index.ts';
import { storeEvidence } from '../../timeline/index.ts';
import { wrongUsage } from '../failure.ts';

/** Evidence lies beside the database, by its content. */
export const evidenceFolder = (database: string): string => join(dirname(database), 'evidence');

/** Keeps a file as evidence. @throws FilesError where it is not there or may not be read, Failure where it is none, TimelineError */
export function keepEvidence(
  database: string,
  cwd: string,
  path: string,
): { readonly name: string; readonly sha256: string; readonly bytes: number } {
  const file = resolve(cwd, path);
  if (!isReadable(file))
    throw wrongUsage(`${file} is no file.`, 'Nothing was recorded. A folder is kept as one file: pack it first.');
  return { name: basename(path), ...storeEvidence(evidenceFolder(database), file) };
}

/** Whether it is a file. @throws FilesError where there is none, or it may not be read */
function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return statSync(file).isFile();
  } catch (error) {
    throw readFailure(error, file, { missing: 'Nothing was recorded. Give its name, or the whole path.' });
  }
}
