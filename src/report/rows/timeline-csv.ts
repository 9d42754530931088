import { csvLine } from './csv.ts';
import type { RowFormat } from './row-format.ts';
import { timelineCells, timelineColumns } from './timeline-columns.ts';

/** Every entry as a line of comma-separated values: its fields, and a sentence that says it. */
export const timelineCsv: RowFormat = {
  head: csvLine(timelineColumns.map(({ name }) => name)),
  row: (told) => csvLine(timelineCells(told)),
};
