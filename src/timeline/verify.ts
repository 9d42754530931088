import { chainCheck, sha256, type ChainReport, type Head } from '../entry/index.ts';
import { entryOf, type PlacedRow } from './rows.ts';

/** Checks the stored entries of one incident; the stored text is hashed as it lies there. */
export function verifyRows(rows: Iterable<PlacedRow>, incident: string, file: string, head?: Head): ChainReport {
  const check = chainCheck({ incident, ...(head && { head }) });
  for (const row of rows) {
    const entry = readable(row, file);
    check.add(entry, isIndexedAs(row, entry) ? sha256(row.body) : '');
  }
  return check.end();
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
