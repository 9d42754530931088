import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseScenario, type Scenario } from '../runbook/index.ts';
import { FilesError } from './files-error.ts';
import type { RunbookFolder } from './folders.ts';
import { readText } from './read-text.ts';

/** A file that holds the scenario of a drill; `problem` where it cannot be read as one. */
export interface FoundScenario {
  readonly id: string;
  readonly file: string;
  readonly scenario?: Scenario;
  readonly problem?: string;
}

/**
 * Every scenario in the folders `drills` beside the runbooks, the first of an id wins; in the order of the folders, then by name. A
 * folder that is not there holds none.
 */
export function findScenarios(folders: readonly RunbookFolder[]): readonly FoundScenario[] {
  const byId = new Map<string, FoundScenario>();
  for (const { path } of folders)
    for (const file of scenarioFilesIn(join(path, 'drills'))) {
      const found = readScenarioFile(file);
      if (!byId.has(found.id)) byId.set(found.id, found);
    }
  return [...byId.values()];
}

/** One file as a scenario, or what is wrong with it. */
function readScenarioFile(file: string): FoundScenario {
  const id = file.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/, '');
  try {
    const read = parseScenario(readText(file), file);
    if ('scenario' in read) return { id: read.scenario.id, file, scenario: read.scenario };
    const [first] = read.diagnostics;
    return { id, file, problem: first === undefined ? 'It cannot be read.' : `line ${first.line}: ${first.message}` };
  } catch (error) {
    if (error instanceof FilesError) return { id, file, problem: error.message };
    throw error;
  }
}

function scenarioFilesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .toSorted()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
