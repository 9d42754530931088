import type { Told } from '../../guide/index.ts';
import { flowed, hanging } from './detail-rows.ts';
import { piece, row } from './rows.ts';
import type { Row } from './rows.ts';

/** What is said of a thing, in rows of at most so many columns. */
export function toldRows(lines: readonly Told[], columns: number): Row[] {
  return lines.flatMap(({ text, mood, point, lead }) => {
    if (point === true) return hanging([piece('• ', 'faint')], text, columns, mood);
    if (lead === undefined) return flowed(text, columns, mood);
    return text === '' ? [row(lead, 'title')] : hanging([piece(`${lead} `, 'title')], text, columns, mood);
  });
}
