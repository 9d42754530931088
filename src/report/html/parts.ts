import type { Asked } from '../annotations.ts';
import { markup, type Markup, nothing, type Shown } from './markup.ts';

/** A section of the page with its heading; nothing where it has nothing to say. */
export function section(id: string, title: string, content: Markup): Markup {
  if (content.text === '') return nothing;
  return markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${content}</section>
`;
}

/** One after another. */
export function together(...parts: readonly Markup[]): Markup {
  return markup`${parts}`;
}

/** Names with what is said of them. */
export function list(rows: readonly Asked[]): Markup {
  return markup`<dl>${rows.map(({ name, value }) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
`;
}

/**
 * A table; the first cell of a row is what the row is about. Nothing where there is no row. On a narrow screen its cells stand below
 * each other, each with the name of its column; its roles are said because a table drawn otherwise loses them.
 */
export function table(head: readonly string[], rows: readonly (readonly Shown[])[], name = ''): Markup {
  if (rows.length === 0) return nothing;
  return markup`<table class="wide" role="table">${name === '' ? nothing : markup`<caption>${name}</caption>`}
<thead role="rowgroup"><tr role="row">${head.map((cell) => markup`<th role="columnheader" scope="col">${cell}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map((cells) => rowOf(cells, head))}</tbody></table>
`;
}

function rowOf([first, ...cells]: readonly Shown[], head: readonly string[]): Markup {
  const others = cells.map((cell, index) => markup`<td role="cell" data-label="${head[index + 1]}">${cell}</td>`);
  return markup`<tr role="row"><th role="rowheader" scope="row">${first}</th>${others}</tr>
`;
}

/** Points of a list; nothing where there is none. */
export function points(all: readonly Markup[]): Markup {
  if (all.length === 0) return nothing;
  return markup`<ul>${all.map((point) => markup`<li>${point}</li>`)}</ul>
`;
}

/** A word that stands out by more than its colour. */
export function mark(word: string): Markup {
  return markup`<b class="mark">${word}</b>`;
}
