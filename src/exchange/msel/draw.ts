import { csvLine, workbook } from '../../report/index.ts';
import type { Scenario } from '../../runbook/index.ts';
import { mselColumns, type MselRow } from './rows.ts';

/** The list as comma-separated values; what a spreadsheet would calculate has an apostrophe before it. */
export function* mselCsv(rows: readonly MselRow[]): Iterable<string> {
  yield csvLine(mselColumns);
  for (const row of rows) yield csvLine(mselColumns.map((column) => kept(row[column])));
}

/** A text that begins as if it had been kept from being calculated gets one apostrophe more: whoever reads takes one away. */
const kept = (text: string): string => (isKept.test(text) ? `'${text}` : text);
const isKept = /^'+[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

const widths: Readonly<Record<string, number>> = { Message: 60, 'Expected Participant Response': 50, Notes: 40 };

/** The list as a workbook of one sheet; a text in it is a text and never a formula. */
export function mselWorkbook(scenario: Scenario, rows: readonly MselRow[], created: string): Iterable<Uint8Array> {
  const sheet = {
    name: 'MSEL',
    columns: mselColumns.map((name) => ({ name, width: widths[name] ?? 18 })),
    rows: () => rows.map((row) => mselColumns.map((column) => row[column])),
  };
  return workbook([sheet], {
    title: `EXERCISE MSEL: ${scenario.title}`,
    left: 'EXERCISE EXERCISE EXERCISE',
    middle: scenario.title,
    page: 'Page &P of &N',
    created,
  });
}
