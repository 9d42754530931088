import type { Row } from '../rows/rows.ts';
import type { PageState } from './page-state.ts';
import type { Pressed, Screen, World } from '../state.ts';

/** One thing of a page's list. */
export interface Item {
  /** Stays the same as long as it is the same thing: what is marked stays marked while the list changes. */
  readonly id: string;
  readonly row: Row;
  /** A word that stands over it and those after it; it cannot be marked. */
  readonly heading?: string;
  /** What a search looks in. */
  readonly text: string;
  /** Marked as long as nobody has marked another; else the first item is. */
  readonly isStart?: boolean;
}

/** A list too long to be made whole: one asks for what is looked at. It has done what the search asks for. */
export interface Items {
  readonly length: number;
  readonly at: (place: number) => Item | undefined;
  /** The place of an item; -1 where it is not among them. */
  readonly placeOf: (id: string) => number;
  /** Where one begins; -1 or absent: at the first. */
  readonly start?: number;
  /** The places of the items over which a word stands. */
  readonly headings?: readonly number[];
}

/** A key of one page: feeds the handler, the bar at the bottom and the `?` screen. */
export interface PageKey {
  /** As `keyName` names them. */
  readonly keys: readonly string[];
  readonly shown: string;
  readonly label: string;
  /** What it does now, where that is not always the same. */
  readonly labelNow?: (item: Item | undefined, world: World) => string;
  readonly help: string;
  /** Why it does nothing with the marked item now. */
  readonly off?: (item: Item | undefined, world: World) => string | undefined;
  readonly press: (item: Item | undefined, screen: Screen, world: World) => Pressed;
}

/** A screen that is a list, with what is to be said of the marked item beside or under it. Pure, like the guide itself. */
export interface Page {
  readonly title: (world: World, state: PageState) => string;
  /** Rows that stay above the list, whatever is scrolled: what its marks mean. */
  readonly legend?: (world: World, columns: number) => readonly Row[];
  /** Rows that stay below the list and its detail, of a body that has so many rows in all. */
  readonly foot?: (world: World, columns: number, height: number) => readonly Row[];
  /** In the order in which they stand. Of an array those that the search leaves out are taken away afterwards. */
  readonly items: (world: World, state: PageState) => readonly Item[] | Items;
  /** The list grows at its end: there one stands when it is opened, and as long as one does not go up. */
  readonly isNewestLast?: boolean;
  readonly detail: (item: Item, world: World, columns: number, screen: Screen) => readonly Row[];
  readonly keys: readonly PageKey[];
  /** What stands there where the list is empty. */
  readonly none: string;
}
