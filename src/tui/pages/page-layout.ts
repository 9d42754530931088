import { GAP } from '../rows/layout.ts';
import type { World } from '../state.ts';

/** From so many columns on the detail stands beside the list, else under it. */
const BESIDE = 100;

/** How the body of a page is divided. */
export interface PageLayout {
  readonly list: { readonly columns: number; readonly height: number };
  readonly detail: { readonly columns: number; readonly height: number };
  readonly isBeside: boolean;
}

/** How a body of that size is divided: a list needs as much room as it has rows, what is said of one the rest. */
export function pageLayout(columns: number, height: number, rows: number): PageLayout {
  if (columns >= BESIDE) {
    const list = Math.min(76, Math.floor(columns * 0.45));
    return {
      list: { columns: list, height },
      detail: { columns: columns - list - GAP, height },
      isBeside: true,
    };
  }
  const list = Math.max(3, Math.min(rows, Math.floor(height * 0.55)));
  return {
    list: { columns, height: list },
    detail: { columns, height: Math.max(0, height - list - 1) },
    isBeside: false,
  };
}

/** Rows between the heading and the line of answers. */
export function pageHeight({ layout }: Pick<World, 'layout'>): number {
  return layout.rows - 1 - layout.clocks - 1 - 1 - 1;
}
