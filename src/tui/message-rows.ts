import type { CurrentStep } from '../guide/index.ts';
import { flowed } from './detail-rows.ts';
import { writtenRows } from './written-rows.ts';
import { blank, piece } from './rows.ts';
import type { Piece, Row } from './rows.ts';
import { bodyOf } from './message-body.ts';
import type { MessageOver, Screen } from './state.ts';

/** A message as it would be recorded, with what is not known marked in it; the place of writing while it is changed. */
export function messageRows(screen: Screen, over: MessageOver, step: CurrentStep, columns: number): Row[] {
  const message = step.message;
  if (message === undefined) return [];
  const languages = message.bodies.map((body) => body.language);
  const body = bodyOf(screen, over, step);
  const text = over.line === undefined ? flowed(body, columns) : writtenRows(over.line, columns);
  return [
    [piece(`To: ${message.to}`, 'strong')],
    ...(message.by === undefined ? [] : [[piece(`By: ${message.by}`)]]),
    [
      piece('Language: '),
      ...languages.map((each) =>
        piece(each === over.language ? `[${each}] ` : ` ${each}  `, each === over.language ? 'strong' : 'faint'),
      ),
    ],
    blank,
    ...text.map(markMissing),
    blank,
    ...(body.includes('[not known yet: ')
      ? flowed(
          'Not everything in it is known yet. Answer it with f, write it in with e, or send it so.',
          columns,
          'warn',
        )
      : []),
    ...flowed('holdfast sends nothing by itself: send it, then press Enter.', columns, 'faint'),
  ];
}

/** What is not known stands out; the words say it too. */
function markMissing(row: Row): Row {
  return row.flatMap((each) =>
    // What has none stays the piece that it is: the caret is known by it.
    each.text.includes('[not known yet: ')
      ? each.text
          .split(/(\[not known yet: [^\]]*\])/)
          .filter((part) => part !== '')
          .map((part): Piece => ({ text: part, tone: part.startsWith('[not known yet: ') ? 'warn' : each.tone }))
      : [each],
  );
}
