import { hanging } from './detail-rows.ts';
import { piece, windowTop } from './rows.ts';
import type { Row } from './rows.ts';

/** So many rows the marked one takes at most where not all of them can be read in full. */
const mostOfMarked = 4;

/**
 * What can be chosen, in no more rows than that: each in full where there is room, for it is chosen by what it says; else the marked
 * one in full and the others in a row each, as many as there are around it.
 */
export function choiceRows(
  labels: readonly string[],
  at: number,
  isNumbered: boolean,
  columns: number,
  height: number,
): Row[] {
  const markOf = (place: number): Row => [
    piece(place === at ? '>' : ' ', 'key'),
    piece(isNumbered && place < 9 ? `${place + 1} ` : '  ', 'key'),
  ];
  const inFull = (place: number): Row[] =>
    hanging(markOf(place), labels[place] ?? '', columns, place === at ? 'chosen' : 'plain');
  if (labels.length <= height) {
    const all = labels.flatMap((_, place) => inFull(place));
    if (all.length <= height) return all;
  }
  const marked = at < labels.length ? inFull(at).slice(0, Math.max(1, Math.min(mostOfMarked, height))) : [];
  const room = Math.max(1, height - Math.max(0, marked.length - 1));
  const top = windowTop(labels.length, room, at, Math.max(0, at - Math.floor(room / 2)));
  return labels
    .slice(top, top + room)
    .flatMap((label, index): Row[] => (top + index === at ? marked : [[...markOf(top + index), piece(label)]]));
}
