import { visible, visibleLines } from '../../text/index.ts';
import type { AroundForms, Block, IcsForm, Said } from './form.ts';

/** Forms as a page without script or network, each printed on a page of its own. */
export function formsHtml(forms: readonly IcsForm[], around: AroundForms): string {
  const title = `${around.drill ? 'EXERCISE ' : ''}${forms[0]?.name ?? 'ICS'}, ${around.alias}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${safe(title)}</title>
<style>${style}</style>
</head>
<body>
${forms.map((form) => formText(form, around)).join('\n')}
</body>
</html>
`;
}

const style = `:root{color-scheme:light dark}
body{font:15px/1.45 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
article{break-after:page;margin-bottom:3rem}
section{border:1px solid currentColor;border-bottom-width:0;padding:.3rem .6rem .5rem;break-inside:auto}
section:last-of-type{border-bottom-width:1px}
h1{font-size:1.3rem}h2{font-size:.9rem;margin:0 0 .2rem;break-after:avoid}
p,ul{margin:.2rem 0}ul{padding-left:1.2rem}
table{border-collapse:collapse;width:100%}th,td{border:1px solid;padding:.15rem .4rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
td:first-child{white-space:nowrap}thead{display:table-header-group}
@page{size:A4;margin:15mm}@media print{body{font-size:10pt;padding:0}}`;

function formText({ name, title, blocks }: IcsForm, { drill, label, alias, head, leftOut }: AroundForms): string {
  return `<article>
<h1>${safe(title)} (${name})</h1>
${drill ? '<p><strong>EXERCISE EXERCISE EXERCISE</strong></p>\n' : ''}<p>${label}. Filled from the record of ${safe(alias)}; read it before you sign it.</p>
${blocks.map(blockText).join('\n')}
<footer><p>${safe([label, `${alias}, chain ended at ${head}`, ...leftOut].join('. '))}</p></footer>
</article>`;
}

function blockText({ number, title, said, partly, typed }: Block): string {
  const known = [partly, said].filter((each) => each !== undefined).map(saidText);
  if (said === undefined)
    known.push(`<p><strong>MISSING.</strong> Nothing is recorded. Say it: <code>${safe(typed)}</code></p>`);
  return `<section><h2>${number}. ${safe(title)}</h2>${known.join('')}</section>`;
}

function saidText(said: Said): string {
  if (typeof said === 'string') return `<p>${lines(said)}</p>`;
  if (!('head' in said)) return `<ul>${said.map((text) => `<li>${lines(text)}</li>`).join('')}</ul>`;
  const head = said.head.map((name) => `<th scope="col">${safe(name)}</th>`).join('');
  const rows = said.rows.map((cells) => `<tr>${cells.map((cell) => `<td>${safe(cell)}</td>`).join('')}</tr>`);
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

const instead: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** As text and nothing else, in an element or an attribute in quotes. */
const safe = (text: string): string => visible(text).replaceAll(/[&<>"']/g, (found) => instead[found] ?? '');

const lines = (text: string): string => visibleLines(text).map(safe).join('<br>');
