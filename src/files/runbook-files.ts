import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { visible } from '../text/index.ts';
import {
  type Contacts,
  type Library,
  type Organisation,
  parseRunbook,
  readContacts,
  readOrganisation,
  type Runbook,
  walkSteps,
} from '../runbook/index.ts';
import type { RunbookSource } from '../incident/index.ts';
import { FilesError } from './files-error.ts';
import { shippedRunbooks } from './folders.ts';
import type { RunbookFolder } from './folders.ts';
import { notFound } from './not-found.ts';
import { readText } from './read-text.ts';

/** A runbook file that was found; `problem` where it cannot be read as one. */
export interface FoundRunbook {
  readonly id: string;
  readonly file: string;
  readonly folder: string;
  readonly trusted: boolean;
  readonly runbook?: Runbook;
  readonly problem?: string;
}

const notRunbooks = new Set(['organisation.yaml', 'organisation.yml', 'contacts.yaml', 'contacts.yml']);

/** Every runbook in the folders, the first of an id wins; in the order of the folders, then by name. */
export function findRunbooks(folders: readonly RunbookFolder[]): readonly FoundRunbook[] {
  const byId = new Map<string, FoundRunbook>();
  for (const folder of folders) {
    for (const name of yamlFilesIn(folder.path)) {
      const found = readOne(join(folder.path, name), folder.trusted);
      if (!byId.has(found.id)) byId.set(found.id, found);
    }
  }
  return [...byId.values()];
}

function yamlFilesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name) && !notRunbooks.has(name))
      .toSorted();
  } catch {
    return []; // A folder that vanished or may not be read holds no runbooks for us.
  }
}

function readOne(file: string, trusted: boolean): FoundRunbook {
  const id = file.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/, '');
  const folder = dirname(file);
  try {
    const read = parseRunbook(readText(file), file);
    if ('runbook' in read) return { id: read.runbook.id, file, folder, trusted, runbook: read.runbook };
    return { id, file, folder, trusted, problem: firstMessage(read.diagnostics) };
  } catch (error) {
    if (error instanceof FilesError) return { id, file, folder, trusted, problem: error.message };
    throw error;
  }
}

/**
 * One runbook by its id, or by the path of its file.
 * @throws FilesError `not-found` with the nearest id, or what is wrong with the file.
 */
export function findRunbook(said: string, folders: readonly RunbookFolder[], cwd: string): FoundRunbook {
  if (/[\\/]|\.ya?ml$/.test(said)) {
    const file = isAbsolute(said) ? said : resolve(cwd, said);
    readText(file); // says in its own words what is wrong
    return readOne(
      file,
      folders.some((folder) => folder.trusted && folder.path === dirname(file)),
    );
  }
  const id = said.toLowerCase(); // as every id is written
  const likely = byFileName(id, folders);
  if (likely) return likely;
  const all = findRunbooks(folders);
  const found = all.find((one) => one.id === id);
  if (found) return found;
  throw notFound(
    'runbook',
    said,
    all.map((one) => one.id),
    'holdfast runbook list',
    cwd,
  );
}

/** A file beside the runbooks, with what it says or the first thing that is wrong with it. */
interface BesideFile<T> {
  readonly file: string;
  readonly text: string;
  readonly read?: T;
  readonly problem?: string;
}

/** The runbook in the file that bears its id, as most do: then no other has to be read. */
function byFileName(id: string, folders: readonly RunbookFolder[]): FoundRunbook | undefined {
  for (const folder of folders) {
    for (const ending of ['yaml', 'yml']) {
      if (!yamlFilesIn(folder.path).includes(`${id}.${ending}`)) continue;
      const found = readOne(join(folder.path, `${id}.${ending}`), folder.trusted);
      if (found.id === id) return found;
    }
  }
  return undefined;
}

/** What stands beside the runbooks: organisation and contacts, the first found along the folders. */
export interface Beside {
  readonly organisation: BesideFile<Organisation> | undefined;
  readonly contacts: BesideFile<Contacts> | undefined;
}

/**
 * What organisation.yaml and contacts.yaml say, each read when it is first asked for; `first` (a runbook's own folder) is
 * looked in before the folders. The city of the shipped library is invented: what stands there holds for its own runbooks
 * alone, or somebody in a real emergency would ring its numbers.
 */
export function readBeside(folders: readonly RunbookFolder[], first?: string): Beside {
  const invented = shippedRunbooks();
  const own = folders.map(({ path }) => path).filter((path) => path !== invented);
  const paths = [...(first ? [first] : []), ...own];
  let organisation: { readonly found: Beside['organisation'] } | undefined;
  let contacts: { readonly found: Beside['contacts'] } | undefined;
  return {
    get organisation() {
      return (organisation ??= { found: organisationAlong(paths) }).found;
    },
    get contacts() {
      return (contacts ??= { found: contactsAlong(paths) }).found;
    },
  };
}

function organisationAlong(paths: readonly string[]): Beside['organisation'] {
  const found = firstOf(paths, 'organisation');
  const read = found && readOrganisation(found.text, found.file);
  if (found === undefined || read === undefined) return undefined;
  return {
    ...found,
    ...('organisation' in read ? { read: read.organisation } : { problem: firstMessage(read.diagnostics) }),
  };
}

function contactsAlong(paths: readonly string[]): Beside['contacts'] {
  const found = firstOf(paths, 'contacts');
  const read = found && readContacts(found.text, found.file);
  if (found === undefined || read === undefined) return undefined;
  return { ...found, ...('contacts' in read ? { read: read.contacts } : { problem: firstMessage(read.diagnostics) }) };
}

const firstMessage = (diagnostics: readonly { readonly line: number; readonly message: string }[]) =>
  diagnostics[0] ? `line ${diagnostics[0].line}: ${diagnostics[0].message}` : 'It cannot be read.';

function firstOf(folders: readonly string[], name: string): { file: string; text: string } | undefined {
  for (const folder of folders) {
    for (const ending of ['yaml', 'yml']) {
      const file = join(folder, `${name}.${ending}`);
      try {
        return { file, text: readText(file) };
      } catch (error) {
        if (!(error instanceof FilesError) || error.code !== 'not-found') throw error;
      }
    }
  }
  return undefined;
}

/** The library that a check or a compile of a runbook of this folder sees. */
export function libraryOf(folders: readonly RunbookFolder[], first?: string): Library {
  const beside = readBeside(folders, first);
  const here: RunbookFolder[] = first ? [{ path: first, trusted: false }] : [];
  let all: readonly FoundRunbook[] | undefined;
  const found = () => (all ??= findRunbooks([...here, ...folders]));
  const read = new Map<string, FoundRunbook | undefined>();
  const runbook = (id: string): FoundRunbook | undefined => {
    if (!read.has(id)) read.set(id, byFileName(id, [...here, ...folders]) ?? found().find((one) => one.id === id));
    return read.get(id);
  };
  return {
    get organisation() {
      return beside.organisation?.read;
    },
    get organisationFault() {
      return faultOf(beside.organisation);
    },
    get contacts() {
      return beside.contacts?.read;
    },
    get contactsFault() {
      return faultOf(beside.contacts);
    },
    runbook: (id) => runbook(id)?.runbook,
    runbookFault: (id) => faultOf(runbook(id)),
    get ids() {
      return found().map((one) => one.id);
    },
  };
}

const faultOf = (read: Pick<BesideFile<unknown>, 'file' | 'problem'> | undefined): string | undefined =>
  read?.problem === undefined ? undefined : `${read.file}, ${read.problem}`;

/**
 * Everything that following this runbook needs, as text: itself, what it follows, the organisation.
 * @throws FilesError naming the file and its first fault.
 */
export function sourceOf(found: FoundRunbook, folders: readonly RunbookFolder[]): RunbookSource {
  if (!found.runbook)
    throw new FilesError(
      'invalid',
      `${visible(found.file)} is not a runbook that can be followed: ${found.problem ?? 'unknown'}.`,
      `See everything that is wrong: holdfast runbook check ${found.file}`,
    );
  const text = readText(found.file);
  const followed: Record<string, string> = {};
  const reach = (runbook: Runbook): void => {
    for (const id of followsOf(runbook)) {
      if (id === found.id || id in followed) continue;
      const other = findRunbook(id, [{ path: found.folder, trusted: found.trusted }, ...folders], found.folder);
      if (!other.runbook)
        throw new FilesError(
          'invalid',
          `${visible(other.file)}, which ${found.id} follows, has a fault: ${other.problem ?? 'unknown'}.`,
          `See: holdfast runbook check ${other.file}`,
        );
      followed[id] = readText(other.file);
      reach(other.runbook);
    }
  };
  reach(found.runbook);
  const { organisation } = readBeside(folders, found.folder);
  return {
    text,
    followed,
    sha256: sha256(text),
    folder: found.folder,
    file: found.file,
    ...(organisation?.read && { organisation: organisation.text }),
  };
}

function followsOf(runbook: Runbook): readonly string[] {
  const ids: string[] = [];
  walkSteps([...runbook.steps, ...(runbook.afterwards ?? [])], (step) => {
    if ('follow' in step) ids.push(step.follow);
  });
  return ids;
}

/** Hex SHA-256 of a text. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
