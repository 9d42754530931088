import { dirname } from 'node:path';
import { FilesError, readText } from '../../files/index.ts';
import type { Diagnostic } from '../../runbook/index.ts';
import { plural, visible } from '../../text/index.ts';
import type { Call } from '../call.ts';
import { exit } from '../failure.ts';

/** A file as it was named, and where it is. */
export interface Named {
  readonly shown: string;
  readonly file: string;
}

/**
 * Checks files and says all that is wrong with them, in either form. Gives the exit code: "no" where there is an error. Files
 * that nobody named (`unnamed`) are said with the folders in which they lie, or an author takes the own one for checked.
 * @throws FilesError where a single file cannot be read.
 */
export async function sayDiagnostics(
  call: Call,
  files: readonly Named[],
  check: (text: string, named: Named) => readonly Diagnostic[],
  { unnamed = false }: { readonly unnamed?: boolean } = {},
): Promise<number> {
  const { formatDiagnostic } = await import('../../runbook/check.entry.ts');
  // Of several files one that is not there must not keep back what is wrong with the others.
  const throwable = files.length === 1 ? (['not-found', 'not-a-file', 'unreadable'] as const) : [];
  const found = files.flatMap((named) => checkOne(named, throwable, (text) => check(text, named)));
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
    const where = unnamed ? ` in ${[...new Set(files.map(({ file }) => visible(dirname(file))))].join(', ')}` : '';
    call.io.say(
      `${plural(files.length, 'file')} checked${where}: ${plural(errors, 'error')}, ${plural(found.length - errors, 'warning')}`,
    );
  }
  return errors > 0 ? exit.no : exit.done;
}

/** A file that cannot be read as text is a diagnostic too. */
function checkOne(
  { shown, file }: Named,
  throwable: readonly FilesError['code'][],
  check: (text: string) => readonly Diagnostic[],
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
  return check(text);
}
