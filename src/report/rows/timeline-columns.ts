import type { AnyEntry } from '../../entry/index.ts';
import type { ToldEntry } from './row-format.ts';

/** A field of an entry, as tables show it. */
export interface TimelineColumn {
  readonly name: string;
  readonly value: (told: ToldEntry) => string | number | undefined;
  /** Its value is an instant. */
  readonly isTime?: true;
  /** In characters, where a table has room for so many. */
  readonly width: number;
}

type Row = readonly [name: string, width: number, value: TimelineColumn['value'], isTime?: true];

const rows: readonly Row[] = [
  ['seq', 7, ({ entry }) => entry.seq],
  ['at', 20, ({ entry }) => entry.at, true],
  ['precision', 10, ({ entry }) => entry.precision],
  ['recorded', 20, ({ entry }) => entry.recorded, true],
  ['exercise_at', 20, ({ entry }) => entry['exercise-at'], true],
  ['by', 20, ({ entry }) => entry.by.name],
  ['role', 18, ({ entry }) => entry.by.role],
  ['entered_by', 18, ({ entry }) => entry['entered-by']?.name],
  ['via', 7, ({ entry }) => entry.via],
  ['type', 20, ({ entry }) => entry.type],
  ['run', 20, ({ entry }) => entry.run],
  ['step', 20, ({ entry }) => entry.step],
  ['turn', 6, ({ entry }) => entry.turn],
  ['what', 80, ({ text }) => text],
  ['words', 60, ({ entry }) => entry.words],
  ['deviation', 20, ({ entry }) => entry.deviation?.kinds.join(' ')],
  ['reason_owed', 12, ({ entry }) => (entry.deviation?.owed === true ? 'yes' : undefined)],
  ['data', 40, ({ entry }) => dataOf(entry)],
  ['marking', 12, ({ entry }) => entry.marking],
  ['origin', 12, ({ entry }) => entry.origin],
  ['id', 12, ({ entry }) => entry.id],
  ['cause', 12, ({ entry }) => entry.cause],
  ['hash', 16, ({ entry }) => entry.hash],
];

/** Every field of an entry in the order of tables, and a sentence that says it. */
export const timelineColumns: readonly TimelineColumn[] = rows.map(([name, width, value, isTime]) => ({
  name,
  width,
  value,
  ...(isTime && { isTime }),
}));

/** The type's own fields as JSON, but for the text of a runbook, which is a document of its own. */
function dataOf({ data }: AnyEntry): string {
  const isDocument = 'text' in data || 'followed' in data || 'organisation' in data;
  const {
    text: _,
    followed: __,
    organisation: ___,
    ...rest
  } = (isDocument ? data : {}) as Readonly<Record<string, unknown>>;
  const json = JSON.stringify(isDocument ? rest : data);
  return json === '{}' ? '' : json;
}
