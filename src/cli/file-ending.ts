import { extname } from 'node:path';
import { wrongUsage } from './failure.ts';

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

/** The first form whose files end as this one does; undefined where none does, or it has no name. */
export function formByEnding<Some extends Form>(forms: readonly Some[], file: string | undefined): Some | undefined {
  return file === undefined ? undefined : forms.find(({ endings }) => endings.includes(endingOf(file)));
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
