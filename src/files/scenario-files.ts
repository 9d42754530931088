import { existsSync, readdirSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { type Library, parseScenario, type Scenario } from '../runbook/index.ts';
import type { ScenarioSource } from '../incident/index.ts';
import { visible } from '../text/index.ts';
import { FilesError } from './files-error.ts';
import type { RunbookFolder } from './folders.ts';
import { notFound } from './not-found.ts';
import { readText } from './read-text.ts';
import { libraryOf, sha256 } from './runbook-files.ts';

/** A scenario file that was found; `problem` where it cannot be read as one. */
export interface FoundScenario {
  readonly id: string;
  readonly file: string;
  /** The folder of runbooks that it belongs to. */
  readonly folder: string;
  readonly scenario?: Scenario;
  readonly problem?: string;
}

/** Where the scenarios of a folder of runbooks lie. */
const inside = 'drills';

/** Every scenario beside the runbooks, the first of an id wins; in the order of the folders, then by name. */
export function findScenarios(folders: readonly RunbookFolder[]): readonly FoundScenario[] {
  const byId = new Map<string, FoundScenario>();
  for (const { path } of folders)
    for (const name of yamlFilesIn(join(path, inside))) {
      const found = readOne(join(path, inside, name));
      if (!byId.has(found.id)) byId.set(found.id, found);
    }
  return [...byId.values()];
}

/**
 * One scenario by its id, or by the path of its file.
 * @throws FilesError `not-found` with the nearest id, or what is wrong with the file.
 */
export function findScenario(said: string, folders: readonly RunbookFolder[], cwd: string): FoundScenario {
  if (/[\\/]|\.ya?ml$/.test(said)) {
    const file = isAbsolute(said) ? said : resolve(cwd, said);
    readText(file); // says in its own words what is wrong
    return readOne(file);
  }
  const id = said.toLowerCase(); // as every id is written
  const likely = byFileName(id, folders);
  if (likely) return likely;
  const all = findScenarios(folders);
  const found = all.find((one) => one.id === id);
  if (found) return found;
  throw notFound(
    'scenario',
    said,
    all.map((one) => one.id),
    'holdfast drill list',
    cwd,
  );
}

/** The scenario in the file that bears its id, as most do: then no other has to be read. */
function byFileName(id: string, folders: readonly RunbookFolder[]): FoundScenario | undefined {
  for (const { path } of folders) {
    const folder = join(path, inside);
    for (const name of yamlFilesIn(folder)) {
      if (name.replace(/\.ya?ml$/, '') !== id) continue;
      const found = readOne(join(folder, name));
      if (found.id === id) return found;
    }
  }
  return undefined;
}

/** What playing this scenario needs, as text. @throws FilesError naming the file and its first fault. */
export function scenarioSource({ file, scenario, problem }: FoundScenario): ScenarioSource {
  if (!scenario)
    throw new FilesError(
      'invalid',
      `${visible(file)} is not a scenario that can be played: ${problem ?? 'unknown'}`,
      `See everything that is wrong: holdfast drill check ${file}`,
    );
  const text = readText(file);
  return { text, sha256: sha256(text), file };
}

/** What the check of a scenario sees: the runbooks of its folder first, and the files beside it. */
export const besideScenario = (
  file: string,
  folders: readonly RunbookFolder[],
): { readonly library: Library; readonly hasFile: (name: string) => boolean } => ({
  library: libraryOf(folders, folderFor(file)),
  hasFile: (name) => existsSync(resolve(dirname(file), name)),
});

/** A scenario stands in the `drills` of the runbooks that it is about; one that lies elsewhere has its own folder. */
function folderFor(file: string): string {
  const folder = dirname(file);
  return /[\\/]drills$/.test(folder) ? dirname(folder) : folder;
}

function readOne(file: string): FoundScenario {
  const id = file.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/, '');
  const folder = folderFor(file);
  try {
    const read = parseScenario(readText(file), file);
    if ('scenario' in read) return { id: read.scenario.id, file, folder, scenario: read.scenario };
    const [first] = read.diagnostics;
    return { id, file, folder, problem: `line ${first?.line ?? 1}: ${first?.message ?? 'it cannot be read'}` };
  } catch (error) {
    if (error instanceof FilesError) return { id, file, folder, problem: error.message };
    throw error;
  }
}

function yamlFilesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .toSorted();
  } catch {
    return []; // Most folders of runbooks have no drills.
  }
}
