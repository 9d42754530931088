import { nearest, visible } from '../text/index.ts';
import { FilesError } from './files-error.ts';

/**
 * That there is no such thing, with the id that was likely meant: the only one that holds what was said (people say "flood", not
 * the whole name), else the nearest. `list` is the command that shows them all.
 */
export function notFound(what: string, said: string, ids: readonly string[], list: string): FilesError {
  const parts = said === '' ? [] : ids.filter((id) => id.includes(said.toLowerCase()));
  const near = parts.length === 1 ? parts[0] : nearest(said, ids);
  return new FilesError(
    'not-found',
    `There is no ${what} "${visible(said)}".${near ? ` Did you mean "${near}"?` : ''}`,
    `See what there is: ${list}`,
  );
}
