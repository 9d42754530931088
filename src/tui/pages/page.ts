import type { Row } from '../rows.ts';
import type { PageState } from './page-state.ts';
import type { Pressed, Screen, World } from '../state.ts';

/** One thing of a page's list. */
export interface Item {
  /** Stays the same as long as it is the same thing: what is marked stays marked while the list changes. */
  readonly id: string;
  readonly row: Row;
  /** What a search looks in. */
  readonly text: string;
}

/** A key of one page: feeds the handler, the bar at the bottom and the `?` screen. */
export interface PageKey {
  /** As `keyName` names them. */
  readonly keys: readonly string[];
  readonly shown: string;
  readonly label: string;
  readonly help: string;
  /** Why it does nothing with the marked item now. */
  readonly off?: (item: Item | undefined, world: World) => string | undefined;
  readonly press: (item: Item | undefined, screen: Screen, world: World) => Pressed;
}

/** A screen that is a list, with what is to be said of the marked item beside or under it. Pure, like the guide itself. */
export interface Page {
  readonly title: (world: World) => string;
  /** In the order in which they stand; those that the search leaves out are taken away afterwards. */
  readonly items: (world: World, state: PageState) => readonly Item[];
  readonly detail: (item: Item, world: World, columns: number, screen: Screen) => readonly Row[];
  readonly keys: readonly PageKey[];
  /** What stands there where the list is empty. */
  readonly none: string;
}
