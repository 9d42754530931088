import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nameMeant, visible } from '../text/index.ts';
import { FilesError } from './files-error.ts';

/**
 * That there is no such thing, with what was likely meant: a file of that name in `cwd`, where its author stands and nothing is
 * looked for by id; the only id that holds what was said (people say "flood", not the whole name), else the nearest. `list` is the
 * command that shows them all.
 */
export function notFound(what: string, said: string, ids: readonly string[], list: string, cwd: string): FilesError {
  const here =
    said === ''
      ? undefined
      : ['yaml', 'yml'].map((end) => `${said}.${end}`).find((name) => existsSync(join(cwd, name)));
  if (here !== undefined)
    return new FilesError(
      'not-found',
      `There is no ${what} "${visible(said)}" in the folders that are looked in. Did you mean the file ${visible(here)} in this folder?`,
      `Name it with its ending. See what there is: ${list}`,
    );
  const near = nameMeant(said, ids);
  return new FilesError(
    'not-found',
    `There is no ${what} "${visible(said)}".${near ? ` Did you mean "${near}"?` : ''}`,
    `See what there is: ${list}`,
  );
}
