import { basename, dirname, isAbsolute, resolve } from 'node:path';
import { findRunbooks, libraryOf } from '../../files/index.ts';
import { type Diagnostic, type Library, readContacts } from '../../runbook/index.ts';
import { type Call } from '../call.ts';
import { type Named, sayDiagnostics } from '../writing/diagnostics.ts';
import { foldersNamed, foundRunbook, today } from '../sources/runbook-source.ts';

/** Checks files, or runbooks by their id; without a name all that are found. "No" where there is an error. */
export async function run(call: Call): Promise<number> {
  const { checkOrganisation, checkRunbook } = await import('../../runbook/check.entry.ts');
  const folders = foldersNamed(call);
  const libraries = new Map<string, Library>();
  const libraryIn = (folder: string): Library => {
    const library = libraries.get(folder) ?? libraryOf(folders, folder);
    libraries.set(folder, library);
    return library;
  };
  const day = today();
  const unnamed = call.words.length === 0;
  const files = unnamed
    ? findRunbooks(folders).map(({ file }) => ({ shown: file, file }))
    : call.words.map((said) => fileOf(call, said));
  return sayDiagnostics(
    call,
    files,
    (text, { shown, file }) => {
      // What lies beside the runbooks is checked as what it is.
      const name = basename(file).replace(/\.ya?ml$/, '');
      if (name === 'organisation') return checkOrganisation(text, shown);
      if (name === 'contacts') return contactsIn(text, shown);
      return checkRunbook(text, shown, libraryIn(dirname(file)), { today: day });
    },
    { unnamed },
  );
}

/** A file as it was named, or that of a runbook of this id. */
function fileOf(call: Call, said: string): Named {
  if (!/[\\/]|\.ya?ml$/.test(said)) {
    const { file } = foundRunbook(call, said);
    return { shown: file, file };
  }
  return { shown: said, file: isAbsolute(said) ? said : resolve(call.around.cwd, said) };
}

function contactsIn(text: string, shown: string): readonly Diagnostic[] {
  const read = readContacts(text, shown);
  return 'diagnostics' in read ? read.diagnostics : [];
}
