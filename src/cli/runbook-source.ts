import { findRunbook, type FoundRunbook, libraryOf, readText, runbookFolders, sourceOf } from '../files/index.ts';
import type { RunbookSource } from '../incident/index.ts';
import type { Call } from './call.ts';
import { exit, Failure } from './failure.ts';

/** The folders that runbooks are looked for in. */
export const foldersOf = (call: Call) => runbookFolders(call.around, call.all('runbooks'));

/** A runbook by id or file. @throws FilesError */
export const foundRunbook = (call: Call, said: string): FoundRunbook => findRunbook(said, foldersOf(call), call.around.cwd);

/** Today, for rules about age. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/**
 * All that following a runbook needs. One with errors is not followed: what it would do at night nobody knows.
 * @throws Failure, FilesError
 */
export async function sourceOfSound(call: Call, found: FoundRunbook): Promise<RunbookSource> {
  const folders = foldersOf(call);
  const source = sourceOf(found, folders);
  const { checkRunbook } = await import('../runbook/check.ts');
  const errors = checkRunbook(readText(found.file), found.file, libraryOf(folders, found.folder), { today: today() }).filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return source;
  const more = errors.length === 1 ? '' : ` (and ${errors.length - 1} more)`;
  throw new Failure(exit.refused, 'invalid-runbook', `${found.file}:${first.line}:${first.column}: ${first.message}${more} Nothing was recorded.`, `See all: holdfast runbook check ${found.file}. To begin without a runbook: holdfast declare "REASON"`);
}

/** As {@link sourceOfSound}, by id or file. */
export const sourceNamed = (call: Call, said: string): Promise<RunbookSource> => sourceOfSound(call, foundRunbook(call, said));
