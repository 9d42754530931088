import type { AnyEntry } from '../entry/index.ts';
import type { Part } from './part.ts';

/**
 * The text of some entries that follow each other. Of the same entries of the same incident it is always the same, whoever makes
 * it: the windows of a long timeline may be shared among threads.
 */
export type OfWindow = (entries: Iterable<AnyEntry>) => string;

/** The same, by who does not know all that rows may say: undefined where these entries need more. */
export type OfWindowElsewhere = (entries: Iterable<AnyEntry>) => string | undefined;

/** When the texts of windows are asked for: one after another as they are made, or `later`, when much else is done. */
export type Asked = 'at once' | 'later';

/** Entries of which there may be many. */
export interface Entries {
  /** Oldest first; may be asked for more than once. */
  readonly entries: () => Iterable<AnyEntry>;
  /** The texts of their windows, in order, by whoever shares in making them; absent, or undefined, where nobody does. */
  readonly inWindows?: (ofWindow: OfWindow, asked: Asked) => Iterable<Part> | undefined;
}

/** So many entries are held at a time, and make one part: handing each on would take as long as making some of them. */
const together = 100;

/** The text of many entries, one window after the other. */
export function inWindows(
  { entries, inWindows: shared }: Entries,
  ofWindow: OfWindow,
  asked: Asked = 'at once',
): Iterable<Part> {
  return shared?.(ofWindow, asked) ?? oneByOne(entries(), ofWindow);
}

function* oneByOne(entries: Iterable<AnyEntry>, ofWindow: OfWindow): Iterable<string> {
  let window: AnyEntry[] = [];
  for (const entry of entries) {
    window.push(entry);
    if (window.length < together) continue;
    yield ofWindow(window);
    window = [];
  }
  if (window.length > 0) yield ofWindow(window);
}
