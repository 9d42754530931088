import type { Indicator, Readiness } from '../../analysis/index.ts';
import { style } from '../../report-page/index.ts';
import { section } from '../html/draw.ts';
import { markup } from '../html/markup.ts';
import { pageEdges, pageOfPages } from '../html/page-edges.ts';
import { pageHead } from '../html/page-head.ts';
import { readinessSections } from './readiness-sections.ts';

/** A readiness as one page that needs nothing else: no network, no script, its style allowed by its digest alone. */
export function readinessHtml(ready: Readiness, indicators: readonly Indicator[]): string {
  const sections = readinessSections(ready, indicators).filter(({ blocks }) => blocks.length > 0);
  const title = `Readiness ${ready.at.slice(0, 10)}`;
  return markup`${pageHead({ language: 'en', title, styles: [style, pageEdges({ bottom: pageOfPages })], scheme: 'light dark' })}<header><h1>Readiness</h1><p>${ready.at.slice(0, 10)}</p></header>
<nav aria-label="Contents"><ul>${sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
<main>
${sections.map(section)}</main>
</body>
</html>
`.text;
}
