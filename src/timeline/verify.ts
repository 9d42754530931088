import type { Database } from 'better-sqlite3';
import { chainCheck, sha256, type ChainReport, type Head } from '../entry/index.ts';
import { entryOf, type IncidentRecord, PLACES, type PlacedRow } from './rows.ts';

/**
 * Checks the stored entries of one incident; the stored text is hashed as it lies there.
 * @param named the rows of those ids
 * @param record what the list of incidents says of it; undefined where it does not have it
 */
export function verifyRows(
  rows: Iterable<PlacedRow>,
  named: (ids: ReadonlySet<string>) => readonly PlacedRow[],
  incident: string,
  record: IncidentRecord | undefined,
  file: string,
  head?: Head,
): ChainReport {
  const check = chainCheck({ incident, ...(record && { called: record }), ...(head && { head }) });
  for (const row of rows) {
    const entry = readable(row, file);
    check.add(entry, isIndexedAs(row, entry) ? sha256(row.body) : '');
  }
  return check.end((ids) => named(ids).map((row) => readable(row, file)));
}

function readable(row: PlacedRow, file: string): unknown {
  try {
    return entryOf(row, file);
  } catch {
    return undefined;
  }
}

/** The columns that are searched say the same as the text that is hashed. */
function isIndexedAs(row: PlacedRow, entry: unknown): boolean {
  const { id, type } = Object(entry) as Partial<PlacedRow>;
  return id === row.id && type === row.type;
}

/** What the list of incidents and the entries do not have in common, in sentences: no chain speaks of it. */
export function straysOf(database: Database): readonly string[] {
  const rows = database
    .prepare<[], { number: number; alias: string }>('SELECT number, alias FROM incident ORDER BY number')
    .all();
  const between = database
    .prepare<[number, number], number>('SELECT 1 FROM entry WHERE place >= ? AND place < ? LIMIT 1')
    .pluck();
  const has = (from: number, to: number): boolean => between.get(from * PLACES, to * PLACES) !== undefined;
  const numbers = rows.map(({ number }) => number);
  const isStray = [-1, ...numbers].some((number, index) => has(number + 1, numbers[index] ?? 2 ** 20));
  return [
    ...rows
      .filter(({ number }) => !has(number, number + 1))
      .map(({ alias }) => `${alias} stands in the list of incidents, but every entry of it is missing.`),
    ...(isStray ? ['There are entries of an incident that is missing from the list of incidents.'] : []),
  ];
}
