import { basename, resolve } from 'node:path';
import { place, type Placed } from '../../exchange/index.ts';
import {
  besideScenario,
  FilesError,
  type ReadAs,
  readBytes,
  readText,
  scenarioSource,
  writeWhole,
} from '../../files/index.ts';
import type { Runbook, Scenario } from '../../runbook/index.ts';
import { plural } from '../../text/index.ts';
import { type Call, onlyWord, usageHint } from '../call.ts';
import { exit, Failure, wrongUsage } from '../failure.ts';
import { mayWrite } from '../writing/may-write.ts';
import { foldersOf, foundRunbook, readable, today } from '../sources/runbook-source.ts';
import { foundScenario, runbookOf } from '../sources/scenario-source.ts';

/** A workbook of a thousand injects is a tenth of this. */
const asList: ReadAs = {
  largest: 5,
  tooLarge: 'Leave out of it what is no inject, or split it.',
  notAFile: 'Name the list: a .csv or .xlsx file.',
  missing: 'Name the list: a .csv or .xlsx file.',
};

/** A scenario from a Master Scenario Events List. What could not be placed as it stands is said, and the answer is "no" then. */
export async function run(call: Call): Promise<number> {
  const said = onlyWord(call);
  const file = resolve(call.around.cwd, said);
  const { runbook, into } = drilled(call);
  const name = idOf(basename(file));
  const made = place(await cellsOf(file), { runbook, into, id: name, title: call.option('title') ?? name });
  if ('problem' in made)
    throw new Failure(
      exit.refused,
      'no-msel',
      `${said}: ${made.problem}`,
      'Its columns are those of: holdfast drill msel SCENARIO',
    );
  const { scenario, misplaced } = made;
  const { scenarioYaml } = await import('../../exchange/msel/scenario-yaml.entry.ts');
  const text = scenarioYaml(scenario);
  const output = call.option('output');
  const target = output === undefined ? undefined : resolve(call.around.cwd, output);
  await refuseFaults(call, made, text, target ?? `${name}.yaml`);
  if (target !== undefined) {
    await mayWrite(call, target);
    writeWhole(target, text);
  }
  answer(call, made, { text, target });
  return misplaced.length === 0 ? exit.done : exit.no;
}

function drilled(call: Call): { readonly runbook: Runbook; readonly into: Scenario | undefined } {
  const into = call.option('into');
  const named = call.option('runbook');
  if ((into === undefined) === (named === undefined))
    throw wrongUsage('Say which runbook it drills, or which scenario it went out of, and not both.', usageHint(call));
  const found = into === undefined ? undefined : foundScenario(call, into);
  if (found !== undefined) scenarioSource(found);
  const scenario = found?.scenario;
  const book =
    found === undefined || scenario === undefined ? foundRunbook(call, named ?? '') : runbookOf(call, found, scenario);
  return { runbook: readable(book), into: scenario };
}

async function cellsOf(file: string) {
  const { cellsOfCsv, cellsOfXlsx } = await import('../../exchange/msel/read-cells.entry.ts');
  const read = /\.xlsx$/i.test(file) ? await cellsOfXlsx(readBytes(file, asList)) : cellsOfCsv(readText(file, asList));
  if ('rows' in read) return read.rows;
  throw new FilesError(
    'invalid',
    `${file} cannot be read as a list: ${read.problem.replace(/[^.]$/, '$&.')}`,
    'Save it as CSV (UTF-8) or as .xlsx.',
  );
}

/** Nothing is written that `drill check` would refuse: an error of the list is mended in the list. What was lost may be its cause. */
async function refuseFaults(call: Call, made: Placed, text: string, file: string): Promise<void> {
  const { checkScenario } = await import('../../runbook/check-scenario.entry.ts');
  const { library, hasFile } = besideScenario(file, foldersOf(call));
  const errors = checkScenario(text, file, library, { today: today(), hasFile }).filter(
    ({ severity }) => severity === 'error',
  );
  if (errors.length === 0) return;
  if (!call.json) call.io.remark(...lostOf(made));
  throw new Failure(
    exit.no,
    'invalid-scenario',
    `What would come out has ${plural(errors.length, 'error')}: ${errors.map(({ message }) => message).join('; ')}. Nothing was written.`,
    'Mend the list, or the scenario that it goes into.',
  );
}

interface Written {
  readonly text: string;
  readonly target: string | undefined;
}

function answer(call: Call, { scenario, misplaced, gone }: Placed, { text, target }: Written): void {
  const injects = scenario.injects.length;
  if (call.json) {
    call.io.json({
      scenario: scenario.id,
      injects,
      misplaced,
      ...(gone.length > 0 && { gone: gone.map(({ id }) => id) }),
      ...(target === undefined ? { text } : { file: target }),
    });
    return;
  }
  if (target === undefined) call.io.raw(text);
  else call.io.say(`Written: ${target} (${plural(injects, 'inject')})`);
  call.io.remark(...lostOf({ misplaced, gone }));
}

/** What of the list, or of the scenario that it goes into, is not in what came of it as it stood. */
function lostOf({ misplaced, gone }: Pick<Placed, 'misplaced' | 'gone'>): readonly string[] {
  const names = gone.map(({ id, title }) => (title === undefined ? id : `${id} (${title})`));
  return [
    ...(names.length === 0 ? [] : [`Not in the list, and so left out of the scenario: ${names.join(', ')}`]),
    ...misplaced.map(({ row, column, message }) => `row ${row}, ${column}: ${message}`),
    ...(misplaced.length === 0
      ? []
      : [
          `holdfast: ${misplaced.length === 1 ? '1 cell could not be placed as it stands' : `${misplaced.length} cells could not be placed as they stand`}.`,
        ]),
  ];
}

/** The id of a scenario, from the name of its file. */
function idOf(name: string): string {
  const id = name
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '');
  return id === '' ? 'from-msel' : id;
}
