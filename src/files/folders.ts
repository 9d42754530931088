import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { FilesError } from './files-error.ts';

/** What the folders depend on; a test gives its own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** Where things lie, per the XDG Base Directory Specification 0.8. */
export interface Folders {
  /** The database, evidence, what each terminal uses. */
  readonly state: string;
  /** config.json, and the user's own runbooks. */
  readonly config: string;
}

/**
 * The folders of this user.
 * @throws FilesError where there is no home folder to be found and no variable that says another place.
 */
export function foldersOf({ env }: Surroundings): Folders {
  const under = (variable: string, ...path: string[]) => {
    const said = env[variable];
    // The specification: a relative path in these variables is to be ignored.
    return join(said && isAbsolute(said) ? said : join(home(env), ...path), 'holdfast');
  };
  return { state: under('XDG_STATE_HOME', '.local', 'state'), config: under('XDG_CONFIG_HOME', '.config') };
}

function home(env: Surroundings['env']): string {
  if (env['HOME'] && isAbsolute(env['HOME'])) return env['HOME'];
  try {
    const found = homedir();
    if (found && isAbsolute(found)) return found;
  } catch {
    // No entry for this user in the system's list: said below.
  }
  throw new FilesError(
    'no-home',
    'There is no home folder to keep timeline and settings in.',
    'Set HOME, or XDG_STATE_HOME and XDG_CONFIG_HOME; the timeline alone can be named: --db FILE or HOLDFAST_DB.',
  );
}

/**
 * The database: `--db`, else HOLDFAST_DB, else in the state folder. Of a link the file that it leads to: all that lies beside a
 * database bears its name, and must be found by everybody who has it open.
 */
export function databaseFile(around: Surroundings, said?: string): string {
  const named = said ?? around.env['HOLDFAST_DB'];
  return behindLink(named ? resolve(around.cwd, named) : join(foldersOf(around).state, 'timeline.db'));
}

/** The file that a link leads to, through however many; else, and where it leads nowhere, the name that was given. */
export function behindLink(file: string): string {
  try {
    return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true ? realpathSync(file) : file;
  } catch {
    return file; // It leads nowhere, or may not be looked at: whoever opens it says so.
  }
}

/** A folder that runbooks are looked for in. The shipped library and the user's own are trusted to run commands. */
export interface RunbookFolder {
  readonly path: string;
  readonly trusted: boolean;
}

/** The library that comes with holdfast. */
export const shippedRunbooks = (): string => join(packageRoot(), 'runbooks');

/** `--runbooks` (repeatable), else HOLDFAST_RUNBOOKS, `./runbooks`, the user's config folder; the shipped library always last. */
export function runbookFolders(around: Surroundings, said: readonly string[] = []): readonly RunbookFolder[] {
  const shipped = shippedRunbooks();
  const own = ownRunbooks(around);
  const asked = said.length > 0 ? said : [...listedIn(around), 'runbooks', ...(own ? [own] : [])];
  const paths = [...asked.map((path) => resolve(around.cwd, path)), shipped];
  return [...new Set(paths)]
    .filter((path) => existsSync(path))
    .map((path) => ({ path, trusted: path === shipped || path === own }));
}

/**
 * The folders that `--runbooks`, else HOLDFAST_RUNBOOKS, names and that are none. They are passed over, and so a runbook of another folder, the
 * shipped library's, may be taken for the one that lies there.
 */
export function missingFolders(around: Surroundings, said: readonly string[] = []): readonly string[] {
  const named = said.length > 0 ? said : listedIn(around);
  return named
    .map((path) => resolve(around.cwd, path))
    .filter((path) => !existsSync(path) || !statSync(path).isDirectory());
}

const listedIn = (around: Surroundings): readonly string[] =>
  (around.env['HOLDFAST_RUNBOOKS'] ?? '').split(process.platform === 'win32' ? ';' : ':').filter((path) => path !== '');

function ownRunbooks(around: Surroundings): string | undefined {
  try {
    return join(foldersOf(around).config, 'runbooks');
  } catch {
    return undefined; // No home: then there are only the other folders.
  }
}

/** Where the program itself lies: found upwards from this file, in the sources as in the bundle. */
export function packageRoot(): string {
  let folder = dirname(import.meta.filename);
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
