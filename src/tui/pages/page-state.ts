import type { Wanted } from '../../guide/index.ts';

/** The screens beside the guide, by the word that opens them. */
const pageNames = ['clocks', 'timeline'] as const;
export type PageName = (typeof pageNames)[number];

/** Whether a word opens a page. */
export function isPage(word: string): word is PageName {
  return (pageNames as readonly string[]).includes(word);
}

/** Where one looks on a page. */
export interface PageState {
  readonly page: PageName;
  /** The item that is marked; absent: the first, or where the newest is last the end, also when more comes in. */
  readonly marked?: string;
  /** The first row shown of the list, and of what is said of the marked item. */
  readonly top: number;
  readonly detailTop: number;
  /** What was typed to search; `isSearching` while it is being typed. */
  readonly search: string;
  readonly isSearching: boolean;
  /** What of the timeline is shown; absent: all of it. */
  readonly filter?: Wanted;
}

/** A page just opened. */
export const opened = (page: PageName): PageState => ({
  page,
  top: 0,
  detailTop: 0,
  search: '',
  isSearching: false,
});
