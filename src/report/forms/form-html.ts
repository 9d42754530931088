import { inLines, markup, Markup } from '../html/markup.ts';
import type { AroundForms, Block, IcsForm, Said } from './form.ts';

/** Forms as a page without script or network, each printed on a page of its own. */
export function formsHtml(forms: readonly IcsForm[], around: AroundForms): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${around.drill ? 'EXERCISE ' : ''}${forms[0]?.name ?? 'ICS'}, ${around.alias}</title>
<style>${new Markup(style)}</style>
</head>
<body>
${forms.map((form) => article(form, around))}
</body>
</html>
`.text;
}

const style = `:root{color-scheme:light dark}
body{font:15px/1.45 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
article{break-after:page;margin-bottom:3rem}
section{border:1px solid currentColor;border-bottom-width:0;padding:.3rem .6rem .5rem;break-inside:auto}
section:last-of-type{border-bottom-width:1px}
h1{font-size:1.3rem}h2{font-size:.9rem;margin:0 0 .2rem;break-after:avoid}
p,ul{margin:.2rem 0}ul{padding-left:1.2rem}
table{border-collapse:collapse;width:100%}th,td{border:1px solid;padding:.15rem .4rem;text-align:left;vertical-align:top}td{overflow-wrap:anywhere}
td:first-child{white-space:nowrap}@media screen and (max-width:40rem){td:first-child{white-space:normal}}thead{display:table-header-group}
@page{size:A4;margin:15mm}@media print{body{font-size:10pt;padding:0}}`;

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

function section({ number, title, said, partly, typed }: Block): Markup {
  const known = [partly, said].filter((each) => each !== undefined).map(saidMarkup);
  if (said === undefined)
    known.push(markup`<p><strong>MISSING.</strong> Nothing is recorded. Say it: <code>${typed}</code></p>`);
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
