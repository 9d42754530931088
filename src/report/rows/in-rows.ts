import type { Part } from '../part.ts';
import type { Shown } from '../shown-to.ts';
import { inWindows, type OfWindow } from '../windows.ts';
import { entrySeenFrom, type Reader, seenFrom } from '../words/reader.ts';
import { type RowFormat, teller } from './row-format.ts';

/** How a format that is one row after another is written: while the timeline is read. */
export function inRows(format: RowFormat) {
  const ofWindow = (shown: Shown, reader: Reader): OfWindow => {
    const incident = seenFrom(shown.incident, reader);
    const whole = { alias: incident.alias, mode: incident.mode, tlp: shown.audience.tlp };
    const told = teller(incident, incident.mode === 'drill' ? 'DRILL ' : '');
    return (entries) => {
      let rows = '';
      for (const recorded of entries) {
        const entry = entrySeenFrom(recorded, reader);
        rows += format.row(told(entry), whole);
      }
      return rows;
    };
  };
  return {
    ofWindow,
    write: function* (shown: Shown, reader: Reader = {}): Iterable<Part> {
      if (format.head !== '') yield format.head;
      yield* inWindows(shown, ofWindow(shown, reader));
    },
  };
}
