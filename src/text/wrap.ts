import { graphemes, isOneColumnEach, width } from './width.ts';

/**
 * The text in lines of at most so many columns (two at least, for a wide character must fit somewhere). Lines break at
 * spaces, and around the wide characters of scripts that have none; a word longer than a line is broken between characters. Line breaks in the text are kept, and so is the
 * indentation of a first line. Always at least one line.
 */
export function wrap(text: string, columns: number): string[] {
  const room = Math.max(2, Math.floor(columns));
  return text.split(/\r\n|\r|\n/).flatMap((line) => (fits(line, room) ? [line] : wrapLine(line, room)));
}

function fits(line: string, columns: number): boolean {
  return line.length * 2 <= columns || width(line) <= columns;
}

function wrapLine(line: string, columns: number): string[] {
  const lines: string[] = [];
  let current = '';
  let used = 0;
  let begun = false;

  const finish = (): void => {
    const line = current.trimEnd();
    if (line !== '') lines.push(line);
    current = '';
    used = 0;
    begun = false;
  };

  const append = (word: string, columnsOfWord: number, space: string): void => {
    current += begun ? space + word : word;
    used += (begun ? space.length : 0) + columnsOfWord;
    begun = true;
  };

  const add = (word: string, space: string): void => {
    // Spaces at which a line was broken are not carried to the next.
    if (word === '' && !begun && lines.length > 0) return;
    const columnsOfWord = width(word);
    if (begun && used + space.length + columnsOfWord > columns) finish();
    if (columnsOfWord <= columns) {
      if (word !== '' || begun || lines.length === 0) append(word, columnsOfWord, space);
      return;
    }
    const pieces = brokenWord(word, columns);
    const last = pieces.pop() ?? '';
    for (const piece of pieces) lines.push(piece);
    append(last, width(last), space);
  };

  for (const word of line.split(' ')) {
    let space = ' ';
    for (const part of isOneColumnEach(word) ? [word] : breakable(word)) {
      add(part, space);
      space = '';
    }
  }
  finish();
  return lines.length === 0 ? [''] : lines;
}

/** What ends something begins no line, and what begins something ends none (UAX #14: CL, CP, EX, NS and OP). */
const ending = /^[\p{Pe}\p{Pf},.:;?!%、。，．：；？！％・ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ…]/u;
const beginning = /[\p{Ps}\p{Pi}]$/u;

/** The parts of a word between which a line may break: around characters of two columns, but in Korean, which has spaces. */
function* breakable(word: string): Generator<string> {
  let part = '';
  let wasWide = false;
  for (const character of graphemes(word)) {
    const isWide = width(character) === 2 && !/\p{Script=Hangul}/u.test(character);
    if (part !== '' && (isWide || wasWide) && !ending.test(character) && !beginning.test(part)) {
      yield part;
      part = '';
    }
    part += character;
    wasWide = isWide;
  }
  yield part;
}

function brokenWord(word: string, columns: number): string[] {
  const pieces: string[] = [];
  if (isOneColumnEach(word)) {
    for (let from = 0; from < word.length; from += columns) pieces.push(word.slice(from, from + columns));
    return pieces;
  }
  let piece = '';
  let used = 0;
  for (const part of unbreakable(word, columns)) {
    const wide = width(part);
    if (used + wide > columns && piece !== '') {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += part;
    used += wide;
  }
  pieces.push(piece);
  return pieces;
}

/** Characters, but a letter under so many marks that it is wider than a line is taken apart. */
function* unbreakable(word: string, columns: number): Generator<string> {
  for (const grapheme of graphemes(word)) {
    if (width(grapheme) > columns) yield* grapheme;
    else yield grapheme;
  }
}
