import { escapeMarkdown } from '../../text/index.ts';
import { remembered } from '../review/remembered.ts';
import { rowMarks } from '../review/row-marks.ts';
import type { RowOf } from '../review/timeline-rows.ts';
import type { Lexicon } from '../words/lexicon.ts';

/** One row of the timeline, as a row of a table. */
export function markdownRows(words: Lexicon): RowOf {
  const { time } = words;
  const marks = rowMarks(words, escapeMarkdown);
  const [timed, named] = [remembered(escapeMarkdown), remembered(escapeMarkdown)];
  return (entry, line) =>
    `| #${entry.seq} | ${timed(time(line.at))} | ${named(entry.by.name)} | ${escapeMarkdown(line.text)} | ${marks(entry, line).join(', ')} |\n`;
}
