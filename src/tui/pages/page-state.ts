/** The screens beside the guide, by the word that opens them. */
const pageNames = ['clocks', 'messages', 'facts', 'services', 'questions'] as const;
export type PageName = (typeof pageNames)[number];

/** Whether a word opens a page. */
export function isPage(word: string): word is PageName {
  return (pageNames as readonly string[]).includes(word);
}

/** Where one looks on a page. */
export interface PageState {
  readonly page: PageName;
  /** The item that is marked; absent: the first. */
  readonly marked?: string;
  /** The first row shown of the list, and of what is said of the marked item. */
  readonly top: number;
  readonly detailTop: number;
  /** What was typed to search; `isSearching` while it is being typed. */
  readonly search: string;
  readonly isSearching: boolean;
  /** The language in which messages are read; absent: the first of each. */
  readonly language?: string;
}

/** A page just opened, at the first of its items or at a certain one. */
export const opened = (page: PageName, marked?: string): PageState => ({
  ...(marked === undefined ? {} : { marked }),
  page,
  top: 0,
  detailTop: 0,
  search: '',
  isSearching: false,
});
