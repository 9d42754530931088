import type { Shown } from '../shown-to.ts';
import type { Key } from '../words/lexicon.ts';
import type { Section } from './document.ts';
import { sectionsAbove } from './sections.ts';
import type { Source } from './source.ts';

/** A document that is made of what a timeline tells: what stands before the timeline in it, and what it is called beside the incident. */
export interface ReviewDocument {
  /** Absent: it is the review. */
  readonly title?: Key;
  readonly above: (source: Source, shown: Shown) => Iterable<Section>;
}

/** The review itself. */
export const theReview: ReviewDocument = { above: sectionsAbove };
