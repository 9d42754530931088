import { type Guide, lineMarks, type LogLine } from '../guide/index.ts';
import { showTime } from '../time/index.ts';
import { piece } from './rows.ts';
import type { Row } from './rows.ts';

/** A line of the log: when, who, what; what was derived stands behind an arrow. */
export function logRow(line: LogLine, guide: Guide): Row {
  if (line.derived === true) return [piece(`      → ${line.text}`, 'faint')];
  const time = showTime(line.at, { now: guide.now, timeZone: guide.timezone }).replace(/ [+-]\d\d:\d\d$/, '');
  return [
    piece(`#${line.seq} `.padStart(5), 'faint'),
    piece(`${time} `, 'faint'),
    piece(`${line.by}: `, 'strong'),
    piece(line.text, line.undone ? 'faint' : 'plain'),
    ...lineMarks(line).map((mark) => piece(` [${mark}]`, 'warn')),
  ];
}
