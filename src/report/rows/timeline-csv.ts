import type { AnyEntry } from '../../entry/index.ts';
import { csvLine } from './csv.ts';
import type { RowFormat, ToldEntry } from './row-format.ts';

type Column = readonly [name: string, value: (told: ToldEntry) => string | number | undefined];

const columns: readonly Column[] = [
  ['seq', ({ entry }) => entry.seq],
  ['at', ({ entry }) => entry.at],
  ['precision', ({ entry }) => entry.precision],
  ['recorded', ({ entry }) => entry.recorded],
  ['exercise_at', ({ entry }) => entry['exercise-at']],
  ['by', ({ entry }) => entry.by.name],
  ['role', ({ entry }) => entry.by.role],
  ['entered_by', ({ entry }) => entry['entered-by']?.name],
  ['via', ({ entry }) => entry.via],
  ['type', ({ entry }) => entry.type],
  ['run', ({ entry }) => entry.run],
  ['step', ({ entry }) => entry.step],
  ['turn', ({ entry }) => entry.turn],
  ['what', ({ text }) => text],
  ['words', ({ entry }) => entry.words],
  ['deviation', ({ entry }) => entry.deviation?.kinds.join(' ')],
  ['reason_owed', ({ entry }) => (entry.deviation?.owed === true ? 'yes' : undefined)],
  ['data', ({ entry }) => dataOf(entry)],
  ['marking', ({ entry }) => entry.marking],
  ['origin', ({ entry }) => entry.origin],
  ['id', ({ entry }) => entry.id],
  ['cause', ({ entry }) => entry.cause],
  ['hash', ({ entry }) => entry.hash],
];

/** Every entry as a line of comma-separated values: its fields, and a sentence that says it. */
export const timelineCsv: RowFormat = {
  head: csvLine(columns.map(([name]) => name)),
  row: (told) => csvLine(columns.map(([, value]) => value(told) ?? '')),
};

/** The type's own fields as JSON, but for the text of a runbook, which is a document of its own. */
function dataOf({ data }: AnyEntry): string {
  const { text: _, followed: __, organisation: ___, ...rest } = data as Readonly<Record<string, unknown>>;
  return Object.keys(rest).length === 0 ? '' : JSON.stringify(rest);
}
