import type { Contacts, Organisation, Runbook } from './model.ts';

/** What stands beside a runbook: the organisation, the contacts, and the other runbooks by id. */
export interface Library {
  readonly organisation?: Organisation | undefined;
  /** Where an organisation.yaml stands there that cannot be read: what is wrong with it, its file named. */
  readonly organisationFault?: string | undefined;
  readonly contacts?: Contacts | undefined;
  /** As {@link organisationFault}, of a contacts.yaml. */
  readonly contactsFault?: string | undefined;
  runbook(id: string): Runbook | undefined;
  /** Where there is a runbook of that name and it cannot be read: what is wrong with it, its file named. */
  runbookFault?(id: string): string | undefined;
  readonly ids: readonly string[];
}
