import type { Sought } from './search-query.ts';

/** One entry, as it is to be found. */
export interface Findable {
  /** The how manyth of its incident. */
  readonly place: number;
  /** When it happened, in milliseconds since 1970. */
  readonly at: number;
  /** The sentence that the log has for it now. */
  readonly text: string;
  /** What it is found by besides: what was said at first, the id of its step. */
  readonly also: string;
  readonly people: string;
  readonly kind: string;
  /** Whatever else whoever put it in wants to have back. */
  readonly rest: string;
}

/** An entry that was found. */
export interface Hit extends Pick<Findable, 'place' | 'text' | 'rest'> {
  /** The global id of its incident. */
  readonly incident: string;
  /** A line of the sentence around the first words that were found. */
  readonly excerpt: string;
}

/** How far an incident is in the index: the count of its entries, and the hash of the last of them. */
export interface Reached {
  readonly entries: number;
  readonly hash: string;
}

/** The words of all incidents. A cache: whoever searches brings it up to date first. */
export interface SearchIndex {
  /** It lies beside the timeline; else it was made in memory, for this once. */
  readonly isKept: boolean;
  /** By the global id of the incident. */
  reached(): ReadonlyMap<string, Reached>;
  /**
   * Puts entries of one incident in, each instead of what stood for its place before, and notes how far it is now; all of it or
   * nothing. Nobody else writes meanwhile.
   * @param work is given how far the incident is by then; nothing is put in where it gives nothing
   */
  put(
    incident: string,
    work: (
      reached: Reached | undefined,
    ) => { readonly rows: Iterable<Findable>; readonly reached: Reached } | undefined,
  ): void;
  /** Forgets an incident that is not the one that it was. */
  forget(incident: string): void;
  /** Newest first, by when they happened. */
  find(sought: Sought): readonly Hit[];
}
