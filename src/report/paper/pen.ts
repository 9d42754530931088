import type { Run } from '../pdf/blocks.ts';
import { left, type Pages, type Struct, textWidth } from '../pdf/page.ts';

/** Points: large enough for a copy of a copy. */
export const size = { title: 20, sheet: 15, number: 14, card: 11.5, text: 10.5, small: 9.5 } as const;

export const plain = (text: string): Run[] => [{ text, bold: false }];

export interface Put {
  readonly size: number;
  /** How it is tagged; else a paragraph. */
  readonly type?: string;
  /** Points from the left edge of the text. */
  readonly x?: number;
  readonly within?: Struct;
}

/** A paragraph from here on, on as many pages as it needs. */
export function put(runs: readonly Run[], { size: points, type = 'P', x = 0, within }: Put, pages: Pages): void {
  const struct = pages.part(type, within);
  for (const line of pages.broken(runs, points, textWidth - x)) {
    pages.room(pages.lineHeight(points));
    pages.content(struct, () => pages.line(line, left + x, pages.y, points));
    pages.y += pages.lineHeight(points);
  }
  struct.end();
}

/** How high it will be. */
export function heightOf(runs: readonly Run[], points: number, x: number, pages: Pages): number {
  return pages.broken(runs, points, textWidth - x).length * pages.lineHeight(points);
}
