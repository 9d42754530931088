import type { AnyEntry } from '../../entry/index.ts';
import { describeEntry, type LogLine, type Numbers, type Roughness, roughnessOf } from '../../guide/index.ts';
import type { Part } from '../part.ts';
import type { Shown } from '../shown-to.ts';
import { inWindows, type OfWindowElsewhere } from '../windows.ts';
import { type Lexicon, lexicon } from '../words/lexicon.ts';
import { type Reader, seenFrom } from '../words/reader.ts';
import { changedLater, type Gathered } from './gather.ts';

/** What a row says of its entry. */
export type RowText = Pick<LogLine, 'at' | 'text'> &
  Partial<Pick<LogLine, 'undone' | 'corrected'>> & { readonly rough?: Roughness | undefined };

/** An entry as a row of the timeline, on a line of its own, with its line end. */
export type RowOf = (entry: AnyEntry, line: RowText) => string;

/** What rows are made with, in the words and times of their reader. */
export type RowMaker = (words: Lexicon) => RowOf;

/** What rows need of the whole timeline, which one reading of it gives. */
type Whole = Pick<Gathered, 'numbers' | 'changed'>;

/**
 * Begins the rows of a timeline: somebody may make them while the sections are made that stand above. They are asked for once that
 * is known of the timeline which one reading gives.
 */
export function beginRows(shown: Shown, reader: Reader, maker: RowMaker): (whole: Whole) => Iterable<Part> {
  let known: Whole | undefined;
  const row = rowWriter(shown, reader, maker);
  const rows = inWindows(shown, rowsWith, 'later');
  return (whole) => {
    known = whole;
    return rows;
  };

  function rowsWith(entries: Iterable<AnyEntry>): string {
    if (known === undefined) throw new Error('Rows were asked for before the timeline was read.');
    let text = '';
    for (const entry of entries) text += row(entry, known.numbers, known.changed.get(entry.id));
    return text;
  }
}

/** The same rows, made by who has not read the timeline: a window that needs more than its own entries is not made. */
export const rowsElsewhere =
  (maker: RowMaker) =>
  (shown: Shown, reader: Reader): OfWindowElsewhere => {
    const isChangedLater = changedLater(shown.incident);
    const row = rowWriter(shown, reader, maker);
    let asked = false;
    const numbers: Numbers = {
      get() {
        asked = true;
        return undefined;
      },
    };
    return (entries) => {
      asked = false;
      let text = '';
      for (const entry of entries) {
        if (isChangedLater(entry)) return undefined;
        text += row(entry, numbers);
        if (asked) return undefined;
      }
      return text;
    };
  };

function rowWriter(shown: Shown, reader: Reader, maker: RowMaker) {
  const incident = seenFrom(shown.incident, reader);
  const rowOf = maker(lexicon(reader.language ?? 'en', incident.timezone));
  return (entry: AnyEntry, numbers: Numbers, changed?: LogLine): string =>
    rowOf(
      entry,
      changed ?? {
        at: entry.at,
        text: describeEntry(entry, incident, numbers),
        rough: roughnessOf(entry.precision),
      },
    );
}
