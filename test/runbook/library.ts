import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseRunbook, readContacts, readOrganisation } from '../../src/runbook/index.ts';
import type { Contacts, Library, Organisation, Runbook } from '../../src/runbook/index.ts';

/** What stands in a folder of test runbooks: the organisation, the contacts, and every runbook that reads. */
export function libraryOf(folder: string): Library {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const books = new Map<string, Runbook>();
  let organisation: Organisation | undefined;
  let contacts: Contacts | undefined;
  for (const name of files) {
    if (name === 'organisation.yaml') organisation = sound(readOrganisation(text(name), name)).organisation;
    else if (name === 'contacts.yaml') contacts = sound(readContacts(text(name), name)).contacts;
    else {
      const { runbook } = sound(parseRunbook(text(name), basename(name)));
      books.set(runbook.id, runbook);
    }
  }
  return {
    ...(organisation === undefined ? {} : { organisation }),
    ...(contacts === undefined ? {} : { contacts }),
    runbook: (id) => books.get(id),
    ids: [...books.keys()],
  };
}

function sound<T extends object>(read: T): Exclude<T, { diagnostics: unknown }> {
  if ('diagnostics' in read)
    throw new Error(`The library of the tests does not read: ${JSON.stringify(read.diagnostics)}`);
  return read as Exclude<T, { diagnostics: unknown }>;
}
