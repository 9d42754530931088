import { inLines, markup, type Markup } from '../html/markup.ts';
import { pageEdges, pageOfPages } from '../html/page-edges.ts';
import { pageHead } from '../html/page-head.ts';
import type { AroundForms, Block, IcsForm, Said } from './form.ts';

/** Forms as a page without script or network, each printed on a page of its own. */
export function formsHtml(forms: readonly IcsForm[], around: AroundForms): string {
  const title = `${around.drill ? 'EXERCISE ' : ''}${forms[0]?.name ?? 'ICS'}, ${around.alias}`;
  return markup`${pageHead({ language: 'en', title, styles: [style, onPaper(around)], scheme: 'light dark' })}<main>
${forms.map((form) => article(form, around))}</main>
</body>
</html>
`.text;
}

const style = `body{font:15px/1.45 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
article{break-after:page;margin-bottom:3rem}
section{border:1px solid currentColor;border-bottom-width:0;padding:.3rem .6rem .5rem;break-inside:auto}
section:last-of-type{border-bottom-width:1px}
h1{font-size:1.3rem}h2{font-size:.9rem;margin:0 0 .2rem;break-after:avoid}
p,ul{margin:.2rem 0}ul{padding-left:1.2rem}
table{border-collapse:collapse;width:100%}th,td{border:1px solid;padding:.15rem .4rem;text-align:left;vertical-align:top}td{overflow-wrap:anywhere}
td:first-child{white-space:nowrap}@media screen and (max-width:40rem){td:first-child{white-space:normal}}thead{display:table-header-group}
@page{size:A4;margin:15mm}@media print{body{font-size:10pt;padding:0}}`;

/** What stands on every printed page: a form may take more than one. */
const onPaper = ({ drill, label }: AroundForms): string =>
  pageEdges({ top: drill ? 'EXERCISE' : '', label, bottom: pageOfPages });

function article({ name, title, blocks }: IcsForm, { drill, label, alias, foot }: AroundForms): Markup {
  return markup`<article>
<h1>${title} (${name})</h1>
${drill ? markup`<p><strong>EXERCISE EXERCISE EXERCISE</strong></p>` : undefined}
<p>${label}. Filled from the record of ${alias}; read it before you sign it.</p>
${blocks.map(section)}
<footer><p>${foot.join(' ')}</p></footer>
</article>
`;
}

function section({ number, title, said, partly, remedy = '' }: Block): Markup {
  const known = [partly, said].filter((each) => each !== undefined).map(saidMarkup);
  if (said === undefined) {
    const words = remedy.split('`').map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : part));
    known.push(markup`<p><strong>MISSING.</strong> Nothing that could stand here is recorded. ${words}</p>`);
  }
  return markup`<section><h2>${number}. ${title}</h2>${known}</section>
`;
}

function saidMarkup(said: Said): Markup {
  if (typeof said === 'string') return markup`<p>${inLines(said)}</p>`;
  if (!('head' in said)) return markup`<ul>${said.map((text) => markup`<li>${inLines(text)}</li>`)}</ul>`;
  const head = said.head.map((name) => markup`<th scope="col">${name}</th>`);
  const rows = said.rows.map((cells) => markup`<tr>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>`);
  return markup`<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}
