import type { Contacts, Organisation, Runbook } from './model.ts';

/** What stands beside a runbook: the organisation, the contacts, and the other runbooks by id. */
export interface Library {
  readonly organisation?: Organisation | undefined;
  readonly contacts?: Contacts | undefined;
  runbook(id: string): Runbook | undefined;
  readonly ids: readonly string[];
}
