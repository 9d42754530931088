import { headText } from '../../guide/index.ts';
import { visible } from '../../text/index.ts';
import { millis } from '../../time/index.ts';
import { markdownReview } from '../markdown.ts';
import { labelOf } from '../redaction/audience.ts';
import type { Shown } from '../shown-to.ts';
import { blocksOf } from './blocks.ts';
import { Pages } from './page.ts';
import { typeset } from './typeset.ts';

/**
 * The review as a PDF: A4, tagged, with the label and the chain's head on every page; the same sections as its Markdown, which is
 * set here. Loaded late: fonts and what sets them weigh.
 */
export function* pdf(shown: Shown): Iterable<Uint8Array> {
  const { incident, audience } = shown;
  const drill = incident.mode === 'drill' ? 'DRILL ' : '';
  const pages = new Pages({
    title: visible(`${drill}${incident.alias}: ${incident.title}`),
    language: 'en',
    created: new Date(millis(incident.lastAt)),
    top: [visible(`${drill}${incident.alias}`), labelOf(audience.tlp)],
    bottom: `Chain ended at ${headText(incident)}`,
  });
  yield* typeset(blocksOf(markdownReview(shown, { most: mostEntries, charts: false })), pages);
  pages.end();
  yield* pages.written();
}

/** So many entries a PDF holds in bearable memory; of more it says where they stand. */
const mostEntries = 10_000;
