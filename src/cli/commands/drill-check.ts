import { isAbsolute, resolve } from 'node:path';
import { besideScenario, findScenarios } from '../../files/index.ts';
import type { Call } from '../call.ts';
import { type Named, sayDiagnostics } from '../writing/diagnostics.ts';
import { foldersNamed, today } from '../sources/runbook-source.ts';
import { foundScenario } from '../sources/scenario-source.ts';

/** Checks scenarios by their id or their file; without a name all that are found. "No" where there is an error. */
export async function run(call: Call): Promise<number> {
  const { checkScenario } = await import('../../runbook/check-scenario.entry.ts');
  const folders = foldersNamed(call);
  const unnamed = call.words.length === 0;
  const files = unnamed
    ? findScenarios(folders).map(({ file }) => ({ shown: file, file }))
    : call.words.map((said) => fileOf(call, said));
  return sayDiagnostics(
    call,
    files,
    (text, { shown, file }) => {
      const { library, hasFile } = besideScenario(file, folders);
      return checkScenario(text, shown, library, { today: today(), hasFile });
    },
    { unnamed },
  );
}

function fileOf(call: Call, said: string): Named {
  if (/[\\/]|\.ya?ml$/.test(said))
    return { shown: said, file: isAbsolute(said) ? said : resolve(call.around.cwd, said) };
  const { file } = foundScenario(call, said);
  return { shown: file, file };
}
