import { headText } from '../../guide/index.ts';
import { visible } from '../../text/index.ts';
import { millis } from '../../time/index.ts';
import { markdownReview } from '../markdown/markdown-review.ts';
import { textOf } from '../part.ts';
import { labelOf } from '../redaction/audience.ts';
import { type ReviewDocument, theReview } from '../review/review-document.ts';
import type { Shown } from '../shown-to.ts';
import { lexicon } from '../words/lexicon.ts';
import type { Reader } from '../words/reader.ts';
import { blocksOf } from './blocks.ts';
import { Pages } from './page.ts';
import { typeset } from './typeset.ts';

/**
 * The review as a PDF: A4, tagged, with the label and the chain's head on every page; the same sections as its Markdown, which is
 * set here. Loaded late: fonts and what sets them weigh.
 */
export function* pdf(shown: Shown, reader: Reader = {}, document: ReviewDocument = theReview): Iterable<Uint8Array> {
  const { incident, audience } = shown;
  const { language, say } = lexicon(reader.language ?? 'en', incident.timezone);
  const drill = incident.mode === 'drill' ? `${say('drill.name')} ` : '';
  const pages = new Pages({
    title: visible(
      `${drill}${document.title === undefined ? '' : `${say(document.title)}: `}${incident.alias}: ${incident.title}`,
    ),
    language,
    created: new Date(millis(incident.lastAt)),
    top: [visible(`${drill}${incident.alias}`), labelOf(audience.tlp)],
    bottom: say('chain.running', { head: headText(incident) }),
    number: (page, pages) => say('page', { page, pages }),
  });
  yield* typeset(
    blocksOf(textOf(markdownReview(shown, reader, { most: mostEntries, charts: false, document }))),
    pages,
  );
  // What cannot be set as it was written is never wrong in silence.
  if (pages.numbered !== undefined) {
    const text = say('pdf.numbers', { example: pages.numbered });
    yield* typeset([{ kind: 'paragraph', lines: [[{ text, bold: false }]] }], pages);
  }
  pages.end();
  yield* pages.written();
}

/** So many entries a PDF holds in bearable memory; of more it says where they stand. */
const mostEntries = 10_000;
