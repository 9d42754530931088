import { visible } from '../../text/index.ts';
import { millis } from '../../time/index.ts';
import { csvLine } from './csv.ts';
import type { RowFormat, ToldEntry, Whole } from './row-format.ts';

type Event = Readonly<Record<string, string | number>>;

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
  'via',
  'recorded',
  'tlp',
  'hash',
] as const;

function eventOf({ entry, text }: ToldEntry, { alias, mode, tlp }: Whole): Event {
  return {
    message: mode === 'drill' ? `DRILL ${text}` : text,
    datetime: entry.at,
    timestamp_desc: entry.precision === 'second' ? 'Happened' : `Happened (${entry.precision})`,
    timestamp: millis(entry.at) * 1000,
    data_type: `holdfast:${entry.type}`,
    user: entry.by.name,
    role: entry.by.role ?? '',
    entered_by: entry['entered-by']?.name ?? '',
    incident: alias,
    seq: entry.seq,
    run: entry.run ?? '',
    step: entry.step ?? '',
    deviation: entry.deviation?.kinds.join(' ') ?? '',
    via: entry.via,
    recorded: entry.recorded,
    tlp: entry.marking ?? tlp,
    hash: entry.hash,
  };
}

/** Entries as events of Timesketch, comma-separated. */
export const timesketchCsv: RowFormat = {
  head: csvLine(columns),
  row: (told, whole) => {
    const event = eventOf(told, whole);
    return csvLine(columns.map((column) => event[column] ?? ''));
  },
};

/** Entries as events of Timesketch, one JSON document a line; what is empty is not there. */
export const timesketchLines: RowFormat = {
  head: '',
  row: (told, whole) => {
    const said = Object.entries(eventOf(told, whole))
      .filter(([, value]) => value !== '')
      .map(([name, value]): readonly [string, string | number] => [
        name,
        typeof value === 'string' ? visible(value) : value,
      ]);
    return `${JSON.stringify(Object.fromEntries(said))}\n`;
  },
};
