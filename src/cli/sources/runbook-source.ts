import {
  FilesError,
  findRunbook,
  findScenario,
  type FoundRunbook,
  libraryOf,
  missingFolders,
  readText,
  type RunbookFolder,
  runbookFolders,
  sourceOf,
} from '../../files/index.ts';
import type { RunbookSource } from '../../incident/index.ts';
import type { Runbook } from '../../runbook/index.ts';
import { plural, visible } from '../../text/index.ts';
import type { Call } from '../call.ts';
import { exit, Failure } from '../failure.ts';

/** The folders that runbooks are looked for in. */
export const foldersOf = (call: Call) => runbookFolders(call.around, call.all('runbooks'));

/** The same, for whoever takes something out of them by its name. @throws FilesError where one that `--runbooks` names is not there */
export function foldersNamed(call: Call): readonly RunbookFolder[] {
  const said = call.all('runbooks');
  const [missing] = said.length === 0 ? [] : missingFolders(call.around, said);
  if (missing === undefined) return foldersOf(call);
  throw new FilesError(
    'not-found',
    `There is no folder ${visible(missing)}, which --runbooks names.`,
    'Mend its name. Without it, what bears that name elsewhere is taken.',
  );
}

/** A runbook by id or file; of a scenario it is said that it is one. @throws FilesError */
export const foundRunbook = (call: Call, said: string): FoundRunbook =>
  unlessOther(findRunbook, findScenario, call, said, {
    message: `There is no runbook "${visible(said)}"; it is the scenario of a drill.`,
    hint: `Play it: holdfast drill start ${visible(said)}`,
  });

/** The runbook in a file that was found. @throws Failure where it cannot be read as one */
export function readable({ runbook, file, problem = '' }: FoundRunbook): Runbook {
  if (runbook !== undefined) return runbook;
  throw new Failure(
    exit.refused,
    'invalid',
    `${file} cannot be read as a runbook: ${problem}`,
    `See everything that is wrong: holdfast runbook check ${file}`,
  );
}

/** What finds a file by what was said of it. @throws FilesError */
type Find<T> = (said: string, folders: readonly RunbookFolder[], cwd: string) => T;

/** What bears the name, or that something of the other kind does: a newcomer takes the one for the other. @throws FilesError */
export function unlessOther<T>(
  find: Find<T>,
  findOther: Find<unknown>,
  call: Call,
  said: string,
  { message, hint }: { readonly message: string; readonly hint: string },
): T {
  const found = <U>(what: Find<U>): U => what(said, foldersNamed(call), call.around.cwd);
  try {
    return found(find);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    try {
      found(findOther);
    } catch {
      throw error;
    }
    throw new FilesError('not-found', message, hint);
  }
}

/** Whether it says that there is nothing of that name. */
export const isNotFound = (error: unknown): boolean => error instanceof FilesError && error.code === 'not-found';

/** Today, for rules about age. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/**
 * Errors that leave something out and make nothing wrong: an author must mend them, and a night must not wait for that. Any
 * other means that the runbook would do what nobody knows.
 */
const gaps: ReadonlySet<string> = new Set([
  'approval-unasked',
  'auto-without-suggestion',
  'clock-never-starts',
  'clock-never-stops',
  'endless-loop',
  'endless-wait',
  'expect-order',
  'message-language',
  'one-option',
  'service-never-restored',
  'service-restored-late',
  'unit-without-number',
  'unknown-contact',
  'unreached-step',
]);

/**
 * All that following a runbook needs. One with errors that make it wrong is not followed.
 * @param remark is told where it leaves something out
 * @param instead a sentence, with the blank before it: what can be done without it
 * @throws Failure, FilesError
 */
export async function sourceOfSound(
  call: Call,
  found: FoundRunbook,
  remark: (line: string) => void = (line) => call.io.remark(line),
  instead = '',
): Promise<RunbookSource> {
  const folders = foldersOf(call);
  const { checkRunbook } = await import('../../runbook/check.entry.ts');
  const diagnostics = checkRunbook(readText(found.file), found.file, libraryOf(folders, found.folder), {
    today: today(),
  });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const wrong = errors.filter(({ rule }) => !gaps.has(rule));
  const [first] = wrong;
  if (first) {
    const more = wrong.length === 1 ? '' : ` (and ${wrong.length - 1} more)`;
    throw new Failure(
      exit.refused,
      'invalid-runbook',
      `${found.file}:${first.line}:${first.column}: ${first.message}${more}. Nothing was recorded.`,
      `See all: holdfast runbook check ${found.file}.${instead}`,
    );
  }
  if (errors.length > 0 && !call.json)
    remark(
      `holdfast: ${found.id} leaves something out (${plural(errors.length, 'error')}, first in line ${errors[0]?.line ?? 1}); it is followed all the same. See: holdfast runbook check ${found.file}`,
    );
  const missing = call.all('runbooks').length > 0 ? [] : missingFolders(call.around);
  if (missing.length > 0 && !call.json)
    remark(
      `holdfast: There is no folder ${missing.map((path) => visible(path)).join(', ')}, which HOLDFAST_RUNBOOKS names; ${found.id} is the one in ${visible(found.folder)}.`,
    );
  return sourceOf(found, folders);
}

/** For a screen, across which a line would be written: what an author left out `runbook check` says too. */
export const unsaid = (): void => undefined;

/** As {@link sourceOfSound}, by id or file. */
export const sourceNamed = (call: Call, said: string): Promise<RunbookSource> =>
  sourceOfSound(call, foundRunbook(call, said));
