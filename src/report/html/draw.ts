import type { Block, Line, Section } from '../review/document.ts';
import type { Bar, Scale } from '../review/bar.ts';
import { escaped, inLines, markup, Markup, nothing } from './markup.ts';

/** A section of the page with its heading; nothing where it has nothing to say. */
export function section({ id, title, blocks }: Section): Markup {
  if (blocks.length === 0) return nothing;
  return markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${blocks.map(drawn)}</section>
`;
}

function drawn(block: Block): Markup {
  switch (block.kind) {
    case 'lead':
      return markup`<p class="lead">${line(block.line, (text) => inLines(text).text)}</p>
`;
    case 'paragraph':
      return markup`<p>${line(block.line)}</p>
`;
    case 'heading':
      return markup`<h3>${block.text}</h3>
`;
    case 'named':
      return markup`<dl>${block.rows.map(({ name, value }) => markup`<div><dt>${name}</dt><dd>${line(value)}</dd></div>`)}</dl>
`;
    case 'points':
      return markup`<ul>${block.items.map((item) => markup`<li>${line(item)}</li>`)}</ul>
`;
    case 'table':
      return table(block);
    case 'quote':
      return markup`<article><h3>${block.head}</h3>
<blockquote>${inLines(block.text)}</blockquote><p>${line(block.foot)}</p></article>
`;
    case 'map':
      return markup`<ol class="map">
${block.rows.map(
  ({ level, isOnPath, sign, text, entry }) =>
    markup`<li class="in${level}${isOnPath ? ' path' : ''}"><code>${sign}</code> ${text} ${line(entry)}</li>
`,
)}</ol>
`;
    case 'code':
      return markup`<pre tabindex="0" class="${block.language}"><code>${block.text.split('\n').map((each) => markup`${each}\n`)}</code></pre>
`;
    case 'gantt':
      // Its table has a bar for each step.
      return nothing;
  }
}

/** What stands on a line; `said` draws its texts. */
const line = (what: Line, said: (text: string) => string = escaped): Markup => new Markup(lineText(what, said));

/** As a string: a long review has tens of thousands of cells. */
function lineText(what: Line, said: (text: string) => string): string {
  if (typeof what === 'string') return said(what);
  if ('entry' in what) return markup`<a href="#e${what.entry}">#${what.entry}</a>`.text;
  if ('strong' in what) return markup`<b class="mark">${what.strong}</b>`.text;
  if ('code' in what) return markup`<code class="hash">${what.code}</code>`.text;
  if ('bars' in what) return bar(what.bars, what.scale).text;
  let text = '';
  for (const each of what) text += lineText(each, said);
  return text;
}

/**
 * A table; the first cell of a row is what the row is about. On a narrow screen its cells stand below each other, each with the name
 * of its column; its roles are said because a table drawn otherwise loses them.
 */
function table({ name, head, rows, legend }: Extract<Block, { kind: 'table' }>): Markup {
  const above =
    legend === undefined
      ? nothing
      : markup`<p>${legend}</p>
`;
  return markup`${above}<table class="wide" role="table">${name === undefined ? nothing : markup`<caption>${name}</caption>`}
<thead role="rowgroup"><tr role="row">${head.map((cell) => markup`<th role="columnheader" scope="col">${cell}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rowsOf(rows, head)}</tbody></table>
`;
}

function rowsOf(rows: readonly (readonly Line[])[], head: readonly string[]): Markup[] {
  const begins = head.map((name) => markup`<td role="cell" data-label="${name}">`.text);
  return rows.map(([first = '', ...cells]) => {
    let others = '';
    for (const [index, cell] of cells.entries()) others += `${begins[index + 1]}${lineText(cell, escaped)}</td>`;
    return markup`<tr role="row"><th role="rowheader" scope="row">${line(first)}</th>${new Markup(others)}</tr>
`;
  });
}

/** Of a thousand; a moment is seen too. */
const width = 1000;
const least = 3;

const heights: Readonly<Record<Bar['kind'], number>> = { expected: 18, took: 10, over: 4, limit: 20 };

/** A bar over a span of time. What it shows stands in words beside it, so it is nothing to whoever has it read out. */
function bar(parts: readonly Bar[], scale: Scale): Markup {
  const x = (at: number): number => Math.round(scale(at) * (width - least));
  const shapes = parts.map(({ kind, from, to }) => {
    const height = heights[kind];
    return markup`<rect class="${kind}" x="${x(from)}" y="${10 - height / 2}" width="${Math.max(least, x(to) - x(from))}" height="${height}"/>`;
  });
  return markup`<svg class="bar" viewBox="0 0 ${width} 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">${shapes}</svg>`;
}
