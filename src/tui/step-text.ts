import { detailOf } from './detail-rows.ts';
import { row } from './rows.ts';
import type { Row } from './rows.ts';
import type { Screen, World } from './state.ts';

/** What is to be seen of the marked step. */
export interface StepText {
  /** In the order in which it is scrolled. */
  readonly rows: readonly Row[];
  readonly textTop: number;
  /** The text was cut so that what is to be done stands on the screen. */
  readonly shortened: boolean;
  /** Where a page down leads. */
  readonly next: number;
  readonly last: number;
}

/**
 * The marked step in a window of that size. As long as nobody has scrolled, a text that is too long gives way to what is to
 * be done: an option that a number chooses must be seen.
 */
export function stepText(
  screen: Screen,
  world: Pick<World, 'guide' | 'blocks'>,
  columns: number,
  height: number,
): StepText {
  const { head, text, acts } = detailOf(screen, world, columns);
  const rows = [...head, ...text, ...acts];
  const last = Math.max(0, rows.length - height);
  const textTop = Math.max(0, Math.min(screen.textTop, last));
  const plain = { rows, textTop, shortened: false, next: Math.min(last, textTop + Math.max(1, height - 1)), last };
  if (textTop > 0 || last === 0 || acts.length === 0 || text.length === 0) return plain;
  const room = Math.max(0, height - head.length - acts.length - 1);
  const more = row(`… ${text.length - room} more rows of text: PgDn`, 'key');
  const short = [...head, ...text.slice(0, room), more, ...acts];
  return { rows: short, textTop: 0, shortened: short.length <= height, next: Math.min(last, head.length + room), last };
}
