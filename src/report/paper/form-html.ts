import { type Block, type Span } from '../../text/index.ts';
import { markdownBlocks } from '../../text/markdown.entry.ts';
import { inLines, markup, type Markup, nothing } from '../html/markup.ts';
import { pageEdges } from '../html/page-edges.ts';
import { pageHead } from '../html/page-head.ts';
import { type Lexicon, lexicon } from '../words/lexicon.ts';
import type { Answer, Card, FormLine, Item, PaperForm, Sheet, Table } from './form.ts';

/** The form as a page to be printed: black on white, without script or network, each sheet on a page of its own. */
export function formHtml(form: PaperForm): string {
  const { language, title } = form;
  const { say } = lexicon(language, 'UTC');
  const css = `${style}${form.sheets.map((_, index) => pageRule(form, index, say)).join('')}`;
  return markup`${pageHead({ language, title: say('paper.on-paper', { title }), styles: [css] })}<main>
${form.sheets.map((sheet, index) => sheetMarkup(sheet, index, form, say))}</main>
</body>
</html>
`.text;
}

const style = `*{box-sizing:border-box}
body{margin:0 auto;padding:1rem;max-width:48rem;background:#fff;color:#000;font:12pt/1.35 Arial,"Liberation Sans","DejaVu Sans",sans-serif}
h1{font-size:20pt;margin:0}
section{break-before:page;margin-top:2.5rem}section:first-of-type{break-before:auto;margin-top:0}
h2{font-size:16pt;margin:0 0 .2rem;padding-bottom:.15rem;border-bottom:2pt solid #000}
.branch{font-size:12pt;margin:.9rem 0 .3rem;break-after:avoid;border-left:5pt solid #000;padding-left:.4rem}
p,ul,ol,dl{margin:.25rem 0}h1,h2,h3,p,li,td,th{overflow-wrap:anywhere}
article{break-inside:avoid;border-top:.8pt solid #000;padding:.35rem 0 .5rem}
article h3{display:flex;gap:.6rem;font-size:13pt;margin:0;line-height:1.25}
article .number{min-width:2.2rem;font-size:15pt}
.in1{margin-left:1.2rem}.in2{margin-left:2.4rem}.in3{margin-left:3.6rem}
.about{font-size:10.5pt;margin:.1rem 0}.prose{margin:.3rem 0}.prose ul,.prose ol{padding-left:1.4rem}
blockquote{margin:.3rem 0;padding:.2rem .6rem;border:1pt solid #000}
.boxes{list-style:none;padding:0}.boxes li{display:flex;gap:.5rem;margin:.3rem 0}
.box{flex:none;display:inline-block;width:13pt;height:13pt;border:1.3pt solid #000;vertical-align:-2pt}
.line{display:flex;flex-wrap:wrap;gap:.4rem .9rem;margin-top:.6rem;align-items:flex-end}
.tick{display:inline-flex;gap:.3rem;align-items:flex-end;white-space:nowrap}
.fill{display:inline-flex;flex:1 1 6rem;gap:.3rem;align-items:flex-end;min-width:max-content}.fill{white-space:nowrap}.fill.wide{flex:3 1 12rem}
.blank{flex:1;border-bottom:1pt solid #000;min-width:3.2rem;height:1.6em}
.answer{display:flex;flex-wrap:wrap;gap:.2rem .5rem;align-items:flex-end;margin:.3rem 0}.answer .blank{flex:0 0 8rem}
code{font:bold 11pt "Liberation Mono","DejaVu Sans Mono",monospace}
table{border-collapse:collapse;width:100%;table-layout:fixed;margin:.3rem 0}
th,td{border:.8pt solid #000;padding:.2rem .35rem;text-align:left;vertical-align:top}
th{font-size:10.5pt}td:first-child{font-weight:bold}td:first-child span{font-weight:normal}tr{break-inside:avoid}thead{display:table-header-group}
.empty td{height:9.5mm}
@page{size:A4;margin:16mm 14mm 17mm}
@media print{body{max-width:none;padding:0;font-size:10.5pt}main{padding:0 1pt}.about,th{font-size:9.5pt}article h3{font-size:11.5pt}section{margin-top:0}}`;

/** What stands on each printed page of a sheet. */
function pageRule({ version, label, sheets }: PaperForm, index: number, say: Lexicon['say']): string {
  const safe = version.replaceAll(/[^\p{L}\d_ ,.-]/gu, '');
  const page = say('page', { page: '" counter(page) "', pages: '" counter(pages)' });
  const name = `sheet-${index + 1}`;
  const top = say('paper.sheet', { number: index + 1, all: sheets.length });
  return `
#${name}{page:${name}}${pageEdges({ page: name, top, label, bottom: `"${safe}. ${page}` })}`;
}

function sheetMarkup({ title, about, items }: Sheet, index: number, form: PaperForm, say: Lexicon['say']): Markup {
  const { sheets, label } = form;
  const id = `sheet-${index + 1}`;
  // Within the first sheet, for a change of pages would break before it.
  const over =
    index > 0
      ? nothing
      : markup`<h1>${form.title}</h1><p>${say('paper.runbook', { version: form.version })}${label === undefined ? '' : `. ${label}`}</p>
`;
  return markup`<section id="${id}" aria-labelledby="${id}-title">
${over}<h2 id="${id}-title">${say('paper.sheet', { number: index + 1, all: sheets.length })}: ${title}</h2>
${about.map((line) => markup`<p>${inLines(line)}</p>`)}
${items.map(itemMarkup)}</section>
`;
}

function itemMarkup(item: Item): Markup {
  switch (item.kind) {
    case 'heading':
      return markup`<h3 class="branch">${item.text}</h3>
`;
    case 'text':
      return markup`<p>${inLines(item.text)}</p>
`;
    case 'table':
      return tableMarkup(item);
    case 'card':
      return cardMarkup(item);
  }
}

function tableMarkup({ head, widths, rows, blank }: Table): Markup {
  const cell = (text: string): Markup => {
    const [first = '', ...rest] = text.split('\n');
    return markup`<td>${first}${rest.length === 0 ? nothing : markup`<br><span>${inLines(rest.join('\n'))}</span>`}</td>`;
  };
  return markup`<table><colgroup>${widths.map((width) => markup`<col width="${width}%">`)}</colgroup>
<thead><tr>${head.map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${rows.map(
  (cells) => markup`<tr>${cells.map(cell)}</tr>
`,
)}${Array.from(
    { length: blank },
    () => markup`<tr class="empty">${head.map(() => cell(''))}</tr>
`,
  )}</tbody></table>
`;
}

const box = markup`<span class="box"></span>`;

function cardMarkup({ number, title, level, about, prose, words, ticks, answers, options, lines }: Card): Markup {
  const named = number === undefined ? nothing : markup`<span class="number">${number}</span>`;
  return markup`<article class="in${Math.min(level, 3)}"><h3>${named}<span>${title}</span></h3>
${about.map((line) => markup`<p class="about">${line}</p>`)}
${prose === undefined ? nothing : markup`<div class="prose">${proseMarkup(prose)}</div>`}
${words.map(({ label, text }) => markup`<p class="about">${label}:</p><blockquote>${inLines(text)}</blockquote>`)}
${boxes(ticks.map((tick) => markup`<span>${tick}</span>`))}
${answers.map(answerMarkup)}
${boxes(options.map(({ id, title: said, about: more }) => markup`<span><code>${id}</code> ${[said, ...more].join('. ')}</span>`))}
${lines.map(lineMarkup)}</article>
`;
}

function boxes(rows: readonly Markup[]): Markup {
  return rows.length === 0
    ? nothing
    : markup`<ul class="boxes">${rows.map((row) => markup`<li>${box}${row}</li>`)}</ul>`;
}

function answerMarkup({ name, ask, unit, of }: Answer): Markup {
  const given =
    of.length > 0
      ? of.map((each) => markup`<span class="tick">${box}${each}</span>`)
      : [markup`<span class="blank"></span>`, unit === undefined ? nothing : markup`<span>${unit}</span>`];
  return markup`<p class="answer"><span>${ask}</span><code>${name} =</code>${given}</p>`;
}

function lineMarkup({ boxes: ticks, blanks, wide = [] }: FormLine): Markup {
  return markup`<p class="line">${ticks.map((each) => markup`<span class="tick">${box}${each}</span>`)}${blanks.map(
    (each) =>
      markup`<span class="${wide.includes(each) ? 'fill wide' : 'fill'}">${each}<span class="blank"></span></span>`,
  )}</p>`;
}

/** A list of the text is a list here; what stands deeper in it is indented by its own list. */
function proseMarkup(markdown: string): Markup {
  return markup`${markdownBlocks(markdown).map(blockMarkup)}`;
}

function blockMarkup({ kind, depth, spans, number, cells }: Block): Markup {
  const text = markup`${spans.map(spanMarkup)}`;
  switch (kind) {
    case 'item': {
      const item = markup`<li>${text}</li>`;
      const list = number === undefined ? markup`<ul>${item}</ul>` : markup`<ol start="${number}">${item}</ol>`;
      return Array.from({ length: Math.min(3, depth) }).reduce<Markup>(
        (inner) => markup`<div class="in1">${inner}</div>`,
        list,
      );
    }
    case 'quote':
      return markup`<blockquote>${text}</blockquote>`;
    case 'rule':
      return nothing;
    case 'table-row':
      return markup`<p>${(cells ?? []).map((cell, index) => markup`${index > 0 ? ' | ' : ''}${cell.map(spanMarkup)}`)}</p>`;
    default:
      return markup`<p>${text}</p>`;
  }
}

function spanMarkup({ text, bold, code }: Span): Markup {
  if (code === true) return markup`<code>${text}</code>`;
  return bold === true ? markup`<strong>${text}</strong>` : markup`${text}`;
}
