import { basename, dirname, isAbsolute, resolve } from 'node:path';
import { FilesError, findRunbooks, libraryOf, readText } from '../../files/index.ts';
import { type Diagnostic, type Library, readContacts, readOrganisation } from '../../runbook/index.ts';
import { plural } from '../../text/index.ts';
import { type Call } from '../call.ts';
import { exit } from '../failure.ts';
import { foldersOf, foundRunbook, today } from '../runbook-source.ts';

/** Checks files, or runbooks by their id; without a name all that are found. "No" where there is an error. */
export async function run(call: Call): Promise<number> {
  const { checkRunbook, formatDiagnostic } = await import('../../runbook/check.entry.ts');
  const folders = foldersOf(call);
  const libraries = new Map<string, Library>();
  const libraryIn = (folder: string): Library => {
    const library = libraries.get(folder) ?? libraryOf(folders, folder);
    libraries.set(folder, library);
    return library;
  };
  const day = today();
  const files =
    call.words.length === 0
      ? findRunbooks(folders).map(({ file }) => ({ shown: file, file }))
      : call.words.map((said) => fileOf(call, said));
  // Of several files one that is not there must not keep back what is wrong with the others.
  const throwable = files.length === 1 ? (['not-found', 'not-a-file', 'unreadable'] as const) : [];
  const found = files.flatMap(({ shown, file }) =>
    check(shown, file, throwable, (text) => checkRunbook(text, shown, libraryIn(dirname(file)), { today: day })),
  );
  const errors = found.filter(({ severity }) => severity === 'error').length;
  if (call.json)
    call.io.json(
      found.map(({ file, line, column, rule, severity, message, hint }) => ({
        file,
        line,
        column,
        rule,
        severity,
        message,
        hint: hint ?? null,
      })),
    );
  else {
    const color = process.stdout.isTTY === true && !call.around.env['NO_COLOR'];
    if (found.length > 0) call.io.raw(found.map((one) => `${formatDiagnostic(one, { color })}\n\n`).join(''));
    call.io.say(
      `${plural(files.length, 'file')} checked: ${plural(errors, 'error')}, ${plural(found.length - errors, 'warning')}`,
    );
  }
  return errors > 0 ? exit.no : exit.done;
}

/** A file as it was named, or that of a runbook of this id. */
function fileOf(call: Call, said: string): { readonly shown: string; readonly file: string } {
  if (!/[\\/]|\.ya?ml$/.test(said)) {
    const { file } = foundRunbook(call, said);
    return { shown: file, file };
  }
  return { shown: said, file: isAbsolute(said) ? said : resolve(call.around.cwd, said) };
}

/** What lies beside the runbooks is checked as what it is. A file that cannot be read as text is a diagnostic too. */
function check(
  shown: string,
  file: string,
  throwable: readonly FilesError['code'][],
  asRunbook: (text: string) => readonly Diagnostic[],
): readonly Diagnostic[] {
  let text: string;
  try {
    text = readText(file);
  } catch (error) {
    if (!(error instanceof FilesError) || throwable.includes(error.code)) throw error;
    return [
      {
        file: shown,
        line: error.at?.line ?? 1,
        column: error.at?.column ?? 1,
        length: 1,
        severity: 'error',
        rule: error.code,
        message: error.message,
        ...(error.hint !== undefined && { hint: error.hint }),
      },
    ];
  }
  const name = basename(file).replace(/\.ya?ml$/, '');
  const read =
    name === 'organisation'
      ? readOrganisation(text, shown)
      : name === 'contacts'
        ? readContacts(text, shown)
        : undefined;
  if (read === undefined) return asRunbook(text);
  return 'diagnostics' in read ? read.diagnostics : [];
}
