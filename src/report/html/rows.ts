import { keyOf } from '../../guide/index.ts';
import { millis } from '../../time/index.ts';
import { remembered } from '../review/remembered.ts';
import { rowMarks } from '../review/row-marks.ts';
import type { RowOf } from '../review/timeline-rows.ts';
import type { Lexicon } from '../words/lexicon.ts';
import { kindOf } from './kinds.ts';
import { escaped, inOneByte } from './markup.ts';

/**
 * One row of the timeline. `data-f` is what the page's script filters by: when (seconds), what kind, whether it left the
 * plan, which step; whose it is stands in the row. End tags that HTML lets be left out are.
 */
export function htmlRows(words: Lexicon): RowOf {
  const { time } = words;
  const said = (text: string): string => inOneByte(escaped(text));
  const marks = rowMarks(words, (mark) => ` <b>${said(mark)}</b>`);
  const [timed, named] = [remembered(said), remembered(said)];
  return (entry, line) => {
    const { seq, by, type, run, step, deviation } = entry;
    return (
      `<tr id="e${seq}" data-f="${Math.floor(millis(line.at) / 1000) || 0},${kindOf(type)},${deviation === undefined ? 0 : 1},${step === undefined ? '' : said(keyOf(run ?? '', step))}">` +
      `<th><a href="#e${seq}">#${seq}</a><td>${timed(time(line.at))}<i>${named(by.name)}</i><td>${said(line.text)}${marks(entry, line).join('')}\n`
    );
  };
}
