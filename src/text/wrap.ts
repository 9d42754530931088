import { graphemes, isOneColumnEach, width } from './width.ts';

/**
 * The text in lines of at most so many columns (two at least, for a wide character must fit somewhere). Lines break at
 * spaces; a word longer than a line is broken between characters. Line breaks in the text are kept, and so is the
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

  const append = (word: string, columnsOfWord: number): void => {
    const space = begun ? ' ' : '';
    current += space + word;
    used += space.length + columnsOfWord;
    begun = true;
  };

  for (const word of line.split(' ')) {
    // Spaces at which a line was broken are not carried to the next.
    if (word === '' && !begun && lines.length > 0) continue;
    const columnsOfWord = width(word);
    if (begun && used + 1 + columnsOfWord > columns) finish();
    if (columnsOfWord <= columns) {
      if (word !== '' || begun || lines.length === 0) append(word, columnsOfWord);
      continue;
    }
    const pieces = brokenWord(word, columns);
    const last = pieces.pop() ?? '';
    for (const piece of pieces) lines.push(piece);
    append(last, width(last));
  }
  finish();
  return lines.length === 0 ? [''] : lines;
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
