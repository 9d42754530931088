import { detailOf } from './detail-rows.ts';
import { moreRow } from './rows.ts';
import type { Row } from './rows.ts';
import { openStep } from '../state.ts';
import type { Screen, World } from '../state.ts';

/** A blank and two lines: what a step warns of comes first in its text, and must not wait behind a page of checklist. */
const leastText = 3;

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
 * be done, all but its first lines; in a decision those too: an option that a number chooses must be seen.
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
  const decides = (openStep(screen, world.guide)?.options.length ?? 0) > 0;
  const room = Math.max(decides ? 0 : leastText, height - head.length - acts.length - 1);
  if (text.length <= room) return plain;
  const more = moreRow(text.length - room, screen.over !== undefined, ' of text');
  const short = [...head, ...text.slice(0, room), more, ...acts];
  return { rows: short, textTop: 0, shortened: short.length <= height, next: Math.min(last, head.length + room), last };
}
