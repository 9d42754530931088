import { type Guide, lineMarks, type LogLine } from '../../guide/index.ts';
import { showTime } from '../../time/index.ts';
import { piece } from './rows.ts';
import type { GivesWay, Piece, Row, Tone } from './rows.ts';

/** What gives way first; of each as much stays as tells what it was. */
const gives = {
  name: { turn: 1, least: 20 },
  reason: { turn: 2, least: 4 },
  words: { turn: 2, least: 12 },
  title: { turn: 3, least: 12 },
  outcome: { turn: 4, least: 12 },
} as const satisfies Readonly<Record<string, GivesWay>>;

/**
 * A line of the log: when, who, what; what was derived stands behind an arrow. On a narrow screen a long name gives way first, then
 * the reason and the title of what it is about: what became of it stays, and the marks that say how far the line can be gone by.
 */
export function logRow(line: LogLine, guide: Guide): Row {
  if (line.derived === true) return [piece('      → ', 'faint'), ...textPieces(line, 'faint')];
  const time = showTime(line.at, { now: guide.now, timeZone: guide.timezone }).replace(/ [+-]\d\d:\d\d$/, '');
  return [
    piece(`#${line.seq} `.padStart(5), 'faint'),
    piece(`${time} `, 'faint'),
    piece(line.by, 'strong', gives.name),
    piece(': ', 'strong'),
    ...textPieces(line, line.undone ? 'faint' : 'plain'),
    ...lineMarks(line).map((mark) => piece(` [${mark}]`, 'warn')),
  ];
}

function textPieces({ text, title }: LogLine, tone: Tone): readonly Piece[] {
  if (title === undefined) return [piece(text, tone, gives.words)];
  const { from, to, end } = title;
  return [
    piece(text.slice(0, from), tone),
    piece(text.slice(from, to), tone, gives.title),
    piece(text.slice(to, end), tone, gives.outcome),
    piece(text.slice(end), tone, gives.reason),
  ].filter((each) => each.text !== '');
}
