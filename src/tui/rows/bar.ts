import { barOf, piece } from './rows.ts';
import type { Piece } from './rows.ts';

const WIDTH = 8;

/** How much of a time has gone, from 0 to 1; as many blanks where there is none. */
export function bar(share: number | undefined): Piece {
  if (share === undefined) return piece(' '.repeat(WIDTH), 'faint');
  return piece(barOf(share, WIDTH), 'faint');
}
