import { type FoundRunbook, libraryOf, readBeside } from '../../files/index.ts';
import { type Bundle, bundle, type Runbook } from '../../runbook/index.ts';
import type { Call } from '../call.ts';
import { languageNamed } from '../arguments/language-named.ts';
import { languageSettled } from '../arguments/report-language.ts';
import { foldersOf } from '../sources/runbook-source.ts';

/** The form of a runbook on paper: a page for a file that ends with .html, a PDF for .pdf, else Markdown. */
export async function paperText(
  call: Call,
  { runbook, folder, sha256 }: FoundRunbook & { readonly runbook: Runbook; readonly sha256: string },
  file: string | undefined,
): Promise<string | Uint8Array> {
  const { paperForm, formHtml, formMarkdown } = await import('../../report/paper/paper.entry.ts');
  const said = call.option('language');
  const form = paperForm({
    bundle: whole(call, runbook, folder),
    contacts: contactsOf(call, folder),
    sha256,
    language: said === undefined ? languageSettled(call) : languageNamed(said),
  });
  if (/\.html?$/i.test(file ?? '')) return formHtml(form);
  if (/\.pdf$/i.test(file ?? '')) return (await import('../../report/paper/form-pdf.entry.ts')).formPdf(form);
  return formMarkdown(form);
}

/** With all that it follows. A form that lacks a part is better than none: what is missing is said. */
function whole(call: Call, runbook: Runbook, folder: string): Bundle {
  const library = libraryOf(foldersOf(call), folder);
  if (library.organisationFault !== undefined)
    call.io.remark(`holdfast: ${library.organisationFault}. The form is without it.`);
  const made = bundle(runbook, library);
  if ('bundle' in made) return made.bundle;
  call.io.remark(`holdfast: ${made.problem} The form holds the steps of ${runbook.id} alone.`);
  return { runbook, followed: {}, organisation: library.organisation ?? { holdfast: 1, name: '' } };
}

function contactsOf(call: Call, folder: string) {
  const { contacts } = readBeside(foldersOf(call), folder);
  if (contacts?.problem !== undefined)
    call.io.remark(`holdfast: ${contacts.file}, ${contacts.problem} The form is without telephone numbers.`);
  return contacts?.read?.contacts ?? {};
}
