import { extname } from 'node:path';
import { nearest } from '../../text/index.ts';
import type { Call } from '../call.ts';
import { wrongUsage } from '../failure.ts';

/** A way to write a file, by its name, and how such files end; the first is the usual one. */
export interface Form {
  readonly name: string;
  readonly endings: readonly string[];
}

/** Endings that promise whoever opens the file what is in it; `notes.txt` or `flood-7` may hold anything. */
const promising: ReadonlySet<string> = new Set(
  '.html .htm .md .markdown .pdf .json .jsonl .csv .xlsx .ics .diff .patch .yaml .yml .doc .docx .odt .rtf .xls .ods .xml .zip'.split(
    ' ',
  ),
);

const endingOf = (file: string): string => extname(file).toLowerCase();

/**
 * What shall be written: what `--format` names, else what the file of `-o` says by its ending, else the usual.
 * @throws Failure where there is none of that name, or the file would be opened as something else
 */
export function formOf<Some extends Form>(call: Call, forms: readonly Some[], usual?: Some['name']): Some {
  const output = call.option('output');
  const byEnding = output === undefined ? undefined : forms.find(({ endings }) => endings.includes(endingOf(output)));
  const said = call.option('format')?.toLowerCase() ?? byEnding?.name ?? usual;
  const found = forms.find(({ name }) => name === said);
  if (found !== undefined) {
    fitEnding(output, found);
    return found;
  }
  const names = forms.map(({ name }) => name);
  const meant = said === undefined ? undefined : nearest(said, names);
  throw wrongUsage(
    said === undefined
      ? 'Say which format; a file may say it by its ending.'
      : `There is no format "${said}" here.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    `There is: ${names.join(', ')}. It is typed: --format ${meant ?? names[0] ?? ''} [-o FILE]`,
  );
}

/**
 * Refuses a file that would be opened as something else than what is written into it: a page under the name of a PDF goes to an
 * authority, and nobody there can read it. @throws Failure
 */
export function fitEnding(file: string | undefined, { name, endings }: Form): void {
  const ending = file === undefined ? '' : endingOf(file);
  if (endings.includes(ending) || !promising.has(ending)) return;
  throw wrongUsage(
    `${name} does not belong in a file that ends with ${ending}: whoever opens it would expect something else.`,
    `Nothing was written. Let its name end with ${endings.join(' or ')}.`,
  );
}
