import { readBeside } from '../../files/index.ts';
import type { Incident } from '../../incident/index.ts';
import type { Contact } from '../../runbook/index.ts';
import type { Call } from '../call.ts';
import { foldersOf } from './runbook-source.ts';

/** The telephone list beside the followed runbooks, else along the folders. Private: it is shown and never recorded. */
export function contactsFor(call: Call, { runs }: Pick<Incident, 'runs'>): Readonly<Record<string, Contact>> {
  const folder = runs.find((run) => run.folder !== undefined)?.folder;
  return readBeside(foldersOf(call), folder).contacts?.read?.contacts ?? {};
}
