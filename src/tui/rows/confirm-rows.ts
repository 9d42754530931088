import { flowed } from './detail-rows.ts';
import { piece, row } from './rows.ts';
import type { Row } from './rows.ts';
import type { Over, World } from '../state.ts';

type ConfirmOver = Extract<Over, { over: 'confirm' }>;

/**
 * What is asked before an act, with as much as there is room for of what somebody should know. `isUnread`: it has come up by itself, and y means
 * nothing yet.
 */
export function confirmRows(over: ConfirmOver, isUnread: boolean, columns: number, height: number): Row[] {
  const lines = confirmLines(over, columns);
  const room = Math.max(1, height - 2);
  return [
    row(over.prompt, 'strong'),
    ...(lines.length > room ? windowed(lines, room, over.top ?? 0) : lines),
    [isUnread ? piece('…', 'faint') : piece('y', 'key'), piece(' yes   '), piece('n', 'key'), piece(' no, leave it')],
  ];
}

const confirmLines = (over: ConfirmOver, columns: number): readonly Row[] =>
  over.lines.flatMap((line) => flowed(line, columns));

/** How far down one can go in what is asked; 0 where all of it is shown. */
export function lastOfConfirm(over: ConfirmOver, { columns, rows }: World['layout']): number {
  const room = mostAsked(rows) - 2;
  const lines = confirmLines(over, columns).length;
  return lines > room ? lines - (room - 1) : 0;
}

/** The rows that a question may take of a screen. */
export const mostAsked = (rows: number): number => Math.floor(rows * 0.6);

/** A part of many lines, with how many there are around it. */
function windowed(lines: readonly Row[], room: number, wanted: number): readonly Row[] {
  const most = Math.max(1, room - 1);
  const top = Math.min(wanted, lines.length - most);
  const below = lines.length - most - top;
  const around = [...(top > 0 ? [`↑ ${top} more above`] : []), ...(below > 0 ? [`↓ ${below} more below`] : [])];
  return [...lines.slice(top, top + most), row(`${around.join('   ')} (arrow keys)`, 'faint')];
}
