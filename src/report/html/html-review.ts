import { script, style } from '../../report-page/index.ts';
import type { Part } from '../part.ts';
import type { Section } from '../review/document.ts';
import { type ReviewDocument, theReview } from '../review/review-document.ts';
import { sectionsBelow, titled } from '../review/sections.ts';
import { type Source, sourceOf } from '../review/source.ts';
import { beginRows } from '../review/timeline-rows.ts';
import type { Shown } from '../shown-to.ts';
import type { Reader } from '../words/reader.ts';
import { stateText } from '../words/state-text.ts';
import { section } from './draw.ts';
import { markup, Markup, nothing } from './markup.ts';
import { pageEdges, pageOfPages } from './page-edges.ts';
import { pageHead } from './page-head.ts';
import { htmlRows } from './rows.ts';
import { timeline } from './timeline.ts';

/**
 * The review as one page that needs nothing else: no network, its own style and script allowed by their digests alone. It reads
 * without the script too, which makes the timeline one that is searched, filtered and zoomed.
 */
export function* htmlReview(
  shown: Shown,
  reader: Reader = {},
  { title, above: sections }: ReviewDocument = theReview,
): Iterable<Part> {
  const rows = beginRows(shown, reader, htmlRows);
  const source = sourceOf(shown, reader);
  const above = Array.from(sections(source, shown), (each) => ({
    id: each.id,
    title: each.title,
    text: section(each).text,
  }));
  const entries = titled('timeline', source);
  yield opening(
    source,
    [...above, entries, ...sectionsBelow(source, shown.leftOut)],
    title === undefined ? undefined : source.say(title),
  ).text;
  for (const { text } of above) yield text;
  yield* timeline(entries, source, rows(source));
  // What was left out is known only when everything has been given.
  for (const each of sectionsBelow(source, shown.leftOut)) yield section(each).text;
  yield closing(source).text;
}

function opening(source: Source, contents: readonly Pick<Section, 'id' | 'title'>[], called?: string): Markup {
  const { incident, tlp, say, language } = source;
  const drill = incident.mode === 'drill';
  const drillName = say('drill.name');
  const title = `${drill ? `${drillName}: ` : ''}${called === undefined ? '' : `${called}: `}${incident.title} (${incident.alias}), ${tlp}`;
  return markup`${pageHead({ language, title, styles: [style, onPaper(source)], script, scheme: 'light dark' })}<a class="skip" href="#timeline">${say('page.skip')}</a>
${drill ? markup`<aside class="drill" aria-label="${drillName}">${say('drill.said')}</aside>` : nothing}
<header><p class="tlp ${colour(tlp)}">${tlp}</p><h1>${incident.title}</h1>${called === undefined ? nothing : markup`<p>${called}</p>`}<p>${incident.alias}, ${stateText(incident, source)}</p></header>
<nav aria-label="${say('page.contents')}"><ul>${contents.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
<main>
`;
}

/** The class that draws a label in its colour: `TLP:AMBER+STRICT` is amber. */
const colour = (tlp: string): string => tlp.slice('TLP:'.length).split('+')[0]?.toLowerCase() ?? '';

/** What stands on every printed page. */
const onPaper = ({ incident, tlp, say }: Source): string =>
  pageEdges({ top: incident.mode === 'drill' ? say('drill.printed') : '', label: tlp, bottom: pageOfPages });

function closing({ tlp, incident, say }: Source): Markup {
  return markup`</main>
<footer><p class="tlp ${colour(tlp)}">${tlp}</p>${incident.mode === 'drill' ? markup`<p>${say('drill.said')}</p>` : nothing}<p>${say('made-from', { alias: incident.alias })}</p></footer>
<script>${new Markup(script)}</script>
</body>
</html>
`;
}
