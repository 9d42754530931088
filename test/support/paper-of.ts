import { readFileSync } from 'node:fs';
import { libraryOf, sha256 } from '../../src/files/index.ts';
import { bundle, parseRunbook, readContacts } from '../../src/runbook/index.ts';
import type { Bundle, Contact } from '../../src/runbook/index.ts';
import type { Language } from '../../src/report/languages.entry.ts';
import { type PaperForm, paperForm } from '../../src/report/paper/paper.entry.ts';

const folder = 'runbooks';

/** The bundle of a runbook, of the shipped library where it is named, with the organisation of the shipped library. */
export function bundleOf(idOrText: string): Bundle {
  const text = idOrText.includes('\n') ? idOrText : readFileSync(`${folder}/${idOrText}.yaml`, 'utf8');
  const read = parseRunbook(text, 'runbook.yaml');
  if (!('runbook' in read)) throw new Error(JSON.stringify(read.diagnostics));
  const made = bundle(read.runbook, libraryOf([{ path: folder, trusted: true }]));
  if ('problem' in made) throw new Error(made.problem);
  return made.bundle;
}

/** The form of a runbook on paper, with the telephone numbers of the shipped library or others. */
export function paperOf(idOrText: string, contacts = shippedContacts(), language?: Language): PaperForm {
  return paperForm({ bundle: bundleOf(idOrText), contacts, sha256: sha256(idOrText), language });
}

export function shippedContacts(): Readonly<Record<string, Contact>> {
  const file = `${folder}/contacts.yaml`;
  const read = readContacts(readFileSync(file, 'utf8'), file);
  if (!('contacts' in read)) throw new Error('The shipped contacts cannot be read.');
  return read.contacts.contacts;
}
