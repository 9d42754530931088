import type { RowOf } from '../review/gather.ts';
import { rowMarks } from '../review/row-marks.ts';
import { remembered } from '../review/remembered.ts';
import type { Lexicon } from '../words/lexicon.ts';
import { kindOf } from './kinds.ts';
import { escaped } from './markup.ts';

/**
 * One row of the timeline. `data-f` is what the page's script filters by: when (seconds), whose, what kind, which step, whether it
 * left the plan. End tags that HTML lets be left out are.
 */
export function rowMaker(words: Lexicon): RowOf {
  const { time } = words;
  const marks = rowMarks(words, (mark) => ` <b>${escaped(mark)}</b>`);
  const [timed, named] = [remembered(escaped), remembered(escaped)];
  return (entry, line, { at, person, step }) => {
    const { seq, by, type, deviation } = entry;
    return (
      `<tr id="e${seq}" data-f="${Math.floor(at / 1000) || 0},${person},${kindOf(type)},${step < 0 ? '' : step},${deviation === undefined ? 0 : 1}">` +
      `<th><a href="#e${seq}">#${seq}</a><td>${timed(time(line.at))}<i>${named(by.name)}</i><td>${escaped(line.text)}${marks(entry, line).join('')}\n`
    );
  };
}
