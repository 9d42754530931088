import type { Rehearsing } from '../../src/drill/index.ts';
import { findRunbook, findScenario, runbookFolders, scenarioSource, sourceOf } from '../../src/files/index.ts';

const folders = runbookFolders({ env: {}, cwd: '/' }, []);

/** All that playing a shipped scenario needs. */
export function rehearsing(name: string): Rehearsing {
  const found = findScenario(name, folders, '/');
  if (found.scenario === undefined) throw new Error(`${name} is no scenario`);
  return {
    scenario: found.scenario,
    source: scenarioSource(found),
    runbook: sourceOf(findRunbook(found.scenario.runbook, folders, '/'), folders),
    alias: name,
    begins: Date.parse('2026-01-15T01:00:00Z'),
    timezone: 'Europe/Copenhagen',
    holidays: [],
  };
}
