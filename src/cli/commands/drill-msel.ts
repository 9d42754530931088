import { resolve } from 'node:path';
import { mselCsv, mselRows, mselWorkbook } from '../../exchange/index.ts';
import { libraryOf, scenarioSource, writeWhole } from '../../files/index.ts';
import { type Call, onlyWord } from '../call.ts';
import { fitEnding } from '../writing/file-ending.ts';
import { mayWrite } from '../writing/may-write.ts';
import { timelinePorts } from '../ports.ts';
import { foldersOf } from '../sources/runbook-source.ts';
import { foundScenario } from '../sources/scenario-source.ts';

/** The injects of a scenario as planners' spreadsheets have them, a row for each receiver. */
export async function run(call: Call): Promise<void> {
  const folders = foldersOf(call);
  const found = foundScenario(call, onlyWord(call));
  scenarioSource(found); // says in its own words what is wrong
  const { scenario } = found;
  if (scenario === undefined) return;
  const rows = mselRows(scenario, libraryOf(folders, found.folder).runbook(scenario.runbook));
  const output = call.option('output');
  fitEnding(output, { name: 'The list of injects', endings: ['.xlsx', '.csv'] });
  if (output === undefined) {
    if (call.json) call.io.json({ scenario: scenario.id, rows });
    else for (const line of mselCsv(rows)) call.io.raw(line);
    return;
  }
  const file = resolve(call.around.cwd, output);
  await mayWrite(call, file);
  const created = new Date(timelinePorts.wall()).toISOString();
  writeWhole(file, /\.xlsx$/i.test(file) ? mselWorkbook(scenario, rows, created) : mselCsv(rows));
  if (call.json) call.io.json({ scenario: scenario.id, count: rows.length, file });
  else call.io.say(`Written: ${file}`);
}
