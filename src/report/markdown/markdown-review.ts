import { escapeMarkdown } from '../../text/index.ts';
import { headText } from '../../guide/index.ts';
import type { Part } from '../part.ts';
import { type ReviewDocument, theReview } from '../review/review-document.ts';
import { sectionsBelow, titled } from '../review/sections.ts';
import { type Source, sourceOf } from '../review/source.ts';
import { beginRows } from '../review/timeline-rows.ts';
import type { Shown } from '../shown-to.ts';
import type { Reader } from '../words/reader.ts';
import { type MarkdownStyle, section, table } from './draw.ts';
import { markdownRows } from './rows.ts';

export interface MarkdownOptions {
  /** So many entries it holds; of more it says where they can be read. */
  readonly most?: number;
  /** With charts of Mermaid, as wikis draw them. */
  readonly charts?: boolean;
  readonly document?: ReviewDocument;
}

/**
 * The review of an incident as Markdown (CommonMark with GitHub's tables), from its timeline alone: the sections of every review,
 * the whole log, the chain's head. What was left out for its audience is counted and said. Text from people and files is escaped.
 */
export function* markdownReview(
  shown: Shown,
  reader: Reader = {},
  { most = Infinity, charts = true, document = theReview }: MarkdownOptions = {},
): Iterable<Part> {
  const rows = beginRows(shown, reader, markdownRows);
  const source = sourceOf(shown, reader);
  const style: MarkdownStyle = { incident: source.incident, charts };
  yield opening(source, document);
  for (const each of document.above(source, shown)) yield* section(each, style);
  yield* timeline(source, most, rows);
  for (const each of sectionsBelow(source, shown.leftOut)) yield* section(each, style);
  yield closing(source);
}

/** TLP 2.0 has its label at the head and at the foot of a document. */
function opening({ incident, tlp, say }: Source, { title }: ReviewDocument): string {
  const drill = incident.mode === 'drill' ? `**${escapeMarkdown(say('drill.said'))}**\n\n` : '';
  const called = title === undefined ? '' : `**${escapeMarkdown(say(title))}**\n\n`;
  return `**${tlp}**\n\n# ${escapeMarkdown(incident.title)}\n\n${called}${drill}`;
}

function* timeline(source: Source, most: number, rows: (source: Source) => Iterable<Part>): Iterable<Part> {
  const { say, language, record } = source;
  yield `## ${escapeMarkdown(titled('timeline', source).title)}\n\n`;
  if (record.entries > most) {
    yield `${escapeMarkdown(say('timeline.too-long', { n: record.entries }))}\n\n`;
    return;
  }
  if (language !== 'en') yield `${escapeMarkdown(say('timeline.language'))}\n\n`;
  yield `${table(['', say('when'), say('who'), say('what'), ''], [])}\n`;
  yield* rows(source);
  yield '\n';
}

function closing({ incident, tlp, say }: Source): string {
  return `---\n\n${tlp}. ${escapeMarkdown(say('chain.running', { head: headText(incident) }))}. ${escapeMarkdown(say('made-from', { alias: incident.alias }))}\n`;
}
