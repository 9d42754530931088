import type { Wanted } from '../../guide/index.ts';

/** The screens beside the guide, by the word that opens them. */
export const pageNames = [
  'clocks',
  'map',
  'messages',
  'facts',
  'people',
  'services',
  'questions',
  'injects',
  'brief',
  'review',
  'timeline',
  'incidents',
  'facilitate',
] as const;
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
  /** The first row shown of the list; absent: some rows above the marked one. */
  readonly top?: number;
  /** The first row shown of what is said of the marked item. */
  readonly detailTop: number;
  /** What matters less is left out of the list, on a page that can do so. */
  readonly isFolded?: boolean;
  /** What was typed to search; `isSearching` while it is being typed. */
  readonly search: string;
  readonly isSearching: boolean;
  /** The language in which messages are read; absent: the first of each. */
  readonly language?: string;
  /** What of the timeline is shown; absent: all of it. */
  readonly filter?: Wanted;
}

/** The page with another item marked, in the midst of its list. */
export function marking(page: PageState, id: string): PageState {
  const { top: _, ...state } = page;
  return { ...state, marked: id, detailTop: 0 };
}

/** A page just opened, with one thing of its list marked. */
export const opened = (page: PageName, marked?: string): PageState => ({
  page,
  ...(marked === undefined ? {} : { marked }),
  detailTop: 0,
  search: '',
  isSearching: false,
});
