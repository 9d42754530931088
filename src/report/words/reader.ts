import type { AnyEntry } from '../../entry/index.ts';
import type { Incident } from '../../incident/index.ts';
import { type Instant, instant, isInstant, millis } from '../../time/index.ts';
import type { Language } from '../languages.entry.ts';
import type { Shown } from '../shown-to.ts';

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

/** The moment with the offset of the reader's zone; as it was recorded where none is asked for, or it is no moment. */
export function momentSeenFrom(at: Instant, { timezone }: Reader): Instant {
  return timezone === undefined || !isInstant(at) ? at : instant(millis(at), timezone);
}

/** A timeline for what is one row an entry: with the times of its entries as the clocks of the reader's zone showed them. */
export function rowsSeenFrom(shown: Shown, reader: Reader): Shown {
  if (reader.timezone === undefined) return shown;
  return {
    ...shown,
    incident: seenFrom(shown.incident, reader),
    entries: function* () {
      for (const entry of shown.entries()) yield entrySeenFrom(entry, reader);
    },
    // It is known only once everything was written.
    get leftOut() {
      return shown.leftOut;
    },
  };
}

/** An entry with its times as the clocks of the reader's zone showed them. */
export function entrySeenFrom(entry: AnyEntry, reader: Reader): AnyEntry {
  if (reader.timezone === undefined) return entry;
  const exercise = entry['exercise-at'];
  return {
    ...entry,
    at: momentSeenFrom(entry.at, reader),
    recorded: momentSeenFrom(entry.recorded, reader),
    ...(exercise !== undefined && { 'exercise-at': momentSeenFrom(exercise, reader) }),
  };
}
