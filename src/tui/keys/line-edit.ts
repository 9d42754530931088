import { graphemes } from '../../text/index.ts';
import type { Input } from './key-parser.ts';

/** A text that is being written, and the place in it (in UTF-16 units, always between two characters) where it goes on. */
export interface Line {
  readonly text: string;
  readonly at: number;
}

export const emptyLine: Line = { text: '', at: 0 };

/** A text with the place at its end. */
export function lineOf(text: string): Line {
  return { text, at: text.length };
}

/**
 * The line after a key or a paste; undefined where the key is none of writing (Enter, Esc and Tab among them, up and down where
 * there is one line). What is pasted is put in whole, its line ends too: a paste never sends anything off.
 */
export function edit(line: Line, input: Input): Line | undefined {
  if (input.kind === 'paste') return insert(line, input.text);
  if (input.ctrl) return editByControl(line, input.name);
  if (input.alt) return editByWord(line, input.name);
  switch (input.name) {
    case 'left':
      return { ...line, at: line.at - lengthBefore(line) };
    case 'right':
      return { ...line, at: line.at + lengthAfter(line) };
    case 'home':
      return { ...line, at: lineStart(line) };
    case 'end':
      return { ...line, at: lineEnd(line) };
    case 'up':
    case 'down':
      return line.text.includes('\n') ? toLine(line, input.name) : undefined;
    case 'backspace':
      return cut(line, line.at - lengthBefore(line), line.at);
    case 'delete':
      return cut(line, line.at, line.at + lengthAfter(line));
    default:
      return isCharacter(input.name) ? insert(line, input.name) : undefined;
  }
}

/** A text without its last character, however many units that has. */
export function withoutLast(text: string): string {
  return text.slice(0, text.length - lengthBefore(lineOf(text)));
}

/** The line with a text put in at its place. */
export function insert({ text, at }: Line, added: string): Line {
  return { text: text.slice(0, at) + added + text.slice(at), at: at + added.length };
}

/** The names of keys are ASCII words; a character that was typed is one character, or is not ASCII. */
export function isCharacter(name: string): boolean {
  return name.length === 1 || /[^a-z0-9-]/.test(name);
}

function editByControl(line: Line, name: string): Line | undefined {
  switch (name) {
    case 'a':
      return { ...line, at: lineStart(line) };
    case 'e':
      return { ...line, at: lineEnd(line) };
    case 'b':
      return { ...line, at: line.at - lengthBefore(line) };
    case 'f':
      return { ...line, at: line.at + lengthAfter(line) };
    case 'd':
      return cut(line, line.at, line.at + lengthAfter(line));
    case 'u':
      return cut(line, lineStart(line), line.at);
    case 'k':
      return cut(line, line.at, lineEnd(line));
    case 'w':
      return cut(line, wordStart(line), line.at);
    case 'left':
      return { ...line, at: wordStart(line) };
    case 'right':
      return { ...line, at: wordEnd(line) };
    default:
      return undefined;
  }
}

function editByWord(line: Line, name: string): Line | undefined {
  switch (name) {
    case 'b':
    case 'left':
      return { ...line, at: wordStart(line) };
    case 'f':
    case 'right':
      return { ...line, at: wordEnd(line) };
    case 'd':
      return cut(line, line.at, wordEnd(line));
    case 'backspace':
      return cut(line, wordStart(line), line.at);
    default:
      return undefined;
  }
}

function cut({ text }: Line, from: number, to: number): Line {
  return { text: text.slice(0, from) + text.slice(to), at: from };
}

/** The same place in the line above or below; in the first and the last its beginning and its end. */
function toLine(line: Line, way: 'up' | 'down'): Line {
  const { text, at } = line;
  const [start, end] = [lineStart(line), lineEnd(line)];
  if (way === 'up' ? start === 0 : end === text.length) return { text, at: way === 'up' ? 0 : text.length };
  const next: Line = { text, at: way === 'up' ? start - 1 : end + 1 };
  const [from, to] = [lineStart(next), lineEnd(next)];
  const written = [...graphemes(text.slice(start, at))].length;
  const before = [...graphemes(text.slice(from, to))].slice(0, written).join('');
  return { text, at: from + before.length };
}

function lineStart({ text, at }: Line): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function lineEnd({ text, at }: Line): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function wordStart({ text, at }: Line): number {
  return text.slice(0, at).replace(/\S+\s*$/, '').length;
}

function wordEnd({ text, at }: Line): number {
  return at + (/^\s*\S+/.exec(text.slice(at))?.[0].length ?? 0);
}

function lengthBefore({ text, at }: Line): number {
  // A character is seldom longer; a longer one is taken in two.
  const before = text.slice(Math.max(0, at - 32), at);
  if (/[\x20-\x7e]{2}$/.test(before)) return 1;
  return [...graphemes(before)].at(-1)?.length ?? 0;
}

function lengthAfter({ text, at }: Line): number {
  const after = text.slice(at, at + 32);
  if (/^[\x20-\x7e]{2}/.test(after)) return 1;
  return [...graphemes(after)][0]?.length ?? 0;
}
