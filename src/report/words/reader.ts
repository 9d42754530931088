import type { Incident } from '../../incident/index.ts';
import type { Language } from '../languages.entry.ts';

/** How whoever reads it wants a document. */
export interface Reader {
  /** Absent: English. */
  readonly language?: Language | undefined;
  /** An IANA name; absent: the zone of the incident. */
  readonly timezone?: string | undefined;
  /** Of a document that there is one of for each person: whose. */
  readonly person?: string | undefined;
}

/** The incident with its times as the clocks of the reader's zone showed them. */
export function seenFrom(incident: Incident, { timezone }: Reader): Incident {
  return timezone === undefined || timezone === incident.timezone ? incident : { ...incident, timezone };
}
