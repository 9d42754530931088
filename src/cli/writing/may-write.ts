import { existsSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { askYes } from '../ask.ts';
import type { Call } from '../call.ts';
import { exit, Failure, refused, wrongUsage } from '../failure.ts';
import { isOfDatabase } from './ordinary-file.ts';

/** What stands there is written over only where a person says so, in a folder that is there. @throws Failure */
export async function mayWrite(call: Pick<Call, 'has' | 'io'>, file: string): Promise<void> {
  mayStandThere(file);
  if (call.has('force') || !existsSync(file)) return;
  if (!call.io.interactive)
    throw refused(
      'exists',
      `${file} is there already; it was left untouched.`,
      'Give another name, or write over it with --force.',
    );
  if (!(await askYes(`${file} is there already. Write over it?`)))
    throw new Failure(4, 'exists', 'Left as it is. Nothing was written.');
}

/** Whether a file may have that name, whoever says so: a slip of the hand must not cost anybody the record. @throws Failure */
export function mayStandThere(file: string): void {
  // Many programs write to their output then; here somebody would wait at a pipe while the file lies in the folder.
  if (basename(file) === '-')
    throw wrongUsage('- is no name of a file.', 'Leave -o out, and it is written to the output.');
  folderIsThere(file);
  if (!existsSync(file)) return;
  const found = statSync(file);
  if (found.isDirectory()) throw wrongUsage(`${file} is a folder.`, 'Give the name of a file in it: -o FILE');
  // A device or a pipe would be replaced by a file, not written to.
  if (!found.isFile())
    throw wrongUsage(`${file} is no ordinary file.`, 'Leave -o out, and lead the output there: > FILE');
  if (isOfDatabase(file))
    throw refused(
      'is-database',
      `${file} is a database, and nothing is written over one; it was left untouched.`,
      'Give another name: -o FILE',
    );
}

/**
 * A folder is not made for what somebody wants written: a name that was mistyped, or a stick that is not plugged in, would take
 * the file where nobody looks for it. @throws Failure
 */
export function folderIsThere(file: string): void {
  const folder = dirname(file);
  if (!existsSync(folder))
    throw new Failure(
      exit.storage,
      'unwritable',
      `${file} cannot be written: there is no folder ${folder}.`,
      'Make the folder, or give another name.',
    );
}
