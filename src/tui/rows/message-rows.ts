import { sinceLastTime } from '../../guide/index.ts';
import type { FilledMessage } from '../../guide/index.ts';
import { flowed } from './detail-rows.ts';
import { asWritten, bodyIn, draftOf } from './message-body.ts';
import { blank, piece } from './rows.ts';
import type { Piece, Row } from './rows.ts';
import type { MessageOver, Screen, World } from '../state.ts';
import { writtenRows } from './written-rows.ts';

/** A message as it would be recorded, with what is not known marked in it; the place of writing while it is changed. */
export function messageRows(
  screen: Screen,
  over: MessageOver,
  message: FilledMessage,
  world: World,
  columns: number,
): Row[] {
  const text =
    over.line === undefined ? bodyRows(screen, message, over.language, columns) : writtenRows(over.line, columns);
  const body = bodyIn(asWritten(screen, message), over.language)?.text ?? '';
  return [
    ...toRows(message, columns),
    languageRow(message, over.language),
    ...sinceRows(screen, message, world, columns),
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
    ...(over.step === undefined
      ? flowed('No open step asks for it: that it was sent is recorded by itself.', columns, 'faint')
      : []),
    ...flowed('holdfast sends nothing by itself: send it, then press Enter.', columns, 'faint'),
  ];
}

/** To whom, and by what. */
export function toRows({ to, by }: FilledMessage, columns: number): Row[] {
  return [...flowed(`To: ${to}`, columns, 'strong'), ...(by === undefined ? [] : flowed(`By: ${by}`, columns))];
}

/** The languages that it is written in, the one before one's eyes in brackets. */
export function languageRow({ bodies }: FilledMessage, language: string): Row {
  return [
    piece('Language: '),
    ...bodies.map((each) =>
      piece(
        each.language === language ? `[${each.language}] ` : ` ${each.language}  `,
        each.language === language ? 'strong' : 'faint',
      ),
    ),
  ];
}

/** The text of one language as it would be recorded; what was changed here says so. */
export function bodyRows(screen: Screen, message: FilledMessage, language: string, columns: number): Row[] {
  const body = bodyIn(asWritten(screen, message), language);
  if (body === undefined) return flowed('It has no words.', columns, 'warn');
  const changed =
    draftOf(screen, message.id, body.language) === undefined
      ? []
      : flowed("Changed here, not sent yet. Empty it, and the runbook's words are back.", columns, 'warn');
  return [...changed, ...flowed(body.text, columns).map(markMissing)];
}

/** Whether it says the same as the last time: said before it goes out again. */
export function sinceRows(screen: Screen, message: FilledMessage, world: World, columns: number): Row[] {
  const since = sinceLastTime(asWritten(screen, message), world.sent(message.id), world.guide);
  return since === undefined ? [] : flowed(since.text, columns, since.same ? 'warn' : 'plain');
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
