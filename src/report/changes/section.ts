import { type Block, heading, joined, paragraph, table } from '../review/document.ts';
import { refTo, type Source } from '../review/source.ts';
import { runbookChanges } from './runbook-changes.ts';
import { takenTexts } from './taken.ts';

/** What the review proposes to change in the runbooks, with the entries behind it and as a difference of their text. */
export function changes(source: Source): readonly Block[] {
  const { say, incident } = source;
  if (incident.runs.length === 0) return [];
  const all = runbookChanges(source);
  const taken = takenTexts(source);
  if (all.length === 0) return [...taken, paragraph(say('change.none'))];
  return [
    ...taken,
    paragraph(say('change.about')),
    ...all.flatMap(({ runbook, file, proposals, diff }): readonly Block[] => [
      heading(say('change.in-file', { runbook, file })),
      ...table(
        [say('change.where'), say('change.what'), say('change.entries')],
        proposals.map(({ where, text, entries }) => [where, text, joined(entries.map(refTo), ', ')]),
      ),
      { kind: 'code', language: 'diff', text: diff.replaceAll('\r', '') },
    ]),
  ];
}
