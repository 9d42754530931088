import type { Told } from '../guide/index.ts';
import { flowed, hanging } from './detail-rows.ts';
import { piece } from './rows.ts';
import type { Row } from './rows.ts';

/** What is said of a thing, in rows of at most so many columns. */
export function toldRows(lines: readonly Told[], columns: number): Row[] {
  return lines.flatMap(({ text, mood, point }) =>
    point === true ? hanging([piece('• ', 'faint')], text, columns, mood) : flowed(text, columns, mood),
  );
}
