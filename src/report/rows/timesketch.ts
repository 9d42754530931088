import { visible } from '../../text/index.ts';
import { millis } from '../../time/index.ts';
import { csvLine } from './csv.ts';
import type { RowFormat, ToldEntry, Whole } from './row-format.ts';

/**
 * The columns of an event; the first three are those that Timesketch asks for ("Create timeline from JSON/JSONL/CSV file"),
 * `timestamp` are its microseconds.
 */
const columns = [
  'message',
  'datetime',
  'timestamp_desc',
  'timestamp',
  'data_type',
  'user',
  'role',
  'entered_by',
  'incident',
  'seq',
  'run',
  'step',
  'deviation',
  'later',
  'via',
  'recorded',
  'tlp',
  'hash',
];

/** An event, in the order of the columns. */
function eventOf({ entry, text, later }: ToldEntry, { alias, tlp }: Whole): readonly (string | number)[] {
  return [
    text,
    entry.at,
    entry.precision === 'second' ? 'Happened' : `Happened (${entry.precision})`,
    millis(entry.at) * 1000,
    `holdfast:${entry.type}`,
    entry.by.name,
    entry.by.role ?? '',
    entry['entered-by']?.name ?? '',
    alias,
    entry.seq,
    entry.run ?? '',
    entry.step ?? '',
    entry.deviation?.kinds.join(' ') ?? '',
    later ?? '',
    entry.via,
    entry.recorded,
    entry.marking ?? tlp,
    entry.hash,
  ];
}

/** Entries as events of Timesketch, comma-separated. */
export const timesketchCsv: RowFormat = {
  head: csvLine(columns),
  row: (told, whole) => csvLine(eventOf(told, whole)),
};

/** Entries as events of Timesketch, one JSON document a line; what is empty is not there. */
export const timesketchLines: RowFormat = {
  head: '',
  row: (told, whole) => {
    const said = eventOf(told, whole).flatMap((value, place) =>
      value === '' ? [] : [[columns[place] ?? '', typeof value === 'string' ? visible(value) : value] as const],
    );
    return `${JSON.stringify(Object.fromEntries(said))}\n`;
  },
};
